// The digest as docs/policy_digest.md describes it.

#include <engine/base/digest.h>
#include <engine/check/load_set.h>
#include <engine/check/policy_digest.h>
#include <gtest/gtest.h>
#include <set>
#include <tests/engine/check/cases.h>
#include <tests/engine/check/folder.h>

namespace licet::check {
namespace {

model::Wording with_file(std::string id, std::string path, std::string text) {
  return {std::move(id), std::move(path), std::move(text), {}};
}

std::string digest_of(const tests::Folder& folder) {
  const auto set = load_policy_set(folder.path());
  EXPECT_TRUE(set && set->model);
  return set && set->model ? set->model->digest : std::string();
}

TEST(PolicyDigest, IsThatOfTheExampleInTheDocument) {
  const std::vector<model::SetFile> files = {
      {"club.licet", "policy club\nnotice n wording \"1\" in \"n.md\" wording \"2\"\n"}};
  const model::Wording shown = with_file("1", "n.md", "We keep your name.\n");
  const model::Wording named = with_file("2", "", "");
  const std::vector<const model::Wording*> wordings = {&shown, &named};
  const SetArchive archive = archive_of(files, wordings, 0);
  EXPECT_EQ(archive.bytes.size(), 129U);
  const std::string digest = policy_digest(archive);
  EXPECT_EQ(digest.size(), 71U);
  const std::string document = tests::read_file(std::filesystem::path(LICET_SOURCE_DIR) / "docs/policy_digest.md");
  EXPECT_NE(document.find(digest), std::string::npos) << digest;
}

TEST(PolicyDigest, FollowsTheFilesOnDisk) {
  const tests::Folder folder;
  folder.write("club.licet", "policy club\nnotice n wording \"1\" in \"n.md\" wording \"2\"\n");
  folder.write("n.md", "We keep your name.\n");
  const std::string document = tests::read_file(std::filesystem::path(LICET_SOURCE_DIR) / "docs/policy_digest.md");
  EXPECT_NE(document.find(digest_of(folder)), std::string::npos);
}

TEST(PolicyDigest, ChangesWithEveryByteAndEveryName) {
  std::set<std::string> digests;
  const auto add = [&](const std::string& file, const std::string& text, const std::string& wording) {
    const tests::Folder folder;
    folder.write(file, text);
    folder.write("n.md", wording);
    digests.insert(digest_of(folder));
  };
  add("club.licet", "policy club notice n wording \"1\" in \"n.md\"", "shown");
  add("clubs.licet", "policy club notice n wording \"1\" in \"n.md\"", "shown");
  add("club.licet", "policy club notice n wording \"1\" in \"n.md\" ", "shown");
  add("club.licet", "policy club notice n wording \"1\" in \"n.md\"", "shown\n");
  add("club.licet", "policy club notice n wording \"1\"", "shown");
  add("club.licet", "policy club notice n wording \"1\" in \"./n.md\"", "shown");
  EXPECT_EQ(digests.size(), 6U);
}

TEST(PolicyDigest, DoesNotDependOnWhereTheSetStands) {
  const tests::Folder here;
  const tests::Folder there;
  for (const tests::Folder* folder : {&here, &there}) folder->write("a/club.licet", "policy club");
  EXPECT_EQ(digest_of(here), digest_of(there));
}

TEST(PolicyDigest, TakesNoticesAndConsentsInSourceOrder) {
  const tests::Folder folder;
  folder.write("club.licet",
               "policy club purpose p consent c for p wording \"c1\" wording \"c2\" notice n wording \"n1\" "
               "consent d for p wording \"d1\"");
  Sha256 hash;
  const std::string text = tests::read_file(folder.path() / "club.licet");
  for (const std::string& part :
       {std::string("club.licet"), text, std::string("c1"), std::string("c2"), std::string("n1"), std::string("d1")}) {
    hash.add_number(part.size()).add(part);
  }
  EXPECT_EQ(digest_of(folder), "sha256:" + to_hex(hash.finish()));
}

}  // namespace
}  // namespace licet::check
