#include <algorithm>
#include <engine/check/expression_parts.h>
#include <engine/rights/retention_reads.h>
#include <variant>

namespace licet::rights {

RetentionReads::RetentionReads(const model::Model& model, facts::HolderKind kind)
    : model_(model),
      kind_(kind),
      seen_(model.expressions.size()),
      facts_(model.facts.size()),
      notices_(model.notices.size()),
      consents_(model.consents.size()),
      contacts_(model.purposes.hierarchy.size()) {}

void RetentionReads::add_category(model::DataId category) {
  categories_.push_back(category);
  for (const model::Retention& retention : model_.retentions.list) {
    if (!model_.data.hierarchy.is_within_any(category, retention.data)) continue;
    if (retention.at_least) add_anchor(retention.at_least->anchor);
    if (retention.at_most) add_anchor(retention.at_most->anchor);
    if (retention.while_condition) add_condition(*retention.while_condition);
  }
}

void RetentionReads::add_anchor(const model::Anchor& anchor) {
  switch (anchor.kind) {
    case model::AnchorKind::kFact:
      add_fact(anchor.fact);
      return;
    case model::AnchorKind::kConsentEnds:
      add_consent(anchor.consent, About::kValidity);
      return;
    case model::AnchorKind::kConsentStarts:
      add_consent(anchor.consent, About::kGrants);
      return;
    case model::AnchorKind::kLastContact:
      contacts_.assign(contacts_.size(), true);
      return;
    case model::AnchorKind::kCollection:
      return;
    case model::AnchorKind::kObjection:
      objections_to_.push_back(anchor.purpose);
      return;
  }
}

void RetentionReads::add_condition(model::ExpressionId condition) {
  // What asks about the request or a level may not stand in a retention.
  model::walk(model_, {condition}, seen_, [this](const model::Expression& expression) {
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
  if (model_.facts[fact].owner == owner) facts_[fact.value] = true;
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
  for (std::size_t i = 0; i < contacts_.size(); ++i) {
    if (model_.purposes.hierarchy.is_within_any(model::PurposeId(i), declared.purposes)) contacts_[i] = true;
  }
}

bool RetentionReads::names_one(const facts::ReadableEvent& event) const {
  if (!event.data.stated) return !categories_.empty();
  return std::any_of(categories_.begin(), categories_.end(), [&](model::DataId category) {
    return model_.data.hierarchy.is_within_any(category, event.data.names);
  });
}

bool RetentionReads::contains(const facts::ReadableEvent& event) const {
  const auto& purposes = model_.purposes.hierarchy;
  const auto some_objection = [&](auto concerns) {
    return std::any_of(objections_to_.begin(), objections_to_.end(), concerns);
  };
  switch (event.kind) {
    case EventKind::kCollected:
    case EventKind::kErased:
    case EventKind::kErasureRequested:
      return names_one(event);
    case EventKind::kHold:
    case EventKind::kHoldLifted:
      return !categories_.empty();
    case EventKind::kGranted:
    case EventKind::kConfirmed:
    case EventKind::kRefused:
    case EventKind::kWithdrawn:
      return consents_[event.subject];
    case EventKind::kContacted:
      return std::any_of(event.purposes.names.begin(), event.purposes.names.end(),
                         [&](model::PurposeId purpose) { return contacts_[purpose.value]; });
    case EventKind::kFact:
      return facts_[event.subject];
    case EventKind::kInformed:
      return notices_[event.subject];
    case EventKind::kObjected:
      return some_objection([&](model::PurposeId to) {
        return !event.purposes.stated || purposes.overlaps_any(to, event.purposes.names);
      });
    case EventKind::kObjectionLifted:
      return some_objection([&](model::PurposeId to) {
        return !event.purposes.stated || purposes.is_within_any(to, event.purposes.names);
      });
    case EventKind::kRestricted:
    case EventKind::kRestrictionLifted:
    case EventKind::kLinked:
    case EventKind::kUnlinked:
    case EventKind::kVoided:
      return false;
  }
  return false;
}

}  // namespace licet::rights
