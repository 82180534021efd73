// What was collected before its category was kept by item, or without an item through what contains it, is a piece
// without a name (language.md section 7; language-additions, Items): it falls due by itself, like any piece.

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

enum class Place : std::uint8_t { kMemory, kDisk };

class PiecesOfWhatContainsThem : public testing::TestWithParam<Place> {
 protected:
  Store open() {
    if (GetParam() == Place::kMemory) return Store::in_memory(clock_.clock());
    Result<Store> store = Store::open(scratch_.store(), Access::kCreate, clock_.clock());
    if (!store) std::abort();
    return std::move(*store);
  }
  PolicySet policy(const char* invoice, const char* file) const {
    const std::filesystem::path path = texts_.store() / file;
    std::filesystem::create_directories(texts_.store());
    std::ofstream(path) << "policy shop\ntime zone Europe/Berlin\ndata papers\ndata invoice within papers" << invoice
                        << "\nretention vouchers keep invoice for 8 years after the end of the year of collection"
                           " then erase\nretention rest keep papers at most 1 month after collection then erase\n";
    auto loaded = PolicySet::load(path);
    if (!loaded) std::abort();
    return *loaded;
  }
  void record(const PolicySet& policy, const char* line) { ASSERT_TRUE(store_.record_json(line, policy)) << line; }
  std::string due(const PolicySet& policy) const {
    std::string told;
    const auto due = store_.due(policy, kNoon);
    EXPECT_TRUE(due);
    for (const DueEntry& entry : *due) {
      told += entry.data + (entry.item ? " " + *entry.item : "") + " " + entry.rule.value_or("request") + "\n";
    }
    return told;
  }

  const ScratchDirectory texts_;
  const ScratchDirectory scratch_;
  HandClock clock_;
  Store store_ = open();
  const PolicySet at_once_ = policy("", "once.licet");
  const PolicySet by_item_ = policy(" by item", "items.licet");
};

INSTANTIATE_TEST_SUITE_P(InMemoryAndOnDisk, PiecesOfWhatContainsThem, testing::Values(Place::kMemory, Place::kDisk));

constexpr const char* kPapers =
    R"({"event":"collected","customer":"adler","data":["papers"],"at":"2024-03-15T09:00:00Z"})";

TEST_P(PiecesOfWhatContainsThem, AreHeldAsLongUnderASetThatKeepsThemByItem) {
  record(at_once_, kPapers);
  EXPECT_EQ(due(at_once_), "papers rest\ninvoice vouchers\n");
  EXPECT_EQ(due(by_item_), due(at_once_));
  record(by_item_,
         R"({"event":"collected","customer":"adler","data":["invoice"],"item":"4711","at":"2026-02-01T09:00:00Z"})");
  EXPECT_EQ(due(by_item_), "papers rest\ninvoice vouchers\ninvoice 4711 vouchers\n");
}

TEST_P(PiecesOfWhatContainsThem, KeepTheirDutyWhenTheirErasureIsRequestedAndWhenThePersonIsErased) {
  record(by_item_, kPapers);
  record(by_item_, R"({"event":"erasure_requested","customer":"adler","at":"2024-04-01T09:00:00Z"})");
  EXPECT_EQ(due(by_item_), "papers request\ninvoice request\n");
  ErasureRequest adler;
  adler.customer = "adler";
  const auto erased = store_.erase(adler, by_item_);
  ASSERT_TRUE(erased);
  ASSERT_EQ(erased->kept.size(), 1U);
  EXPECT_EQ(erased->kept[0].data, "invoice");
  EXPECT_EQ(erased->kept[0].rule, "vouchers");
  // 2032-12-31T23:00:00Z
  EXPECT_EQ(erased->kept[0].due.micros, 1'988'146'800'000'000);
  EXPECT_EQ(erased->kept_events, 2U);
  EXPECT_EQ(due(by_item_), "papers request\ninvoice request\n");
}

}  // namespace
}  // namespace licet::tests
