#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <tests/grammar/golden.h>

namespace licet::tests {

namespace fs = std::filesystem;

std::vector<fs::path> texts_in(const std::string& folder) {
  std::vector<fs::path> texts;
  for (const auto& entry : fs::directory_iterator(fs::path(LICET_SOURCE_DIR) / "tests/cases" / folder)) {
    if (entry.path().extension() == ".licet") texts.push_back(entry.path());
  }
  std::sort(texts.begin(), texts.end());
  return texts;
}

std::string case_name(const fs::path& file) {
  std::string name = file.stem().string();
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

void expect_as_written(const fs::path& file, const std::string& extension, const std::string& text) {
  fs::path beside = file;
  beside.replace_extension(extension);
  if (const char* update = std::getenv("LICET_UPDATE_GOLDEN"); update != nullptr && std::string(update) == "1") {
    std::ofstream(beside, std::ios::binary) << text;
  }
  EXPECT_EQ(read_file(beside), text);
}

std::string read_file(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace licet::tests
