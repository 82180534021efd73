#include <engine/licet/journal_entry.h>
#include <gtest/gtest.h>

namespace licet::tests {
namespace {

RecordedEvent granted(std::optional<std::string> id) {
  Event event;
  event.customer = "anna \"the\" } first";
  event.consent = "news_consent";
  event.at = Instant{1};
  event.id = std::move(id);
  event.evidence = R"({"note":"\"}"})";
  return {event, Instant{2}, 0};
}

TEST(JournalEntry, OfAnEventReadsBackAsItWas) {
  for (const bool with_id : {false, true}) {
    const RecordedEvent event = granted(with_id ? std::optional<std::string>("g1") : std::nullopt);
    const std::optional<Digest> content = with_id ? std::optional(sha256("sent")) : std::nullopt;
    const auto entry = read_entry(write_entry(event, content));
    ASSERT_TRUE(entry.has_value());
    ASSERT_TRUE(std::holds_alternative<EventEntry>(*entry));
    EXPECT_EQ(std::get<EventEntry>(*entry).event.event, event.event);
    EXPECT_EQ(std::get<EventEntry>(*entry).event.recorded, event.recorded);
    EXPECT_EQ(std::get<EventEntry>(*entry).content, content);
  }
}

TEST(JournalEntry, OfADecisionReadsBackItsTime) {
  Request request;
  request.customer = "anna";
  request.action = "send";
  request.purpose = "news";
  const std::string line = write_entry(request, Decision{}, Instant{1'772'366'400'000'001});
  EXPECT_EQ(line.substr(0, 44), R"({"recorded":"2026-03-01T12:00:00.000001Z","r)");
  const auto entry = read_entry(line);
  ASSERT_TRUE(entry.has_value());
  ASSERT_TRUE(std::holds_alternative<DecisionEntry>(*entry));
  EXPECT_EQ(std::get<DecisionEntry>(*entry).recorded, Instant{1'772'366'400'000'001});
}

TEST(JournalEntry, ThatIsNeitherIsRefused) {
  const std::string with_id = write_entry(granted("g1"), sha256("sent"));
  const std::string without_id = write_entry(granted(std::nullopt), std::nullopt);
  const std::vector<std::string> wrong{
      "",
      "{}",
      "nonsense",
      R"({"event":})",
      R"({"event":{}})",
      R"({"recorded":"yesterday","request":{},"answer":{}})",
      without_id.substr(0, without_id.size() - 1),
      with_id.substr(0, with_id.size() - 1),
      R"({"content":"00","event":{}})",
      // An `id` without what it is compared by, and the other way round.
      R"({"event":)" + with_id.substr(with_id.find(R"("event":{)") + 8),
      R"({"content":")" + to_hex(sha256("sent")) + R"(",)" + without_id.substr(1),
      // Not recorded at any time.
      R"({"event":{"event":"hold","customer":"anna"}})",
  };
  for (const std::string& line : wrong) EXPECT_FALSE(read_entry(line).has_value()) << line;
}

}  // namespace
}  // namespace licet::tests
