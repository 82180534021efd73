#pragma once
// Walks a hierarchy so that what is handed down reaches everything in one pass.
//
// Pure; linear in the entries, whatever the depth.

#include <engine/check/hierarchy.h>
#include <engine/check/relation_graph.h>

namespace licet::check {

/// Calls `inherit(child, parent)`, by places, for all that lie within something; a parent's own turn comes before.
template <class IdType, class Inherit>
void from_the_top(const model::Hierarchy<IdType>& hierarchy, Inherit inherit) {
  RelationGraph within(hierarchy.size());
  for (std::uint32_t i = 0; i < hierarchy.size(); ++i) {
    if (const auto parent = hierarchy.parent(IdType(i))) within.add(i, parent->value);
  }
  for (const std::uint32_t i : within.targets_first()) {
    if (const auto parent = hierarchy.parent(IdType(i))) inherit(i, parent->value);
  }
}

}  // namespace licet::check
