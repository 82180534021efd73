#pragma once
// The error about a name that the policy set does not declare, with those that were probably meant. Private to
// engine/exchange.
//
// The name itself is not repeated: a sender may have put anything into the field. Thread rule: pure functions.
// Cost: the names of the kind times the square of the length.

#include <engine/check/model.h>
#include <licet/input_error.h>
#include <string>
#include <string_view>
#include <vector>

namespace licet::exchange {

/// The nearest of `candidates`; none for what is too long to be a name.
std::vector<std::string> nearest_to(std::string_view word, const std::vector<std::string>& candidates);

/// `kind` as the language calls it: "purpose".
InputError unknown_name(std::string_view field, std::string_view kind, std::string_view name,
                        const std::vector<std::string>& candidates);

template <class IdType>
std::vector<std::string> names_of(const model::Vocabulary<IdType>& vocabulary) {
  std::vector<std::string> names;
  names.reserve(vocabulary.titles.size());
  for (const model::Title& title : vocabulary.titles) names.push_back(title.name);
  return names;
}

template <class IdType, class Entry>
std::vector<std::string> names_of(const model::Declarations<IdType, Entry>& declarations) {
  std::vector<std::string> names;
  names.reserve(declarations.list.size());
  for (const Entry& entry : declarations.list) names.push_back(entry.title.name);
  return names;
}

}  // namespace licet::exchange
