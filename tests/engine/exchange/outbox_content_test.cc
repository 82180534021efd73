// What stands in a record of the outbox reads back, and nothing else is read.

#include <engine/exchange/outbox_content.h>
#include <gtest/gtest.h>
#include <string>

namespace licet::exchange {
namespace {

constexpr TaskId kOne = {0x01, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF};
constexpr Instant kThen{1'772'366'400'000'000};

OutboxContent content() {
  OutboxContent made;
  made.recorded = kThen;
  return made;
}

OutboxContent receivers(std::vector<std::string> names) {
  OutboxContent made = content();
  made.receivers = std::move(names);
  return made;
}

TEST(OutboxContent, OfEveryKindReadsBack) {
  std::vector<OutboxContent> all = {receivers({}), receivers({"crm"}), receivers({"crm", "mail.service-2"})};
  all.back().finished.events = {3, 18'446'744'073'709'551'615U};
  OutboxContent found = content();
  found.found = {90, {1, 7}, {2}};
  all.push_back(found);
  found.found = {0, {}, {}};
  all.push_back(found);
  OutboxContent claimed = content();
  claimed.claimed = {"crm", kThen, {{1}, {kOne, TaskId{}}}};
  all.push_back(claimed);
  claimed.finished.events = {4};
  all.push_back(claimed);
  OutboxContent confirmed = content();
  confirmed.confirmed = {"crm", {{}, {kOne}}};
  all.push_back(confirmed);
  confirmed.erased = kOne;
  all.push_back(confirmed);
  confirmed.erased.reset();
  confirmed.finished.due = {kOne};
  all.push_back(confirmed);
  OutboxContent erased = content();
  erased.erased = kOne;
  all.push_back(erased);
  OutboxContent finished = content();
  finished.finished = {{1}, {kOne}};
  all.push_back(finished);
  for (const OutboxContent& each : all) {
    const std::string json = write_outbox_content(each);
    const auto read = read_outbox_content(json);
    ASSERT_TRUE(read) << json;
    EXPECT_EQ(*read, each) << json;
  }
}

TEST(OutboxContent, IsWrittenAsThePageSays) {
  OutboxContent made = content();
  made.confirmed = {"crm", {{7}, {kOne}}};
  made.finished.events = {7};
  made.erased = kOne;
  EXPECT_EQ(write_outbox_content(made),
            R"({"recorded":"2026-03-01T12:00:00Z","confirmed":{"receiver":"crm","events":[7],)"
            R"("due":["0123456789abcdef0000000000000000"]},"finished":{"events":[7],"due":[]},)"
            R"("erased":"0123456789abcdef0000000000000000"})");
}

TEST(OutboxContent, ThatNoWriterMakesIsNotRead) {
  const char* const wrong[] = {
      "",
      "{}",
      R"({"recorded":"2026-03-01T12:00:00Z"})",
      R"({"recorded":"2026-03-01T12:00:00+00:00","receivers":[]})",
      R"({"recorded":"noon","receivers":[]})",
      R"({"recorded":"2026-03-01T12:00:00Z","receivers":["crm",]})",
      R"({"recorded":"2026-03-01T12:00:00Z","receivers":["crm"})",
      R"({"recorded":"2026-03-01T12:00:00Z","receivers":["crm"]} )",
      R"({"recorded":"2026-03-01T12:00:00Z","receivers":["crm"]}})",
      R"({"recorded":"2026-03-01T12:00:00Z", "receivers":["crm"]})",
      R"({"recorded":"2026-03-01T12:00:00Z","receivers":[],"found":{"until":1,"events":[],"voided":[]}})",
      R"({"recorded":"2026-03-01T12:00:00Z","found":{"until":01,"events":[],"voided":[]}})",
      R"({"recorded":"2026-03-01T12:00:00Z","found":{"until":1,"events":[1,],"voided":[]}})",
      R"({"recorded":"2026-03-01T12:00:00Z","found":{"until":1,"events":[-1],"voided":[]}})",
      R"({"recorded":"2026-03-01T12:00:00Z","found":{"until":18446744073709551616,"events":[],"voided":[]}})",
      R"({"recorded":"2026-03-01T12:00:00Z","claimed":{"receiver":"crm","events":[],"due":[]}})",
      R"({"recorded":"2026-03-01T12:00:00Z","confirmed":{"receiver":"crm","events":[],"due":["0123"]}})",
      (R"({"recorded":"2026-03-01T12:00:00Z","confirmed":{"receiver":"crm","events":[],)"
       R"("due":["0123456789ABCDEF0000000000000000"]}})"),
      R"({"recorded":"2026-03-01T12:00:00Z","finished":{"events":[],"due":[]}})",
      R"({"recorded":"2026-03-01T12:00:00Z","erased":""})",
  };
  for (const char* const json : wrong) EXPECT_FALSE(read_outbox_content(json)) << json;
}

TEST(OutboxContent, CutAnywhereIsNotRead) {
  OutboxContent made = content();
  made.claimed = {"crm", kThen, {{1, 22}, {kOne}}};
  made.finished.due = {kOne};
  const std::string json = write_outbox_content(made);
  for (std::size_t length = 0; length < json.size(); ++length) {
    EXPECT_FALSE(read_outbox_content(json.substr(0, length))) << length;
  }
}

}  // namespace
}  // namespace licet::exchange
