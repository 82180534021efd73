// Proof bundles of decisions in a store, and deciding again from them and from the store.
#include <engine/record/bundle_check.h>
#include <engine/record/head_keeper.h>
#include <engine/record/little_endian.h>
#include <engine/record/merkle_proof.h>
#include <engine/record/payload.h>
#include <engine/record/tlog_proof.h>
#include <fstream>
#include <gmock/gmock.h>
#include <iterator>
#include <licet/proof.h>
#include <licet/replay.h>
#include <tests/engine/licet/letter_store.h>
#include <vector>

namespace licet::tests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kRequestOfDevice =
    R"({"device":"phone-77","action":"send","purpose":"news","channel":"email","data":["address"]})";
constexpr std::size_t kCommitmentPlace = 72;

class Proof : public LetterStore {
 protected:
  /// A head over all there is, signed with the store's key.
  void sign() {
    const auto key = scratch_.store() / "signing.key";
    if (!std::filesystem::exists(key)) {
      ASSERT_TRUE(record::make_signing_key(key, "shop.example/log"));
    }
    const auto log = record::Log::open(scratch_.store());
    ASSERT_TRUE(log);
    const auto head = record::HeadKeeper(scratch_.store(), {}).sign(*log);
    ASSERT_TRUE(head) << head.error().message;
  }
  record::NoteKey key() { return record::read_signing_keys(scratch_.store() / "signing.key")->signer.key; }
  tl::expected<std::string, CallError> prove(std::uint64_t number) {
    return prove_decision({scratch_.store()}, number);
  }
  std::string proven(std::uint64_t number) {
    auto bundle = prove(number);
    if (!bundle) ADD_FAILURE() << failure_of(bundle.error()).message;
    return bundle.value_or(std::string());
  }
};

std::vector<std::string> fields_of(const Replayed& replayed) {
  std::vector<std::string> fields;
  for (const ReplayDifference& each : replayed.differences) fields.push_back(each.field);
  return fields;
}

/// The bundle with another text in its decision's content, committed to anew; heads and proofs stay.
std::string with_content(const std::string& bytes, std::string_view what, std::string_view with) {
  auto bundle = record::read_bundle(bytes).value();
  std::string content(*record::content_of_payload(bundle.decision.plain_payload, 512));
  content.replace(content.find(what), what.size(), with);
  const std::string payload = record::plain_payload({}, content, 512);
  std::string leaf(bundle.decision.leaf);
  record::put_number(leaf, kCommitmentPlace, record::commitment_of(payload));
  bundle.decision.leaf = leaf;
  bundle.decision.plain_payload = payload;
  return record::write_bundle(bundle).value();
}

TEST_F(Proof, HoldsTheHoldersEventsBelowTheBasisAndPassesItsChecks) {
  Store store = open();
  record(store, kGranted);
  record(store, R"({"event":"granted","customer":"berta","consent":"news_consent"})");
  record(store, R"({"event":"linked","customer":"anna","device":"phone-77"})");
  const std::uint64_t number = decide(store, kRequestOfTwo);
  record(store, kWithdrawn);
  ASSERT_TRUE(store.close());
  sign();
  const std::string bundle = proven(number);
  const record::NoteKey of_log = key();
  const auto checked = record::check_bundle(bundle, {&of_log, 1});
  ASSERT_TRUE(checked) << checked.error().message;
  EXPECT_EQ(checked->decision.leaf.number, number);
  std::vector<std::uint64_t> events;
  for (const auto& event : checked->events) events.push_back(event.leaf.number);
  EXPECT_THAT(events, ElementsAre(0, 2));
  EXPECT_EQ(checked->head.size, 6U);
  EXPECT_EQ(bundle.find("berta"), std::string::npos);
  EXPECT_EQ(bundle.find("phone-77"), std::string::npos);
  EXPECT_THAT(bundle, HasSubstr(R"("english":")"));
  EXPECT_THAT(bundle, HasSubstr(R"("german":")"));
}

TEST_F(Proof, IsRefusedForADecisionUnderNoSignedHeadAndSaysWhatToDo) {
  Store store = open();
  record(store, kGranted);
  const std::uint64_t first = decide(store, kRequest);
  ASSERT_TRUE(store.close());
  const auto without_head = prove(first);
  ASSERT_FALSE(without_head);
  EXPECT_EQ(field_of(without_head.error()), "record");
  EXPECT_THAT(std::get<InputError>(without_head.error()).message, HasSubstr("licet log keygen"));
  sign();
  EXPECT_TRUE(prove(first));
}

TEST_F(Proof, IsMadeByTheWriterItselfOnceItHasSigned) {
  ASSERT_TRUE(open().close());
  const auto published = make_signing_key({scratch_.store()}, "shop.example/log");
  ASSERT_TRUE(published) << published.error().message;
  Store store = open();
  record(store, kGranted);
  const std::uint64_t number = decide(store, kRequest);
  EXPECT_FALSE(store.prove(number));
  ASSERT_TRUE(store.sign());
  const auto bundle = store.prove(number);
  ASSERT_TRUE(bundle);
  const record::NoteKey of_log = record::read_key(*published).value();
  EXPECT_TRUE(record::check_bundle(*bundle, {&of_log, 1}));
  EXPECT_FALSE(Store::in_memory().prove(number));
}

TEST_F(Proof, HoldsEventsThatWereKeptThroughAnErasureAsTheyWereRecorded) {
  Store store = open();
  record(store, kGranted);
  record(store, R"({"event":"collected","customer":"anna","data":["address"]})");
  record(store, R"({"event":"fact","customer":"anna","fact":"language","value":"de"})");
  const std::uint64_t before = decide(store, kRequest);
  clock_.advance(kHour);
  const auto erasure = store.erase({"anna", std::nullopt, std::nullopt}, policy_);
  ASSERT_TRUE(erasure) << failure_of(erasure.error()).message;
  ASSERT_EQ(erasure->kept_events, 2U);
  clock_.advance(kHour);
  const std::uint64_t after = decide(store, kRequest);
  ASSERT_TRUE(store.close());
  sign();
  EXPECT_EQ(field_of(prove(before).error()), "record");
  const std::string bundle = proven(after);
  const auto checked = record::check_bundle(bundle, {});
  ASSERT_TRUE(checked) << checked.error().message;
  std::vector<std::uint64_t> events;
  for (const auto& event : checked->events) events.push_back(event.leaf.number);
  EXPECT_THAT(events, ElementsAre(0, 1));
  const auto replayed = replay_bundle(bundle);
  ASSERT_TRUE(replayed) << replayed.error().message;
  EXPECT_THAT(fields_of(*replayed), IsEmpty());
  const auto count = replay_store({scratch_.store()}, {}, {});
  ASSERT_TRUE(count) << count.error().message;
  EXPECT_EQ(count->erased, 1U);
  EXPECT_EQ(count->same, 1U);
}

TEST_F(Proof, IsRefusedForWhatIsNoDecision) {
  Store store = open();
  record(store, kGranted);
  ASSERT_TRUE(store.close());
  sign();
  EXPECT_EQ(field_of(prove(0).error()), "record");
  EXPECT_EQ(field_of(prove(1).error()), "record");
}

TEST_F(Proof, DecidesAgainToTheSameWithAndWithoutADeviceAndUntil) {
  Store store = open();
  std::vector<std::uint64_t> decisions{decide(store, kRequest)};
  record(store, kGranted);
  decisions.push_back(decide(store, kRequest));
  decisions.push_back(decide(store, kRequest, {.until = false}));
  decisions.push_back(decide(store, kRequestOfTwo));
  record(store, R"({"event":"linked","customer":"anna","device":"phone-77"})");
  decisions.push_back(decide(store, kRequestOfTwo));
  decisions.push_back(decide(store, kRequestOfDevice));
  clock_.advance(kHour);
  record(store, kWithdrawn);
  decisions.push_back(decide(store, kRequest));
  ASSERT_TRUE(store.close());
  sign();
  for (const std::uint64_t number : decisions) {
    const auto replayed = replay_bundle(proven(number));
    ASSERT_TRUE(replayed) << replayed.error().message;
    EXPECT_EQ(replayed->record, number);
    EXPECT_TRUE(replayed->sentences_compared);
    EXPECT_THAT(fields_of(*replayed), IsEmpty()) << number;
  }
  std::uint64_t told = 0;
  const auto count = replay_store({scratch_.store()}, {},
                                  {{}, [&](const ReplayCount& so_far, std::uint64_t) { told = so_far.records; }});
  ASSERT_TRUE(count) << count.error().message;
  EXPECT_EQ(count->decisions, decisions.size());
  EXPECT_EQ(count->same, decisions.size());
  EXPECT_EQ(count->different, 0U);
  EXPECT_EQ(count->records, told);
  const auto part = replay_store({scratch_.store()}, {1, 3}, {});
  ASSERT_TRUE(part);
  EXPECT_EQ(part->records, 2U);
}

class ReplayedProof : public Proof {
 protected:
  Replayed replay(const std::string& bundle) {
    auto replayed = replay_bundle(bundle);
    if (!replayed) ADD_FAILURE() << replayed.error().message;
    return replayed.value_or(Replayed{});
  }
  std::string bundle() {
    Store store = open();
    record(store, kGranted);
    const std::uint64_t number = decide(store, kRequest);
    if (!store.close()) std::abort();
    sign();
    return proven(number);
  }
};

TEST_F(ReplayedProof, NamesAnExplanationThatWasChanged) {
  const std::string good = bundle();
  auto sections = record::read_bundle(good).value();
  std::string explanation(sections.explanation);
  const auto change = [&](std::string_view what, std::string_view with) {
    std::string changed = explanation;
    const std::size_t place = changed.find(what);
    if (place == std::string::npos) std::abort();
    changed.replace(place, what.size(), with);
    sections.explanation = changed;
    return record::write_bundle(sections).value();
  };
  EXPECT_THAT(fields_of(replay(change(R"("english":")", R"("english":"Never. )"))), ElementsAre("english"));
  EXPECT_THAT(fields_of(replay(change(R"("german":")", R"("german":"Nie. )"))), ElementsAre("german"));
  EXPECT_THAT(fields_of(replay(change("news_by_consent", "another_rule"))),
              testing::Each(testing::StartsWith("explanation.")));
  explanation = "no JSON";
  EXPECT_THAT(fields_of(replay(change("no", "not"))), ElementsAre("explanation"));
}

TEST_F(ReplayedProof, IsRefusedWhereACheckFailsAndNamesIt) {
  const std::string good = bundle();
  const auto forged = replay_bundle(with_content(good, R"("decision":"permit")", R"("decision":"deny")"));
  ASSERT_FALSE(forged);
  EXPECT_EQ(forged.error().kind, FailureKind::kDamaged);
  EXPECT_THAT(forged.error().message, testing::StartsWith("inclusion: "));
  EXPECT_THAT(replay_bundle(good.substr(1)).error().message, testing::StartsWith("damaged: "));
}

/// A company that writes a wrong answer into its own record, and signs it.
TEST_F(ReplayedProof, NamesAnAnswerThatDoesNotFollow) {
  const std::string forged = with_content(bundle(), R"("rule":"news_by_consent","reason":"permitted")",
                                          R"("rule":"news_by_consent","reason":"nothing_permits")");
  auto sections = record::read_bundle(forged).value();
  // A record of its own, with a head of its own, so that all checks pass.
  std::vector<std::string> texts;
  const auto signer = record::note_signer("shop.example/log", record::generate_signing_key().value()).value();
  const std::vector<Digest> leaves{record::leaf_hash(sections.events.front().leaf),
                                   record::leaf_hash(sections.decision.leaf)};
  const record::LeafHashes tree(leaves);
  const auto head =
      record::sign_checkpoint({"shop.example/log", 2, record::tree_root(tree, 2).value(), {}}, signer).value();
  for (std::uint64_t number = 0; number < 2; ++number) {
    texts.push_back(record::print_tlog_proof({{}, number, record::inclusion_proof(tree, number, 2).value(), head}));
  }
  sections.events.front().proof = texts[0];
  sections.decision.proof = texts[1];
  const Replayed replayed = replay(record::write_bundle(sections).value());
  EXPECT_THAT(fields_of(replayed), testing::Contains("reason"));
}

/// A bundle that was written once and is kept: whatever is changed since, the answer must not be. Sentences may be put
/// better with the next version.
TEST(KeptProof, IsDecidedAgainToTheSame) {
  std::ifstream file(std::filesystem::path(LICET_SOURCE_DIR) / "tests/engine/licet/data/objected.bundle",
                     std::ios::binary);
  const std::string bundle(std::istreambuf_iterator<char>(file), {});
  const auto replayed = replay_bundle(bundle);
  ASSERT_TRUE(replayed) << replayed.error().message;
  EXPECT_EQ(replayed->record, 4000U);
  for (const ReplayDifference& each : replayed->differences) {
    EXPECT_TRUE(each.field == "english" || each.field == "german") << each.field;
  }
}

}  // namespace
}  // namespace licet::tests
