// What can be made ready to decide from an archive, and what is refused.

#include <engine/decide/ready_set.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace licet::decide {
namespace {

check::SetArchive archive_of_text(const std::string& text) {
  const std::vector<model::SetFile> files = {{"club.licet", text}};
  return check::archive_of(files, {}, 0);
}

TEST(ReadySet, KeepsTheArchiveOfTheSet) {
  const std::string text = "policy club purpose p rule r permit anything for p";
  const auto ready = make_ready(check::load_policy_text(text, "club.licet"));
  ASSERT_TRUE(ready && ready->policy);
  EXPECT_TRUE(ready->policy->archive() == archive_of_text(text));
}

TEST(ReadySet, FromAnArchiveIsThePolicyWithItsTexts) {
  const std::string text = "policy club version 7 purpose p\nrule r permit anything for p";
  const auto policy = load_archived_ready(archive_of_text(text));
  ASSERT_TRUE(policy.has_value()) << policy.error().message;
  EXPECT_EQ((*policy)->model().version, 7);
  EXPECT_EQ((*policy)->sources().front().text(), text);
  const SourceRange rule = (*policy)->model().rules.list.front().range;
  EXPECT_EQ((*policy)->sources().front().place_of(rule).line, 2U);
  EXPECT_TRUE((*policy)->archive() == archive_of_text(text));
}

TEST(ReadySet, FromADamagedArchiveIsRefused) {
  check::SetArchive archive = archive_of_text("policy club");
  archive.bytes.pop_back();
  const auto policy = load_archived_ready(archive);
  ASSERT_FALSE(policy.has_value());
  EXPECT_EQ(policy.error().kind, FailureKind::kDamaged);
}

TEST(ReadySet, FromAnArchiveWithAnErrorIsRefusedWithTheError) {
  const auto policy = load_archived_ready(archive_of_text("policy club\nrule r permit anything for unheard_of"));
  ASSERT_FALSE(policy.has_value());
  EXPECT_EQ(policy.error().kind, FailureKind::kWrongUse);
  EXPECT_THAT(policy.error().message, testing::HasSubstr("unheard_of"));
  EXPECT_THAT(policy.error().message, testing::HasSubstr("\"club.licet\", line 2"));
}

}  // namespace
}  // namespace licet::decide
