// The example of docs/show_format.md is what comes out. LICET_UPDATE_GOLDEN=1 writes it there.

#include <cstdlib>
#include <engine/exchange/overview_json.h>
#include <engine/time/civil.h>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <tests/engine/licet/policy_fixture.h>

namespace licet::tests {
namespace {

/// Where the text of the fenced block with this number begins and how long it is.
std::pair<std::size_t, std::size_t> block(const std::string& document, int number) {
  std::size_t begin = 0;
  std::size_t end = 0;
  for (int i = 0; i <= number; ++i) {
    const std::size_t fence = document.find("\n```", end);
    if (fence == std::string::npos) throw std::runtime_error("a block is missing");
    begin = document.find('\n', fence + 1) + 1;
    end = document.find("```", begin) + 3;
  }
  return {begin, end - 3 - begin};
}

TEST(DocumentedOverview, IsWhatComesOut) {
  const auto path = std::filesystem::path(LICET_SOURCE_DIR) / "docs/show_format.md";
  std::ostringstream read;
  read << std::ifstream(path, std::ios::binary).rdbuf();
  std::string document = read.str();
  const auto text = [&](int number) {
    const auto [begin, length] = block(document, number);
    return document.substr(begin, length);
  };
  const ScratchDirectory scratch;
  const std::filesystem::path file = scratch.store().parent_path() / "gallery.licet";
  std::ofstream(file) << text(0);
  const auto policy = PolicySet::load(file);
  ASSERT_TRUE(policy);
  const std::optional<Instant> at = time::parse_rfc3339("2026-04-01T00:00:00Z");
  HandClock clock(*at);
  Store store = Store::in_memory(clock.clock());
  std::istringstream lines(text(1));
  for (std::string line; std::getline(lines, line);) {
    // Each was recorded when it happened.
    nlohmann::json event = nlohmann::json::parse(line);
    event["recorded"] = event["at"];
    const std::string recorded = event.dump();
    const std::string_view one = recorded;
    ASSERT_TRUE(store.record_json({&one, 1}, *policy, {.recorded_given = true}).front()) << line;
  }
  const std::vector<Language> languages{Language::kEnglish};
  const auto overview = store.overview({{"ada", {}, at, {}, {}}, languages, {}}, *policy);
  ASSERT_TRUE(overview);
  const std::string json =
      nlohmann::ordered_json::parse(*exchange::write_overview(*overview, languages)).dump(2) + '\n';
  if (std::getenv("LICET_UPDATE_GOLDEN") != nullptr && text(2) != json) {
    const auto [begin, length] = block(document, 2);
    document.replace(begin, length, json);
    std::ofstream(path, std::ios::binary) << document;
  }
  EXPECT_EQ(text(2), json);
}

}  // namespace
}  // namespace licet::tests
