#include <algorithm>
#include <engine/exchange/explanation_json.h>
#include <engine/exchange/json_write.h>
#include <engine/facts/stored_event.h>
#include <engine/licet/archived_sets.h>
#include <engine/licet/replayed_bundle.h>
#include <licet/sentences.h>
#include <utility>

namespace licet {
namespace {

Failure damaged(std::uint64_t record, const char* what) {
  return {FailureKind::kDamaged, "Record " + std::to_string(record) + ": " + what};
}

Result<std::vector<RecordedEvent>> events_of(const record::CheckedBundle& bundle, const PastDecision& past) {
  std::vector<facts::Holder> holders = recipients_of(past);
  holders.push_back(past.holder);
  std::vector<RecordedEvent> events;
  events.reserve(bundle.events.size());
  for (const record::OpenedBundleRecord& each : bundle.events) {
    auto content = exchange::read_event_content(each.content);
    if (!content) return tl::unexpected(damaged(each.leaf.number, "it does not hold an event as Licet writes them."));
    facts::StoredEvent event = facts::stored_event(std::move(*content), each.leaf.number);
    if (std::find(holders.begin(), holders.end(), facts::holder_of(event)) == holders.end()) {
      return tl::unexpected(damaged(each.leaf.number, "its event is not of whom the decision is about."));
    }
    events.push_back(std::move(event.event));
  }
  return events;
}

/// The summary in the first line, then each paragraph in one of its own.
std::string text_of(const Sentences& sentences) {
  std::string text;
  for (const std::string& sentence : sentences.summary) text += (text.empty() ? "" : " ") + sentence;
  for (const std::string& paragraph : sentences.details) text += '\n' + paragraph;
  return text;
}

}  // namespace

Result<ReplayedBundle> decide_bundle_again(const record::CheckedBundle& bundle) {
  const std::uint64_t number = bundle.decision.leaf.number;
  auto content = decision_content(bundle.decision.content, number);
  if (!content) return tl::unexpected(std::move(content.error()));
  auto set = record::read_policy_file(std::string(bundle.sections.policy));
  if (!set) return tl::unexpected(std::move(set.error()));
  auto policy = ready_again(std::move(*set), std::string(bundle.sections.zone), bundle.decision.leaf.policy);
  if (!policy) return tl::unexpected(std::move(policy.error()));
  auto past = past_decision(std::move(*content), std::move(*policy), number);
  if (!past) return tl::unexpected(std::move(past.error()));
  const auto events = events_of(bundle, *past);
  if (!events) return tl::unexpected(events.error());
  const auto event = [&](std::uint64_t record) -> std::optional<RecordedEvent> {
    const auto found =
        std::lower_bound(events->begin(), events->end(), record,
                         [](const RecordedEvent& each, std::uint64_t wanted) { return each.record < wanted; });
    return found != events->end() && found->record == record ? std::optional(*found) : std::nullopt;
  };
  auto again = decide_again<Explanation>(*past, *events, event);
  if (!again) {
    const auto* failure = std::get_if<Failure>(&again.error());
    return tl::unexpected(failure != nullptr ? *failure : damaged(number, "it cannot be decided again."));
  }
  again->answer.decision.record = number;
  return ReplayedBundle{std::move(*past), std::move(*again)};
}

std::string bundled_explanation(const ReplayedBundle& replayed) {
  const Explanation& explanation = replayed.again.answer;
  const PolicySet policy(replayed.past.policy);
  std::string json;
  exchange::ObjectWriter out(json);
  out.raw("explanation", exchange::write_explanation(explanation, {}));
  out.text("english", text_of(sentences(explanation, policy, Language::kEnglish)));
  out.text("german", text_of(sentences(explanation, policy, Language::kGerman)));
  out.end();
  return json;
}

}  // namespace licet
