#include <engine/exchange/diagnostic_json.h>
#include <engine/exchange/names.h>
#include <engine/exchange/request_json.h>
#include <gtest/gtest.h>

namespace licet::exchange {
namespace {

TEST(AnswerJson, APermitStandsInTheOrderOfThePage) {
  Decision decision;
  decision.outcome = Outcome::kPermit;
  decision.rule = "by_consent";
  decision.reason = Reason::kPermitted;
  decision.duties = {"unsubscribe_link"};
  decision.because = {"GDPR Art. 6(1)(a)", "UWG § 7(2) no. 2"};
  decision.categories = {{"contact", Outcome::kPermit, "by_consent", Reason::kPermitted}};
  decision.levels = {"none"};
  decision.until = Instant{1'500'000};
  decision.policy = {"shop", 3, "sha256:00", "2026a"};
  decision.record = 12;
  EXPECT_EQ(write_decision(decision),
            R"json({"decision":"permit","rule":"by_consent","reason":"permitted","duties":["unsubscribe_link"],)json"
            R"json("because":["GDPR Art. 6(1)(a)","UWG § 7(2) no. 2"],)json"
            R"json("categories":[{"data":"contact","decision":"permit","rule":"by_consent","reason":"permitted"}],)json"
            R"json("levels":["none"],"until":"1970-01-01T00:00:01.5Z","at":"1970-01-01T00:00:00Z",)json"
            R"json("policy":{"name":"shop","version":3,"digest":"sha256:00","tz":"2026a"},"record":12})json");
}

TEST(AnswerJson, WhatThereIsNotIsNull) {
  Decision decision;
  decision.categories = {{"a", Outcome::kDeny, std::nullopt, Reason::kNothingPermits},
                         {"b", Outcome::kDeny, "r", Reason::kCannotBeRuledOut}};
  EXPECT_EQ(write_decision(decision),
            R"json({"decision":"deny","rule":null,"reason":"nothing_permits","duties":[],"because":[],)json"
            R"json("categories":[{"data":"a","decision":"deny","rule":null,"reason":"nothing_permits"},)json"
            R"json({"data":"b","decision":"deny","rule":"r","reason":"cannot_be_ruled_out"}],)json"
            R"json("levels":[],"until":null,"at":"1970-01-01T00:00:00Z",)json"
            R"json("policy":{"name":"","version":null,"digest":"","tz":""},"record":null})json");
}

TEST(AnswerJson, DueDataNameTheirHolderAndAreNullWhereNothingFallsDue) {
  EXPECT_EQ(write_due({"c1", std::nullopt, "contact", std::nullopt, Instant{0}, DueAction::kAnonymise, "r", false, {}}),
            R"json({"customer":"c1","data":"contact","due":"1970-01-01T00:00:00Z","action":"anonymise","rule":"r",)json"
            R"json("suspended":false,"undetermined":[]})json");
  EXPECT_EQ(
      write_due({std::nullopt, "d1", "contact", std::nullopt, kNever, std::nullopt, std::nullopt, true, {"x", "y"}}),
      R"json({"device":"d1","data":"contact","due":null,"action":null,"rule":null,"suspended":true,)json"
      R"json("undetermined":["x","y"]})json");
}

TEST(AnswerJson, WhatIsDueOfACategoryByItemNamesTheItem) {
  DueEntry entry;
  entry.customer = "c1";
  entry.data = "invoice";
  entry.item = "4711";
  entry.due = Instant{0};
  entry.action = DueAction::kErase;
  entry.rule = "invoices";
  EXPECT_EQ(write_due(entry),
            R"json({"customer":"c1","data":"invoice","item":"4711","due":"1970-01-01T00:00:00Z","action":"erase",)json"
            R"json("rule":"invoices","suspended":false,"undetermined":[]})json");
}

TEST(AnswerJson, ErrorsAlwaysHaveTheirThreeFields) {
  EXPECT_EQ(write_error({"facts.\"x\"", "line\nend", {"a", "b"}}),
            R"json({"error":{"field":"facts.\"x\"","message":"line\nend","nearest":["a","b"]}})json");
  EXPECT_EQ(write_error({"", "", {}}), R"json({"error":{"field":"","message":"","nearest":[]}})json");
}

TEST(AnswerJson, DiagnosticsAreOneLineEvenWithAPathThatIsNoUtf8) {
  Diagnostic diagnostic;
  diagnostic.code = "L012";
  diagnostic.message = "no \x01 such";
  diagnostic.help = "Did you mean `b`?";
  diagnostic.place.path = "a\xFF\xFE.licet";
  diagnostic.place.line = 3;
  diagnostic.place.column = 7;
  Note note;
  note.place.path = "b.licet";
  note.place.column = 2;
  note.message = "declared here";
  diagnostic.notes = {note};
  EXPECT_EQ(write_diagnostic(diagnostic),
            R"json({"code":"L012","severity":"error","path":"a)json"
            "\xEF\xBF\xBD\xEF\xBF\xBD"
            R"json(.licet","line":3,"column":7,"message":"no \u0001 such","help":"Did you mean `b`?",)json"
            R"json("notes":[{"path":"b.licet","line":1,"column":2,"message":"declared here"}]})json");
  Diagnostic plain;
  plain.code = "L100";
  plain.severity = Severity::kWarning;
  EXPECT_EQ(
      write_diagnostic(plain),
      R"json({"code":"L100","severity":"warning","path":"","line":1,"column":1,"message":"","help":null,"notes":[]})json");
}

TEST(Names, EveryWordLeadsBackToItsValue) {
  ASSERT_EQ(event_kind_words().size(), kEventKindCount);
  for (std::size_t i = 0; i < kEventKindCount; ++i) {
    const auto kind = static_cast<EventKind>(i);
    EXPECT_EQ(event_kind_of(text_of(kind)), kind);
  }
  for (const auto outcome : {Outcome::kPermit, Outcome::kDeny}) EXPECT_EQ(outcome_of(text_of(outcome)), outcome);
  for (const auto reason : {Reason::kPermitted, Reason::kForbidden, Reason::kCannotBeRuledOut, Reason::kNothingPermits,
                            Reason::kNeedsReview}) {
    EXPECT_EQ(reason_of(text_of(reason)), reason);
  }
  for (const auto action : {DueAction::kErase, DueAction::kAnonymise, DueAction::kRestrict, DueAction::kReview}) {
    EXPECT_EQ(due_action_of(text_of(action)), action);
  }
  EXPECT_EQ(text_of(EventKind::kErasureRequested), "erasure_requested");
  EXPECT_EQ(text_of(EventKind::kVoided), "voided");
  EXPECT_EQ(text_of(Reason::kCannotBeRuledOut), "cannot_be_ruled_out");
  EXPECT_EQ(text_of(Reason::kNeedsReview), "needs_review");
  EXPECT_EQ(text_of(KeptGround::kSuspended), "suspended");
  EXPECT_EQ(text_of(KeptGround::kObjections), "objections");
  EXPECT_EQ(text_of(DueAction::kReview), "review");
  EXPECT_EQ(event_kind_of("Granted"), std::nullopt);
}

}  // namespace
}  // namespace licet::exchange
