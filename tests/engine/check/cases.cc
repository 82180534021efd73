#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <tests/engine/check/cases.h>

namespace licet::tests {

namespace fs = std::filesystem;

std::vector<fs::path> cases_in(const std::string& folder) {
  std::vector<fs::path> sets;
  for (const auto& entry : fs::directory_iterator(fs::path(LICET_SOURCE_DIR) / "tests/cases" / folder)) {
    if (entry.is_directory() || entry.path().extension() == ".licet") sets.push_back(entry.path());
  }
  std::sort(sets.begin(), sets.end());
  return sets;
}

std::string case_name(const fs::path& set) {
  std::string name = set.stem().string();
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

void expect_as_written(const fs::path& set, const std::string& extension, const std::string& text) {
  const fs::path file = set.parent_path() / (set.stem().string() + extension);
  if (const char* update = std::getenv("LICET_UPDATE_GOLDEN"); update != nullptr && std::string(update) == "1") {
    std::ofstream(file, std::ios::binary) << text;
  }
  EXPECT_EQ(read_file(file), text);
}

std::string read_file(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace licet::tests
