// Consents as consent records: ISO/IEC TS 27560 in terms of the Data Privacy Vocabulary (DPV 2), as JSON-LD 1.1. The
// mapping, and what has no counterpart, is described in docs/export.md.
#include <algorithm>
#include <engine/exchange/export_json.h>
#include <engine/exchange/json_lists.h>
#include <engine/exchange/json_write.h>
#include <engine/exchange/kept_text.h>
#include <engine/exchange/written_text.h>
#include <map>

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
  all.reserve(names.size());
  for (const std::string& name : names) all.push_back(with_title(titles, name));
  return all;
}

/// What became of a consent at one moment: by an event, or else by a turn.
struct State {
  Instant at;
  const HistoryEntry* entry = nullptr;
  const ExportedTurn* turn = nullptr;
};

/// Did it happen, and was it recorded rightly?
bool counts(const Export& all, const HistoryEntry& entry) {
  return !entry.voided_by && entry.event.event.at.value_or(entry.event.recorded) <= all.standing.at;
}

/// In order of time; what ends by time does so before what happens at the same moment. Grants without effect, such as
/// with a wording that the set does not list, only where there is nothing else: behind a consent that stands they would
/// read as its end.
std::vector<State> states_of(const Export& all, const ExportedConsent& consent) {
  std::vector<State> states;
  std::vector<State> without_effect;
  for (const ExportedTurn& turn : consent.turns) {
    const bool by_time = turn.kind == TurnKind::kExpired || turn.kind == TurnKind::kLapsed;
    if (by_time) states.push_back({turn.at, nullptr, &turn});
  }
  for (const HistoryEntry& entry : all.standing.history) {
    const RecordedEvent& event = entry.event;
    if (event.event.consent != consent.consent.name || !counts(all, entry)) continue;
    const State state{event.event.at.value_or(event.recorded), &entry, nullptr};
    if (entry.without_effect) {
      if (event.event.kind == EventKind::kGranted) without_effect.push_back(state);
      continue;
    }
    states.push_back(state);
    for (const ExportedTurn& turn : consent.turns) {
      const bool left = turn.kind == TurnKind::kLeft || turn.kind == TurnKind::kLeftWaiting;
      if (left && turn.record == event.record) states.push_back({turn.at, nullptr, &turn});
    }
  }
  if (states.empty()) states = std::move(without_effect);
  std::stable_sort(states.begin(), states.end(), [](const State& a, const State& b) { return a.at < b.at; });
  return states;
}

void write_subject(std::string& line, ObjectWriter& out, const Standing& standing) {
  out.name("dpv:hasDataSubject");
  ObjectWriter subject(line);
  subject.text("@type", "dpv:DataSubject");
  subject.text("dct:identifier", standing.customer.value_or(standing.device.value_or("")));
  subject.end();
}

/// What the event itself says.
void write_indication(std::string& line, ObjectWriter& out, const Export& all, const RecordedEvent& recorded,
                      std::string_view state) {
  const Event& event = recorded.event;
  out.text("@type", state);
  write_moment(line, out, "dpv:isIndicatedAtTime", event.at.value_or(recorded.recorded));
  if (!event.actor.empty()) out.text("dpv:isIndicatedBy", kept_text(event.actor));
  if (!event.source.empty()) out.text("dpv:hasIndicationMethod", kept_text(event.source));
  if (event.wording) out.text("dpv:hasNotice", *event.wording);
  write_terms(line, out, "dpv:hasPurpose", "dpv:Purpose", with_titles(all.titles.purposes, event.purposes));
  write_terms(line, out, "dpv:hasContext", "dpv:Context", with_titles(all.titles.channels, event.channels));
}

/// A consent that the set does not declare: what it covers, and whether a grant of it counted, nobody can say here.
void write_undeclared(std::string& line, const Export& all, const std::string& consent,
                      const std::vector<const HistoryEntry*>& entries) {
  ObjectWriter out(line);
  const std::string identifier = consent + '/' + std::to_string(entries.front()->event.record);
  out.text("@id", '#' + identifier);
  out.text("@type", "dpv:ConsentRecord");
  out.text("dct:identifier", identifier);
  write_subject(line, out, all.standing);
  out.name("dpv:hasProcess");
  ObjectWriter process(line);
  process.text("@type", "dpv:Process");
  write_reference(line, process, "dpv:hasLegalBasis", "dpv:Consent");
  process.end();
  write_list(line, out, "dpv:hasConsentStatus", entries, [&](std::string& to, const HistoryEntry* entry) {
    const EventKind kind = entry->event.event.kind;
    ObjectWriter state(to);
    write_indication(to, state, all, entry->event,
                     kind == EventKind::kRefused     ? "dpv:ConsentRefused"
                     : kind == EventKind::kWithdrawn ? "dpv:ConsentWithdrawn"
                                                     : "dpv:ConsentUnknown");
    state.end();
  });
  out.end();
}

/// By name, what counts of consents that the set does not declare, in order of time.
std::map<std::string, std::vector<const HistoryEntry*>> undeclared_of(const Export& all) {
  std::map<std::string, std::vector<const HistoryEntry*>> found;
  for (const HistoryEntry& entry : all.standing.history) {
    const Event& event = entry.event.event;
    if (event.consent.empty() || !counts(all, entry)) continue;
    const bool declared = std::any_of(all.consents.begin(), all.consents.end(),
                                      [&](const ExportedConsent& one) { return one.consent.name == event.consent; });
    if (!declared) found[event.consent].push_back(&entry);
  }
  for (auto& [consent, entries] : found) {
    std::stable_sort(entries.begin(), entries.end(), [](const HistoryEntry* a, const HistoryEntry* b) {
      return a->event.event.at.value_or(a->event.recorded) < b->event.event.at.value_or(b->event.recorded);
    });
  }
  return found;
}

/// One consent of one person.
class ConsentRecord {
 public:
  ConsentRecord(std::string& line, const Export& all, std::size_t place, const std::vector<State>& states)
      : line_(line),
        all_(all),
        standing_(all.standing.consents[place]),
        declared_(all.consents[place]),
        states_(states) {}

  void write() {
    ObjectWriter out(line_);
    const std::string identifier =
        declared_.consent.name + '/' + (declared_.events.empty() ? "0" : std::to_string(declared_.events.front()));
    out.text("@id", '#' + identifier);
    out.text("@type", "dpv:ConsentRecord");
    out.text("dct:identifier", identifier);
    if (!declared_.consent.title.empty()) out.text("dct:title", declared_.consent.title);
    write_subject(line_, out, all_.standing);
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
    write_list(line_, out, "dpv:hasConsentStatus", states_, [this](std::string&, const State& state) {
      if (state.entry != nullptr) {
        write_state(*state.entry);
      } else {
        write_turn(*state.turn);
      }
    });
  }

  void write_turn(const ExportedTurn& turn) {
    ObjectWriter out(line_);
    switch (turn.kind) {
      case TurnKind::kExpired:
        out.text("@type", "dpv:ConsentExpired");
        break;
      case TurnKind::kLapsed:
        out.text("@type", "dpv:ConsentRequestDeferred");
        break;
      case TurnKind::kLeft:
        out.text("@type", "dpv:ConsentGiven");
        break;
      case TurnKind::kLeftWaiting:
        out.text("@type", "dpv:ConsentRequested");
        break;
    }
    write_moment(line_, out, "dpv:isIndicatedAtTime", turn.at);
    write_terms(line_, out, "dpv:hasPurpose", "dpv:Purpose", with_titles(all_.titles.purposes, turn.purposes));
    write_terms(line_, out, "dpv:hasContext", "dpv:Context", with_titles(all_.titles.channels, turn.channels));
    out.end();
  }

  /// A grant that must be confirmed is no given consent yet.
  std::string_view state_of(const HistoryEntry& entry) const {
    if (entry.without_effect) return "dpv:ConsentInvalidated";
    switch (entry.event.event.kind) {
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

  void write_state(const HistoryEntry& entry) {
    ObjectWriter out(line_);
    write_indication(line_, out, all_, entry.event, state_of(entry));
    write_duration(out, entry.event);
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
  const std::vector<State>& states_;
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
    const auto begin = [&] {
      if (!first) line += ',';
      first = false;
    };
    for (std::size_t i = 0; i < all.consents.size(); ++i) {
      const std::vector<State> states = states_of(all, all.consents[i]);
      if (states.empty()) continue;
      begin();
      ConsentRecord(line, all, i, states).write();
    }
    for (const auto& [consent, entries] : undeclared_of(all)) {
      begin();
      write_undeclared(line, all, consent, entries);
    }
    line += ']';
    out.end();
    return line;
  });
}

}  // namespace licet::exchange
