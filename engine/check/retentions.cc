#include <algorithm>
#include <engine/check/conditions.h>
#include <engine/check/fact_condition.h>
#include <engine/check/from_the_top.h>
#include <engine/check/headers.h>
#include <engine/check/kept.h>
#include <engine/check/names.h>
#include <engine/check/retentions.h>
#include <engine/check/times.h>
#include <grammar/codes_of_meaning.h>
#include <unordered_set>

namespace licet::check {
namespace {

using namespace grammar::meaning;

std::optional<model::TimeId> lower_anchor_fact(Checking& checking, const syntax::Name& name,
                                               const ForbiddenUses& forbidden) {
  const auto fact = resolve_anchor_fact(checking, name);
  if (!fact) return std::nullopt;
  const auto report = [&](Code code) {
    checking.report.add(code, name.range, {name.text}, {declared_here(checking, *fact)});
  };
  if (!is_in_time(checking.model->facts[*fact].type)) {
    report(kAnchorNotDateOrTime);
    return std::nullopt;
  }
  const Uses uses = uses_of_fact(*checking.model, *fact);
  for (std::size_t use = 0; use < kUseCount; ++use) {
    if (!uses[use] || !forbidden[use]) continue;
    report(use == static_cast<std::size_t>(Use::kRequestFact) ? kAnchorOfRequest : *forbidden[use]);
  }
  return time_of_fact(checking, *fact);
}

std::optional<model::RetentionPeriod> lower_period(Checking& checking,
                                                   const std::optional<syntax::RetentionPeriod>& written,
                                                   const ForbiddenUses& forbidden) {
  if (!written) return std::nullopt;
  const syntax::Anchor& anchor = written->anchor;
  const bool is_exact = written->duration.period.unit == time::PeriodUnit::kMinutes ||
                        written->duration.period.unit == time::PeriodUnit::kHours;
  if (anchor.end_of_year && is_exact) checking.report.add(kEndOfYearUnit, written->duration.range);
  const auto time = anchor.source.kind == syntax::TimeSourceKind::kFact
                        ? lower_anchor_fact(checking, *anchor.source.name, forbidden)
                        : lower_event_time(checking, anchor.source, TimePlace::kAnchor);
  if (!time) return std::nullopt;
  return model::RetentionPeriod{written->duration.period, {*time, anchor.end_of_year}};
}

void take_kept(Checking& checking, const std::vector<syntax::Kept>& kept, model::Retention& retention) {
  std::unordered_set<model::DataId> seen_data;
  std::unordered_set<model::ConsentId> seen_consents;
  for (const syntax::Kept& written : kept) {
    const auto thing = resolve_kept(checking, written);
    if (!thing) {
      if (written.kind == syntax::KeptKind::kData) checking.data_are_sure = false;
    } else if (const auto* data = std::get_if<model::DataId>(&*thing)) {
      if (seen_data.insert(*data).second) retention.data.push_back(*data);
    } else if (const auto* consent = std::get_if<model::ConsentId>(&*thing)) {
      if (seen_consents.insert(*consent).second) retention.proofs.push_back(*consent);
    } else if (std::get<OwnRecord>(*thing) == OwnRecord::kObjections) {
      retention.objections = true;
    } else {
      retention.decisions = true;
    }
  }
  const bool keeps_records = !retention.proofs.empty() || retention.objections || retention.decisions;
  retention.by_item = !keeps_records && !retention.data.empty() &&
                      std::all_of(retention.data.begin(), retention.data.end(),
                                  [&](model::DataId data) { return checking.model->by_item[data.value]; });
}

std::optional<model::ExpressionId> lower_condition(Checking& checking, const ConditionUses& uses,
                                                   const std::optional<syntax::Condition>& written,
                                                   const ForbiddenUses& forbidden) {
  const auto condition = lower(checking, written);
  if (condition) uses.check(checking, *condition, forbidden);
  return condition;
}

void take_periods(Checking& checking, const syntax::RetentionDeclaration& declared, const ForbiddenUses& forbidden,
                  model::Retention& retention) {
  retention.at_least = lower_period(checking, declared.at_least, forbidden);
  retention.at_most = declared.one_period ? retention.at_least : lower_period(checking, declared.at_most, forbidden);
}

/// Reports the names that nothing covers, and marks them as covered, so that each is reported once.
void report_uncovered(Checking& checking, const syntax::WithData& clause, std::vector<bool>& covered) {
  for (const syntax::Name& name : clause.names) {
    const auto category = checking.model->data.find(name.text);
    if (!category || covered[category->value]) continue;
    covered[category->value] = true;
    checking.report.add(kNoRetention, name.range, {name.text});
  }
}

}  // namespace

void check_retentions(Checking& checking, const ConditionUses& uses) {
  std::vector<model::Retention>& retentions = checking.model->retentions.list;
  for (std::size_t i = 0; i < retentions.size(); ++i) {
    const syntax::RetentionDeclaration& declared = *checking.declared.retentions[i];
    model::Retention& retention = retentions[i];
    take_kept(checking, declared.kept, retention);
    const ForbiddenUses forbidden = forbidden_in_retentions(retention.by_item || !checking.data_are_sure);
    retention.in_force = force_span(checking, declared.in_force);
    retention.when = lower_condition(checking, uses, declared.when, forbidden);
    retention.while_condition = lower_condition(checking, uses, declared.while_condition, forbidden);
    take_periods(checking, declared, forbidden, retention);
    retention.action = declared.action;
    for (const syntax::Text& citation : declared.citations) retention.citations.push_back(citation.text);
  }
}

void check_retention_coverage(Checking& checking) {
  if (!checking.data_are_sure) return;
  const model::Model& model = *checking.model;
  const auto& hierarchy = model.data.hierarchy;
  std::vector<bool> covered(hierarchy.size());
  for (const model::Retention& retention : model.retentions.list) {
    for (const model::DataId category : retention.data) covered[category.value] = true;
  }
  from_the_top(hierarchy, [&](std::uint32_t child, std::uint32_t parent) {
    if (covered[parent]) covered[child] = true;
  });
  // In source order, so that the first place of each category is the one reported.
  for (const syntax::File& file : checking.set.files) {
    for (const syntax::Declaration& declaration : file.declarations) {
      if (const auto* rule = std::get_if<syntax::RuleDeclaration>(&declaration.node)) {
        if (rule->effect == syntax::Effect::kPermit && rule->data) report_uncovered(checking, *rule->data, covered);
      } else if (const auto* consent = std::get_if<syntax::ConsentDeclaration>(&declaration.node)) {
        if (consent->data) report_uncovered(checking, *consent->data, covered);
      }
    }
  }
}

}  // namespace licet::check
