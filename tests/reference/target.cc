#include <engine/check/coverage.h>
#include <tests/reference/target.h>

namespace licet::reference {
namespace {

/// A permit, and a refer, must cover what is asked: it is one of those named, or lies within one.
bool permit_reaches(const model::Model& model, const model::Rule& rule, const exchange::Question& asked,
                    std::optional<model::DataId> category) {
  if (rule.actions && !model.actions.hierarchy.is_within_any(asked.action, *rule.actions)) return false;
  if (rule.purposes && !model.purposes.hierarchy.is_within_any(asked.purpose, *rule.purposes)) return false;
  if (rule.channels && (!asked.channel || !model.channels.hierarchy.is_within_any(*asked.channel, *rule.channels))) {
    return false;
  }
  // Data and recipients must be permitted expressly; what is not asked needs no permission.
  if (category && (!rule.data || !model::clause_covers(model, *rule.data, *category))) return false;
  return !asked.recipient ||
         (rule.recipients && model.recipients.hierarchy.is_within_any(*asked.recipient, *rule.recipients));
}

/// A forbid bites if it touches any of what is asked.
bool forbid_reaches(const model::Model& model, const model::Rule& rule, const exchange::Question& asked,
                    std::optional<model::DataId> category) {
  if (rule.actions && !model.actions.hierarchy.overlaps_any(asked.action, *rule.actions)) return false;
  if (rule.purposes && !model.purposes.hierarchy.overlaps_any(asked.purpose, *rule.purposes)) return false;
  if (rule.channels && (!asked.channel || !model.channels.hierarchy.overlaps_any(*asked.channel, *rule.channels))) {
    return false;
  }
  if (rule.data && (!category || !model::clause_touches(model, *rule.data, *category))) return false;
  return !rule.recipients ||
         (asked.recipient && model.recipients.hierarchy.overlaps_any(*asked.recipient, *rule.recipients));
}

}  // namespace

bool reaches(const model::Model& model, const model::Rule& rule, const exchange::Question& asked,
             std::optional<model::DataId> category) {
  return rule.effect == model::Effect::kForbid ? forbid_reaches(model, rule, asked, category)
                                               : permit_reaches(model, rule, asked, category);
}

}  // namespace licet::reference
