#pragma once
// What the parts of check() share: the set, the declarations by kind, the model as it grows, and the report.
//
// The parts run in the order in which check.cc calls them; each header says what must have run before.
// Thread rule: one thread. Everything lives as long as the LoadedSet.

#include <array>
#include <engine/check/check.h>
#include <engine/check/model.h>
#include <engine/check/report.h>
#include <grammar/syntax_tree.h>
#include <map>
#include <memory>
#include <vector>

namespace licet::check {

/// The declarations of each kind in source order, repeated ones included. A declaration's place here is its id.
struct Declared {
  std::array<std::vector<const syntax::TermDeclaration*>, 5> terms;  ///< by syntax::Attribute
  std::vector<const syntax::FactDeclaration*> facts;
  std::vector<const syntax::NoticeDeclaration*> notices;
  std::vector<const syntax::DutyDeclaration*> duties;
  std::vector<const syntax::ConditionDeclaration*> conditions;
  std::vector<const syntax::ConsentDeclaration*> consents;
  std::vector<const syntax::RuleDeclaration*> rules;
  std::vector<SourceRange> rule_ranges;  ///< of the whole declarations
  std::vector<const syntax::RetentionDeclaration*> retentions;
  std::vector<const syntax::LevelDeclaration*> levels;
  std::vector<const syntax::ScenarioDeclaration*> scenarios;
};

struct Checking {
  explicit Checking(const LoadedSet& loaded) : set(loaded), model(std::make_shared<model::Model>()) {}

  const LoadedSet& set;
  Declared declared;
  std::shared_ptr<model::Model> model;
  Report report;
  std::vector<model::ForceSpan> force_of_file;    ///< by file; set by check_headers
  std::vector<model::NameIndex> choices_of_fact;  ///< by FactId; set by check_facts
  /// Is all known about what the data categories lie within and what retention keeps? Else it cannot be judged what is
  /// covered, and what is kept by item.
  bool data_are_sure = true;
  std::vector<std::uint32_t>
      by_item_within;            ///< by DataId: how many by item it is, or contains; set by check_vocabulary
  std::vector<bool> is_lowered;  ///< by ConditionId; set by check_conditions
  std::map<model::TimeSource, model::TimeId> time_ids;  ///< where each stands in Model::times
};

/// The language of the keywords that stand at this place.
inline Language language_at(const Checking& checking, SourceRange range) {
  return checking.set.files[range.source.value].language;
}

/// Runs `action(vocabulary)` on the vocabulary of this kind.
template <class AnyModel, class Action>
void with_vocabulary(AnyModel& model, syntax::Attribute kind, Action action) {
  switch (kind) {
    case syntax::Attribute::kAction:
      return action(model.actions);
    case syntax::Attribute::kPurpose:
      return action(model.purposes);
    case syntax::Attribute::kChannel:
      return action(model.channels);
    case syntax::Attribute::kData:
      return action(model.data);
    case syntax::Attribute::kRecipient:
      return action(model.recipients);
  }
}

}  // namespace licet::check
