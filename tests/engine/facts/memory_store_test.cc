#include <engine/exchange/event_json.h>
#include <engine/facts/memory_store.h>
#include <gtest/gtest.h>
#include <tests/engine/exchange/small_model.h>

namespace licet::facts {
namespace {

constexpr std::int64_t kMinute = 60'000'000;
constexpr Instant kNow{1'000 * kMinute};

/// A store and the time it is; every sent line comes a minute after the one before.
struct Sender {
  MemoryStore store;
  Instant now = kNow;

  tl::expected<Receipt, InputError> send(const std::string& line) {
    now.micros += kMinute;
    return send_at(line, now);
  }
  tl::expected<Receipt, InputError> send_at(const std::string& line, Instant moment) {
    const auto sent = exchange::read_event(line, exchange::Recorded::kAllowed);
    if (!sent) return tl::unexpected(sent.error());
    return store.take({sent->event, sent->canonical, sent->recorded}, test::small_model(), moment);
  }
  /// The field of the error; "(taken)" or "(repeated)" without one.
  std::string field_of(const std::string& line) {
    const auto receipt = send(line);
    if (!receipt) return receipt.error().field;
    return receipt->repeated ? "(repeated)" : "(taken)";
  }
  std::vector<std::uint64_t> records_of(const std::optional<std::string>& customer,
                                        const std::optional<std::string>& device) const {
    std::vector<std::uint64_t> numbers;
    for (const RecordedEvent& event : store.history(customer, device)) numbers.push_back(event.record);
    return numbers;
  }
  /// Is the customer kept with the event just taken?
  bool keeps_customer(const std::string& line) {
    const auto receipt = send(line);
    EXPECT_TRUE(receipt) << line << ": " << (receipt ? "" : receipt.error().message);
    return receipt && store.find(receipt->record)->event.customer.has_value();
  }
};

using Records = std::vector<std::uint64_t>;

TEST(MemoryStoreTimes, WithoutATimeAnEventHappenedWhenItWasRecorded) {
  Sender sender;
  const auto receipt = sender.send_at(R"({"event":"hold","customer":"c"})", kNow);
  ASSERT_TRUE(receipt);
  EXPECT_EQ(*receipt, (Receipt{0, kNow, false}));
  EXPECT_EQ(sender.store.find(0)->event.at, kNow);
}

TEST(MemoryStoreTimes, RecordedStrictlyIncreasesEvenIfTheClockDoesNot) {
  Sender sender;
  const char* line = R"({"event":"hold","customer":"c"})";
  EXPECT_EQ(sender.send_at(line, kNow)->recorded, kNow);
  EXPECT_EQ(sender.send_at(line, kNow)->recorded.micros, kNow.micros + 1);
  EXPECT_EQ(sender.send_at(line, Instant{0})->recorded.micros, kNow.micros + 2);
  EXPECT_EQ(sender.store.take_decision(Instant{0}), (Receipt{3, Instant{kNow.micros + 3}, false}));
  EXPECT_EQ(sender.send_at(line, Instant{0})->recorded.micros, kNow.micros + 4);
  EXPECT_EQ(sender.store.last_recorded().micros, kNow.micros + 4);
  EXPECT_EQ(sender.store.next_record(), 5U);
}

TEST(MemoryStoreTimes, UpToFiveMinutesAheadIsNowAndFurtherIsRefused) {
  const auto at = [](Instant recorded, Instant happened) {
    Sender sender;
    Event event;
    event.kind = EventKind::kHold;
    event.customer = "c";
    event.at = happened;
    const auto receipt = sender.store.take({event, "", std::nullopt}, test::small_model(), recorded);
    return receipt ? sender.store.find(0)->event.at : std::nullopt;
  };
  EXPECT_EQ(at(kNow, Instant{0}), Instant{0});
  EXPECT_EQ(at(kNow, kNow), kNow);
  EXPECT_EQ(at(kNow, Instant{kNow.micros + 1}), kNow);
  EXPECT_EQ(at(kNow, Instant{kNow.micros + 5 * kMinute}), kNow);
  EXPECT_EQ(at(kNow, Instant{kNow.micros + 5 * kMinute + 1}), std::nullopt);

  Sender sender;
  EXPECT_EQ(sender.field_of(R"({"event":"hold","customer":"c","at":"2026-01-01T00:00:00Z"})"), "at");
  EXPECT_EQ(sender.store.next_record(), 0U);
  EXPECT_EQ(sender.store.last_recorded(), kBeforeAll);
}

TEST(MemoryStoreTimes, AGivenTimeOfRecordingMustBeLaterThanTheLast) {
  Sender sender;
  const std::string line = R"({"event":"hold","customer":"c","recorded":"2026-01-01T00:00:00Z"})";
  const auto first = sender.send(line);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->recorded, sender.store.find(0)->event.at);
  EXPECT_EQ(sender.field_of(line), "recorded");
  EXPECT_EQ(sender.field_of(R"({"event":"hold","customer":"c","recorded":"2025-12-31T23:59:59Z"})"), "recorded");
  EXPECT_EQ(sender.field_of(R"({"event":"hold","customer":"c","recorded":"2026-01-01T00:00:00.000001Z"})"), "(taken)");
  EXPECT_EQ(sender.store.history("c", std::nullopt).size(), 2U);
}

TEST(MemoryStoreIds, TheSameIdAndContentGetsTheFirstReceiptWheneverItComes) {
  Sender sender;
  const std::string line = R"({"event":"hold","customer":"c","id":"k"})";
  const auto first = sender.send_at(line, kNow);
  ASSERT_TRUE(first);
  ASSERT_TRUE(sender.send(R"({"event":"hold","customer":"d"})"));
  const auto again = sender.send_at(R"( {"id":"k", "customer":"\u0063", "event":"hold"} )", Instant{0});
  ASSERT_TRUE(again);
  EXPECT_EQ(*again, (Receipt{first->record, first->recorded, true}));
  EXPECT_EQ(sender.store.next_record(), 2U);
}

TEST(MemoryStoreIds, OtherContentIsRefused) {
  Sender sender;
  ASSERT_EQ(sender.field_of(R"({"event":"hold","customer":"c","id":"k"})"), "(taken)");
  EXPECT_EQ(sender.field_of(R"({"event":"hold","customer":"d","id":"k"})"), "id");
  EXPECT_EQ(sender.field_of(R"({"event":"hold","customer":"c","id":"k","source":"web"})"), "id");
  EXPECT_EQ(sender.field_of(R"({"event":"hold","customer":"c","id":"K"})"), "(taken)");
  EXPECT_EQ(sender.store.next_record(), 2U);
}

TEST(MemoryStoreIds, ARetryIsAnsweredAlikeEvenIfTheEventWouldBeRefusedToday) {
  Sender sender;
  const std::string line =
      R"({"event":"granted","customer":"c","id":"k","consent":"newsletter_consent","at":"1970-01-01T00:00:00Z"})";
  const auto sent = exchange::read_event(line);
  ASSERT_TRUE(sent);
  ASSERT_EQ(sender.field_of(line), "(taken)");
  model::Model without_consents = test::small_model();
  without_consents.consents = {};
  EXPECT_EQ(exchange::check_event(sent->event, without_consents)->field, "consent");
  const auto again = sender.store.take({sent->event, sent->canonical, std::nullopt}, without_consents, Instant{-1});
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->repeated);
}

TEST(MemoryStoreIds, TheContentOfAnEventMadeByHandIsThatOfItsLine) {
  const auto sent = exchange::read_event(R"({"id":"k","event":"hold","customer":"c","evidence":{"b":1,"a":2}})");
  ASSERT_TRUE(sent);
  EXPECT_EQ(content_of({sent->event, "", std::nullopt}), content_of({sent->event, sent->canonical, std::nullopt}));
}

TEST(MemoryStoreEvents, WhatTheModelRefusesChangesNothing) {
  Sender sender;
  EXPECT_EQ(sender.field_of(R"({"event":"granted","customer":"c","id":"k","consent":"nothing"})"), "consent");
  EXPECT_EQ(sender.store.next_record(), 0U);
  EXPECT_TRUE(sender.store.holders().empty());
  EXPECT_EQ(sender.field_of(R"({"event":"granted","customer":"c","id":"k","consent":"newsletter_consent"})"),
            "(taken)");
}

TEST(MemoryStoreHistory, HoldsWhatNamesTheCustomerOrTheDeviceInOrderOfRecording) {
  Sender sender;
  ASSERT_EQ(sender.field_of(R"({"event":"objected","customer":"c","device":"d"})"), "(taken)");
  ASSERT_EQ(sender.field_of(R"({"event":"hold","device":"d"})"), "(taken)");
  ASSERT_EQ(sender.field_of(R"({"event":"hold","customer":"other"})"), "(taken)");
  ASSERT_EQ(sender.field_of(R"({"event":"hold","customer":"c","at":"1970-01-01T00:00:00Z"})"), "(taken)");
  EXPECT_EQ(sender.records_of("c", std::nullopt), (Records{0, 3}));
  EXPECT_EQ(sender.records_of(std::nullopt, "d"), (Records{0, 1}));
  EXPECT_EQ(sender.records_of("c", "d"), (Records{0, 1, 3}));
  EXPECT_EQ(sender.records_of("d", "c"), Records{});
  EXPECT_EQ(sender.records_of(std::nullopt, std::nullopt), Records{});
}

TEST(MemoryStoreHistory, EveryoneIsAHolderCustomersFirstEachSorted) {
  Sender sender;
  for (const char* holder : {R"("customer":"b")", R"("device":"z")", R"("customer":"a","device":"y")",
                             R"("customer":"B")", R"("customer":"b")"}) {
    ASSERT_EQ(sender.field_of(std::string(R"({"event":"objected",)") + holder + "}"), "(taken)");
  }
  EXPECT_EQ(sender.store.holders(), (std::vector<Holder>{{HolderKind::kCustomer, "B"},
                                                         {HolderKind::kCustomer, "a"},
                                                         {HolderKind::kCustomer, "b"},
                                                         {HolderKind::kDevice, "y"},
                                                         {HolderKind::kDevice, "z"}}));
}

TEST(MemoryStoreHistory, OnlyEventsAreFoundByTheirNumber) {
  Sender sender;
  ASSERT_TRUE(sender.send(R"({"event":"hold","customer":"c"})"));
  sender.store.take_decision(kNow);
  ASSERT_TRUE(sender.send(R"({"event":"hold_lifted","customer":"c"})"));
  EXPECT_EQ(sender.store.find(0)->event.kind, EventKind::kHold);
  EXPECT_FALSE(sender.store.find(1));
  EXPECT_EQ(sender.store.find(2)->event.kind, EventKind::kHoldLifted);
  EXPECT_FALSE(sender.store.find(3));
}

TEST(MemoryStoreVoids, TheVoidedEventMustBeOneOfAHolderThatIsNamed) {
  Sender sender;
  ASSERT_TRUE(sender.send(R"({"event":"hold","customer":"c","id":"of_customer"})"));
  ASSERT_TRUE(sender.send(R"({"event":"hold","customer":"c","device":"d","id":"of_customer_too"})"));
  ASSERT_TRUE(sender.send(R"({"event":"hold","device":"d","id":"of_device"})"));
  ASSERT_TRUE(sender.send(R"({"event":"objected","customer":"c","device":"d","id":"of_both"})"));
  ASSERT_TRUE(
      sender.send(R"({"event":"granted","customer":"c","device":"d","consent":"cookie_consent","id":"cookie"})"));
  ASSERT_TRUE(sender.send(R"({"event":"fact","device":"d","fact":"last_visit","value":"2026-01-01","id":"visit"})"));
  const struct {
    const char* holder;
    const char* id;
    const char* answer;
  } rows[] = {
      {R"("customer":"c")", "of_customer", "(taken)"},
      {R"("customer":"other")", "of_customer", "voids"},
      {R"("device":"c")", "of_customer", "voids"},
      {R"("customer":"c")", "of_customer_too", "(taken)"},
      {R"("device":"d")", "of_customer_too", "voids"},
      {R"("customer":"c","device":"d")", "of_customer_too", "(taken)"},
      {R"("device":"d")", "of_device", "(taken)"},
      {R"("customer":"c")", "of_device", "voids"},
      {R"("customer":"c","device":"d")", "of_device", "(taken)"},
      {R"("customer":"c")", "of_both", "(taken)"},
      {R"("device":"d")", "of_both", "(taken)"},
      {R"("customer":"x","device":"y")", "of_both", "voids"},
      {R"("customer":"c")", "cookie", "voids"},
      {R"("device":"d")", "cookie", "(taken)"},
      {R"("customer":"c")", "visit", "voids"},
      {R"("device":"d")", "visit", "(taken)"},
      {R"("customer":"c")", "never_recorded", "voids"},
  };
  for (const auto& row : rows) {
    const std::string line = std::string(R"({"event":"voided",)") + row.holder + R"(,"voids":")" + row.id + "\"}";
    EXPECT_EQ(sender.field_of(line), row.answer) << line;
  }
}

TEST(MemoryStoreVoids, AVoidingCannotBeVoidedAndTheMessagesTellNothingOfOthers) {
  Sender sender;
  ASSERT_TRUE(sender.send(R"({"event":"hold","customer":"c","id":"k"})"));
  ASSERT_TRUE(sender.send(R"({"event":"voided","customer":"c","voids":"k","id":"v"})"));
  EXPECT_EQ(sender.field_of(R"({"event":"voided","customer":"c","voids":"v"})"), "voids");
  const auto of_other = sender.send(R"({"event":"voided","customer":"x","voids":"v"})");
  const auto of_nobody = sender.send(R"({"event":"voided","customer":"x","voids":"Mustermann"})");
  ASSERT_FALSE(of_other);
  ASSERT_FALSE(of_nobody);
  EXPECT_EQ(of_other.error(), of_nobody.error());
  EXPECT_EQ(of_nobody.error().message.find("Mustermann"), std::string::npos);
}

TEST(MemoryStoreVoids, WhatIsKeptForTwoIsVoidedForBoth) {
  Sender sender;
  ASSERT_TRUE(sender.send(R"({"event":"objected","customer":"c","device":"d","id":"k"})"));
  ASSERT_TRUE(sender.send(R"({"event":"voided","customer":"c","voids":"k"})"));
  EXPECT_EQ(sender.records_of("c", std::nullopt), (Records{0, 1}));
  EXPECT_EQ(sender.records_of(std::nullopt, "d"), (Records{0, 1}));
}

TEST(MemoryStoreLinks, WithoutALinkNothingOfTheDeviceNamesTheCustomer) {
  Sender sender;
  const std::string both = R"("customer":"c","device":"d")";
  EXPECT_FALSE(sender.keeps_customer(R"({"event":"granted",)" + both + R"(,"consent":"cookie_consent"})"));
  EXPECT_FALSE(sender.keeps_customer(R"({"event":"refused",)" + both + R"(,"consent":"cookie_consent"})"));
  EXPECT_FALSE(sender.keeps_customer(R"({"event":"withdrawn",)" + both + R"(,"consent":"cookie_consent","id":"w"})"));
  EXPECT_FALSE(
      sender.keeps_customer(R"({"event":"fact",)" + both + R"(,"fact":"last_visit","value":"2026-01-01","id":"k"})"));
  EXPECT_FALSE(sender.keeps_customer(R"({"event":"voided",)" + both + R"(,"voids":"k"})"));
  EXPECT_EQ(sender.records_of("c", std::nullopt), Records{});
  EXPECT_EQ(sender.store.holders(), (std::vector<Holder>{{HolderKind::kDevice, "d"}}));
  EXPECT_EQ(sender.field_of(R"({"event":"withdrawn",)" + both + R"(,"consent":"cookie_consent","id":"w"})"),
            "(repeated)");

  EXPECT_TRUE(sender.keeps_customer(R"({"event":"granted",)" + both + R"(,"consent":"newsletter_consent"})"));
  EXPECT_TRUE(sender.keeps_customer(R"({"event":"objected",)" + both + "}"));
  EXPECT_TRUE(sender.keeps_customer(R"({"event":"fact",)" + both + R"(,"fact":"segment","value":"A"})"));
}

TEST(MemoryStoreLinks, TheLatestByItsTimeCountsAndAVoidedOneDoesNot) {
  Sender sender;
  const std::string both = R"("customer":"c","device":"d")";
  const std::string visit = R"({"event":"granted",)" + both + R"(,"consent":"cookie_consent"})";
  const auto link = [&both](const char* kind, const char* time, const char* id) {
    return std::string(R"({"event":")") + kind + "\"," + both + R"(,"at":"1970-01-01T00:0)" + time + R"(:00Z","id":")" +
           id + "\"}";
  };
  ASSERT_TRUE(sender.send(link("linked", "1", "a")));
  EXPECT_TRUE(sender.keeps_customer(visit));
  ASSERT_TRUE(sender.send(link("unlinked", "5", "b")));
  EXPECT_FALSE(sender.keeps_customer(visit));
  ASSERT_TRUE(sender.send(link("linked", "4", "late")));
  EXPECT_FALSE(sender.keeps_customer(visit));
  ASSERT_TRUE(sender.send(link("linked", "5", "tie")));
  EXPECT_TRUE(sender.keeps_customer(visit));
  ASSERT_TRUE(sender.send(R"({"event":"voided","customer":"c","voids":"tie"})"));
  EXPECT_FALSE(sender.keeps_customer(visit));
  ASSERT_TRUE(sender.send(R"({"event":"voided","customer":"c","voids":"b"})"));
  EXPECT_TRUE(sender.keeps_customer(visit));
  EXPECT_FALSE(sender.keeps_customer(R"({"event":"granted","customer":"x","device":"d","consent":"cookie_consent"})"));
}

TEST(MemoryStoreRestore, ARestoredStoreAnswersLikeTheFirst) {
  Sender sender;
  const std::vector<std::string> lines = {
      R"({"event":"linked","customer":"c","device":"d","id":"a"})",
      R"({"event":"granted","customer":"c","device":"d","consent":"cookie_consent","id":"b"})",
      R"({"event":"voided","customer":"c","voids":"a"})",
      R"({"event":"granted","customer":"c","device":"d","consent":"cookie_consent","id":"e"})",
  };
  MemoryStore restored;
  for (const std::string& line : lines) {
    const auto receipt = sender.send(line);
    ASSERT_TRUE(receipt) << line;
    const auto sent = exchange::read_event(line);
    const auto content = content_of({sent->event, sent->canonical, std::nullopt});
    const auto kept = sender.store.find(receipt->record);
    ASSERT_TRUE(restored.restore(*kept, kept->event.id ? std::optional(content) : std::nullopt)) << line;
  }
  const auto decision = sender.store.take_decision(sender.now);
  EXPECT_EQ(restored.take_decision(decision.recorded), decision);

  EXPECT_EQ(restored.holders(), sender.store.holders());
  EXPECT_EQ(restored.history("c", "d").size(), sender.store.history("c", "d").size());
  EXPECT_EQ(restored.last_recorded(), sender.store.last_recorded());
  EXPECT_EQ(restored.next_record(), sender.store.next_record());
  sender.store = restored;
  EXPECT_EQ(sender.field_of(lines[1]), "(repeated)");
  EXPECT_FALSE(sender.keeps_customer(R"({"event":"granted","customer":"c","device":"d","consent":"cookie_consent"})"));
}

TEST(MemoryStoreRestore, WhatNoStoreHasWrittenIsRefused) {
  const auto restore = [](auto spoil) {
    MemoryStore store;
    RecordedEvent event;
    event.event.kind = EventKind::kHold;
    event.event.customer = "c";
    event.event.id = "k";
    event.event.at = kNow;
    event.recorded = kNow;
    EXPECT_TRUE(store.restore(event, Digest{}));
    event.event.id = "l";
    event.record = 1;
    event.recorded = Instant{kNow.micros + 1};
    std::optional<Digest> content = Digest{};
    spoil(event, content);
    const auto restored = store.restore(event, content);
    return restored ? "(restored)" : restored.error().field;
  };
  EXPECT_EQ(restore([](RecordedEvent&, auto&) {}), "(restored)");
  EXPECT_EQ(restore([](RecordedEvent& e, auto&) { e.record = 5; }), "(restored)");
  EXPECT_EQ(restore([](RecordedEvent& e, auto&) { e.record = 0; }), "record");
  EXPECT_EQ(restore([](RecordedEvent& e, auto&) { e.recorded = kNow; }), "recorded");
  EXPECT_EQ(restore([](RecordedEvent& e, auto&) { e.event.at.reset(); }), "at");
  EXPECT_EQ(restore([](RecordedEvent& e, auto&) { e.event.at = Instant{kNow.micros + 2}; }), "at");
  EXPECT_EQ(restore([](RecordedEvent& e, auto&) { e.event.id = "k"; }), "id");
  EXPECT_EQ(restore([](RecordedEvent&, auto& content) { content.reset(); }), "id");
  EXPECT_EQ(restore([](RecordedEvent& e, auto&) {
              e.event.kind = EventKind::kVoided;
              e.event.voids = "x";
            }),
            "voids");
}

}  // namespace
}  // namespace licet::facts
