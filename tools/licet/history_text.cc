#include <algorithm>
#include <engine/exchange/names.h>
#include <fmt/core.h>
#include <tools/licet/answer_text.h>
#include <tools/licet/standing_text.h>
#include <tools/licet/text_layout.h>
#include <unordered_map>

namespace licet::tool {
namespace {

constexpr std::size_t kTextWidth = 100;

std::string value_text(const RawValue& value) {
  if (const auto* yes = std::get_if<bool>(&value)) return *yes ? "yes" : "no";
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  return std::get<std::string>(value);
}

/// What the event names beside its holder.
std::string about_text(const Event& event, bool of_customer) {
  std::string text = event.consent + event.notice + event.fact;
  const auto add = [&](const char* before, const std::string& what) {
    if (what.empty()) return;
    text += fmt::format("{}{}{}", text.empty() ? "" : " ", before, what);
  };
  if (event.value) add("is ", value_text(*event.value));
  add("for ", names_text(event.purposes));
  add("by ", names_text(event.channels));
  add(text.empty() ? "" : "with ", names_text(event.data));
  add("item ", event.item.value_or(""));
  add("to ", event.recipient.value_or(""));
  for (const NamedValue& stated : event.facts) add("given ", stated.fact + " is " + value_text(stated.value));
  add("wording ", event.wording.value_or(""));
  add("never counted: the event with the id ", event.voids);
  const std::optional<std::string>& other = of_customer ? event.device : event.customer;
  if (other) add(of_customer ? "with device " : "with customer ", *other);
  return one_line(text);
}

std::vector<std::string> notes_of(const HistoryEntry& entry) {
  std::vector<std::string> notes;
  const Event& event = entry.event.event;
  if (!event.source.empty() || !event.actor.empty()) {
    std::string kept;
    if (!event.source.empty()) kept = "source " + event.source;
    if (!event.actor.empty()) kept += (kept.empty() ? "actor " : ", actor ") + event.actor;
    notes.push_back(one_line(kept));
  }
  if (entry.voided_by) notes.push_back(fmt::format("never counted, as record {} says", *entry.voided_by));
  if (!entry.unknown_names.empty()) {
    notes.push_back("not in this policy set: " + names_text(entry.unknown_names));
  }
  if (entry.value_unfit) notes.emplace_back("its value does not fit the fact's type, and counts as no value");
  if (!entry.facts_not_of_consent.empty()) {
    notes.push_back(
        "stated of the grant, but in this policy set no fact `of consent`, so that it counts for nothing: " +
        names_text(entry.facts_not_of_consent));
  }
  if (entry.without_effect) notes.emplace_back("without effect under this policy set");
  return notes;
}

}  // namespace

namespace {

/// What was asked; of another time than that at which it was asked, about which.
std::string asked_then(const ExportedDecision& one, const PolicySet& policy) {
  std::string text = one_line(asked_text(one.request));
  const std::string about = clock_text(one.decision.at, policy);
  if (about != clock_text(one.recorded, policy)) text += " as of " + about;
  return text;
}

class Timeline {
 public:
  Timeline(const Overview& overview, const PolicySet& policy, const Style& style)
      : overview_(overview), policy_(policy), style_(style) {
    for (const HistoryEntry& entry : overview.standing.history) by_record_.emplace(entry.event.record, &entry);
  }

  std::string text() const {
    Table table;
    table.add({"HAPPENED", "RECORD", "RECORDED", "EVENT", "ABOUT"});
    for (const Happening& one : overview_.timeline) table.add(row(one));
    const std::vector<std::string> lines = table.lines();
    std::string text = "  " + style_.faint(lines.front()) + '\n';
    for (std::size_t i = 0; i < overview_.timeline.size(); ++i) {
      text += "  " + lines[i + 1] + '\n';
      const Happening& one = overview_.timeline[i];
      if (one.kind != HappeningKind::kEvent) continue;
      for (const std::string& note : notes_of(*by_record_.at(one.record))) text += wrapped(note, 10, kTextWidth);
    }
    const auto later = std::count_if(
        overview_.standing.history.begin(), overview_.standing.history.end(), [&](const HistoryEntry& entry) {
          return entry.event.event.at.value_or(entry.event.recorded) > overview_.standing.at;
        });
    if (later != 0) {
      text += fmt::format("  and {} afterwards\n", counted(static_cast<std::uint64_t>(later), "event", "events"));
    }
    return text;
  }

 private:
  std::vector<std::string> row(const Happening& one) const {
    const std::string happened = clock_text(one.at, policy_);
    const std::string record = std::to_string(one.record);
    switch (one.kind) {
      case HappeningKind::kEvent: {
        const RecordedEvent& recorded = by_record_.at(one.record)->event;
        return {happened, record, clock_text(recorded.recorded, policy_),
                std::string(exchange::text_of(recorded.event.kind)),
                about_text(recorded.event, overview_.standing.customer.has_value())};
      }
      case HappeningKind::kExpired:
        return {happened, record, "by time", "expired", one.consent};
      case HappeningKind::kLapsed:
        return {happened, record, "by time", "lapsed", one.consent + " was not confirmed"};
      case HappeningKind::kDecided:
        return {happened, record, happened, "decided", decided(one.record)};
    }
    return {};
  }

  std::string decided(std::uint64_t record) const {
    for (const ExportedDecision& one : overview_.decisions) {
      if (one.record == record) {
        return fmt::format("{}: {}", asked_then(one, policy_), exchange::text_of(one.decision.outcome));
      }
    }
    return {};
  }

  const Overview& overview_;
  const PolicySet& policy_;
  const Style& style_;
  std::unordered_map<std::uint64_t, const HistoryEntry*> by_record_;
};

}  // namespace

std::string history_text(const Overview& overview, const PolicySet& policy, const Style& style) {
  return Timeline(overview, policy, style).text();
}

std::vector<std::string> decision_lines(const Overview& overview, const PolicySet& policy) {
  if (overview.decisions.empty()) return {};
  Table table;
  table.add({"RECORD", "MADE", "ASKED", "DECISION"});
  for (const ExportedDecision& one : overview.decisions) {
    table.add({std::to_string(one.record), clock_text(one.recorded, policy), asked_then(one, policy),
               fmt::format("{} {}", exchange::text_of(one.decision.outcome),
                           ground_text(one.decision.rule, one.decision.reason, policy.model(), true))});
  }
  return table.lines();
}

}  // namespace licet::tool
