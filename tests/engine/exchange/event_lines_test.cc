#include <engine/exchange/event_json.h>
#include <engine/exchange/request_json.h>
#include <gtest/gtest.h>
#include <licet/limits.h>
#include <tests/engine/exchange/line_table.h>
#include <tests/engine/exchange/small_model.h>

namespace licet::exchange {
namespace {

/// What a sender is told about a line; empty if it is taken.
std::string answer_to(const std::string& line, const model::Model& model = test::small_model()) {
  const auto sent = read_event(line);
  if (!sent) return write_error(sent.error());
  const auto error = check_event(sent->event, model);
  return error ? write_error(*error) : "";
}

std::string field_of(const std::string& line) {
  const auto sent = read_event(line);
  return sent ? "(taken)" : sent.error().field;
}

/// A table of lines, and the set that they are sent to.
struct Table {
  std::string name;
  const model::Model& (*model)();
};
const Table kTables[] = {{"events", test::small_model}, {"events_of_additions", test::model_with_additions}};

TEST(EventLines, GoodOnesAreTakenAndWrittenInTheOrderOfTheTable) {
  for (const Table& table : kTables) {
    const auto lines = test::lines_of("good/" + table.name + ".jsonl");
    const auto written = test::lines_of("good/" + table.name + ".written");
    ASSERT_EQ(lines.size(), written.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
      EXPECT_EQ(answer_to(lines[i], table.model()), "") << table.name << ", line " << i + 1;
      const auto sent = read_event(lines[i]);
      ASSERT_TRUE(sent) << table.name << ", line " << i + 1;
      EXPECT_EQ(write_event(sent->event), written[i]) << table.name << ", line " << i + 1;
    }
  }
}

TEST(EventLines, BadOnesAreAnsweredWithTheirFieldAndTheNearestNames) {
  for (const Table& table : kTables) {
    const auto lines = test::lines_of("bad/" + table.name + ".jsonl");
    const auto errors = test::lines_of("bad/" + table.name + ".errors");
    ASSERT_EQ(lines.size(), errors.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
      EXPECT_EQ(answer_to(lines[i], table.model()), errors[i]) << table.name << ", line " << i + 1 << ": " << lines[i];
    }
  }
}

TEST(EventLines, WhatIsWrittenReadsTheSame) {
  for (const Table& table : kTables) {
    for (const std::string& line : test::lines_of("good/" + table.name + ".jsonl")) {
      const auto sent = read_event(line);
      ASSERT_TRUE(sent) << line;
      const auto again = read_event(write_event(sent->event));
      ASSERT_TRUE(again) << line;
      EXPECT_EQ(again->event, sent->event) << line;
      EXPECT_EQ(again->canonical, canonical_of(sent->event)) << line;
    }
  }
}

TEST(EventLines, WithoutAdditionsASetTakesNoItem) {
  EXPECT_NE(answer_to(R"({"event":"collected","customer":"c","data":["contact"],"item":"1"})"), "");
  EXPECT_NE(answer_to(R"({"event":"erased","customer":"c","item":"1"})"), "");
  EXPECT_EQ(answer_to(R"({"event":"erased","customer":"c"})"), "");
}

TEST(EventLines, ACategoryThatIsDeclaredSoComesBeforeRecordsOfThatName) {
  model::Model declares = test::make_model_with_additions();
  declares.data = test::vocabulary<model::DataId>({{"objections", -1}, {"decisions", -1}});
  declares.by_item = {};
  for (const char* name : {"objections", "decisions"}) {
    const std::string line = std::string(R"("customer":"c","data":[")") + name + "\"]}";
    EXPECT_EQ(answer_to(R"({"event":"erased",)" + line, declares), "");
    EXPECT_EQ(answer_to(R"({"event":"erasure_requested",)" + line, declares), "");
  }
}

TEST(EventLines, TheOrderOfAGrantsFactsDoesNotTellEventsApart) {
  const auto one =
      read_event(R"({"event":"granted","customer":"c","consent":"newsletter_consent","facts":{"a":1,"b":2}})");
  const auto other =
      read_event(R"({"event":"granted","customer":"c","consent":"newsletter_consent","facts":{"b":2,"a":1}})");
  ASSERT_TRUE(one && other);
  EXPECT_EQ(one->canonical, other->canonical);
  EXPECT_EQ(one->event, other->event);
}

TEST(EventLines, ATimeOfRecordingIsReadOnlyWhereItIsAllowed) {
  RecordedEvent recorded;
  recorded.event.kind = EventKind::kHold;
  recorded.event.customer = "c1";
  recorded.event.at = Instant{0};
  recorded.recorded = Instant{1'500'000};
  const std::string line = write_event(recorded);
  EXPECT_EQ(line,
            R"({"event":"hold","customer":"c1","at":"1970-01-01T00:00:00Z","recorded":"1970-01-01T00:00:01.5Z"})");
  EXPECT_EQ(field_of(line), "recorded");
  const auto read = read_event(line, Recorded::kAllowed);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->recorded, Instant{1'500'000});
  EXPECT_EQ(read->event, recorded.event);
}

TEST(EventLines, TheCanonicalTextIsThatOfAllEqualJson) {
  const auto canonical = [](const std::string& line) {
    const auto sent = read_event(line);
    return sent ? sent->canonical : "";
  };
  const std::string one = canonical(R"({"event":"hold","customer":"ä","evidence":{"a":[1.50,100,true],"b":"/"}})");
  EXPECT_NE(one, "");
  EXPECT_EQ(one,
            canonical(R"( { "evidence" : {"b":"\/", "a":[15e-1, 1E+2, true]}, "customer":"\u00e4","event":"hold"} )"));
  EXPECT_NE(one, canonical(R"({"event":"hold","customer":"ä","evidence":{"a":[100,1.50,true],"b":"/"}})"));
  EXPECT_NE(one, canonical(R"({"event":"hold","customer":"ä","evidence":{"a":[1.51,100,true],"b":"/"}})"));
  EXPECT_NE(one, canonical(R"({"event":"hold","customer":"a","evidence":{"a":[1.50,100,true],"b":"/"}})"));
}

TEST(EventLines, HoldersAndIdsHaveAtMost256Bytes) {
  const std::string longest(256, 'x');
  for (const char* field : {"customer", "device", "id"}) {
    const std::string head =
        std::string(R"({"event":"hold",)") + (std::string(field) == "id" ? R"("customer":"c",")" : "\"");
    EXPECT_EQ(field_of(head + field + "\":\"" + longest + "\"}"), "(taken)") << field;
    EXPECT_EQ(field_of(head + field + "\":\"" + longest + "x\"}"), field) << field;
  }
  for (const char* field : {"recipient", "item"}) {
    const std::string head = std::string(field) == "item" ? R"({"event":"erased","customer":"c",")"
                                                          : R"({"event":"fact","fact":"dpf_active","value":true,")";
    EXPECT_EQ(field_of(head + field + "\":\"" + longest + "\"}"), "(taken)") << field;
    EXPECT_EQ(field_of(head + field + "\":\"" + longest + "x\"}"), field) << field;
  }
  std::string umlauts;
  for (int i = 0; i < 128; ++i) umlauts += "ä";
  EXPECT_EQ(field_of(R"({"event":"hold","customer":")" + umlauts + "\"}"), "(taken)");
  EXPECT_EQ(field_of(R"({"event":"hold","customer":")" + umlauts + "x\"}"), "customer");
}

TEST(EventLines, TextThatIsNotUtf8IsNoJson) {
  for (const char* bytes : {"\xFF", "\xC3", "\xED\xA0\x80", "\xC0\x80", "\xF4\x90\x80\x80"}) {
    EXPECT_EQ(field_of(std::string(R"({"event":"hold","customer":")") + bytes + "\"}"), "");
  }
}

TEST(EventLines, NothingIsTakenBehindAByteThatEndsStringsInC) {
  std::string line = R"({"event":"hold","customer":"c"})";
  line += '\0';
  EXPECT_EQ(field_of(line), "");
  EXPECT_EQ(field_of(line + "garbage"), "");
  EXPECT_EQ(field_of(R"({"event":"hold","customer":"a\u0000b"})"), "(taken)");
}

TEST(EventLines, AByteOrderMarkIsAccepted) {
  EXPECT_EQ(field_of("\xEF\xBB\xBF"
                     R"({"event":"hold","customer":"c"})"),
            "(taken)");
}

TEST(EventLines, ALineHasAtMostAMebibyteAndAListTenThousandItems) {
  const std::string head = R"({"event":"hold","customer":"c","evidence":")";
  const std::string tail = "\"}";
  const std::size_t room = limits::kJsonLineBytes - head.size() - tail.size();
  EXPECT_EQ(field_of(head + std::string(room, 'x') + tail), "(taken)");
  EXPECT_EQ(field_of(head + std::string(room + 1, 'x') + tail), "");

  const auto with_items = [](std::size_t count) {
    std::string line = R"({"event":"collected","customer":"c","data":["a")";
    for (std::size_t i = 1; i < count; ++i) line += ",\"a\"";
    return line + "]}";
  };
  EXPECT_EQ(field_of(with_items(limits::kListItems)), "(taken)");
  EXPECT_EQ(field_of(with_items(limits::kListItems + 1)), "data");
}

TEST(EventLines, AnEventOfTheGreatestLengthIsReadBackFromAStore) {
  RecordedEvent kept;
  kept.event.kind = EventKind::kHold;
  kept.event.customer = "c";
  const std::string frame = R"(,"evidence":"")";
  const std::size_t rest = limits::kJsonLineBytes - write_event(kept.event).size() - frame.size();
  kept.event.evidence = '"' + std::string(rest, 'x') + '"';
  ASSERT_EQ(write_event(kept.event).size(), limits::kJsonLineBytes);
  ASSERT_FALSE(check_event(kept.event, test::small_model()));
  kept.event.at = Instant{253'402'300'799'999'999};
  kept.recorded = *kept.event.at;
  const auto read = read_event(write_event(kept), Recorded::kAllowed);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->event, kept.event);
}

TEST(EventLines, ThirtyTwoLevelsAreRead) {
  const auto nested = [](std::size_t depth) {
    return R"({"event":"hold","customer":"c","evidence":{"a":)" + std::string(depth, '[') + std::string(depth, ']') +
           "}}";
  };
  EXPECT_EQ(field_of(nested(limits::kJsonDepth - 2)), "(taken)");
  EXPECT_EQ(field_of(nested(limits::kJsonDepth - 1)), "evidence");
  EXPECT_EQ(field_of(nested(400'000)), "evidence");
}

TEST(EventLines, ALongWrongNameIsRefusedAtOnce) {
  const std::string word(500'000, 'n');
  EXPECT_EQ(field_of("{\"" + word + "\":1}"), word);
  EXPECT_NE(answer_to(R"({"event":"granted","customer":"c","consent":")" + word + "\"}"), "");
}

}  // namespace
}  // namespace licet::exchange
