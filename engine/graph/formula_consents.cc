#include <engine/check/coverage.h>
#include <engine/graph/formula_work.h>

namespace licet::graph {
namespace {

VariableKey of_consent(VariableKind kind, model::ConsentId consent) {
  return {kind, consent.value, {}, AgeBoundary::kEnd, std::nullopt, false};
}

VariableKey of_request(VariableKind kind) { return {kind, 0, {}, AgeBoundary::kEnd, std::nullopt, false}; }

std::uint32_t status_asked(model::ConsentQuestion question) {
  switch (question) {
    case model::ConsentQuestion::kIsValid:
      return static_cast<std::uint32_t>(ConsentStatusValue::kGranted);
    case model::ConsentQuestion::kWasWithdrawn:
      return static_cast<std::uint32_t>(ConsentStatusValue::kWithdrawn);
    case model::ConsentQuestion::kWasRefused:
      return static_cast<std::uint32_t>(ConsentStatusValue::kRefused);
    case model::ConsentQuestion::kIsPending:
      return static_cast<std::uint32_t>(ConsentStatusValue::kPending);
    case model::ConsentQuestion::kHasExpired:
      return static_cast<std::uint32_t>(ConsentStatusValue::kExpired);
  }
  return 0;
}

/// A truth for each class: `none` where nothing is asked, else what `holds` says of the class's representative.
template <class Holds>
std::vector<Truth> by_class(const ClassesOfKind& classes, Truth none, const Holds& holds) {
  std::vector<Truth> by_value(classes.count, none);
  for (std::uint32_t i = classes.none_asked; i < classes.count; ++i) {
    by_value[i] = truth_of(holds(classes.representative[i]));
  }
  return by_value;
}

}  // namespace

FormulaNodeId FormulaMaker::provided(Work& work, model::ConsentId consent) {
  const model::Consent& declaration = model_.consents[consent];
  if (!declaration.provided) return work.constant(Truth::kTrue);
  Viewpoint from;
  from.grant = consent;
  if (declaration.provided_at_grant) from.at_grant = consent;
  return add_condition(work, *declaration.provided, from);
}

FormulaNodeId FormulaMaker::named_consent(Work& work, const model::ConsentIs& node, const Viewpoint& from) {
  const model::ConsentId consent = *node.consent;
  const FormulaNodeId status =
      is_value(work, of_consent(VariableKind::kConsentStatus, consent), status_asked(node.question));
  if (node.question != model::ConsentQuestion::kIsValid) return status;
  std::vector<FormulaNodeId> parts{status};
  if (from.request) parts.push_back(is_value(work, of_consent(VariableKind::kGrantKeeps, consent), 1));
  parts.push_back(provided(work, consent));
  return work.join(FormulaKind::kAll, std::move(parts));
}

FormulaNodeId FormulaMaker::declaration_covers(Work& work, const model::Consent& consent) {
  const RequestClasses& classes = set_.classes();
  std::vector<FormulaNodeId> parts;
  if (consent.channels) {
    parts.push_back(test(work, of_request(VariableKind::kChannel),
                         by_class(classes.channels, Truth::kFalse, [&](std::uint32_t name) {
                           return model_.channels.hierarchy.is_within_any(model::ChannelId(name), *consent.channels);
                         })));
  }
  parts.push_back(test(work, of_request(VariableKind::kRecipient),
                       by_class(classes.recipients, Truth::kTrue, [&](std::uint32_t name) {
                         return model_.recipients.hierarchy.is_within_any(model::RecipientId(name), consent.recipients);
                       })));
  parts.push_back(
      test(work, of_request(VariableKind::kData), by_class(classes.data, Truth::kTrue, [&](std::uint32_t name) {
             return model::clause_covers(model_, consent.data, model::DataId(name));
           })));
  return work.join(FormulaKind::kAll, std::move(parts));
}

FormulaNodeId FormulaMaker::some_consent(Work& work, model::ConsentQuestion question, bool after_objection,
                                         const Viewpoint& from) {
  std::vector<FormulaNodeId> some;
  for (const model::ConsentId id : set_.consents_by_name()) {
    const model::Consent& consent = model_.consents[id];
    if (!model_.purposes.hierarchy.is_within_any(from.request->purpose, consent.purposes)) continue;
    if (consent.actions && !model_.actions.hierarchy.is_within_any(from.request->action, *consent.actions)) continue;
    std::vector<FormulaNodeId> parts{declaration_covers(work, consent)};
    parts.push_back(is_value(work, of_consent(VariableKind::kConsentStatus, id), status_asked(question)));
    if (question == model::ConsentQuestion::kIsValid) {
      parts.push_back(is_value(work, of_consent(VariableKind::kGrantCovers, id), 1));
      if (after_objection) parts.push_back(is_value(work, of_consent(VariableKind::kGivenAfterObjection, id), 1));
      parts.push_back(provided(work, id));
    }
    some.push_back(work.join(FormulaKind::kAll, std::move(parts)));
  }
  return work.join(FormulaKind::kAny, std::move(some));
}

Formula FormulaMaker::rule_target(const model::Rule& rule) {
  const RequestClasses& classes = set_.classes();
  const bool permit = model::is_reached_within(rule.effect);
  Work work;
  std::vector<FormulaNodeId> parts;
  if (rule.channels) {
    const auto reached = [&](std::uint32_t name) {
      const model::ChannelId channel(name);
      return permit ? model_.channels.hierarchy.is_within_any(channel, *rule.channels)
                    : model_.channels.hierarchy.overlaps_any(channel, *rule.channels);
    };
    parts.push_back(test(work, of_request(VariableKind::kChannel), by_class(classes.channels, Truth::kFalse, reached)));
  }
  if (permit || rule.recipients) {
    const auto reached = [&](std::uint32_t name) {
      const model::RecipientId recipient(name);
      if (!rule.recipients) return false;
      return permit ? model_.recipients.hierarchy.is_within_any(recipient, *rule.recipients)
                    : model_.recipients.hierarchy.overlaps_any(recipient, *rule.recipients);
    };
    parts.push_back(
        test(work, of_request(VariableKind::kRecipient), by_class(classes.recipients, truth_of(permit), reached)));
  }
  if (permit || rule.data) {
    const auto reached = [&](std::uint32_t name) {
      const model::DataId category(name);
      if (!rule.data) return false;
      return permit ? model::clause_covers(model_, *rule.data, category)
                    : model::clause_touches(model_, *rule.data, category);
    };
    parts.push_back(test(work, of_request(VariableKind::kData), by_class(classes.data, truth_of(permit), reached)));
  }
  work.formula.root = work.join(FormulaKind::kAll, std::move(parts));
  return std::move(work.formula);
}

}  // namespace licet::graph
