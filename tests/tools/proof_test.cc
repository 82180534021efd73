// The sub-commands `log prove` and `replay`, and the program `licet-verify`.
#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <elf.h>
#include <engine/base/digest.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sstream>
#include <sys/wait.h>
#include <tests/tools/program.h>

namespace licet::tests {
namespace {

using nlohmann::json;
using testing::HasSubstr;

namespace fs = std::filesystem;

constexpr const char* kEvents = "record --policy club --store \"$SCRATCH/store\" --format json new_events.jsonl";
constexpr const char* kDecide = "decide --policy club --store \"$SCRATCH/store\" requests.jsonl";
constexpr const char* kProve = "log prove --store \"$SCRATCH/store\" --output \"$SCRATCH/proof.bundle\" --record ";
/// The first decision.
constexpr const char* kDecision = "3";

const fs::path kVectors = fs::path(LICET_SOURCE_DIR) / "tests/vectors/bundles";

/// Runs `licet-verify` as a shell reads the arguments, in the directory of the vectors.
Outcome verify(const std::string& arguments, const Scratch& scratch) {
  const fs::path out = scratch.path() / "verify.out";
  const fs::path err = scratch.path() / "verify.err";
  const std::string command = "cd '" + kVectors.string() + "' && SCRATCH='" + scratch.path().string() + "' && '" +
                              LICET_VERIFIER + "' " + arguments + " > '" + out.string() + "' 2> '" + err.string() + "'";
  const int status = std::system(command.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_file(out), read_file(err)};
}

std::string key_of_vectors() { return json::parse(read_file(kVectors / "verdicts.json")).front()["keys"].front(); }

/// A store with a key that signed all of it.
void make_signed_store(const Scratch& scratch) {
  ASSERT_EQ(run(kEvents, scratch).exit_status, 2);
  ASSERT_EQ(run("log keygen --store \"$SCRATCH/store\" --name club.example/log", scratch).exit_status, 0);
  ASSERT_EQ(run(kDecide, scratch).exit_status, 0);
}

TEST(LogProve, WritesABundleThatOnlyItsOwnerMayReadAndThatVerifies) {
  const Scratch scratch;
  make_signed_store(scratch);
  const Outcome proved = run(std::string(kProve) + kDecision + " --format json", scratch);
  ASSERT_EQ(proved.exit_status, 0) << proved.messages;
  EXPECT_EQ(json::parse(proved.output)["same"], true);
  const fs::path bundle = scratch.path() / "proof.bundle";
  EXPECT_EQ(fs::status(bundle).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  const Outcome verified = verify("--show --format json \"$SCRATCH/proof.bundle\"", scratch);
  EXPECT_EQ(verified.exit_status, 0) << verified.output;
  const json verdict = json::parse(verified.output);
  EXPECT_EQ(verdict["good"], true);
  EXPECT_EQ(verdict["origin"], "club.example/log");
  EXPECT_TRUE(json::parse(std::string(verdict["request"])).contains("action"));
  EXPECT_TRUE(json::parse(std::string(verdict["answer"])).contains("decision"));
  const Outcome replayed = run("replay --format json \"$SCRATCH/proof.bundle\"", scratch);
  EXPECT_EQ(replayed.exit_status, 0) << replayed.output << replayed.messages;
  EXPECT_EQ(json::parse(replayed.output)["same"], true);
}

TEST(LogProve, SaysWhyThereIsNoProof) {
  const Scratch scratch;
  ASSERT_EQ(run(kEvents, scratch).exit_status, 2);
  ASSERT_EQ(run(kDecide, scratch).exit_status, 0);
  const Outcome without_key = run(std::string(kProve) + kDecision, scratch);
  EXPECT_EQ(without_key.exit_status, 2);
  EXPECT_THAT(without_key.messages, HasSubstr("There is no signing key in"));
  EXPECT_THAT(without_key.messages, HasSubstr("`licet log keygen`"));
  EXPECT_EQ(run(std::string(kProve) + "0", scratch).exit_status, 2);
  EXPECT_EQ(run(std::string(kProve) + "999", scratch).exit_status, 2);
  EXPECT_FALSE(fs::exists(scratch.path() / "proof.bundle"));
}

TEST(LogProve, SaysWhatHelpsWhereNoHeadCoversTheRecord) {
  const Scratch scratch;
  const std::string sign = "record --policy club --store \"$SCRATCH/store\" /dev/null";
  ASSERT_EQ(run(kEvents, scratch).exit_status, 2);
  ASSERT_EQ(run(kDecide, scratch).exit_status, 0);
  ASSERT_EQ(run("log keygen --store \"$SCRATCH/store\"", scratch).exit_status, 0);
  const Outcome unsigned_yet = run(std::string(kProve) + kDecision, scratch);
  EXPECT_EQ(unsigned_yet.exit_status, 2);
  EXPECT_THAT(unsigned_yet.messages, HasSubstr("`licet record` with an empty file signs"));
  ASSERT_EQ(run(sign, scratch).exit_status, 0);
  EXPECT_EQ(run(std::string(kProve) + kDecision, scratch).exit_status, 0) << "the advice helps";
  fs::rename(scratch.path() / "store/signing.key", scratch.path() / "key");
  fs::rename(scratch.path() / "store/signing.key.head", scratch.path() / "key.head");
  ASSERT_EQ(run(kDecide, scratch).exit_status, 0);
  const std::string later = "log prove --store \"$SCRATCH/store\" --output \"$SCRATCH/later\" --record 7";
  const Outcome key_away = run(later, scratch);
  EXPECT_EQ(key_away.exit_status, 2);
  EXPECT_THAT(key_away.messages, HasSubstr("name it with `--signing-key FILE`"));
  EXPECT_THAT(key_away.messages, testing::Not(HasSubstr("keygen")));
  ASSERT_EQ(run(sign + " --signing-key \"$SCRATCH/key\"", scratch).exit_status, 0);
  EXPECT_EQ(run(later, scratch).exit_status, 0) << "the advice helps";
}

TEST(Replay, DecidesEveryDecisionOfAStoreAgain) {
  const Scratch scratch;
  make_signed_store(scratch);
  const Outcome all = run("replay --store \"$SCRATCH/store\" --format json", scratch);
  ASSERT_EQ(all.exit_status, 0) << all.messages;
  const json count = json::parse(all.output);
  EXPECT_EQ(count["decisions"], 4);
  EXPECT_EQ(count["same"], 4);
  EXPECT_EQ(count["different"], 0);
  EXPECT_EQ(count["erased"], 0);
  const json part =
      json::parse(run("replay --store \"$SCRATCH/store\" --from 4 --until 6 --format json", scratch).output);
  EXPECT_EQ(part["records"], 2);
}

TEST(Replay, ShowsOfAnotherExplanationOnlyWhereItDiffers) {
  const Scratch scratch;
  make_signed_store(scratch);
  ASSERT_EQ(run(std::string(kProve) + kDecision, scratch).exit_status, 0);
  constexpr std::size_t kHashBytes = 32;
  constexpr std::size_t kSectionHeaderBytes = 16;
  std::string bundle = read_file(scratch.path() / "proof.bundle");
  bundle.resize(bundle.size() - kHashBytes);
  const std::size_t text = bundle.find("\"english\":\"", bundle.find("EXPL") + kSectionHeaderBytes);
  ASSERT_NE(text, std::string::npos);
  const std::size_t word = bundle.find(" cannot", text);
  ASSERT_NE(word, std::string::npos);
  bundle.replace(word, 7, " may be");
  const Digest hash = sha256(bundle);
  bundle.append(hash.begin(), hash.end());
  const Outcome told = run("replay " + scratch.file("other.bundle", bundle), scratch);
  EXPECT_EQ(told.exit_status, 1) << told.messages;
  std::istringstream lines(told.output);
  std::vector<std::string> all;
  for (std::string line; std::getline(lines, line);) all.push_back(line);
  ASSERT_EQ(all.size(), 4U) << told.output;
  EXPECT_EQ(all[1], "  english");
  EXPECT_THAT(all[2], testing::StartsWith("    recorded  "));
  EXPECT_THAT(all[2], HasSubstr(" may be"));
  EXPECT_THAT(all[3], testing::StartsWith("    again     "));
  EXPECT_THAT(all[3], HasSubstr(" cannot"));
  for (const std::string& line : all) EXPECT_LT(line.size(), 120U) << line;
}

TEST(Replay, TellsDamageFromWrongUse) {
  const Scratch scratch;
  EXPECT_EQ(run("replay", scratch).exit_status, 2);
  EXPECT_EQ(run("replay --store a b.bundle", scratch).exit_status, 2);
  EXPECT_EQ(run("replay --from 1 b.bundle", scratch).exit_status, 2);
  EXPECT_THAT(run("replay --signing-key key b.bundle", scratch).messages, HasSubstr("go with --store"));
  EXPECT_EQ(run("replay \"$SCRATCH/missing.bundle\"", scratch).exit_status, 2);
  const Outcome damaged = run("replay '" + (kVectors / "salt_changed.bundle").string() + "'", scratch);
  EXPECT_EQ(damaged.exit_status, 1);
  EXPECT_THAT(damaged.messages, HasSubstr("opening: "));
}

TEST(Verifier, NamesTheVerdictOfEachBundleOfTheTable) {
  const Scratch scratch;
  const json table = json::parse(read_file(kVectors / "verdicts.json"));
  std::string files;
  std::vector<std::string> expected;
  for (const json& each : table) {
    if (each["keys"] != json::array({key_of_vectors()})) continue;
    files += " " + std::string(each["file"]);
    expected.push_back(each["verdict"]);
  }
  const Outcome outcome = verify("--format json --key=" + key_of_vectors() + files, scratch);
  EXPECT_EQ(outcome.exit_status, 1);
  std::istringstream lines(outcome.output);
  std::vector<std::string> verdicts;
  for (std::string line; std::getline(lines, line);) {
    const json verdict = json::parse(line);
    verdicts.push_back(verdict["good"] ? "good" : std::string(verdict["check"]));
  }
  EXPECT_EQ(verdicts, expected);
}

TEST(Verifier, ExitsByWhatItFound) {
  const Scratch scratch;
  const std::string key = "--key " + key_of_vectors() + " ";
  EXPECT_EQ(verify(key + "usual.bundle", scratch).exit_status, 0);
  EXPECT_EQ(verify(key + "usual.bundle salt_changed.bundle usual.bundle", scratch).exit_status, 1);
  EXPECT_EQ(verify(key + "usual.bundle missing.bundle", scratch).exit_status, 2);
  for (const char* const wrong : {"", "--key", "--key nonsense usual.bundle", "--format xml usual.bundle",
                                  "--shw usual.bundle", "--log . usual.bundle", "--log .", "--log"}) {
    const Outcome outcome = verify(wrong, scratch);
    EXPECT_EQ(outcome.exit_status, 2) << wrong;
    EXPECT_THAT(outcome.messages, testing::StartsWith("licet-verify: ")) << wrong;
    EXPECT_EQ(outcome.output, "") << wrong;
  }
  EXPECT_EQ(verify("--help", scratch).exit_status, 0);
  EXPECT_EQ(verify("--version", scratch).exit_status, 0);
  EXPECT_EQ(verify(key + "--log .", scratch).exit_status, 1);
}

TEST(Verifier, NamesTheKeysToCompareWhereNoneWasGiven) {
  const Scratch scratch;
  const Outcome outcome = verify("usual.bundle", scratch);
  EXPECT_EQ(outcome.exit_status, 0);
  EXPECT_THAT(outcome.output, HasSubstr(key_of_vectors().substr(0, key_of_vectors().rfind('+'))));
}

#ifdef LICET_VERIFIER_IS_STATIC
TEST(Verifier, IsOneStaticProgramOfSaneSize) {
  const std::string bytes = read_file(LICET_VERIFIER);
  EXPECT_LT(bytes.size(), std::size_t{32} << 20U);
  ASSERT_GT(bytes.size(), sizeof(Elf64_Ehdr));
  Elf64_Ehdr header{};
  std::memcpy(&header, bytes.data(), sizeof header);
  ASSERT_EQ(header.e_phentsize, sizeof(Elf64_Phdr));
  for (std::size_t i = 0; i < header.e_phnum; ++i) {
    Elf64_Phdr segment{};
    std::memcpy(&segment, bytes.data() + header.e_phoff + i * sizeof segment, sizeof segment);
    EXPECT_NE(segment.p_type, std::uint32_t{PT_DYNAMIC});
    EXPECT_NE(segment.p_type, std::uint32_t{PT_INTERP});
  }
}
#endif

}  // namespace
}  // namespace licet::tests
