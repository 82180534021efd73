// The commands that docs/import.md shows are called in their order, on the file and the mapping that it shows, and
// print what it shows.

#ifdef LICET_PROGRAM

#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <tests/docs/shown_commands.h>

namespace licet::docs {
namespace {

/// What stands in the first block of JSON.
std::string shown_mapping(const std::filesystem::path& document) {
  std::ifstream file(document);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const std::string begin = "```json\n";
  const std::size_t from = text.find(begin) + begin.size();
  return text.substr(from, text.find("```\n", from) - from);
}

ShownCommand writing(const std::string& name, const std::string& text) {
  return {"cat > " + name + " <<'END OF FILE'\n" + text + "END OF FILE\n", {}};
}

TEST(Import, ShowsWhatTheCommandPrints) {
  const std::filesystem::path document = std::filesystem::path(LICET_SOURCE_DIR) / "docs/import.md";
  std::vector<ShownCommand> commands = commands_of(document, "");
  ASSERT_EQ(commands.size(), 4U);
  std::string rows;
  for (const std::string& line : commands[0].output) rows += line + '\n';
  commands.insert(commands.begin(), {writing("members.csv", rows), writing("mapping.json", shown_mapping(document))});
  expect_shown_output(commands, LICET_PROGRAM);
}

}  // namespace
}  // namespace licet::docs

#endif
