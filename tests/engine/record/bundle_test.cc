// The container of proof bundles and the checks, on the table of vectors that other verifiers are held against.
#include <algorithm>
#include <engine/record/bundle.h>
#include <engine/record/bundle_check.h>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <tests/vectors/bundles/tool/random_damage.h>
#include <tests/vectors/bundles/tool/sample_bundle.h>
#include <tests/vectors/bundles/tool/vector_table.h>

namespace licet::record {
namespace {

const std::filesystem::path kVectors = std::filesystem::path(LICET_SOURCE_DIR) / "tests/vectors/bundles";

std::string file_bytes(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string verdict_of(std::string_view bytes, std::span<const NoteKey> keys) {
  const auto checked = check_bundle(bytes, keys);
  return checked ? "good" : std::string(name_of(checked.error().check));
}

std::vector<NoteKey> keys_of(const std::vector<std::string>& texts) {
  std::vector<NoteKey> keys;
  for (const std::string& text : texts) keys.push_back(read_key(text).value());
  return keys;
}

TEST(BundleVectors, eachFileHasTheVerdictOfTheTable) {
  const auto table = nlohmann::json::parse(file_bytes(kVectors / "verdicts.json"));
  std::map<std::string, int> verdicts;
  for (const auto& each : table) {
    const std::string file = each["file"];
    const std::string bytes = file_bytes(kVectors / file);
    EXPECT_EQ(verdict_of(bytes, keys_of(each["keys"])), each["verdict"]) << file;
    ++verdicts[each["verdict"]];
  }
  for (const char* verdict : {"good", "damaged", "policy", "opening", "zone", "order", "proof", "head", "inclusion"}) {
    EXPECT_GE(verdicts[verdict], 5) << verdict;
  }
  EXPECT_GE(verdicts["version"], 3);
}

TEST(BundleVectors, theFilesAreWhatTheToolWrites) {
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(kVectors))
    files += entry.path().extension() == ".bundle" ? std::size_t{1} : std::size_t{0};
  const std::vector<vectors::Vector> all = vectors::all_vectors();
  EXPECT_EQ(files, all.size());
  for (const vectors::Vector& each : all) {
    EXPECT_TRUE(file_bytes(kVectors / (each.name + ".bundle")) == each.bytes) << each.name;
  }
}

TEST(BundleCheck, aGoodBundleSaysWhatItProves) {
  const std::string bytes = vectors::make_parts().join();
  const NoteKey key = vectors::log_signer().key;
  const auto checked = check_bundle(bytes, {&key, 1});
  ASSERT_TRUE(checked) << checked.error().message;
  EXPECT_EQ(checked->decision.leaf.number, 7U);
  EXPECT_EQ(checked->events.size(), 3U);
  EXPECT_EQ(checked->basis, 6U);
  EXPECT_EQ(checked->engine, "0.1.0");
  EXPECT_EQ(checked->recorded, "2026-03-01T12:00:00.000007Z");
  EXPECT_EQ(checked->head.origin, "shop.example/log");
  EXPECT_EQ(checked->head.size, 11U);
  ASSERT_EQ(checked->signed_by.size(), 1U);
  EXPECT_EQ(checked->signed_by.front().key, key);
  EXPECT_TRUE(check_bundle(bytes, {})->signed_by.empty());
}

TEST(BundleCheck, everyFlippedBitIsFoundWithoutTheHash) {
  std::string bytes = vectors::make_parts().join();
  for (std::size_t place = 0; place < bytes.size(); ++place) {
    bytes[place] = static_cast<char>(bytes[place] ^ static_cast<char>(1U << (place % 8)));
    EXPECT_FALSE(read_bundle(bytes)) << place;
    bytes[place] = static_cast<char>(bytes[place] ^ static_cast<char>(1U << (place % 8)));
  }
}

/// Over the explanation stands no hash but the container's own.
TEST(BundleCheck, everyFlippedBitButThoseOfTheExplanationIsFoundWithTheHashMadeRight) {
  const NoteKey key = vectors::log_signer().key;
  const std::string good = vectors::make_parts().join();
  const std::size_t explanation = good.find("EXPL") + 16;
  for (std::size_t place = 0; place + sizeof(Digest) < good.size(); ++place) {
    if (place + sizeof(std::uint64_t) >= explanation && place < explanation + 2) continue;
    std::string bytes = good;
    bytes[place] = static_cast<char>(bytes[place] ^ static_cast<char>(1U << (place % 8)));
    EXPECT_NE(verdict_of(vectors::rehashed(bytes), {&key, 1}), "good") << place;
  }
}

TEST(BundleCheck, whateverIsDamagedGetsAVerdict) {
  std::vector<std::string> good;
  for (vectors::Vector& each : vectors::all_vectors()) {
    if (each.verdict == "good") good.push_back(std::move(each.bytes));
  }
  vectors::RandomDamage damage(20'260'301);
  std::map<std::string, int> verdicts;
  for (int i = 0; i < 2'000; ++i) ++verdicts[verdict_of(damage.damaged(good), {})];
  EXPECT_GE(verdicts.size(), 8U);
}

TEST(Bundle, whatIsWrittenReadsBack) {
  const std::string leaf(104, 'l');
  const std::string event_leaf(104, 'm');
  const Bundle bundle{"policy", "zone", "", {leaf, "payload", "proof"}, {{event_leaf, "", "p"}, {leaf, "more", ""}}};
  const auto bytes = write_bundle(bundle);
  ASSERT_TRUE(bytes);
  const auto read = read_bundle(*bytes);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->policy, "policy");
  EXPECT_EQ(read->zone, "zone");
  EXPECT_EQ(read->explanation, "");
  EXPECT_EQ(read->decision.plain_payload, "payload");
  ASSERT_EQ(read->events.size(), 2U);
  EXPECT_EQ(read->events[0].leaf, event_leaf);
  EXPECT_EQ(read->events[1].plain_payload, "more");
}

TEST(Bundle, whatIsBeyondALimitIsNotWritten) {
  const std::string leaf(104, 'l');
  const std::string proof(kBundledProofBytes + 1, 'p');
  const auto long_proof = write_bundle({"", "", "", {leaf, "", proof}, {}});
  ASSERT_FALSE(long_proof);
  EXPECT_EQ(long_proof.error().kind, FailureKind::kLimit);
  const std::vector<BundledRecord> events(kBundleEvents + 1, BundledRecord{leaf, "", ""});
  const auto many = write_bundle({"", "", "", {leaf, "", ""}, events});
  ASSERT_FALSE(many);
  EXPECT_EQ(many.error().kind, FailureKind::kLimit);
}

}  // namespace
}  // namespace licet::record
