#include <algorithm>
#include <engine/exchange/question.h>
#include <tests/random/compared/shrink.h>

namespace licet::random {
namespace {

/// Every request that asks for, or states, one thing less.
std::vector<Request> smaller_requests(const Request& request) {
  std::vector<Request> smaller;
  const auto add = [&](const auto& change) { change(smaller.emplace_back(request)); };
  if (request.known) add([](Request& one) { one.known.reset(); });
  if (request.customer && request.device) {
    add([](Request& one) { one.customer.reset(); });
    add([](Request& one) { one.device.reset(); });
  }
  if (request.channel) add([](Request& one) { one.channel.reset(); });
  if (request.recipient) add([](Request& one) { one.recipient.reset(); });
  for (std::size_t i = 0; i < request.data.size(); ++i) {
    add([i](Request& one) { one.data.erase(one.data.begin() + static_cast<std::ptrdiff_t>(i)); });
  }
  for (const auto& fact : request.facts) {
    add([&fact](Request& one) { one.facts.erase(fact.first); });
  }
  return smaller;
}

/// Every event that says one thing less.
std::vector<Event> smaller_events(const Event& event) {
  std::vector<Event> smaller;
  const auto without_names = [&](std::vector<std::string> Event::*names) {
    const std::size_t count = (event.*names).size();
    for (std::size_t i = 0; i < count; ++i) {
      auto& list = smaller.emplace_back(event).*names;
      list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
    }
  };
  for (std::size_t i = 0; i < event.facts.size(); ++i) {
    auto& facts = smaller.emplace_back(event).facts;
    facts.erase(facts.begin() + static_cast<std::ptrdiff_t>(i));
  }
  if (event.item && event.kind == EventKind::kErased) smaller.emplace_back(event).item.reset();
  const bool needs_data = event.kind == EventKind::kCollected && event.data.size() == 1;
  const bool needs_purposes = event.kind == EventKind::kContacted && event.purposes.size() == 1;
  if (!needs_purposes) without_names(&Event::purposes);
  without_names(&Event::channels);
  if (!needs_data) without_names(&Event::data);
  if (event.id) smaller.emplace_back(event).id.reset();
  if (event.wording) smaller.emplace_back(event).wording.reset();
  if (event.customer && event.device && event.kind != EventKind::kLinked && event.kind != EventKind::kUnlinked) {
    smaller.emplace_back(event).customer.reset();
    smaller.emplace_back(event).device.reset();
  }
  return smaller;
}

class Shrinking {
 public:
  Shrinking(FoundDifference found, PolicyText policy) : found_(std::move(found)), policy_(std::move(policy)) {}

  FoundDifference run() {
    bool smaller = true;
    while (smaller) {
      smaller = drop_events();
      smaller = shrink_policy() || smaller;
      smaller = shrink_request() || smaller;
      smaller = shrink_events() || smaller;
    }
    return std::move(found_);
  }

 private:
  /// Takes the triple if it differs, with a fresh workspace like any reader of the kept case.
  bool take(const KeptCase& candidate) {
    const auto policy = ready(candidate.policy);
    if (!policy || !exchange::resolve(candidate.request, *policy->model, Instant{})) return false;
    decide::Workspace workspace = policy->policy->decider().make_workspace();
    Sides sides;
    Tally tally;
    std::string part = difference(*policy, candidate.events, candidate.request, workspace, sides, tally);
    if (part.empty()) return false;
    found_ = {found_.policy, std::move(part), candidate, std::move(sides)};
    return true;
  }

  bool drop_events() {
    bool any = false;
    for (std::size_t chunk = std::max<std::size_t>(found_.smallest.events.size() / 2, 1); chunk > 0; chunk /= 2) {
      for (std::size_t first = 0; first < found_.smallest.events.size();) {
        KeptCase candidate = found_.smallest;
        const auto begin = candidate.events.begin() + static_cast<std::ptrdiff_t>(first);
        const auto left = static_cast<std::size_t>(candidate.events.end() - begin);
        candidate.events.erase(begin, begin + static_cast<std::ptrdiff_t>(std::min(chunk, left)));
        const bool taken = take(candidate);
        any = any || taken;
        if (!taken) first += chunk;
      }
    }
    return any;
  }

  bool shrink_policy() {
    bool any = false;
    std::vector<PolicyText> texts = with_a_part_less(policy_);
    for (std::size_t i = 0; i < texts.size();) {
      KeptCase candidate = found_.smallest;
      candidate.policy = text_of(texts[i]);
      if (!take(candidate)) {
        ++i;
        continue;
      }
      any = true;
      policy_ = std::move(texts[i]);
      texts = with_a_part_less(policy_);
    }
    return any;
  }

  bool shrink_request() {
    bool any = false;
    for (bool smaller = true; smaller; any = any || smaller) {
      const auto requests = smaller_requests(found_.smallest.request);
      smaller = std::any_of(requests.begin(), requests.end(), [&](const Request& request) {
        KeptCase candidate = found_.smallest;
        candidate.request = request;
        return take(candidate);
      });
    }
    return any;
  }

  bool shrink_events() {
    bool any = false;
    for (std::size_t i = 0; i < found_.smallest.events.size(); ++i) {
      for (const Event& event : smaller_events(found_.smallest.events[i].event)) {
        KeptCase candidate = found_.smallest;
        candidate.events[i].event = event;
        if (!take(candidate)) continue;
        any = true;
        break;
      }
    }
    return any;
  }

  FoundDifference found_;
  PolicyText policy_;
};

}  // namespace

FoundDifference shrink(FoundDifference found, PolicyText policy) {
  return Shrinking(std::move(found), std::move(policy)).run();
}

}  // namespace licet::random
