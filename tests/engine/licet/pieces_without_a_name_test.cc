// What was collected before its category was kept by item is a piece without a name (language-additions, Items): it
// falls due by itself, like any piece.

#include <fstream>
#include <tests/engine/licet/policy_fixture.h>

namespace licet::tests {
namespace {

PolicySet policy_of(const ScratchDirectory& folder, const std::string& data) {
  const std::filesystem::path path = folder.store() / "papers.licet";
  std::filesystem::create_directory(folder.store());
  std::ofstream(path) << "policy papers\ntime zone Europe/Berlin\n"
                      << data << "\nretention limit keep papers at most 10 years after collection then erase\n";
  auto policy = PolicySet::load(path);
  EXPECT_TRUE(policy.has_value());
  return *policy;
}

TEST(PiecesWithoutAName, AreNotConcernedByARequestForErasureThatCameBeforeThem) {
  const ScratchDirectory folder;
  const PolicySet at_once = policy_of(folder, "data papers\ndata notes within papers");
  const PolicySet by_item = policy_of(folder, "data papers by item\ndata notes within papers");
  HandClock clock;
  Store store = Store::in_memory(clock.clock());
  for (const auto& [line, policy] : {
           std::pair(
               R"({"event":"collected","customer":"anna","data":["notes"],"item":"one","at":"2025-11-02T12:00:00Z"})",
               &by_item),
           std::pair(R"({"event":"collected","customer":"bert","data":["notes"],"at":"2025-11-02T12:00:00Z"})",
                     &at_once),
           std::pair(R"({"event":"erasure_requested","customer":"anna","at":"2025-11-17T12:00:00Z"})", &by_item),
           std::pair(R"({"event":"erasure_requested","customer":"bert","at":"2025-11-17T12:00:00Z"})", &by_item),
           std::pair(R"({"event":"collected","customer":"anna","data":["notes"],"at":"2026-01-17T12:00:00Z"})",
                     &at_once),
           std::pair(
               R"({"event":"collected","customer":"bert","data":["notes"],"item":"two","at":"2026-01-17T12:00:00Z"})",
               &by_item),
       }) {
    ASSERT_TRUE(store.record_json(line, *policy).has_value()) << line;
  }
  const auto due = store.due(by_item, kNoon);
  ASSERT_TRUE(due.has_value());
  std::string told;
  for (const DueEntry& entry : *due) {
    told +=
        *entry.customer + " " + entry.item.value_or("without a name") + ": " + entry.rule.value_or("request") + "\n";
  }
  EXPECT_EQ(told,
            "anna without a name: limit\n"
            "anna one: request\n"
            "bert without a name: request\n"
            "bert two: limit\n");
}

}  // namespace
}  // namespace licet::tests
