#pragma once
// The names that a generated policy declares: what its clauses and conditions can name.
//
// No name is also a word of a phrase, so that renaming leaves phrases alone. Names come from fixed lists, so that
// another generated policy shares some of them and means other things by them.

#include <engine/check/model.h>
#include <string>
#include <tests/fuzz/generated/dice.h>
#include <tests/random/generated/policy_text.h>
#include <vector>

namespace licet::random {

using fuzz::Dice;

struct FactName {
  std::string name;
  model::FactType type = model::FactType::kYesNo;
  model::FactOwner owner = model::FactOwner::kCustomer;
  std::vector<std::string> choices;
};

/// Where a condition may stand; each place may use what is allowed in those it includes (see may_use).
enum class Place {
  kAnywhere,  ///< facts of customer and device, notices, time, times of events but consents
  kProvided,  ///< and facts of the request
  kGrant,     ///< as kProvided, and facts of the grant
  kWhile,     ///< as kAnywhere, and named consents
  kKeep,      ///< as kWhile, and the category's own collection
  kKeepItem,  ///< as kKeep, and facts of the item
  kLevel,     ///< as kProvided and kWhile
  kRule,      ///< as kLevel, and what the request asks, and facts of the recipient
};

/// May a condition made for `inner` stand in one made for `outer`?
bool may_use(Place outer, Place inner);

struct ConditionName {
  std::string name;
  Place place = Place::kAnywhere;
};

struct Vocabulary {
  bool additions = false;  ///< the policy may use more than version 1 of the language
  std::vector<std::string> purposes;
  std::vector<std::string> actions;
  std::vector<std::string> channels;
  std::vector<std::string> data;
  std::vector<std::string> data_tops;  ///< those that lie within no other
  std::vector<std::string> by_item;    ///< data kept by item, and what lies within them
  std::vector<std::string> recipients;
  std::vector<FactName> facts;
  std::vector<std::string> notices;
  std::vector<std::string> duties;
  std::vector<ConditionName> conditions;
  std::vector<std::string> consents;
  std::vector<std::string> levels;
};

/// The identifiers of wordings that notices, consents and events name.
extern const std::vector<std::string> kWordings;
/// The texts that conditions and values of text facts name.
extern const std::vector<std::string> kTexts;
/// All lists of names that a changed policy may rename within.
const std::vector<std::vector<std::string>>& name_lists();

/// How large a policy is.
struct Size {
  bool additions = false;  ///< with forms of language-additions.md
  std::size_t rules = 6;
  std::size_t facts = 6;
  std::size_t consents = 3;
};

/// Names of everything but conditions, consents and levels, with their declarations.
Vocabulary declare_vocabulary(Dice& dice, const Size& size, PolicyText& policy);

std::vector<std::string> some_of(Dice& dice, const std::vector<std::string>& names, std::size_t at_most);

/// A name of the list that the policy of `size` consents or levels takes.
std::vector<std::string> consent_names(std::size_t count);
std::vector<std::string> level_names(std::size_t count);
std::vector<std::string> condition_names(std::size_t count);

}  // namespace licet::random
