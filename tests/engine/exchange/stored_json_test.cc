#include <engine/exchange/event_json.h>
#include <engine/exchange/stored_json.h>
#include <gtest/gtest.h>
#include <licet/limits.h>
#include <tests/engine/exchange/line_table.h>

namespace licet::exchange {
namespace {

std::string field_of(const std::string& line) {
  const auto stored = read_stored(line);
  return stored ? "(read)" : stored.error().field;
}

TEST(StoredJson, EveryGoodEventComesBackAsItWasKept) {
  std::uint64_t number = 0;
  for (const std::string& line : test::lines_of("good/events.jsonl")) {
    const auto sent = read_event(line);
    ASSERT_TRUE(sent) << line;
    StoredEvent stored{{sent->event, Instant{1'000'000}, number++}, std::nullopt};
    stored.event.event.at = Instant{999'999};
    if (sent->event.id) stored.content = sha256(sent->canonical);
    const auto read = read_stored(write_stored(stored));
    ASSERT_TRUE(read) << line;
    const auto* event = std::get_if<StoredEvent>(&*read);
    ASSERT_NE(event, nullptr);
    EXPECT_EQ(event->event.event, stored.event.event);
    EXPECT_EQ(event->event.recorded, stored.event.recorded);
    EXPECT_EQ(event->event.record, stored.event.record);
    EXPECT_EQ(event->content, stored.content);
  }
}

TEST(StoredJson, ADecisionComesBackWithRequestAndAnswer) {
  Request request;
  request.customer = "c1";
  request.action = "show";
  request.purpose = "billing";
  const auto read = read_stored(write_stored(4, Instant{1}, request, Decision{}));
  ASSERT_TRUE(read);
  const auto* decision = std::get_if<StoredDecision>(&*read);
  ASSERT_NE(decision, nullptr);
  EXPECT_EQ(decision->record, 4U);
  EXPECT_EQ(decision->recorded, Instant{1});
  EXPECT_EQ(decision->request, R"({"customer":"c1","action":"show","purpose":"billing"})");
  EXPECT_EQ(decision->answer.substr(0, 29), R"({"decision":"deny","rule":nul)");
}

TEST(StoredJson, AnEventOfTheGreatestLengthIsReadBack) {
  Event event;
  event.kind = EventKind::kHold;
  event.customer = "c";
  event.at = Instant{0};
  event.id = std::string(256, 'i');
  const std::size_t rest = limits::kJsonLineBytes - write_event(event).size() - std::string(R"(,"evidence":"")").size();
  event.evidence = '"' + std::string(rest, 'x') + '"';
  ASSERT_EQ(write_event(event).size(), limits::kJsonLineBytes);
  EXPECT_EQ(field_of(write_stored(StoredEvent{{event, Instant{0}, 0}, Digest{}})), "(read)");
}

TEST(StoredJson, WhatTheStoreDoesNotWriteIsNamed) {
  const std::string recorded = R"("recorded":"2026-01-01T00:00:00Z",)";
  const std::string event = R"("event":{"event":"hold","customer":"c","at":"2026-01-01T00:00:00Z"})";
  EXPECT_EQ(field_of(R"({"record":0,)" + recorded + event + "}"), "(read)");
  EXPECT_EQ(field_of(R"({"record":-1,)" + recorded + event + "}"), "record");
  EXPECT_EQ(field_of("{" + recorded + event + "}"), "record");
  EXPECT_EQ(field_of(R"({"record":0,)" + event + "}"), "recorded");
  EXPECT_EQ(field_of(R"({"record":0,)" + recorded + R"("event":{"event":"hold","customer":"c"}})"), "at");
  EXPECT_EQ(field_of(R"({"record":0,)" + recorded + R"("event":{"event":"hold"}})"), "customer");
  EXPECT_EQ(field_of(R"({"record":0,)" + recorded + R"("event":1})"), "event");
  EXPECT_EQ(field_of(R"({"record":0,)" + recorded + event + R"(,"content":"00"})"), "content");
  EXPECT_EQ(field_of(R"({"record":0,)" + recorded + event + R"(,"content":")" + std::string(64, '0') + "\"}"),
            "content");
  EXPECT_EQ(field_of(R"({"record":0,)" + recorded + R"("request":{}})"), "answer");
  EXPECT_EQ(field_of(R"({"record":0,)" + recorded + R"("answer":{}})"), "request");
  EXPECT_EQ(field_of("{"), "");
}

}  // namespace
}  // namespace licet::exchange
