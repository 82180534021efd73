#include <algorithm>
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
  std::vector<model::ExpressionId> open = {condition};
  while (!open.empty()) {
    const model::ExpressionId id = open.back();
    open.pop_back();
    if (seen_[id.value]) continue;
    seen_[id.value] = true;
    std::visit(
        [&](const auto& node) {
          using Node = std::decay_t<decltype(node)>;
          if constexpr (std::is_same_v<Node, model::AllOf> || std::is_same_v<Node, model::AnyOf>) {
            open.insert(open.end(), node.parts.begin(), node.parts.end());
          } else if constexpr (std::is_same_v<Node, model::Not>) {
            open.push_back(node.part);
          } else if constexpr (std::is_same_v<Node, model::NamedCondition>) {
            open.push_back(model_.conditions[node.condition].expression);
          } else if constexpr (std::is_same_v<Node, model::ConsentIs>) {
            const bool valid = node.question == model::ConsentQuestion::kIsValid;
            if (node.consent) add_consent(*node.consent, valid ? About::kValidity : About::kStatus);
          } else if constexpr (std::is_same_v<Node, model::NoticeGiven>) {
            notices_[node.notice.value] = true;
          } else if constexpr (std::is_same_v<Node, model::TimeIs>) {
            if (node.subject.fact) add_fact(*node.subject.fact);
          } else if constexpr (std::is_same_v<Node, model::IsKnown>) {
            if (node.fact) add_fact(*node.fact);
          } else if constexpr (requires { node.fact; }) {
            add_fact(node.fact);
          }
          // What is left asks about the request, a level or the clock: the first two may not stand in a retention.
        },
        model_[id].node);
  }
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
