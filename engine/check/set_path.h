#pragma once
// Paths within a policy set: relative to it, with `/`, without `.` and without `..` after a folder.
//
// Pure functions. Source: language.md section 1.

#include <optional>
#include <string>
#include <string_view>

namespace licet::check {

/// What `written`, in the file at `file` of the set, means. None if it is no relative path: absolute, empty, or with a
/// byte that no path has.
std::optional<std::string> path_in_set(std::string_view file, std::string_view written);

}  // namespace licet::check
