#include <algorithm>
#include <engine/exchange/decision_made_json.h>
#include <engine/exchange/event_json.h>
#include <engine/exchange/explanation_json.h>
#include <engine/exchange/export_json.h>
#include <engine/exchange/json_lists.h>
#include <engine/exchange/json_write.h>
#include <engine/exchange/names.h>
#include <engine/exchange/request_json.h>
#include <engine/exchange/standing_json.h>
#include <engine/exchange/written_text.h>

namespace licet::exchange {
namespace {

void write_name(std::string& line, const PolicyName& name) {
  ObjectWriter out(line);
  out.text("name", name.name);
  if (!name.title.empty()) out.text("title", name.title);
  out.end();
}

void names_if_any(std::string& line, ObjectWriter& out, std::string_view field, const std::vector<PolicyName>& names) {
  if (!names.empty()) write_list(line, out, field, names, write_name);
}

void write_wording(std::string& line, const ExportedWording& wording) {
  ObjectWriter out(line);
  out.text("wording", wording.wording);
  out.text_or_null("text", wording.text);
  out.end();
}

void write_consent(std::string& line, const ExportedConsent& consent) {
  ObjectWriter out(line);
  out.text("consent", consent.consent.name);
  if (!consent.consent.title.empty()) out.text("title", consent.consent.title);
  write_list(line, out, "purposes", consent.purposes, write_name);
  names_if_any(line, out, "channels", consent.channels);
  if (consent.any_data) out.boolean("any_data", true);
  names_if_any(line, out, "data", consent.data);
  names_if_any(line, out, "recipients", consent.recipients);
  names_if_any(line, out, "actions", consent.actions);
  out.boolean("needs_confirmation", consent.needs_confirmation);
  write_list(line, out, "wordings", consent.wordings, write_wording);
  write_list(line, out, "events", consent.events,
             [](std::string& to, std::uint64_t record) { to += std::to_string(record); });
  out.end();
}

void write_event_field(std::string& line, ObjectWriter& out, std::string_view name, const StandingEvent& event) {
  out.name(name);
  ObjectWriter inner(line);
  inner.number("record", event.record);
  inner.instant("at", event.at);
  inner.instant("recorded", event.recorded);
  inner.end();
}

void write_data(std::string& line, const ExportedData& data) {
  ObjectWriter out(line);
  out.text("data", data.data.name);
  if (!data.data.title.empty()) out.text("title", data.data.title);
  if (data.item) out.text("item", *data.item);
  if (data.collected) write_event_field(line, out, "collected", *data.collected);
  write_list(line, out, "purposes", data.purposes, write_name);
  out.instant("until", data.until);
  out.text("why", data.is_due ? "due" : text_of(data.ground));
  if (data.action) out.text("action", text_of(*data.action));
  if (data.rule) {
    out.name("rule");
    write_name(line, *data.rule);
  }
  texts_if_any(out, "because", data.because);
  names_if_any(line, out, "undetermined", data.undetermined);
  out.boolean("suspended", data.suspended);
  out.end();
}

void write_recipient(std::string& line, const ExportedRecipient& one) {
  ObjectWriter out(line);
  out.text("recipient", one.recipient.name);
  if (!one.recipient.title.empty()) out.text("title", one.recipient.title);
  out.instant("first", one.first);
  out.instant("last", one.last);
  out.number("decisions", one.decisions);
  out.end();
}

void write_right(std::string& line, const PersonalRight& right) {
  ObjectWriter out(line);
  out.text("because", right.because);
  out.text("sentence", right.sentence);
  out.end();
}

void write_titles(std::string& line, ObjectWriter& out, const ExportedTitles& titles) {
  out.name("titles");
  ObjectWriter kinds(line);
  const auto add = [&](std::string_view kind, const std::vector<PolicyName>& names) {
    if (names.empty()) return;
    kinds.name(kind);
    ObjectWriter inner(line);
    for (const PolicyName& one : names) inner.text(one.name, one.title);
    inner.end();
  };
  add("purposes", titles.purposes);
  add("actions", titles.actions);
  add("channels", titles.channels);
  add("data", titles.data);
  add("recipients", titles.recipients);
  add("facts", titles.facts);
  add("notices", titles.notices);
  add("consents", titles.consents);
  add("levels", titles.levels);
  kinds.end();
}

void write_policy(std::string& line, ObjectWriter& out, const Export& all) {
  out.name("policy");
  ObjectWriter inner(line);
  inner.text("name", all.policy.name);
  if (!all.policy_title.title.empty()) inner.text("title", all.policy_title.title);
  if (all.policy.version == 0) {
    inner.null("version");
  } else {
    inner.integer("version", all.policy.version);
  }
  inner.text("digest", all.policy.digest);
  inner.text("tz", all.policy.tz);
  inner.end();
}

std::string text_of(const Export& all, const std::string& standing, std::span<const RightsSaid> rights) {
  std::string line;
  ObjectWriter out(line);
  if (all.standing.customer) out.text("customer", *all.standing.customer);
  if (all.standing.device) out.text("device", *all.standing.device);
  out.instant("at", all.standing.at);
  out.instant("known", all.standing.known);
  out.text("time_zone", all.time_zone);
  write_policy(line, out, all);
  out.raw("standing", standing);
  write_list(line, out, "consents", all.consents, write_consent);
  out.name("notices");
  line += '[';
  for (std::size_t i = 0; i < all.notices.size(); ++i) {
    if (i > 0) line += ',';
    ObjectWriter notice(line);
    notice.text("notice", all.standing.notices[i].notice);
    if (!all.notices[i].wording.empty()) {
      notice.text("wording", all.notices[i].wording);
      notice.text_or_null("text", all.notices[i].text);
    }
    notice.end();
  }
  line += ']';
  write_list(line, out, "data", all.data, write_data);
  write_list(line, out, "decisions", all.decisions, write_decision_made);
  write_list(line, out, "recipients", all.recipients, write_recipient);
  out.name("rights");
  ObjectWriter languages(line);
  for (const RightsSaid& said : rights) {
    write_list(line, languages, exchange::text_of(said.language), said.rights, write_right);
  }
  languages.end();
  write_titles(line, out, all.titles);
  out.end();
  return line;
}

}  // namespace

Result<std::string> write_export(const Export& all, std::span<const RightsSaid> rights) {
  auto standing = write_standing(all.standing);
  if (!standing) return standing;
  return written_text([&] { return text_of(all, *standing, rights); });
}

bool is_portable(EventKind kind) {
  switch (kind) {
    case EventKind::kGranted:
    case EventKind::kConfirmed:
    case EventKind::kRefused:
    case EventKind::kWithdrawn:
    case EventKind::kObjected:
    case EventKind::kObjectionLifted:
    case EventKind::kRestricted:
    case EventKind::kRestrictionLifted:
    case EventKind::kErasureRequested:
    case EventKind::kFact:
    // What was done about it, too: a request for erasure is carried out, a consent goes on by a contact, or needs a
    // notice.
    case EventKind::kErased:
    case EventKind::kInformed:
    case EventKind::kCollected:
    case EventKind::kContacted:
      return true;
    // A dispute with this controller, another holder, or that something never counted.
    case EventKind::kHold:
    case EventKind::kHoldLifted:
    case EventKind::kLinked:
    case EventKind::kUnlinked:
    case EventKind::kVoided:
      return false;
  }
  return false;
}

Result<std::string> write_portable(const Export& all) {
  return written_text([&] {
    std::string lines;
    for (const HistoryEntry& entry : all.standing.history) {
      Event event = entry.event.event;
      if (!is_portable(event.kind) || entry.voided_by) continue;
      // In place of another holder stands the name of a link, which means nothing elsewhere.
      (all.standing.customer ? event.device : event.customer).reset();
      if (!event.at) event.at = entry.event.recorded;
      lines += write_event(event);
      lines += '\n';
    }
    return lines;
  });
}

}  // namespace licet::exchange
