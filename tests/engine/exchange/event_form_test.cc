#include <engine/exchange/event_json.h>
#include <gtest/gtest.h>
#include <tests/engine/exchange/small_model.h>

namespace licet::exchange {
namespace {

Event of_kind(EventKind kind) {
  Event event;
  event.kind = kind;
  event.customer = "c1";
  return event;
}

Event granted() {
  Event event = of_kind(EventKind::kGranted);
  event.at = Instant{0};
  event.id = "e1";
  event.consent = "newsletter_consent";
  return event;
}

std::string field_of(const Event& event) {
  const auto error = check_event(event, test::small_model());
  return error ? error->field : "(taken)";
}

// An event that a program builds itself must not get into a store in a form that could not be read back.
TEST(EventForm, AnEventMadeByHandKeepsTheRulesOfOneThatIsSent) {
  const struct {
    const char* field;
    void (*spoil)(Event&);
  } rows[] = {
      {"(taken)", [](Event&) {}},
      {"customer", [](Event& e) { e.customer.reset(); }},
      {"customer", [](Event& e) { e.customer = ""; }},
      {"customer", [](Event& e) { e.customer = std::string(257, 'x'); }},
      {"customer", [](Event& e) { e.customer = "\xFF"; }},
      {"device", [](Event& e) { e.device = ""; }},
      {"at", [](Event& e) { e.at = kNever; }},
      {"at", [](Event& e) { e.at = kBeforeAll; }},
      {"id", [](Event& e) { e.id = ""; }},
      {"consent", [](Event& e) { e.consent.clear(); }},
      {"consent", [](Event& e) { e.consent = "\xFF"; }},
      {"wording", [](Event& e) { e.wording = "\xFF"; }},
      {"purposes", [](Event& e) { e.purposes = {""}; }},
      {"purposes", [](Event& e) { e.purposes.assign(10'001, "newsletter"); }},
      {"channels", [](Event& e) { e.channels = {"\xFF"}; }},
      {"data", [](Event& e) { e.data = {"contact"}; }},
      {"notice", [](Event& e) { e.notice = "privacy_notice"; }},
      {"value", [](Event& e) { e.value = std::int64_t{1}; }},
      {"voids", [](Event& e) { e.voids = "e0"; }},
      {"item", [](Event& e) { e.item = "4711"; }},
      {"recipient", [](Event& e) { e.recipient = "mail_vendor"; }},
      {"facts",
       [](Event& e) {
         e.facts = {{"\xFF", true}};
       }},
      {"facts.coupled",
       [](Event& e) {
         e.facts = {{"coupled", std::string("\xFF")}};
       }},
      {"facts.coupled",
       [](Event& e) {
         e.facts = {{"coupled", true}, {"a", true}, {"coupled", true}};
       }},
      {"(taken)", [](Event& e) { e.evidence = R"({"a": 1})"; }},
      {"evidence", [](Event& e) { e.evidence = "no JSON"; }},
      {"evidence", [](Event& e) { e.evidence = R"("a", "voids": "e0")"; }},
      {"evidence", [](Event& e) { e.evidence = "{\n}"; }},
      {"evidence", [](Event& e) { e.evidence = "[1]"; }},
      {"evidence", [](Event& e) { e.evidence = "{\"a\":" + std::string(31, '[') + std::string(31, ']') + "}"; }},
      {"source", [](Event& e) { e.source = "1"; }},
      {"actor", [](Event& e) { e.actor = "null"; }},
      {"", [](Event& e) { e.evidence = '"' + std::string((1U << 20U) - 40, 'x') + '"'; }},
  };
  for (const auto& row : rows) {
    Event event = granted();
    row.spoil(event);
    EXPECT_EQ(field_of(event), row.field) << &row - rows;
  }
}

TEST(EventForm, WhatIsPassedCanBeReadBack) {
  Event event = granted();
  event.evidence = R"({"text": "\n"})";
  event.wording = "";
  ASSERT_EQ(field_of(event), "(taken)");
  const auto read = read_event(write_event(event));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->event.evidence, R"({"text":"\n"})");
  EXPECT_EQ(read->event.wording, "");
}

TEST(EventForm, MessagesNeverRepeatWhatMayBePersonal) {
  const char* secret = "Mustermann";
  Event named = granted();
  named.consent = secret;
  Event valued = of_kind(EventKind::kFact);
  valued.fact = "birth_date";
  valued.value = std::string(secret);
  Event listed = of_kind(EventKind::kCollected);
  listed.data = {secret};
  Event kept = of_kind(EventKind::kHold);
  kept.evidence = secret;
  for (const Event& event : {named, valued, listed, kept}) {
    const auto error = check_event(event, test::small_model());
    ASSERT_TRUE(error);
    EXPECT_EQ(error->message.find(secret), std::string::npos) << error->message;
  }
}

}  // namespace
}  // namespace licet::exchange
