// How the consents of a person stand, and what the person demanded.
#include <algorithm>
#include <engine/explain/page_speaker.h>

namespace licet::explain {
namespace {

PagePhrase status_phrase(const ConsentStanding& consent) {
  if (consent.status == "granted") {
    if (!consent.has_provided || consent.provided == true) return PagePhrase::kGranted;
    return consent.provided ? PagePhrase::kGrantedNotProvided : PagePhrase::kGrantedUncertain;
  }
  if (consent.status == "pending") return PagePhrase::kPending;
  if (consent.status == "refused") return PagePhrase::kRefused;
  if (consent.status == "withdrawn") return PagePhrase::kWithdrawn;
  return consent.current ? PagePhrase::kExpired : PagePhrase::kLapsed;
}

class ConsentRows {
 public:
  explicit ConsentRows(const PageSpeaker& speaker) : speaker_(speaker) {}

  void add(PagePhrase label, std::string text) {
    if (!text.empty()) list_.rows.push_back({speaker_.say(label), std::move(text)});
  }

  void add_grant(const GrantStanding& grant, const ExportedConsent& consent, bool waits) {
    add(PagePhrase::kGivenOn, speaker_.moment(grant.given.at));
    if (grant.confirmed) add(PagePhrase::kConfirmedOn, speaker_.moment(grant.confirmed->at));
    const std::string end = grant.end == kNever ? speaker_.say(PagePhrase::kUntilWithdrawn) : speaker_.until(grant.end);
    if (!waits) add(PagePhrase::kValidUntil, end);
    if (waits && grant.end != kNever) add(PagePhrase::kConfirmBy, end);
    add(PagePhrase::kFor, speaker_.titles(speaker_.model().purposes, grant.purposes));
    if (grant.limits_channels) add(PagePhrase::kBy, speaker_.titles(speaker_.model().channels, grant.channels));
    add(PagePhrase::kWithData, consent.any_data ? speaker_.say(PagePhrase::kAnyData) : speaker_.titles(consent.data));
    add(PagePhrase::kToRecipients, speaker_.titles(consent.recipients));
    for (const FactStanding& fact : grant.facts) {
      add(PagePhrase::kStated,
          speaker_.title(speaker_.model().facts, fact.fact) + ": " + speaker_.value(fact.fact, fact.value));
    }
  }

  LabelledList take() { return std::move(list_); }

 private:
  const PageSpeaker& speaker_;
  LabelledList list_;
};

void add_wordings(std::vector<Block>& blocks, const PageSpeaker& speaker, const ExportedConsent& consent) {
  for (const ExportedWording& one : consent.wordings) {
    const std::string name = speaker.quoted(one.wording);
    if (one.text) {
      blocks.emplace_back(QuotedText{speaker.say(PagePhrase::kShownText, {{"wording", name}}), *one.text});
    } else {
      blocks.emplace_back(Paragraph{speaker.say(PagePhrase::kShownTextUnknown, {{"wording", name}})});
    }
  }
}

void add_consent(std::vector<Block>& blocks, const PageSpeaker& speaker, const ConsentStanding& standing,
                 const ExportedConsent& consent) {
  blocks.emplace_back(Heading{3, speaker.title(consent.consent)});
  blocks.emplace_back(Paragraph{speaker.say(status_phrase(standing))});
  ConsentRows rows(speaker);
  if (standing.ended) {
    rows.add(standing.status == "refused" ? PagePhrase::kRefusedOn : PagePhrase::kWithdrawnOn,
             speaker.moment(standing.ended->at));
  }
  if (standing.current) rows.add_grant(*standing.current, consent, false);
  if (standing.waiting && !standing.current) rows.add_grant(*standing.waiting, consent, true);
  if (LabelledList list = rows.take(); !list.rows.empty()) blocks.emplace_back(std::move(list));
  if (standing.waiting && standing.current) {
    blocks.emplace_back(Paragraph{speaker.say(PagePhrase::kWaiting)});
    ConsentRows waiting(speaker);
    waiting.add_grant(*standing.waiting, consent, true);
    blocks.emplace_back(waiting.take());
  }
  add_wordings(blocks, speaker, consent);
}

/// Is there an answer to it on the record, even one that does not count?
bool is_answered(const Standing& standing, const ExportedConsent& consent) {
  return std::any_of(standing.history.begin(), standing.history.end(), [&](const HistoryEntry& entry) {
    const Event& event = entry.event.event;
    return event.consent == consent.consent.name && event.at.value_or(entry.event.recorded) <= standing.at;
  });
}

std::string objection(const PageSpeaker& speaker, const ObjectionStanding& one) {
  std::string what = one.purposes.empty() ? speaker.say(PagePhrase::kEverything)
                                          : speaker.titles(speaker.model().purposes, one.purposes);
  if (!one.channels.empty()) {
    what +=
        speaker.say(PagePhrase::kByChannels, {{"channels", speaker.titles(speaker.model().channels, one.channels)}});
  }
  if (!one.except.empty()) {
    what += speaker.say(PagePhrase::kLiftedFor, {{"names", speaker.titles(speaker.model().purposes, one.except)}});
  }
  return speaker.say(PagePhrase::kObjection, {{"moment", speaker.moment(one.objected.at)}, {"what", what}});
}

std::string mark(const PageSpeaker& speaker, const DataStanding& one, PagePhrase phrase, PagePhrase except) {
  const auto& data = speaker.model().data;
  std::string what = one.data.empty() ? speaker.say(PagePhrase::kAllData) : speaker.titles(data, one.data);
  if (!one.except.empty()) what += speaker.say(except, {{"names", speaker.titles(data, one.except)}});
  if (!one.collected_since.empty()) {
    what += speaker.say(PagePhrase::kCollectedSince, {{"names", speaker.titles(data, one.collected_since)}});
  }
  return speaker.say(phrase, {{"moment", speaker.moment(one.begun.at)}, {"what", what}});
}

}  // namespace

void add_consents(std::vector<Block>& blocks, const PageSpeaker& speaker, const Export& all) {
  if (all.consents.empty()) return;
  blocks.emplace_back(Heading{2, speaker.say(PagePhrase::kConsents)});
  std::vector<std::string> unanswered;
  std::vector<std::string> without_effect;
  for (std::size_t i = 0; i < all.consents.size(); ++i) {
    if (all.standing.consents[i].status != "none") {
      add_consent(blocks, speaker, all.standing.consents[i], all.consents[i]);
      continue;
    }
    const bool answered = is_answered(all.standing, all.consents[i]);
    (answered ? without_effect : unanswered).push_back(speaker.title(all.consents[i].consent));
  }
  if (!without_effect.empty()) {
    blocks.emplace_back(
        Paragraph{speaker.say(PagePhrase::kAnsweredWithoutEffect, {{"consents", speaker.list(without_effect)}})});
  }
  if (unanswered.empty()) return;
  blocks.emplace_back(Paragraph{speaker.say(PagePhrase::kNeverAnswered, {{"consents", speaker.list(unanswered)}})});
}

void add_marks(std::vector<Block>& blocks, const PageSpeaker& speaker, const Standing& standing) {
  blocks.emplace_back(Heading{2, speaker.say(PagePhrase::kObjections)});
  BulletList list;
  for (const ObjectionStanding& one : standing.objections) list.items.push_back(objection(speaker, one));
  for (const DataStanding& one : standing.restrictions) {
    list.items.push_back(mark(speaker, one, PagePhrase::kRestriction, PagePhrase::kLiftedFor));
  }
  for (const DataStanding& one : standing.erasure_requests) {
    list.items.push_back(mark(speaker, one, PagePhrase::kErasureRequest, PagePhrase::kErasedSince));
  }
  for (const StageStanding& one : standing.first_stages) {
    const std::string what = speaker.of_item(speaker.title(speaker.model().data, one.data), one.item);
    list.items.push_back(
        speaker.say(PagePhrase::kFirstStage, {{"moment", speaker.moment(one.since)}, {"names", what}}));
  }
  if (standing.suspended) {
    list.items.push_back(standing.suspended_data.empty()
                             ? speaker.say(PagePhrase::kHold)
                             : speaker.say(PagePhrase::kHoldOf,
                                           {{"names", speaker.titles(speaker.model().data, standing.suspended_data)}}));
  }
  if (list.items.empty()) {
    blocks.emplace_back(Paragraph{speaker.say(PagePhrase::kNone)});
  } else {
    blocks.emplace_back(std::move(list));
  }
}

}  // namespace licet::explain
