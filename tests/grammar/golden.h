#pragma once
// Policy texts that stand as files below tests/cases, each with a file of what must come out of it.
//
// LICET_UPDATE_GOLDEN=1 writes what must come out.

#include <filesystem>
#include <string>
#include <vector>

namespace licet::tests {

/// The policy texts in a folder of tests/cases, sorted.
std::vector<std::filesystem::path> texts_in(const std::string& folder);

/// The name of a case, usable as the name of a test.
std::string case_name(const std::filesystem::path& file);

/// Compares with the file that has this extension instead of the text's.
void expect_as_written(const std::filesystem::path& file, const std::string& extension, const std::string& text);

std::string read_file(const std::filesystem::path& path);

}  // namespace licet::tests
