// docs/reliability.md names tests: each of them is there, so that no row outlives what shows it.

#include <filesystem>
#include <gtest/gtest.h>
#include <map>
#include <regex>
#include <set>
#include <tests/faults/stored_files.h>

namespace licet::faults {
namespace {

namespace fs = std::filesystem;

/// Each test's `Suite.Test`, and the source it stands in.
std::map<std::string, std::string> tests_of_the_project() {
  static const std::regex kTest(R"(\bTEST(?:_F|_P)?\(\s*(\w+),\s*(\w+)\s*\))");
  std::map<std::string, std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(LICET_SOURCE_DIR) / "tests")) {
    if (entry.path().extension() != ".cc") continue;
    const std::string source = contents_of(entry.path());
    for (std::sregex_iterator test(source.begin(), source.end(), kTest), none; test != none; ++test) {
      found[test->str(1) + "." + test->str(2)] += source;
    }
  }
  return found;
}

std::string page() { return contents_of(fs::path(LICET_SOURCE_DIR) / "docs/reliability.md"); }

TEST(ReliabilityPage, NamesTestsThatAreThere) {
  static const std::regex kNamed(R"(`([A-Z]\w+\.[A-Z]\w+)(?:/(\w+))?`)");
  const auto tests = tests_of_the_project();
  const std::string text = page();
  std::size_t named = 0;
  for (std::sregex_iterator each(text.begin(), text.end(), kNamed), none; each != none; ++each, ++named) {
    const auto found = tests.find(each->str(1));
    ASSERT_NE(found, tests.end()) << each->str();
    if ((*each)[2].matched) {
      EXPECT_NE(found->second.find('"' + each->str(2) + '"'), std::string::npos) << each->str();
    }
  }
  EXPECT_GE(named, 20U);
}

TEST(ReliabilityPage, HasARowWithATestForEachOfAtLeastTwentyFaults) {
  static const std::regex kRow(R"(\n\| *(\d+) *\|[^\n]*)");
  const std::string text = page();
  std::size_t rows = 0;
  for (std::sregex_iterator row(text.begin(), text.end(), kRow), none; row != none; ++row) {
    EXPECT_EQ(row->str(1), std::to_string(++rows)) << "rows are numbered without gaps";
    EXPECT_NE(row->str().find('`'), std::string::npos) << row->str();
  }
  EXPECT_GE(rows, 20U);
}

}  // namespace
}  // namespace licet::faults
