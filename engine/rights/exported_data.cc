#include <algorithm>
#include <engine/facts/fold.h>
#include <engine/rights/exported_data.h>
#include <engine/rights/kept_category.h>

namespace licet::rights {
namespace {

/// Does a permit name the category, what it lies within, or any data, if it is none of a special kind?
bool may_use(const model::Model& model, const model::Rule& rule, model::DataId category) {
  if (rule.effect != model::Effect::kPermit || !rule.data) return false;
  if (model.data.hierarchy.is_within_any(category, rule.data->names)) return true;
  return rule.data->any && !model.special[category.value];
}

/// In source order, each once, those that a permit names.
std::vector<PolicyName> purposes_of(const model::Model& model, model::DataId category) {
  std::vector<bool> named_by_some(model.purposes.titles.size());
  for (const model::Rule& rule : model.rules.list) {
    if (!rule.purposes || !may_use(model, rule, category)) continue;
    for (const model::PurposeId purpose : *rule.purposes) named_by_some[purpose.value] = true;
  }
  std::vector<PolicyName> purposes;
  for (std::size_t i = 0; i < named_by_some.size(); ++i) {
    if (named_by_some[i]) purposes.push_back(named(model.purposes, model::PurposeId(i)));
  }
  return purposes;
}

PolicyName name_of(const model::Model& model, const decide::HeldCategory& held) {
  if (held.kind == decide::HeldCategory::Kind::kData) return named(model.data, held.data);
  return {held.entry.data, {}};
}

void tell_rule(const model::Model& model, const std::string& rule, ExportedData& told) {
  const auto id = model.retentions.find(rule);
  if (!id) return;
  told.rule = PolicyName{rule, model.retentions[*id].title.title};
  told.because = model.retentions[*id].citations;
}

ExportedData told_of(const model::Model& model, const decide::HeldCategory& held, Instant at) {
  ExportedData told;
  told.data = name_of(model, held);
  told.item = held.entry.item;
  told.suspended = held.entry.suspended;
  told.is_due = !held.entry.suspended && held.own_due != kNever && held.own_due <= at;
  if (told.is_due) {
    told.until = held.own_due;
    told.action = held.own_action;
    if (held.own_rule) tell_rule(model, *held.own_rule, told);
    return told;
  }
  const KeptCategory kept = kept_category(model, held);
  told.ground = kept.ground;
  if (kept.ground == KeptGround::kUntilDue) {
    told.until = kept.due;
    told.action = kept.action;
  }
  if (kept.rule) tell_rule(model, *kept.rule, told);
  for (const std::string& fact : kept.undetermined) {
    const auto id = model.facts.find(fact);
    told.undetermined.push_back({fact, id ? model.facts[*id].title.title : std::string()});
  }
  return told;
}

}  // namespace

std::vector<ExportedData> exported_data(const decide::ReadyPolicy& policy, const facts::Holder& holder,
                                        std::span<const RecordedEvent> events, std::span<const HeldStanding> held,
                                        std::optional<decide::DecisionsHeld> decisions, Instant at, Instant known) {
  const model::Model& model = policy.model();
  const std::vector<std::uint64_t> words = facts::fold(policy.fold_plan(), holder, events, {at, known});
  decide::Workspace workspace = policy.decider().make_workspace();
  const bool is_device = holder.kind == facts::HolderKind::kDevice;
  std::vector<ExportedData> all;
  for (const decide::HeldCategory& category :
       decide::held_categories(policy.decider(), facts::HolderView(words), is_device, at, workspace, decisions)) {
    ExportedData told = told_of(model, category, at);
    if (category.kind == decide::HeldCategory::Kind::kData) {
      told.purposes = purposes_of(model, category.data);
      const auto found = std::find_if(held.begin(), held.end(), [&](const HeldStanding& one) {
        return one.data == told.data.name && one.item == told.item;
      });
      if (found != held.end()) told.collected = found->collected;
    }
    all.push_back(std::move(told));
  }
  return all;
}

}  // namespace licet::rights
