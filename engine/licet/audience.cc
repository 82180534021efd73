#include <algorithm>
#include <engine/exchange/audience_json.h>
#include <engine/exchange/request_json.h>
#include <engine/licet/at_the_door.h>
#include <engine/licet/audience.h>
#include <engine/licet/audience_permitted.h>
#include <licet/audience_limits.h>
#include <thread>
#include <utility>

namespace licet {
namespace {

constexpr std::uint64_t kReasons = 8;

std::uint64_t code_of(const decide::RuleVerdict& verdict) {
  const auto reason = static_cast<std::uint64_t>(verdict.reason);
  return verdict.has_rule() ? (std::uint64_t{verdict.rule.value} + 1) * kReasons + reason : reason;
}

Reason reason_of_code(std::uint64_t code) { return static_cast<Reason>(code % kReasons); }

const model::Rule* rule_of_code(std::uint64_t code, const model::Model& model) {
  if (code < kReasons) return nullptr;
  return &model.rules[model::RuleId(static_cast<std::uint32_t>(code / kReasons - 1))];
}

Outcome outcome_of(Reason reason) { return reason == Reason::kPermitted ? Outcome::kPermit : Outcome::kDeny; }

std::optional<std::string> name_of(const model::Rule* rule) {
  return rule != nullptr ? std::optional(rule->title.name) : std::nullopt;
}

}  // namespace

Ledger::Outcome<Audience> audience_of(Ledger& ledger, const Request& request, const PolicySet& policy,
                                      const AudienceOptions& options) {
  if (auto wrong = exchange::check_audience_form(request)) return tl::unexpected(CallError(std::move(*wrong)));
  return ledger.audience(request, policy, options);
}

std::uint32_t AudienceGroups::number_of(const Key& key) {
  const std::lock_guard lock(guard_);
  const auto [place, is_new] = numbers_.try_emplace(key, static_cast<std::uint32_t>(keys_.size()));
  if (is_new) {
    keys_.push_back(key);
    AudienceGroup added = group(place->second);
    added.customers = limits::kAudienceCustomers;
    std::string written;
    exchange::write_audience_group(written, added);
    bytes_ += written.size() + 1;
    if (bytes_ > limits::kAudienceAnswerBytes) full_ = true;
  }
  return place->second;
}

Failure too_many_answers() {
  return {FailureKind::kLimit,
          "The customers have more different answers to this request than an audience can hold, for each data category "
          "is decided for itself: ask for fewer data categories at a time."};
}

AudienceGroup AudienceGroups::group(std::size_t number) const {
  const Key& key = keys_[number];
  AudienceGroup group;
  group.reason = reason_of_code(key.front());
  group.outcome = outcome_of(group.reason);
  const model::Rule* const deciding = rule_of_code(key.front(), model_);
  group.rule = name_of(deciding);
  if (deciding != nullptr) group.because = deciding->citations;
  std::vector<const model::Rule*> permitting;
  for (std::size_t i = 1; i < key.size(); ++i) {
    const Reason reason = reason_of_code(key[i]);
    const model::Rule* const rule = rule_of_code(key[i], model_);
    group.categories.push_back(
        {model_.data.titles[question_.data[i - 1].value].name, outcome_of(reason), name_of(rule), reason});
    permitting.push_back(rule);
  }
  if (group.outcome != Outcome::kPermit) return group;
  if (permitting.empty()) permitting.push_back(deciding);
  for (const model::Rule* const rule : permitting) {
    for (const model::DutyId duty : rule->duties) {
      const std::string& name = model_.duties[duty].title.name;
      if (std::find(group.duties.begin(), group.duties.end(), name) == group.duties.end()) group.duties.push_back(name);
    }
  }
  return group;
}

AudienceTally::AudienceTally(const AudienceQuestion& asked, AudienceGroups& groups)
    : asked_(asked),
      groups_(&groups),
      workspace_(asked.policy.decider().make_workspace()),
      kept_(std::make_shared<PermittedCustomers::Kept>()) {}

std::uint32_t AudienceTally::group_of(const decide::Verdict& verdict) {
  const auto is_last = [&] {
    if (key_.size() != verdict.categories.size() + 1 || key_.front() != code_of(verdict.deciding)) return false;
    for (std::size_t i = 0; i < verdict.categories.size(); ++i) {
      if (key_[i + 1] != code_of(verdict.categories[i])) return false;
    }
    return true;
  };
  if (is_last()) return last_;
  key_.clear();
  key_.push_back(code_of(verdict.deciding));
  for (const decide::RuleVerdict& category : verdict.categories) key_.push_back(code_of(category));
  auto known = known_.find(key_);
  if (known == known_.end()) known = known_.emplace(key_, groups_->number_of(key_)).first;
  last_ = known->second;
  if (last_ >= counts_.size()) counts_.resize(last_ + std::size_t{1});
  return last_;
}

void AudienceTally::keep(std::string_view customer, std::uint32_t group, Instant until) {
  constexpr std::size_t block_bytes = std::size_t{1} << 18U;
  if (customer.size() > room_) {
    kept_->blocks.push_back(std::make_unique<char[]>(block_bytes));
    room_ = block_bytes;
  }
  char* const place = kept_->blocks.back().get() + (block_bytes - room_);
  std::copy(customer.begin(), customer.end(), place);
  room_ -= customer.size();
  kept_->customers.push_back({first_bytes(customer), place, static_cast<std::uint32_t>(customer.size()), group, until});
}

record::OutcomeBytes AudienceTally::add(std::string_view customer, const facts::HolderView& state) {
  decide::States states;
  states.person = state;
  states.has_person = true;
  states.recipients = asked_.recipients;
  const decide::Decider& decider = asked_.policy.decider();
  // Where most are denied, deciding the others twice costs less than finding for everyone until when.
  const bool until_at_once = asked_.until && (asked_.until_of_denied || 2 * kept_->customers.size() > decided_);
  ++decided_;
  decide::Verdict verdict = decider.decide(asked_.question, states, workspace_, {until_at_once, false});
  if (asked_.until && !until_at_once && verdict.deciding.outcome() == Outcome::kPermit) {
    verdict = decider.decide(asked_.question, states, workspace_, {true, false});
  }
  const std::uint32_t group = group_of(verdict);
  ++counts_[group];
  const Outcome outcome = verdict.deciding.outcome();
  if (outcome == Outcome::kPermit) keep(customer, group, verdict.until);
  return outcome_bytes({outcome, verdict.deciding.reason, asked_.until, group, verdict.until});
}

void AudienceTally::finish() { std::sort(kept_->customers.begin(), kept_->customers.end()); }

Audience audience_from(std::span<AudienceTally> tallies, const AudienceQuestion& asked, const AudienceGroups& groups) {
  Audience audience;
  audience.at = asked.question.at;
  if (asked.question.known != kNever) audience.known = asked.question.known;
  audience.until_known = asked.until;
  const model::Model& model = asked.policy.model();
  audience.policy = {model.name, model.version, model.digest, time::zone_data_version()};

  std::vector<AudienceGroup> all;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    all.push_back(groups.group(i));
    for (const AudienceTally& tally : tallies) all.back().customers += tally.count(i);
    audience.customers += all.back().customers;
  }
  std::vector<std::uint32_t> order(all.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::uint32_t>(i);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const auto rank = [](const AudienceGroup& group) {
      return std::tuple(group.outcome, ~group.customers, group.reason, group.rule.value_or(""));
    };
    const auto of_a = rank(all[a]);
    const auto of_b = rank(all[b]);
    return of_a != of_b ? of_a < of_b : groups.key(a) < groups.key(b);
  });
  std::vector<std::uint32_t> place(all.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    place[order[i]] = static_cast<std::uint32_t>(i);
    audience.groups.push_back(std::move(all[order[i]]));
  }

  auto kept = std::make_shared<PermittedCustomers::Kept>();
  std::size_t permitted = 0;
  for (const AudienceTally& tally : tallies) permitted += tally.kept_->customers.size();
  kept->customers.reserve(permitted);
  for (AudienceTally& tally : tallies) {
    const auto middle = static_cast<std::ptrdiff_t>(kept->customers.size());
    for (KeptCustomer customer : tally.kept_->customers) {
      customer.group = place[customer.group];
      kept->customers.push_back(customer);
    }
    tally.kept_->customers = {};
    std::inplace_merge(kept->customers.begin(), kept->customers.begin() + middle, kept->customers.end());
    std::move(tally.kept_->blocks.begin(), tally.kept_->blocks.end(), std::back_inserter(kept->blocks));
    tally.kept_->blocks.clear();
  }
  audience.permitted = PermittedCustomers(std::move(kept));
  return audience;
}

unsigned audience_threads(const AudienceOptions& options, std::size_t parts) {
  unsigned threads = options.threads != 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
  threads = std::min(threads, limits::kAudienceThreads);
  return static_cast<unsigned>(std::min<std::size_t>(threads, std::max<std::size_t>(parts, 1)));
}

Result<void> run_in_parts(unsigned threads, std::size_t parts,
                          const std::function<Result<void>(unsigned thread, std::size_t part)>& act,
                          const std::function<void(unsigned thread)>& end) {
  std::atomic<std::size_t> next = 0;
  std::atomic<bool> stopped = false;
  std::mutex guard;
  Result<void> outcome;
  const auto work = [&](unsigned thread) {
    const auto all_parts = [&]() -> Result<void> {
      for (std::size_t part = next++; part < parts && !stopped; part = next++) {
        if (auto done = act(thread, part); !done) return done;
      }
      if (!stopped) end(thread);
      return {};
    };
    Result<void> done =
        at_the_door(all_parts, [](Failure failure) -> Result<void> { return tl::unexpected(std::move(failure)); });
    if (done) return;
    stopped = true;
    const std::lock_guard lock(guard);
    if (outcome) outcome = std::move(done);
  };
  {
    std::vector<std::jthread> others;
    others.reserve(threads);
    for (unsigned thread = 1; thread < threads; ++thread) others.emplace_back(work, thread);
    work(0);
  }
  return outcome;
}

}  // namespace licet
