#include <engine/record/log_verify.h>
#include <tests/engine/record/head_fixture.h>

namespace licet::record {
namespace {

using namespace licet::test;

class HeadVerificationTest : public HeadFixture {
 protected:
  /// The messages of findings.
  Contents findings() {
    const auto report = verify_log(directory(), options(LogAccess::kRead));
    if (!report) return {report.error().message};
    Contents messages;
    for (const LogFinding& finding : report->findings) messages.push_back(finding.message);
    return messages;
  }
  void expect_one(const Contents& words) {
    const Contents found = findings();
    ASSERT_EQ(found.size(), 1U) << testing::PrintToString(found);
    for (const std::string& word : words) EXPECT_NE(found[0].find(word), std::string::npos) << word << found[0];
  }
  SignedNote signed_by_log(const Checkpoint& checkpoint) {
    return *sign_checkpoint(checkpoint, read_signing_keys(key())->signer);
  }
};

TEST_F(HeadVerificationTest, FindsNothingWhereAllHeadsAreOfTheTree) {
  EXPECT_EQ(findings(), Contents());
  for (int i = 0; i < 4; ++i) {
    ASSERT_TRUE(keeper().rotate(*log_));
    grow(i, i + 7);
  }
  sign();
  EXPECT_EQ(keeper().kept()->size(), 4U);
  EXPECT_EQ(findings(), Contents());
  close();
  EXPECT_EQ(findings(), Contents());
}

TEST_F(HeadVerificationTest, NamesAKeptHeadThatContradictsTheTree) {
  ASSERT_TRUE(keeper().rotate(*log_));
  Checkpoint other = keeper().kept()->front().checkpoint;
  other.size -= 3;
  other.root[3] ^= 8U;
  const auto path = kept_head_path(directory(), other.size);
  put(path, signed_by_log(other).print());
  expect_one({path.string(), "contradicts the record", std::to_string(other.size) + " records"});
}

TEST_F(HeadVerificationTest, NamesTwoHeadsThatContradictEachOther) {
  const SignedHead head = sign();
  Checkpoint other = head.checkpoint;
  other.root[3] ^= 8U;
  put(second(), signed_by_log(other).print());
  const Contents found = findings();
  ASSERT_EQ(found.size(), 2U);
  EXPECT_NE(found[0].find("contradict each other"), std::string::npos);
  EXPECT_NE(found[1].find(second().string()), std::string::npos);
}

TEST_F(HeadVerificationTest, NamesAHeadOverMoreRecordsThanThereAre) {
  Checkpoint later = sign().checkpoint;
  later.size += 5;
  put(newest(), signed_by_log(later).print());
  expect_one({newest().string(), "records are missing"});
}

TEST_F(HeadVerificationTest, NamesAHeadOfAnotherKeyAndOneThatIsNone) {
  const SignedHead head = sign();
  const auto stranger = *note_signer(head.checkpoint.origin, *generate_signing_key());
  put(newest(), sign_checkpoint(head.checkpoint, stranger)->print());
  expect_one({newest().string(), "not of the signing key"});
  put(newest(), "half");
  expect_one({newest().string(), "not as it was written"});
}

TEST_F(HeadVerificationTest, NamesASecondHeadThatIsMissing) {
  sign();
  std::filesystem::remove(second());
  expect_one({second().string(), "missing"});
}

TEST_F(HeadVerificationTest, NamesAKeptHeadUnderAnotherName) {
  ASSERT_TRUE(keeper().rotate(*log_));
  const std::uint64_t size = log_->end().records;
  std::filesystem::rename(kept_head_path(directory(), size), kept_head_path(directory(), size + 1));
  expect_one({kept_head_path(directory(), size + 1).string()});
}

TEST_F(HeadVerificationTest, ComparesRootsWithoutTheSigningKeyToo) {
  Checkpoint other = sign().checkpoint;
  other.root[3] ^= 8U;
  put(newest(), signed_by_log(other).print());
  put(second(), signed_by_log(other).print());
  std::filesystem::remove(key());
  EXPECT_EQ(findings().size(), 2U);
}

}  // namespace
}  // namespace licet::record
