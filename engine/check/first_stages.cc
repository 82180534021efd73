#include <engine/check/additions.h>
#include <engine/check/first_stages.h>
#include <engine/check/from_the_top.h>
#include <engine/check/kept.h>
#include <grammar/codes_of_meaning.h>
#include <set>
#include <string>

namespace licet::check {
namespace {

using namespace grammar::meaning;

/// What the rules that are no first stage keep, by the names of kept.h; categories with all that lies within them.
std::set<std::string> ended_things(const model::Model& model) {
  std::set<std::string> ended;
  std::vector<bool> categories(model.data.hierarchy.size());
  for (const model::Retention& retention : model.retentions.list) {
    if (retention.first_stage) continue;
    for (const model::DataId category : retention.data) categories[category.value] = true;
    for (const model::ConsentId consent : retention.proofs) ended.insert(name_of(model, consent));
    if (retention.objections) ended.insert(name_of(model, OwnRecord::kObjections));
    if (retention.decisions) ended.insert(name_of(model, OwnRecord::kDecisions));
  }
  from_the_top(model.data.hierarchy, [&](std::uint32_t child, std::uint32_t parent) {
    if (categories[parent]) categories[child] = true;
  });
  for (std::uint32_t i = 0; i < categories.size(); ++i) {
    if (categories[i]) ended.insert(name_of(model, model::DataId(i)));
  }
  return ended;
}

}  // namespace

void check_first_stages(Checking& checking, const ConditionUses& uses) {
  const auto addition = first_addition(checking, uses);
  if (!addition) return;
  std::vector<model::Retention>& retentions = checking.model->retentions.list;
  for (std::size_t i = 0; i < retentions.size(); ++i) {
    model::Retention& retention = retentions[i];
    if (retention.action != model::RetentionAction::kRestrict) continue;
    retention.first_stage = true;
    const std::optional<syntax::RetentionPeriod>& at_least = checking.declared.retentions[i]->at_least;
    if (!at_least) continue;
    checking.report.add(kFirstStageAtLeast, at_least->duration.range, {retention.title.name},
                        {{*addition, kAdditionStandsHere, {}}});
  }
}

void warn_of_stages_without_end(Checking& checking) {
  if (!checking.data_are_sure) return;
  const std::vector<model::Retention>& retentions = checking.model->retentions.list;
  std::set<std::string> told;
  for (std::size_t i = 0; i < retentions.size(); ++i) {
    // One that states a minimum was reported, and perhaps is to be none.
    if (!retentions[i].first_stage || checking.declared.retentions[i]->at_least) continue;
    if (told.empty()) told = ended_things(*checking.model);
    for (const syntax::Kept& kept : checking.declared.retentions[i]->kept) {
      const bool is_unknown = kept.kind == syntax::KeptKind::kProof && !checking.model->consents.find(kept.name.text);
      if (is_unknown) continue;
      const auto thing = resolve_kept(checking, kept);
      const std::string name = name_of(*checking.model, *thing);
      if (!told.insert(name).second) continue;
      checking.report.warn(kFirstStageAlone, kept.range, {name, retentions[i].title.name});
    }
  }
}

}  // namespace licet::check
