#include <algorithm>
#include <engine/check/expression_parts.h>
#include <engine/rights/retention_reads.h>
#include <variant>

namespace licet::rights {

RetentionReads::RetentionReads(const model::Model& model, facts::HolderKind kind)
    : model_(model),
      kind_(kind),
      seen_(model.expressions.size()),
      times_(model.times.size()),
      facts_(model.facts.size()),
      notices_(model.notices.size()),
      consents_(model.consents.size()),
      proofs_(model.consents.size()) {}

template <class Keeps>
void RetentionReads::add_rules(const Keeps& keeps) {
  for (const model::Retention& retention : model_.retentions.list) {
    if (!keeps(retention)) continue;
    if (retention.at_least) add_time(retention.at_least->anchor.time);
    if (retention.at_most) add_time(retention.at_most->anchor.time);
    if (retention.when) add_condition(*retention.when);
    if (retention.while_condition) add_condition(*retention.while_condition);
  }
}

void RetentionReads::add_category(model::DataId category, const std::optional<std::string>& item) {
  pieces_.push_back({category, item});
  holds_ = requests_ = true;
  add_rules([&](const model::Retention& rule) { return model_.data.hierarchy.is_within_any(category, rule.data); });
}

void RetentionReads::add_proof(model::ConsentId consent) {
  proofs_[consent.value] = true;
  holds_ = requests_ = true;
  add_rules([&](const model::Retention& rule) {
    return std::find(rule.proofs.begin(), rule.proofs.end(), consent) != rule.proofs.end();
  });
}

void RetentionReads::add_objections() {
  all_objections_ = true;
  const auto& rules = model_.retentions.list;
  holds_ = holds_ || std::any_of(rules.begin(), rules.end(), [](const auto& rule) { return rule.objections; });
  add_rules([](const model::Retention& rule) { return rule.objections; });
}

void RetentionReads::add_decisions() {
  holds_ = requests_ = true;
  add_rules([](const model::Retention& rule) { return rule.decisions; });
}

void RetentionReads::add_time(model::TimeId time) {
  if (times_[time.value]) return;
  times_[time.value] = true;
  const model::TimeSource& source = model_[time];
  switch (source.kind) {
    case model::TimeSourceKind::kFact:
      add_fact(model::FactId(source.subject));
      return;
    case model::TimeSourceKind::kConsentEnds:
      add_consent(model::ConsentId(source.subject), About::kValidity);
      return;
    case model::TimeSourceKind::kConsentStarts:
      add_consent(model::ConsentId(source.subject), About::kGrants);
      return;
    case model::TimeSourceKind::kLastContactForAsked:
    case model::TimeSourceKind::kLastContact:
      contacts_.push_back({source.purposes, source.channels});
      return;
    case model::TimeSourceKind::kOwnCollection:
      return;
    case model::TimeSourceKind::kCollection:
      collections_.emplace_back(source.subject);
      return;
    case model::TimeSourceKind::kObjection:
      objections_to_.emplace_back(source.subject);
      return;
    case model::TimeSourceKind::kLastRestriction:
      restrictions_ = true;
      return;
    case model::TimeSourceKind::kNoticeFirst:
    case model::TimeSourceKind::kNoticeLatest:
      notices_[source.subject] = true;
      return;
  }
}

void RetentionReads::add_condition(model::ExpressionId condition) {
  // What asks about the request or a level may not stand in a retention.
  model::walk(model_, {condition}, seen_, [this](const model::Expression& expression) {
    for (const model::TimeId time : model::times_of(expression)) add_time(model_.elsewhere(time));
    if (const auto fact = model::fact_of(expression)) add_fact(*fact);
    if (const auto* given = std::get_if<model::NoticeGiven>(&expression.node)) notices_[given->notice.value] = true;
    const auto* asked = std::get_if<model::ConsentIs>(&expression.node);
    if (asked == nullptr || !asked->consent) return;
    const bool valid = asked->question == model::ConsentQuestion::kIsValid;
    add_consent(*asked->consent, valid ? About::kValidity : About::kStatus);
  });
}

void RetentionReads::add_fact(model::FactId fact) {
  const model::FactOwner owner =
      kind_ == facts::HolderKind::kDevice ? model::FactOwner::kDevice : model::FactOwner::kCustomer;
  const model::FactOwner of = model_.facts[fact].owner;
  if (of == owner || of == model::FactOwner::kItem) facts_[fact.value] = true;
}

void RetentionReads::add_consent(model::ConsentId consent, About about) {
  const model::Consent& declared = model_.consents[consent];
  const model::ConsentScope scope =
      kind_ == facts::HolderKind::kDevice ? model::ConsentScope::kDevice : model::ConsentScope::kPerson;
  if (declared.scope != scope) return;
  consents_[consent.value] = true;
  if (about == About::kGrants) return;
  if (about == About::kValidity && declared.provided) add_condition(*declared.provided);
  if (!declared.valid_for || declared.valid_from != model::ValidityStart::kLastContact) return;
  contacts_.push_back({declared.purposes, {}});
}

bool RetentionReads::counts(const facts::ReadableEvent& contact) const {
  const auto some_within = [](const auto& hierarchy, const auto& named, const auto& of) {
    return of.empty() ||
           std::any_of(named.begin(), named.end(), [&](auto name) { return hierarchy.is_within_any(name, of); });
  };
  return std::any_of(contacts_.begin(), contacts_.end(), [&](const Contacts& read) {
    return some_within(model_.purposes.hierarchy, contact.purposes.names, read.purposes) &&
           some_within(model_.channels.hierarchy, contact.channels.names, read.channels);
  });
}

bool RetentionReads::names_one(const facts::ReadableEvent& event) const {
  const auto within = [&](model::DataId category) {
    return !event.data.stated || model_.data.hierarchy.is_within_any(category, event.data.names);
  };
  const bool kept = std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& piece) {
    return within(piece.category) && (!event.item || !piece.item || *event.item == *piece.item);
  });
  return kept || std::any_of(collections_.begin(), collections_.end(), within);
}

bool RetentionReads::contains(const facts::ReadableEvent& event) const {
  const auto& purposes = model_.purposes.hierarchy;
  const auto some_objection = [&](auto concerns) {
    return std::any_of(objections_to_.begin(), objections_to_.end(), concerns);
  };
  switch (event.kind) {
    case EventKind::kCollected:
    case EventKind::kErased:
      return names_one(event);
    case EventKind::kErasureRequested: {
      const bool of_proof = std::any_of(event.proofs.begin(), event.proofs.end(),
                                        [&](model::ConsentId consent) { return proofs_[consent.value]; });
      const bool of_records = event.data.stated ? of_proof || (event.objections && all_objections_) : requests_;
      return of_records || names_one(event);
    }
    case EventKind::kHold:
    case EventKind::kHoldLifted:
      return holds_;
    case EventKind::kGranted:
    case EventKind::kConfirmed:
    case EventKind::kRefused:
    case EventKind::kWithdrawn:
      return consents_[event.subject] || proofs_[event.subject];
    case EventKind::kContacted:
      return counts(event);
    case EventKind::kFact:
      if (!facts_[event.subject] || !event.item) return facts_[event.subject];
      return std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& piece) { return piece.item == event.item; });
    case EventKind::kInformed:
      return notices_[event.subject];
    case EventKind::kObjected:
      return all_objections_ || some_objection([&](model::PurposeId to) {
               return !event.purposes.stated || purposes.overlaps_any(to, event.purposes.names);
             });
    case EventKind::kObjectionLifted:
      return all_objections_ || some_objection([&](model::PurposeId to) {
               return !event.purposes.stated || purposes.is_within_any(to, event.purposes.names);
             });
    case EventKind::kRestricted:
      return restrictions_;
    case EventKind::kRestrictionLifted:
    case EventKind::kLinked:
    case EventKind::kUnlinked:
    case EventKind::kVoided:
      return false;
  }
  return false;
}

}  // namespace licet::rights
