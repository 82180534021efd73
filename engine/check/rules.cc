#include <algorithm>
#include <engine/check/conditions.h>
#include <engine/check/headers.h>
#include <engine/check/names.h>
#include <engine/check/relation_graph.h>
#include <engine/check/rules.h>
#include <grammar/codes_of_meaning.h>

namespace licet::check {
namespace {

using namespace grammar::meaning;

void take_target(Checking& checking, const syntax::RuleDeclaration& declared, model::Rule& rule) {
  rule.effect = declared.effect;
  if (!declared.anything) rule.actions = resolve_all<model::ActionId>(checking, declared.actions);
  rule.purposes = resolve_all<model::PurposeId>(checking, declared.purposes);
  rule.channels = resolve_all<model::ChannelId>(checking, declared.channels);
  if (declared.data) rule.data = resolve_data(checking, *declared.data);
  rule.recipients = resolve_all<model::RecipientId>(checking, declared.recipients);
}

/// A weighing must not push aside what the law itself decides.
void check_refer(Checking& checking, const syntax::RuleDeclaration& declared) {
  if (declared.effect != syntax::Effect::kRefer) return;
  for (const syntax::Name& name : declared.overrides) {
    const auto id = checking.model->rules.find(name.text);
    if (!id || checking.declared.rules[id->value]->effect == syntax::Effect::kRefer) continue;
    checking.report.add(kReferOverridesOther, name.range, {declared.name.text, name.text},
                        {{checking.model->rules[*id].title.range, kDeclaredHere, {name.text}}});
  }
}

/// The rule's own bounds and those of its file both hold.
model::ForceSpan both(const model::ForceSpan& a, const model::ForceSpan& b) {
  return {std::max(a.from, b.from), std::min(a.until, b.until)};
}

void check_overrides(Checking& checking) {
  std::vector<model::Rule>& rules = checking.model->rules.list;
  RelationGraph overrides(rules.size());
  for (std::uint32_t i = 0; i < rules.size(); ++i) {
    for (const model::RuleId overridden : rules[i].overrides) {
      overrides.add(i, overridden.value);
      rules[overridden.value].overridden_by.emplace_back(i);
    }
  }
  const auto name_of = [&](std::uint32_t i) -> const std::string& { return rules[i].title.name; };
  for (const std::vector<std::uint32_t>& circle : overrides.cycles()) {
    checking.report.add(kOverrideCycle, rules[circle.front()].title.range,
                        {name_of(circle.front()), spell_circle(circle, "overrides", name_of)});
  }
}

}  // namespace

void check_rules(Checking& checking, const ConditionUses& uses) {
  std::vector<model::Rule>& rules = checking.model->rules.list;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const syntax::RuleDeclaration& declared = *checking.declared.rules[i];
    model::Rule& rule = rules[i];
    take_target(checking, declared, rule);
    rule.in_force =
        both(checking.force_of_file[declared.name.range.source.value], force_span(checking, declared.in_force));
    rule.when = lower(checking, declared.when);
    rule.unless = lower(checking, declared.unless);
    if (rule.when) uses.check(checking, *rule.when, forbidden_in_rules());
    if (rule.unless) uses.check(checking, *rule.unless, forbidden_in_rules());
    rule.duties = resolve_all<model::DutyId>(checking, declared.duties);
    rule.overrides = resolve_all<model::RuleId>(checking, declared.overrides);
    for (const syntax::Text& citation : declared.citations) rule.citations.push_back(citation.text);
    rule.range = checking.declared.rule_ranges[i];
    check_refer(checking, declared);
  }
  check_overrides(checking);
}

}  // namespace licet::check
