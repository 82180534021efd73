#include <engine/record/log.h>
#include <fstream>
#include <iterator>
#include <tests/engine/licet/letter_store.h>
#include <vector>

namespace licet::tests {
namespace {

/// What the records hold, opened, in order.
std::vector<std::string> contents_of(const ScratchDirectory& scratch) {
  std::vector<std::string> contents;
  const auto log = record::Log::open(scratch.store());
  if (!log) std::abort();
  const auto visited = log->visit(0, log->end().records, [&](const record::OpenedRecord& record) -> Result<void> {
    contents.push_back(record.content);
    return {};
  });
  if (!visited) std::abort();
  return contents;
}

/// Every byte of the record as it lies on disk.
std::string bytes_of_record(const ScratchDirectory& scratch) {
  std::string all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(scratch.store())) {
    if (!entry.is_regular_file() || entry.path().filename() == "data.mdb") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    all.append(std::istreambuf_iterator<char>(file), {});
  }
  return all;
}

bool holds(const std::string& text, std::string_view word) { return text.find(word) != std::string::npos; }

using RecordOfDecisions = LetterStore;

TEST_F(RecordOfDecisions, KeepsADeviceThatIsNotLinkedOut) {
  Store store = open();
  decide(store);
  const auto contents = contents_of(scratch_);
  ASSERT_EQ(contents.size(), 1U);
  EXPECT_TRUE(holds(contents[0], "anna"));
  EXPECT_FALSE(holds(contents[0], "phone-77"));
  EXPECT_FALSE(holds(contents[0], R"("link")"));
}

TEST_F(RecordOfDecisions, NamesALinkedDeviceByItsLinkOnly) {
  Store store = open();
  record(store, R"({"event":"linked","customer":"anna","device":"phone-77"})");
  decide(store);
  const auto contents = contents_of(scratch_);
  ASSERT_EQ(contents.size(), 3U);
  for (const std::string& content : contents) EXPECT_NE(holds(content, "anna"), holds(content, "phone-77")) << content;
  const std::size_t place = contents[0].find(R"("link":")");
  ASSERT_NE(place, std::string::npos);
  const std::string link = contents[0].substr(place, 8 + 32);
  EXPECT_TRUE(holds(contents[1], link));
  EXPECT_TRUE(holds(contents[2], link));
}

TEST_F(RecordOfDecisions, KnowsALinkNoMoreOnceItWasVoidedOrEnded) {
  Store store = open();
  const auto is_linked = [&] {
    const std::uint64_t number = decide(store);
    return holds(contents_of(scratch_).at(number), R"("link")");
  };
  record(store, R"({"event":"linked","customer":"anna","device":"phone-77","id":"l1"})");
  EXPECT_TRUE(is_linked());
  record(store, R"({"event":"unlinked","customer":"anna","device":"phone-77","id":"u1"})");
  EXPECT_FALSE(is_linked());
  record(store, R"({"event":"voided","customer":"anna","voids":"u1"})");
  EXPECT_TRUE(is_linked());
  record(store, R"({"event":"voided","customer":"anna","voids":"l1"})");
  EXPECT_FALSE(is_linked());
}

TEST_F(RecordOfDecisions, SaysNothingOfAnybodyOnDisk) {
  {
    Store store = open();
    record(store, R"({"event":"linked","customer":"anna","device":"phone-77","id":"secret-id"})");
    record(store, R"({"event":"hold","customer":"anna","evidence":"secret-evidence"})");
    decide(store);
  }
  const std::string bytes = bytes_of_record(scratch_);
  for (const char* word : {"anna", "phone-77", "secret-id", "secret-evidence", R"("decision":)"}) {
    EXPECT_FALSE(holds(bytes, word)) << word;
  }
}

TEST_F(RecordOfDecisions, AreExplainedAgainAsTheyWere) {
  Store store = open();
  record(store, kGranted);
  record(store, R"({"event":"linked","customer":"anna","device":"phone-77"})");
  record(store, R"({"event":"fact","fact":"screen_width","value":7,"device":"phone-77"})");
  Request request;
  request.customer = "anna";
  request.device = "phone-77";
  request.action = "send";
  request.purpose = "news";
  request.channel = "email";
  request.data = {"address"};
  const auto explained = store.explain(request, policy_);
  ASSERT_TRUE(explained.has_value());
  record(store, kWithdrawn);
  const auto again = store.recorded_decision(explained->decision.record.value());
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->explanation, *explained);
  EXPECT_EQ(again->policy.digest(), policy_.digest());
  EXPECT_EQ(again->request.device, std::nullopt);
}

TEST_F(RecordOfDecisions, AreAskedForByANumberThatIsOne) {
  Store store = open();
  record(store, kGranted);
  for (const std::uint64_t number : {0U, 1U, 77U}) {
    const auto decision = store.recorded_decision(number);
    ASSERT_FALSE(decision.has_value());
    EXPECT_EQ(field_of(decision.error()), "record");
  }
}

TEST_F(RecordOfDecisions, WritesNothingWhenNotWanted) {
  Store store = open();
  const auto decision = store.decide_json(kRequest, policy_, {.record = false});
  ASSERT_TRUE(decision.has_value());
  EXPECT_FALSE(decision->record.has_value());
  EXPECT_TRUE(contents_of(scratch_).empty());
}

TEST_F(RecordOfDecisions, WritesNothingForAnUnusableRequest) {
  Store store = open();
  EXPECT_FALSE(store.decide_json(R"({"customer":"anna","action":"send","purpose":"news"})", policy_).has_value());
  EXPECT_TRUE(contents_of(scratch_).empty());
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
