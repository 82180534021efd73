// What was decided about a person, and every event.
#include <engine/explain/page_speaker.h>

namespace licet::explain {
namespace {

std::string asked(const PageSpeaker& speaker, const ExportedDecision& one) {
  const model::Model& model = speaker.model();
  const Request& request = one.request;
  std::string text = speaker.say(PagePhrase::kRequest, {{"action", speaker.title(model.actions, request.action)},
                                                        {"purpose", speaker.title(model.purposes, request.purpose)}});
  if (request.channel) {
    text += speaker.say(PagePhrase::kRequestChannel, {{"channel", speaker.title(model.channels, *request.channel)}});
  }
  if (!request.data.empty()) {
    text += speaker.say(PagePhrase::kRequestData, {{"data", speaker.titles(model.data, request.data)}});
  }
  if (request.recipient) {
    text += speaker.say(PagePhrase::kRequestRecipient,
                        {{"recipient", speaker.title(model.recipients, *request.recipient)}});
  }
  for (const auto& [fact, value] : request.facts) {
    text += "; " + speaker.title(model.facts, fact) + ": " + speaker.value(fact, value);
  }
  return text + speaker.say(PagePhrase::kRequestAt, {{"moment", speaker.exact(one.decision.at)}});
}

std::string because(const Decision& decision) {
  std::string text;
  for (const std::string& citation : decision.because) text += (text.empty() ? "" : ", ") + citation;
  return text;
}

std::string reason(const PageSpeaker& speaker, const ExportedDecision& one) {
  for (const Sentences& sentences : one.sentences) {
    if (sentences.language != speaker.language()) continue;
    std::string text;
    for (const std::string& sentence : sentences.summary) text += (text.empty() ? "" : " ") + sentence;
    return text;
  }
  std::string text = because(one.decision);
  if (one.sentences.empty()) text = speaker.say(PagePhrase::kNotExplained) + (text.empty() ? "" : " ") + text;
  return text;
}

std::string details(const PageSpeaker& speaker, const Event& event, bool of_customer) {
  const model::Model& model = speaker.model();
  std::vector<std::string> parts;
  const auto add = [&](std::string text) {
    if (!text.empty()) parts.push_back(std::move(text));
  };
  if (!event.consent.empty()) add(speaker.title(model.consents, event.consent));
  if (!event.notice.empty()) add(speaker.title(model.notices, event.notice));
  if (!event.fact.empty()) {
    add(speaker.title(model.facts, event.fact) + ": " + speaker.value(event.fact, event.value));
  }
  add(speaker.titles(model.purposes, event.purposes));
  add(speaker.titles(model.channels, event.channels));
  add(speaker.titles(model.data, event.data));
  for (const NamedValue& stated : event.facts) {
    add(speaker.title(model.facts, stated.fact) + ": " + speaker.value(stated.fact, stated.value));
  }
  if (event.item) add(speaker.say(PagePhrase::kItem, {{"text", *event.item}}));
  if (event.wording) add(speaker.say(PagePhrase::kWording, {{"text", speaker.quoted(*event.wording)}}));
  if (!event.voids.empty()) add(speaker.say(PagePhrase::kVoids, {{"text", event.voids}}));
  const std::optional<std::string>& other = of_customer ? event.device : event.customer;
  if (other) add(speaker.say(PagePhrase::kLink, {{"text", *other}}));
  if (event.id) add(speaker.say(PagePhrase::kReference, {{"text", *event.id}}));
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : "; ") + part;
  return text;
}

void add_note(std::string& text, const std::string& note) { text += (text.empty() ? "" : "; ") + note; }

std::string with_notes(const PageSpeaker& speaker, std::string text, const HistoryEntry& entry) {
  if (entry.voided_by) {
    add_note(text, speaker.say(PagePhrase::kVoided, {{"record", std::to_string(*entry.voided_by)}}));
  }
  if (!entry.unknown_names.empty()) {
    add_note(text, speaker.say(PagePhrase::kUnknownNames, {{"names", speaker.list(entry.unknown_names)}}));
  }
  if (entry.value_unfit) add_note(text, speaker.say(PagePhrase::kUnfit));
  if (entry.without_effect && !entry.voided_by) add_note(text, speaker.say(PagePhrase::kWithoutEffect));
  return text;
}

std::string origin(const PageSpeaker& speaker, const Event& event) {
  std::string text;
  const auto add = [&](PagePhrase phrase, const std::string& json) {
    if (!json.empty()) add_note(text, speaker.say(phrase, {{"text", PageSpeaker::kept(json)}}));
  };
  add(PagePhrase::kSource, event.source);
  add(PagePhrase::kActor, event.actor);
  add(PagePhrase::kEvidence, event.evidence);
  return text;
}

TextTable table_of(const PageSpeaker& speaker, PagePhrase caption, std::initializer_list<PagePhrase> headers) {
  TextTable table;
  table.caption = speaker.say(caption);
  for (const PagePhrase header : headers) table.headers.push_back(speaker.say(header));
  return table;
}

void add_recipients(std::vector<Block>& blocks, const PageSpeaker& speaker, const Export& all) {
  blocks.emplace_back(Heading{2, speaker.say(PagePhrase::kRecipients)});
  if (all.recipients.empty()) {
    blocks.emplace_back(Paragraph{speaker.say(PagePhrase::kNone)});
    return;
  }
  TextTable table = table_of(
      speaker, PagePhrase::kRecipients,
      {PagePhrase::kRecipient, PagePhrase::kPermittedFirst, PagePhrase::kPermittedLast, PagePhrase::kHowOften});
  for (const ExportedRecipient& one : all.recipients) {
    table.rows.push_back({speaker.title(one.recipient), speaker.moment(one.first), speaker.moment(one.last),
                          std::to_string(one.decisions)});
  }
  blocks.emplace_back(std::move(table));
}

}  // namespace

void add_decisions(std::vector<Block>& blocks, const PageSpeaker& speaker, const Export& all) {
  blocks.emplace_back(Heading{2, speaker.say(PagePhrase::kDecisions)});
  if (all.decisions.empty()) {
    blocks.emplace_back(Paragraph{speaker.say(PagePhrase::kNone)});
  } else {
    blocks.emplace_back(Paragraph{speaker.say(PagePhrase::kDecisionsLead)});
    TextTable table =
        table_of(speaker, PagePhrase::kDecisions,
                 {PagePhrase::kMadeOn, PagePhrase::kNumber, PagePhrase::kAsked, PagePhrase::kResult, PagePhrase::kWhy});
    for (const ExportedDecision& one : all.decisions) {
      const bool permitted = one.decision.outcome == Outcome::kPermit;
      table.rows.push_back({speaker.moment(one.recorded), std::to_string(one.record), asked(speaker, one),
                            speaker.say(permitted ? PagePhrase::kPermitted : PagePhrase::kDenied),
                            reason(speaker, one)});
    }
    blocks.emplace_back(std::move(table));
  }
  add_recipients(blocks, speaker, all);
}

void add_history(std::vector<Block>& blocks, const PageSpeaker& speaker, const Standing& standing) {
  blocks.emplace_back(Heading{2, speaker.say(PagePhrase::kHistory)});
  if (standing.history.empty()) {
    blocks.emplace_back(Paragraph{speaker.say(PagePhrase::kNone)});
    return;
  }
  TextTable table = table_of(speaker, PagePhrase::kHistory,
                             {PagePhrase::kHappened, PagePhrase::kRecorded, PagePhrase::kNumber, PagePhrase::kWhat,
                              PagePhrase::kDetails, PagePhrase::kOrigin});
  for (const HistoryEntry& entry : standing.history) {
    const Event& event = entry.event.event;
    table.rows.push_back({speaker.moment(event.at.value_or(entry.event.recorded)), speaker.moment(entry.event.recorded),
                          std::to_string(entry.event.record), speaker.event(event.kind),
                          with_notes(speaker, details(speaker, event, standing.customer.has_value()), entry),
                          origin(speaker, event)});
  }
  blocks.emplace_back(std::move(table));
}

}  // namespace licet::explain
