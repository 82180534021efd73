#include <engine/exchange/names.h>
#include <fmt/core.h>
#include <tools/licet/standing_text.h>
#include <tools/licet/text_layout.h>

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

std::string history_text(const Standing& standing, const PolicySet& policy, const Style& style) {
  Table table;
  table.add({"RECORD", "HAPPENED", "RECORDED", "EVENT", "ABOUT"});
  for (const HistoryEntry& entry : standing.history) {
    const Event& event = entry.event.event;
    table.add({std::to_string(entry.event.record), clock_text(event.at.value_or(entry.event.recorded), policy),
               clock_text(entry.event.recorded, policy), std::string(exchange::text_of(event.kind)),
               about_text(event, standing.customer.has_value())});
  }
  const std::vector<std::string> lines = table.lines();
  std::string text = "  " + style.faint(lines.front()) + '\n';
  for (std::size_t i = 0; i < standing.history.size(); ++i) {
    text += "  " + lines[i + 1] + '\n';
    for (const std::string& note : notes_of(standing.history[i])) text += wrapped(note, 10, kTextWidth);
  }
  return text;
}

}  // namespace licet::tool
