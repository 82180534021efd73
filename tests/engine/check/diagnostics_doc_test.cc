// docs/diagnostics.md has an entry for each code, and each example in it fails with the code of its entry.
//
// An example is a block ```licet, one whole file, or a block ```licet-set, files that each begin with `--- path`.

#include <algorithm>
#include <engine/base/render.h>
#include <engine/check/load_set.h>
#include <filesystem>
#include <gmock/gmock.h>
#include <grammar/messages.h>
#include <gtest/gtest.h>
#include <set>
#include <sstream>
#include <tests/engine/check/cases.h>
#include <tests/engine/check/folder.h>

namespace licet::check {
namespace {

struct Entry {
  std::string code;
  std::vector<std::string> examples;      ///< one file each
  std::vector<std::string> set_examples;  ///< several files each
};

std::vector<Entry> read_entries() {
  std::istringstream document(tests::read_file(std::filesystem::path(LICET_SOURCE_DIR) / "docs/diagnostics.md"));
  std::vector<Entry> entries;
  std::string* block = nullptr;
  for (std::string line; std::getline(document, line);) {
    if (block != nullptr) {
      if (line == "```") {
        block = nullptr;
      } else {
        *block += line + "\n";
      }
    } else if (line.starts_with("## L")) {
      entries.push_back({line.substr(3, 4), {}, {}});
    } else if (line == "```licet" || line == "```licet-set") {
      if (entries.empty()) continue;
      auto& blocks = line == "```licet" ? entries.back().examples : entries.back().set_examples;
      block = &blocks.emplace_back();
    }
  }
  return entries;
}

const std::vector<Entry>& entries() {
  static const std::vector<Entry> all = read_entries();
  return all;
}

void write_files(const tests::Folder& folder, const std::string& block) {
  std::istringstream lines(block);
  std::string path;
  std::string text;
  const auto finish = [&] {
    if (!path.empty()) folder.write(path, text);
    text.clear();
  };
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("--- ")) {
      finish();
      path = line.substr(4);
    } else {
      text += line + "\n";
    }
  }
  finish();
}

void expect_first_code(const tests::Folder& folder, const std::string& code) {
  const auto set = load_policy_set(folder.path());
  ASSERT_TRUE(set.has_value()) << set.error().message;
  ASSERT_FALSE(set->diagnostics.empty()) << "nothing is wrong with the example";
  EXPECT_EQ(set->diagnostics.front().code, code) << render(set->diagnostics.front());
}

class DocumentedCode : public testing::TestWithParam<Entry> {};

void PrintTo(const Entry& entry, std::ostream* out) { *out << entry.code; }

TEST_P(DocumentedCode, IsWhatItsExamplesFailWith) {
  for (const std::string& example : GetParam().examples) {
    const tests::Folder folder;
    folder.write("club.licet", example);
    expect_first_code(folder, GetParam().code);
  }
  for (const std::string& example : GetParam().set_examples) {
    const tests::Folder folder;
    write_files(folder, example);
    expect_first_code(folder, GetParam().code);
  }
}

INSTANTIATE_TEST_SUITE_P(Diagnostics, DocumentedCode, testing::ValuesIn(entries()),
                         [](const auto& test) { return test.param.code; });

/// Sentences of notes stand below other findings and show no code.
bool is_note(Code code) { return static_cast<unsigned>(code) % 200 / 10 == 9; }

TEST(DiagnosticsDocument, HasOneEntryForEachCodeInTheirOrder) {
  std::vector<std::string> documented;
  for (const Entry& entry : entries()) documented.push_back(entry.code);
  std::vector<std::string> codes;
  for (const auto& messages :
       {grammar::messages_of_text(Language::kEnglish), grammar::messages_of_meaning(Language::kEnglish)}) {
    for (const grammar::Message& message : messages) {
      if (!is_note(message.code)) codes.push_back(grammar::code_name(message.code));
    }
  }
  EXPECT_EQ(documented, codes);
}

// The example of L243 is wrong only to the decision graph; tests/docs runs it.
TEST(DiagnosticsDocument, ShowsAnExampleUnlessItWouldBeTooLargeOrCannotStandInAPage) {
  const std::set<std::string> without = {"L001", "L002", "L010", "L147", "L148", "L149", "L150", "L203", "L243"};
  for (const Entry& entry : entries()) {
    const bool has_example = !entry.examples.empty() || !entry.set_examples.empty();
    EXPECT_TRUE(has_example || without.contains(entry.code)) << entry.code;
  }
}

}  // namespace
}  // namespace licet::check
