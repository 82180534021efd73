#include <fstream>
#include <iterator>
#include <tests/engine/licet/policy_fixture.h>

namespace licet::tests {
namespace {

constexpr const char* kRequestOfTwo =
    R"({"customer":"anna","device":"phone-77","action":"send","purpose":"news","channel":"email","data":["address"]})";

/// Everything that stands in the files of the store.
std::string bytes_of(const ScratchDirectory& scratch) {
  std::string all;
  for (const auto& entry : std::filesystem::directory_iterator(scratch.store())) {
    std::ifstream file(entry.path(), std::ios::binary);
    all.append(std::istreambuf_iterator<char>(file), {});
  }
  return all;
}

std::size_t count(const std::string& text, const std::string& word) {
  std::size_t number = 0;
  for (std::size_t at = 0; (at = text.find(word, at)) != std::string::npos; at += word.size()) ++number;
  return number;
}

class RecordOfDecisions : public testing::Test {
 protected:
  Store open() {
    Result<Store> store = Store::open(scratch_.store(), Access::kCreate, clock_.clock());
    if (!store) std::abort();
    return std::move(*store);
  }

  const ScratchDirectory scratch_;
  const HandClock clock_;
  const PolicySet policy_ = letter_policy();
};

TEST_F(RecordOfDecisions, KeepsADeviceThatIsNotLinkedOut) {
  Store store = open();
  ASSERT_TRUE(store.decide_json(kRequestOfTwo, policy_).has_value());
  EXPECT_EQ(count(bytes_of(scratch_), "anna"), 1U);
  EXPECT_EQ(count(bytes_of(scratch_), "phone-77"), 0U);
}

TEST_F(RecordOfDecisions, KeepsALinkedDevice) {
  Store store = open();
  ASSERT_TRUE(store.record_json(R"({"event":"linked","customer":"anna","device":"phone-77"})", policy_).has_value());
  ASSERT_TRUE(store.decide_json(kRequestOfTwo, policy_).has_value());
  EXPECT_EQ(count(bytes_of(scratch_), "phone-77"), 2U);
}

TEST_F(RecordOfDecisions, KeepsADeviceWhoseLinkWasVoidedOrEndedOut) {
  Store store = open();
  for (const char* line : {R"({"event":"linked","customer":"anna","device":"phone-77","id":"l1"})",
                           R"({"event":"unlinked","customer":"anna","device":"phone-77","id":"u1"})"}) {
    ASSERT_TRUE(store.record_json(line, policy_).has_value());
  }
  ASSERT_TRUE(store.decide_json(kRequestOfTwo, policy_).has_value());
  EXPECT_EQ(count(bytes_of(scratch_), "phone-77"), 2U);
  ASSERT_TRUE(store.record_json(R"({"event":"voided","customer":"anna","voids":"u1"})", policy_).has_value());
  ASSERT_TRUE(store.decide_json(kRequestOfTwo, policy_).has_value());
  EXPECT_EQ(count(bytes_of(scratch_), "phone-77"), 3U);
  ASSERT_TRUE(store.record_json(R"({"event":"voided","customer":"anna","voids":"l1"})", policy_).has_value());
  ASSERT_TRUE(store.decide_json(kRequestOfTwo, policy_).has_value());
  EXPECT_EQ(count(bytes_of(scratch_), "phone-77"), 3U);
}

TEST_F(RecordOfDecisions, WritesNothingWhenNotWanted) {
  Store store = open();
  const std::string before = bytes_of(scratch_);
  const auto decision = store.decide_json(kRequest, policy_, {.record = false});
  ASSERT_TRUE(decision.has_value());
  EXPECT_FALSE(decision->record.has_value());
  EXPECT_EQ(bytes_of(scratch_), before);
}

TEST_F(RecordOfDecisions, WritesNothingForAnUnusableRequest) {
  Store store = open();
  const std::string before = bytes_of(scratch_);
  EXPECT_FALSE(store.decide_json(R"({"customer":"anna","action":"send","purpose":"news"})", policy_).has_value());
  EXPECT_EQ(bytes_of(scratch_), before);
}

TEST_F(RecordOfDecisions, RefusesAnEventTooLongToBeReadAgain) {
  Store store = open();
  Event event;
  event.kind = EventKind::kObjected;
  event.customer = "anna";
  event.purposes.assign(limits::kListItems, "news");
  event.evidence = '"' + std::string(limits::kJsonLineBytes, 'x') + '"';
  const auto outcome = store.record(event, policy_);
  ASSERT_FALSE(outcome.has_value());
  EXPECT_TRUE(std::holds_alternative<InputError>(outcome.error()));
  EXPECT_TRUE(store.record_json(kGranted, policy_).has_value());
}

}  // namespace
}  // namespace licet::tests
