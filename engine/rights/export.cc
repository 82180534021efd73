#include <algorithm>
#include <engine/explain/standing.h>
#include <engine/rights/consent_turns.h>
#include <engine/rights/export.h>
#include <engine/rights/exported_data.h>
#include <engine/rights/exported_titles.h>
#include <engine/time/zone.h>
#include <utility>

namespace licet::rights {
namespace {

/// The text that a set declares for a wording, or none.
std::optional<std::string> text_of(const std::vector<model::Wording>& declared, const std::string& wording) {
  const auto found = std::find_if(declared.begin(), declared.end(),
                                  [&](const model::Wording& one) { return one.id == wording && !one.path.empty(); });
  return found == declared.end() ? std::nullopt : std::optional(found->text);
}

void add_wording(std::vector<ExportedWording>& wordings, const std::vector<model::Wording>& declared,
                 const std::string& wording) {
  const bool known =
      std::any_of(wordings.begin(), wordings.end(), [&](const ExportedWording& one) { return one.wording == wording; });
  if (!known) wordings.push_back({wording, text_of(declared, wording)});
}

ExportedConsent consent_of(const model::Model& model, const ConsentStanding& standing,
                           const std::vector<HistoryEntry>& history) {
  const model::Consent& declared = model.consents[*model.consents.find(standing.consent)];
  ExportedConsent consent;
  consent.consent = {standing.consent, standing.title};
  consent.purposes = named(model.purposes, declared.purposes);
  if (declared.channels) consent.channels = named(model.channels, *declared.channels);
  consent.any_data = declared.data.any;
  consent.data = named(model.data, declared.data.names);
  for (const model::DataId data : declared.data.names) consent.special.push_back(model.special[data.value]);
  consent.recipients = named(model.recipients, declared.recipients);
  if (declared.actions) consent.actions = named(model.actions, *declared.actions);
  consent.needs_confirmation = declared.needs_confirmation;
  for (const HistoryEntry& entry : history) {
    const Event& event = entry.event.event;
    if (event.consent != standing.consent) continue;
    consent.events.push_back(entry.event.record);
    if (event.wording) add_wording(consent.wordings, declared.wordings, *event.wording);
  }
  return consent;
}

/// The text that was shown with the event by which a notice was given.
ExportedWording notice_of(const model::Model& model, const NoticeStanding& notice,
                          const std::vector<HistoryEntry>& history) {
  const auto given = std::find_if(history.begin(), history.end(),
                                  [&](const HistoryEntry& entry) { return entry.event.record == notice.given.record; });
  ExportedWording wording;
  if (given == history.end() || !given->event.event.wording) return wording;
  wording.wording = *given->event.event.wording;
  wording.text = text_of(model.notices[*model.notices.find(notice.notice)].wordings, wording.wording);
  return wording;
}

std::vector<ExportedRecipient> recipients_of(const model::Model& model,
                                             const std::vector<ExportedDecision>& decisions) {
  std::vector<ExportedRecipient> recipients;
  for (const ExportedDecision& one : decisions) {
    if (one.decision.outcome != Outcome::kPermit || !one.request.recipient) continue;
    const std::string& name = *one.request.recipient;
    const auto known = std::find_if(recipients.begin(), recipients.end(), [&](const ExportedRecipient& recipient) {
      return recipient.recipient.name == name;
    });
    if (known != recipients.end()) {
      known->last = one.recorded;
      ++known->decisions;
      continue;
    }
    const auto id = model.recipients.find(name);
    recipients.push_back({id ? named(model.recipients, *id) : PolicyName{name, {}}, one.recorded, one.recorded, 1});
  }
  return recipients;
}

std::optional<decide::DecisionsHeld> held_decisions(const model::Model& model,
                                                    const std::vector<ExportedDecision>& decisions) {
  const auto& rules = model.retentions.list;
  const bool kept =
      std::any_of(rules.begin(), rules.end(), [](const model::Retention& rule) { return rule.decisions; });
  if (!kept || decisions.empty()) return std::nullopt;
  return decide::DecisionsHeld{decisions.front().recorded, decisions.back().recorded};
}

}  // namespace

Export export_of(const decide::ReadyPolicy& policy, const facts::Holder& holder, std::span<const RecordedEvent> events,
                 std::vector<ExportedDecision> decisions, Instant at, Instant known) {
  const model::Model& model = policy.model();
  Export all;
  all.standing = explain::standing_of(policy.decider(), holder, events, at, known);
  all.policy_title = {model.name, model.title};
  all.policy = {model.name, model.version, model.digest, time::zone_data_version()};
  all.time_zone = model.zone->name();
  auto turns = consent_turns(policy, holder, events, at, known);
  for (const ConsentStanding& one : all.standing.consents) {
    ExportedConsent& consent = all.consents.emplace_back(consent_of(model, one, all.standing.history));
    consent.turns = std::move(turns[one.consent]);
  }
  for (const NoticeStanding& one : all.standing.notices) {
    all.notices.push_back(notice_of(model, one, all.standing.history));
  }
  all.data = exported_data(policy, holder, events, all.standing.held, held_decisions(model, decisions), at, known);
  all.recipients = recipients_of(model, decisions);
  all.decisions = std::move(decisions);
  all.titles = exported_titles(model, all);
  return all;
}

}  // namespace licet::rights
