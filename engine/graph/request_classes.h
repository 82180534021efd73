#pragma once
// Which names of the vocabulary a policy set tells apart.
//
// Two purposes (actions, channels, recipients, categories) are of one class when every clause and every condition of
// the set treats them alike; the decision graph branches by class. Class 0 of channel, recipient and data is "none
// asked". Immutable. Source: architecture.md, Decision graph; language.md sections 3, 4 and 6.

#include <engine/check/model.h>
#include <vector>

namespace licet::graph {

/// The classes of one kind of name. Names are given by their number in the vocabulary.
struct ClassesOfKind {
  std::vector<std::uint32_t> of_name;         ///< class by name
  std::vector<std::uint32_t> representative;  ///< a name by class; meaningless for "none asked"
  std::uint32_t count = 0;

  /// The first `none_asked` classes (0 or 1) stand for "none asked".
  std::uint32_t none_asked = 0;
};

struct RequestClasses {
  ClassesOfKind purposes;
  ClassesOfKind actions;
  ClassesOfKind channels;
  ClassesOfKind recipients;
  ClassesOfKind data;
};

/// O(names × distinct clauses).
RequestClasses classes_of(const model::Model& model);

/// How a request's own value stands to a name, as `purpose is P` asks: equal, within, containing, or apart.
enum class Standing : std::uint8_t { kEqual, kWithin, kContains, kApart };

template <class IdType>
Standing standing(const model::Hierarchy<IdType>& hierarchy, IdType value, IdType name) {
  if (value == name) return Standing::kEqual;
  if (hierarchy.is_within(value, name)) return Standing::kWithin;
  return hierarchy.is_within(name, value) ? Standing::kContains : Standing::kApart;
}

}  // namespace licet::graph
