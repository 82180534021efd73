// Recipients as holders of a store in memory.
#include <engine/exchange/event_json.h>
#include <engine/facts/memory_store.h>
#include <gtest/gtest.h>
#include <tests/engine/exchange/small_model.h>

namespace licet::facts {
namespace {

constexpr Instant kNow{60'000'000'000};

tl::expected<Receipt, InputError> send_added(MemoryStore& store, const std::string& line) {
  const auto sent = exchange::read_event(line);
  EXPECT_TRUE(sent) << line;
  return store.take({sent->event, sent->canonical, {}}, test::model_with_additions(), kNow);
}

std::string field_of_added(MemoryStore& store, const std::string& line) {
  const auto receipt = send_added(store, line);
  return receipt ? "(taken)" : receipt.error().field;
}

TEST(MemoryStoreRecipients, HaveEventsOfTheirOwn) {
  MemoryStore store;
  const char* const certified =
      R"({"event":"fact","recipient":"mail_vendor","fact":"dpf_active","value":true,"id":"e1"})";
  EXPECT_EQ(field_of_added(store, certified), "(taken)");
  EXPECT_EQ(field_of_added(store, R"({"event":"hold","customer":"mail_vendor"})"), "(taken)");
  EXPECT_EQ(store.history("mail_vendor", "mail_vendor").size(), 1U);
  EXPECT_EQ(store.history_of_recipient("mail_vendor").size(), 1U);
  EXPECT_TRUE(store.history_of_recipient("processors").empty());
  EXPECT_EQ(store.holders(),
            (std::vector<Holder>{{HolderKind::kCustomer, "mail_vendor"}, {HolderKind::kRecipient, "mail_vendor"}}));
  EXPECT_EQ(store.kept_for({HolderKind::kRecipient, "mail_vendor"}, test::model_with_additions()).size(), 1U);
  EXPECT_TRUE(send_added(store, certified)->repeated);
}

TEST(MemoryStoreRecipients, VoidTheirOwnEventsOnly) {
  MemoryStore store;
  EXPECT_EQ(
      field_of_added(store, R"({"event":"fact","recipient":"mail_vendor","fact":"dpf_active","value":true,"id":"e1"})"),
      "(taken)");
  EXPECT_EQ(field_of_added(store, R"({"event":"hold","customer":"c","id":"e2"})"), "(taken)");
  EXPECT_EQ(field_of_added(store, R"({"event":"voided","customer":"mail_vendor","voids":"e1"})"), "voids");
  EXPECT_EQ(field_of_added(store, R"({"event":"voided","recipient":"processors","voids":"e1"})"), "voids");
  EXPECT_EQ(field_of_added(store, R"({"event":"voided","recipient":"mail_vendor","voids":"e2"})"), "voids");
  EXPECT_EQ(field_of_added(store, R"({"event":"voided","recipient":"mail_vendor","voids":"e1"})"), "(taken)");
  EXPECT_EQ(store.history_of_recipient("mail_vendor").size(), 2U);
}

TEST(MemoryStoreRecipients, OutlastTheErasureOfAPersonOfTheSameName) {
  MemoryStore store;
  EXPECT_EQ(field_of_added(store, R"({"event":"fact","recipient":"mail_vendor","fact":"dpf_active","value":true})"),
            "(taken)");
  EXPECT_EQ(field_of_added(store, R"({"event":"hold","customer":"mail_vendor"})"), "(taken)");
  store.erase({HolderKind::kCustomer, "mail_vendor"}, kNow, {}, test::model_with_additions(), kNow);
  EXPECT_EQ(store.holders(), (std::vector<Holder>{{HolderKind::kRecipient, "mail_vendor"}}));
  EXPECT_EQ(store.history_of_recipient("mail_vendor").size(), 1U);
}

}  // namespace
}  // namespace licet::facts
