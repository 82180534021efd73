#pragma once
// Policy sets that stand as files below tests/cases, each with a file of what must come out of it.
//
// A case is NAME.licet, or a folder NAME for a set of several files. LICET_UPDATE_GOLDEN=1 writes what must come out.

#include <filesystem>
#include <string>
#include <vector>

namespace licet::tests {

/// The sets in a folder of tests/cases, sorted.
std::vector<std::filesystem::path> cases_in(const std::string& folder);

/// The name of a case, usable as the name of a test.
std::string case_name(const std::filesystem::path& set);

/// Compares with the file NAME plus `extension` beside the set.
void expect_as_written(const std::filesystem::path& set, const std::string& extension, const std::string& text);

std::string read_file(const std::filesystem::path& path);

}  // namespace licet::tests
