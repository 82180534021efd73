#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <regex>
#include <string>
#include <tests/tools/program.h>
#include <vector>

// Each folder of tests/tools/cases holds a `command` (the arguments as a shell reads them, run in tests/tools/data) and
// what it must give: `stdout`, `stderr` and `exit`; an absent file is an empty one. LICET_UPDATE_GOLDEN=1 writes them.

namespace licet::tests {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> case_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(here() / "cases")) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

/// What differs between machines and runs.
std::string stable(std::string text, const Scratch& scratch) {
  text = std::regex_replace(text, std::regex(R"re("tz":"[^"]*")re"), R"("tz":"ZONE DATA")");
  text = std::regex_replace(text, std::regex(R"re("recorded":"[^"]*")re"), R"("recorded":"TIME")");
  text = std::regex_replace(text, std::regex("[0-9T:.-]+Z warning: [0-9]+ lines? in [^\n]*\n"), "");
  text = std::regex_replace(text, std::regex("time-zone data [0-9a-z]+"), "time-zone data VERSION");
  text = std::regex_replace(text, std::regex("Zeitzonendaten [0-9a-z]+"), "Zeitzonendaten VERSION");
  for (std::size_t at = 0; (at = text.find(scratch.path().string(), at)) != std::string::npos;) {
    text.replace(at, scratch.path().string().size(), "SCRATCH");
  }
  return text;
}

void write(const fs::path& path, const std::string& text) {
  fs::remove(path);
  if (!text.empty()) std::ofstream(path, std::ios::binary) << text;
}

class Golden : public testing::TestWithParam<std::string> {};

TEST_P(Golden, OutputMessagesAndExitStatusAreAsWritten) {
  const fs::path folder = here() / "cases" / GetParam();
  const Scratch scratch;
  const Outcome outcome = run(read_file(folder / "command"), scratch);
  const std::string output = stable(outcome.output, scratch);
  const std::string messages = stable(outcome.messages, scratch);
  const std::string exit_status = std::to_string(outcome.exit_status) + '\n';
  if (const char* update = std::getenv("LICET_UPDATE_GOLDEN"); update != nullptr && std::string(update) == "1") {
    write(folder / "stdout", output);
    write(folder / "stderr", messages);
    write(folder / "exit", exit_status);
    return;
  }
  EXPECT_EQ(output, read_file(folder / "stdout"));
  EXPECT_EQ(messages, read_file(folder / "stderr"));
  EXPECT_EQ(exit_status, read_file(folder / "exit"));
}

INSTANTIATE_TEST_SUITE_P(Cases, Golden, testing::ValuesIn(case_names()), [](const auto& one) { return one.param; });

}  // namespace
}  // namespace licet::tests
