#include <engine/check/conditions.h>
#include <engine/check/fact_condition.h>
#include <engine/check/from_the_top.h>
#include <engine/check/names.h>
#include <engine/check/retentions.h>
#include <grammar/codes_of_meaning.h>

namespace licet::check {
namespace {

using namespace grammar::meaning;

void take_anchor_fact(Checking& checking, const syntax::Name& name, model::Anchor& anchor) {
  const auto fact = resolve_anchor_fact(checking, name);
  if (!fact) return;
  anchor.fact = *fact;
  const model::Fact& declared = checking.model->facts[*fact];
  if (!is_in_time(declared.type)) {
    checking.report.add(kAnchorNotDateOrTime, name.range, {name.text}, {declared_here(checking, *fact)});
  } else if (declared.owner == model::FactOwner::kRequest) {
    checking.report.add(kAnchorOfRequest, name.range, {name.text}, {declared_here(checking, *fact)});
  }
}

std::optional<model::RetentionPeriod> lower_period(Checking& checking,
                                                   const std::optional<syntax::RetentionPeriod>& written) {
  if (!written) return std::nullopt;
  model::RetentionPeriod period;
  period.period = written->duration.period;
  period.anchor.kind = written->anchor.kind;
  period.anchor.end_of_year = written->anchor.end_of_year;
  if (const std::optional<syntax::Name>& name = written->anchor.name) {
    switch (written->anchor.kind) {
      case model::AnchorKind::kFact:
        take_anchor_fact(checking, *name, period.anchor);
        break;
      case model::AnchorKind::kConsentEnds:
      case model::AnchorKind::kConsentStarts:
        period.anchor.consent = resolve<model::ConsentId>(checking, *name).value_or(model::ConsentId());
        break;
      case model::AnchorKind::kObjection:
        period.anchor.purpose = resolve<model::PurposeId>(checking, *name).value_or(model::PurposeId());
        break;
      case model::AnchorKind::kLastContact:
      case model::AnchorKind::kCollection:
        break;
    }
  }
  const bool is_exact =
      period.period.unit == time::PeriodUnit::kMinutes || period.period.unit == time::PeriodUnit::kHours;
  if (period.anchor.end_of_year && is_exact) checking.report.add(kEndOfYearUnit, written->duration.range);
  return period;
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
    retention.data = resolve_all<model::DataId>(checking, declared.data);
    for (const syntax::Name& name : declared.data) {
      if (!checking.model->data.find(name.text)) checking.data_are_sure = false;
    }
    retention.while_condition = lower(checking, declared.while_condition);
    if (retention.while_condition) uses.check(checking, *retention.while_condition, forbidden_in_while());
    retention.at_least = lower_period(checking, declared.at_least);
    retention.at_most = lower_period(checking, declared.at_most);
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
