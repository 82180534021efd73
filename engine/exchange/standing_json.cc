#include <engine/exchange/event_json.h>
#include <engine/exchange/event_value.h>
#include <engine/exchange/json_lists.h>
#include <engine/exchange/json_write.h>
#include <engine/exchange/standing_json.h>
#include <engine/exchange/written_text.h>

namespace licet::exchange {
namespace {

void write_times(ObjectWriter& out, const StandingEvent& event) {
  out.number("record", event.record);
  out.instant("at", event.at);
  out.instant("recorded", event.recorded);
}

void write_event_field(std::string& line, ObjectWriter& out, std::string_view name, const StandingEvent& event) {
  out.name(name);
  ObjectWriter inner(line);
  write_times(inner, event);
  inner.end();
}

void write_fact(std::string& line, const FactStanding& fact) {
  ObjectWriter out(line);
  out.text("fact", fact.fact);
  if (fact.item) out.text("item", *fact.item);
  if (fact.value) {
    write_raw_value(out, "value", *fact.value);
  } else {
    out.null("value");
  }
  write_times(out, fact.stated);
  out.end();
}

void write_grant(std::string& line, ObjectWriter& out, std::string_view name,
                 const std::optional<GrantStanding>& grant) {
  if (!grant) return;
  out.name(name);
  ObjectWriter inner(line);
  write_times(inner, grant->given);
  if (grant->confirmed) write_event_field(line, inner, "confirmed", *grant->confirmed);
  if (grant->wording) inner.text("wording", *grant->wording);
  inner.texts("purposes", grant->purposes);
  if (grant->limits_channels) inner.texts("channels", grant->channels);
  inner.instant("end", grant->end);
  if (!grant->facts.empty()) write_list(line, inner, "facts", grant->facts, write_fact);
  inner.end();
}

void write_consent(std::string& line, const ConsentStanding& consent) {
  ObjectWriter out(line);
  out.text("consent", consent.consent);
  if (!consent.title.empty()) out.text("title", consent.title);
  out.text("status", consent.status);
  if (consent.has_provided && consent.status == "granted") {
    if (consent.provided) {
      out.boolean("provided", *consent.provided);
    } else {
      out.null("provided");
    }
  }
  write_grant(line, out, "current", consent.current);
  write_grant(line, out, "waiting", consent.waiting);
  if (consent.ended) write_event_field(line, out, "ended", *consent.ended);
  out.end();
}

void write_objection(std::string& line, const ObjectionStanding& objection) {
  ObjectWriter out(line);
  write_times(out, objection.objected);
  texts_if_any(out, "purposes", objection.purposes);
  texts_if_any(out, "channels", objection.channels);
  texts_if_any(out, "except", objection.except);
  out.end();
}

void write_mark(std::string& line, const DataStanding& mark) {
  ObjectWriter out(line);
  write_times(out, mark.begun);
  texts_if_any(out, "data", mark.data);
  texts_if_any(out, "except", mark.except);
  texts_if_any(out, "collected_since", mark.collected_since);
  out.end();
}

/// `part`: the channel or the piece, if any.
void write_named(std::string& line, std::string_view field, const std::string& name, std::string_view part_field,
                 const std::optional<std::string>& part, const StandingEvent& event) {
  ObjectWriter out(line);
  out.text(field, name);
  if (part) out.text(part_field, *part);
  write_times(out, event);
  out.end();
}

void write_stage(std::string& line, const StageStanding& stage) {
  ObjectWriter out(line);
  out.text("data", stage.data);
  if (stage.item) out.text("item", *stage.item);
  out.text("rule", stage.rule);
  out.instant("since", stage.since);
  out.end();
}

void write_records(std::string& line, const RecordsStanding& records) {
  ObjectWriter out(line);
  out.text("data", records.data);
  write_event_field(line, out, "first", records.first);
  if (records.latest) write_event_field(line, out, "latest", *records.latest);
  if (records.erasure_requested) write_event_field(line, out, "erasure_requested", *records.erasure_requested);
  out.end();
}

void write_history_entry(std::string& line, const HistoryEntry& entry) {
  const std::string event = write_event(entry.event);
  ObjectWriter out(line);
  out.number("record", entry.event.record);
  line += ',';
  line.append(event, 1, event.size() - 2);
  if (entry.voided_by) out.number("voided_by", *entry.voided_by);
  texts_if_any(out, "unknown_names", entry.unknown_names);
  if (entry.value_unfit) out.boolean("value_unfit", true);
  texts_if_any(out, "facts_not_of_consent", entry.facts_not_of_consent);
  if (entry.without_effect) out.boolean("without_effect", true);
  out.end();
}

std::string text_of(const Standing& standing) {
  std::string line;
  ObjectWriter out(line);
  if (standing.customer) out.text("customer", *standing.customer);
  if (standing.device) out.text("device", *standing.device);
  if (standing.recipient) out.text("recipient", *standing.recipient);
  out.instant("at", standing.at);
  out.instant("known", standing.known);
  out.texts("levels", standing.levels);
  write_list(line, out, "consents", standing.consents, write_consent);
  write_list(line, out, "objections", standing.objections, write_objection);
  write_list(line, out, "restrictions", standing.restrictions, write_mark);
  write_list(line, out, "erasure_requests", standing.erasure_requests, write_mark);
  write_list(line, out, "notices", standing.notices, [](std::string& to, const NoticeStanding& notice) {
    write_named(to, "notice", notice.notice, {}, std::nullopt, notice.given);
  });
  write_list(line, out, "facts", standing.facts, write_fact);
  write_list(line, out, "contacts", standing.contacts, [](std::string& to, const ContactStanding& contact) {
    write_named(to, "purpose", contact.purpose, "channel", contact.channel, contact.contacted);
  });
  write_list(line, out, "held", standing.held, [](std::string& to, const HeldStanding& held) {
    write_named(to, "data", held.data, "item", held.item, held.collected);
  });
  if (!standing.first_stages.empty()) write_list(line, out, "first_stages", standing.first_stages, write_stage);
  if (!standing.records.empty()) write_list(line, out, "records", standing.records, write_records);
  out.boolean("suspended", standing.suspended);
  texts_if_any(out, "suspended_data", standing.suspended_data);
  write_list(line, out, "history", standing.history, write_history_entry);
  out.end();
  return line;
}

}  // namespace

Result<std::string> write_standing(const Standing& standing) {
  return written_text([&] { return text_of(standing); });
}

}  // namespace licet::exchange
