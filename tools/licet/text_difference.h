#pragma once
// Two long texts that differ somewhere, for people who compare them.
//
// Pure functions.

#include <string>
#include <string_view>
#include <utility>

namespace licet::tool {

/// Both texts, each on one harmless line, so that they can be read one below the other: of what they have in common at
/// their ends only the words next to where they differ are left, `…` stands for the rest; a side that is very long all
/// the same is cut, and says by how much. Short texts stay whole; an empty one stays empty.
std::pair<std::string, std::string> where_they_differ(std::string_view one, std::string_view other);

}  // namespace licet::tool
