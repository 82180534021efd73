// Consents as consent records: ISO/IEC TS 27560 in terms of the Data Privacy Vocabulary (DPV 2), as JSON-LD 1.1. The
// mapping, and what has no counterpart, is described in docs/export.md.
#include <algorithm>
#include <engine/exchange/export_json.h>
#include <engine/exchange/json_lists.h>
#include <engine/exchange/json_write.h>
#include <engine/exchange/kept_text.h>
#include <engine/exchange/written_text.h>

namespace licet::exchange {
namespace {

constexpr std::string_view kContext =
    R"({"dpv":"https://w3id.org/dpv#","dct":"http://purl.org/dc/terms/",)"
    R"("rdf":"http://www.w3.org/1999/02/22-rdf-syntax-ns#","xsd":"http://www.w3.org/2001/XMLSchema#"})";

/// A moment as a typed value.
void write_moment(std::string& line, ObjectWriter& out, std::string_view field, Instant moment) {
  out.name(field);
  ObjectWriter inner(line);
  inner.text("@type", "xsd:dateTime");
  inner.instant("@value", moment);
  inner.end();
}

void write_reference(std::string& line, ObjectWriter& out, std::string_view field, std::string_view term) {
  out.name(field);
  ObjectWriter inner(line);
  inner.text("@id", term);
  inner.end();
}

void write_term(std::string& line, std::string_view type, const PolicyName& name) {
  ObjectWriter out(line);
  out.text("@type", type);
  out.text("dct:identifier", name.name);
  if (!name.title.empty()) out.text("dct:title", name.title);
  out.end();
}

void write_terms(std::string& line, ObjectWriter& out, std::string_view field, std::string_view type,
                 const std::vector<PolicyName>& names) {
  if (names.empty()) return;
  write_list(line, out, field, names, [&](std::string& to, const PolicyName& name) { write_term(to, type, name); });
}

PolicyName with_title(const std::vector<PolicyName>& titles, const std::string& name) {
  const auto found =
      std::find_if(titles.begin(), titles.end(), [&](const PolicyName& one) { return one.name == name; });
  return found == titles.end() ? PolicyName{name, {}} : *found;
}

std::vector<PolicyName> with_titles(const std::vector<PolicyName>& titles, const std::vector<std::string>& names) {
  std::vector<PolicyName> all;
  for (const std::string& name : names) all.push_back(with_title(titles, name));
  return all;
}

/// One consent of one person.
class ConsentRecord {
 public:
  ConsentRecord(std::string& line, const Export& all, std::size_t place)
      : line_(line), all_(all), standing_(all.standing.consents[place]), declared_(all.consents[place]) {}

  void write() {
    ObjectWriter out(line_);
    const std::string identifier =
        declared_.consent.name + '/' + (declared_.events.empty() ? "0" : std::to_string(declared_.events.front()));
    out.text("@id", '#' + identifier);
    out.text("@type", "dpv:ConsentRecord");
    out.text("dct:identifier", identifier);
    if (!declared_.consent.title.empty()) out.text("dct:title", declared_.consent.title);
    out.name("dpv:hasDataSubject");
    ObjectWriter subject(line_);
    subject.text("@type", "dpv:DataSubject");
    subject.text("dct:identifier", all_.standing.customer.value_or(all_.standing.device.value_or("")));
    subject.end();
    write_notices(out);
    write_process(out);
    write_states(out);
    out.end();
  }

 private:
  const GrantStanding* grant() const {
    if (standing_.current) return &*standing_.current;
    return standing_.waiting ? &*standing_.waiting : nullptr;
  }

  void write_notices(ObjectWriter& out) {
    if (declared_.wordings.empty()) return;
    write_list(line_, out, "dpv:hasNotice", declared_.wordings, [](std::string& to, const ExportedWording& wording) {
      ObjectWriter notice(to);
      notice.text("@type", "dpv:ConsentNotice");
      notice.text("dct:identifier", wording.wording);
      if (wording.text) notice.text("dct:description", *wording.text);
      notice.end();
    });
  }

  /// What the consent covers: of a grant what it covers itself, else what the declaration names.
  void write_process(ObjectWriter& out) {
    out.name("dpv:hasProcess");
    ObjectWriter process(line_);
    process.text("@type", "dpv:Process");
    write_reference(line_, process, "dpv:hasLegalBasis", "dpv:Consent");
    const GrantStanding* const given = grant();
    write_terms(line_, process, "dpv:hasPurpose", "dpv:Purpose",
                given != nullptr ? with_titles(all_.titles.purposes, given->purposes) : declared_.purposes);
    write_data(process);
    write_terms(line_, process, "dpv:hasProcessing", "dpv:Processing", declared_.actions);
    write_terms(line_, process, "dpv:hasRecipient", "dpv:Recipient", declared_.recipients);
    const bool limited = given != nullptr && given->limits_channels;
    write_terms(line_, process, "dpv:hasContext", "dpv:Context",
                limited ? with_titles(all_.titles.channels, given->channels) : declared_.channels);
    process.end();
  }

  void write_data(ObjectWriter& process) {
    if (declared_.data.empty()) return;
    process.name("dpv:hasPersonalData");
    line_ += '[';
    for (std::size_t i = 0; i < declared_.data.size(); ++i) {
      if (i > 0) line_ += ',';
      write_term(line_, declared_.special[i] ? "dpv:SpecialCategoryPersonalData" : "dpv:PersonalData",
                 declared_.data[i]);
    }
    line_ += ']';
  }

  void write_states(ObjectWriter& out) {
    out.name("dpv:hasConsentStatus");
    line_ += '[';
    bool first = true;
    for (const HistoryEntry& entry : all_.standing.history) {
      if (entry.event.event.consent != standing_.consent || entry.voided_by || entry.without_effect) continue;
      if (!first) line_ += ',';
      first = false;
      write_state(entry.event);
    }
    if (standing_.status == "expired" && grant() != nullptr) {
      if (!first) line_ += ',';
      ObjectWriter expired(line_);
      expired.text("@type", standing_.current ? "dpv:ConsentExpired" : "dpv:ConsentRequestDeferred");
      write_moment(line_, expired, "dpv:isIndicatedAtTime", grant()->end);
      expired.end();
    }
    line_ += ']';
  }

  /// A grant that must be confirmed is no given consent yet.
  std::string_view state_of(const RecordedEvent& recorded) const {
    switch (recorded.event.kind) {
      case EventKind::kConfirmed:
        return "dpv:ConsentGiven";
      case EventKind::kRefused:
        return "dpv:ConsentRefused";
      case EventKind::kWithdrawn:
        return "dpv:ConsentWithdrawn";
      default:
        return declared_.needs_confirmation ? "dpv:ConsentRequested" : "dpv:ConsentGiven";
    }
  }

  void write_state(const RecordedEvent& recorded) {
    const Event& event = recorded.event;
    ObjectWriter out(line_);
    out.text("@type", state_of(recorded));
    write_moment(line_, out, "dpv:isIndicatedAtTime", event.at.value_or(recorded.recorded));
    if (!event.actor.empty()) out.text("dpv:isIndicatedBy", kept_text(event.actor));
    if (!event.source.empty()) out.text("dpv:hasIndicationMethod", kept_text(event.source));
    if (event.wording) out.text("dpv:hasNotice", *event.wording);
    write_terms(line_, out, "dpv:hasPurpose", "dpv:Purpose", with_titles(all_.titles.purposes, event.purposes));
    write_terms(line_, out, "dpv:hasContext", "dpv:Context", with_titles(all_.titles.channels, event.channels));
    write_duration(out, recorded);
    out.end();
  }

  /// Of the event from which the current grant counts.
  void write_duration(ObjectWriter& out, const RecordedEvent& recorded) {
    if (!standing_.current) return;
    const StandingEvent& begins =
        standing_.current->confirmed ? *standing_.current->confirmed : standing_.current->given;
    if (begins.record != recorded.record) return;
    out.name("dpv:hasDuration");
    ObjectWriter duration(line_);
    if (standing_.current->end == kNever) {
      duration.text("@type", "dpv:EndlessDuration");
    } else {
      duration.text("@type", "dpv:UntilTimeDuration");
      write_moment(line_, duration, "rdf:value", standing_.current->end);
    }
    duration.end();
  }

  std::string& line_;
  const Export& all_;
  const ConsentStanding& standing_;
  const ExportedConsent& declared_;
};

}  // namespace

Result<std::string> write_consent_records(const Export& all) {
  return written_text([&] {
    std::string line;
    ObjectWriter out(line);
    out.raw("@context", kContext);
    out.name("@graph");
    line += '[';
    bool first = true;
    for (std::size_t i = 0; i < all.consents.size(); ++i) {
      if (all.standing.consents[i].status == "none" && all.consents[i].events.empty()) continue;
      if (!first) line += ',';
      first = false;
      ConsentRecord(line, all, i).write();
    }
    line += ']';
    out.end();
    return line;
  });
}

}  // namespace licet::exchange
