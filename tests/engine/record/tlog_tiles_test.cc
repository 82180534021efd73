#include <engine/record/tile_paths.h>
#include <engine/record/tlog_tiles.h>
#include <gtest/gtest.h>
#include <random>
#include <tests/engine/record/exported_log.h>
#include <tests/engine/record/faulty_files.h>
#include <tests/engine/record/published_vectors.h>

namespace licet::record {
namespace {

using test::exported_leaf;
using test::ExportedLog;
using test::files_below;
using test::ScratchDirectory;

/// The files that a log of this size has, by the letter of the format's page.
std::set<std::string> files_of(std::uint64_t size) {
  std::set<std::string> files = {"checkpoint"};
  unsigned level = 0;
  for (std::uint64_t hashes = size; hashes > 0; hashes /= 256, ++level) {
    for (std::uint64_t i = 0; i <= hashes / 256; ++i) {
      const std::uint64_t width = std::min<std::uint64_t>(256, hashes - 256 * i);
      if (width == 0) continue;
      files.insert(tile_path(level, i, width));
      if (level == 0) files.insert(bundle_path(i, width));
    }
  }
  return files;
}

std::set<std::string> names_of(const std::map<std::string, std::string>& files) {
  std::set<std::string> names;
  for (const auto& [name, contents] : files) names.insert(name);
  return names;
}

TEST(TlogTiles, OfEverySizeHaveTheFilesOfTheFormatAndAreReadBack) {
  const ExportedLog log(65'536 + 3);
  for (const std::uint64_t size : {0U, 1U, 2U, 255U, 256U, 257U, 511U, 512U, 1000U, 65'536U + 3}) {
    const ScratchDirectory scratch;
    const auto exported = log.write(scratch / "out", size);
    ASSERT_TRUE(exported) << exported.error().message;
    EXPECT_EQ(exported->before, 0U);
    EXPECT_EQ(exported->size, size);
    const auto files = files_below(scratch / "out");
    EXPECT_EQ(names_of(files), files_of(size)) << size;
    EXPECT_EQ(exported->files + 1, files.size()) << size;
    std::uint64_t next = 0;
    const auto checked = log.check(scratch / "out", [&](std::uint64_t number, std::string_view entry) -> Result<void> {
      EXPECT_EQ(number, next++);
      EXPECT_EQ(entry, exported_leaf(number));
      return {};
    });
    ASSERT_TRUE(checked) << size << ": " << checked.error().message;
    EXPECT_EQ(checked->checkpoint.size, size);
    EXPECT_EQ(next, size);
  }
}

TEST(TlogTiles, OfAPublishedLogAreThosePublished) {
  const auto lines = test::vector_lines("made_log/entries.txt");
  std::vector<Digest> leaves;
  for (const auto& line : lines) leaves.push_back(leaf_hash(line.at(0)));
  const LeafHashes roots(leaves);
  const ScratchDirectory scratch;
  const auto exported =
      export_tiles(scratch / "out", test::published_note("made_log/15.checkpoint"), roots,
                   [&lines](std::uint64_t number) -> Result<std::string> { return lines[number].at(0); });
  ASSERT_TRUE(exported) << exported.error().message;
  const auto files = files_below(scratch / "out");
  ASSERT_EQ(names_of(files), (std::set<std::string>{"checkpoint", "tile/0/000.p/15", "tile/entries/000.p/15"}));
  EXPECT_EQ(files.at("checkpoint"), test::vector_file("made_log/15.checkpoint"));
  std::string digits = test::vector_file("made_log/bundle.hex");
  digits.pop_back();
  EXPECT_EQ(files.at("tile/entries/000.p/15"), test::bytes_of_hex(digits));
  EXPECT_EQ(to_hex(sha256(files.at("tile/entries/000.p/15"))),
            "9ac6a9fc9012f2b4d67ac26041933c119e1505defc5c808ed614c5778c9f1716");
  EXPECT_EQ(to_hex(sha256(files.at("tile/0/000.p/15"))),
            "93593af14d2cce39867d2e73fe4ca400a38581605c5c4501a03e752d9b51a130");
  const auto checked = check_tiles(scratch / "out", trusted_log(test::published_key("example.com/log/testdata")));
  ASSERT_TRUE(checked) << checked.error().message;
  EXPECT_EQ(checked->checkpoint.size, 15U);
}

TEST(TlogTiles, AnExportThatGoesOnAddsOnlyWhatIsMissing) {
  const ExportedLog log(1200);
  const ScratchDirectory scratch;
  std::map<std::string, std::string> before;
  std::uint64_t size_before = 0;
  for (const std::uint64_t size : {0U, 1U, 1U, 255U, 256U, 257U, 300U, 512U, 1199U, 1200U}) {
    const auto exported = log.write(scratch / "out", size);
    ASSERT_TRUE(exported) << exported.error().message;
    EXPECT_EQ(exported->before, size_before);
    const auto files = files_below(scratch / "out");
    EXPECT_EQ(exported->files, files.size() - (before.empty() ? 1 : before.size())) << size;
    before.erase("checkpoint");
    for (const auto& [name, contents] : before) EXPECT_EQ(files.at(name), contents) << name;
    for (const std::string& name : files_of(size)) EXPECT_EQ(files.count(name), 1U) << name << " of " << size;
    const auto checked = log.check(scratch / "out");
    ASSERT_TRUE(checked) << checked.error().message;
    EXPECT_EQ(checked->checkpoint.size, size);
    before = files;
    size_before = size;
  }
}

TEST(TlogTiles, AnExportOfAnotherLogOrALongerOneIsNotWrittenOver) {
  const ExportedLog log(300);
  const ScratchDirectory scratch;
  ASSERT_TRUE(log.write(scratch / "out", 290));
  const auto before = files_below(scratch / "out");
  EXPECT_EQ(log.write(scratch / "out", 289).error().kind, FailureKind::kWrongUse);
  const ExportedLog another(300, "example.com/another");
  EXPECT_EQ(another.write(scratch / "out", 300).error().kind, FailureKind::kWrongUse);
  std::vector<Digest> rewritten;
  for (std::uint64_t i = 0; i < 300; ++i) rewritten.push_back(leaf_hash(exported_leaf(i == 7 ? 8 : i)));
  const LeafHashes roots(rewritten);
  const auto signer = note_signer("example.com/log", SigningKey(SecretKey()));
  const auto head = sign_checkpoint({"example.com/log", 300, *tree_root(roots, 300), {}}, *signer);
  EXPECT_EQ(export_tiles(scratch / "out", *head, roots, exported_leaf).error().kind, FailureKind::kContradiction);
  EXPECT_EQ(files_below(scratch / "out"), before);
  test::put(scratch / "checkpoint", "my own file\n");
  EXPECT_EQ(log.write(scratch / ".", 300).error().kind, FailureKind::kWrongUse);
}

TEST(TlogTiles, NoHeadIsPutOverRecordsThatAreNotUnderIt) {
  const ExportedLog log(300);
  const ScratchDirectory scratch;
  const auto signer = note_signer("example.com/log", SigningKey(SecretKey()));
  const auto wrong = sign_checkpoint({"example.com/log", 300, sha256("wrong"), {}}, *signer);
  EXPECT_EQ(export_tiles(scratch / "out", *wrong, log.roots(), exported_leaf).error().kind,
            FailureKind::kContradiction);
  const auto other = export_tiles(scratch / "out", log.head(300), log.roots(),
                                  [](std::uint64_t number) { return exported_leaf(number == 280 ? 281 : number); });
  EXPECT_EQ(other.error().kind, FailureKind::kContradiction);
  EXPECT_NE(other.error().message.find("280"), std::string::npos) << other.error().message;
  const auto failing =
      export_tiles(scratch / "out", log.head(300), log.roots(), [](std::uint64_t) -> Result<std::string> {
        return tl::unexpected(Failure{FailureKind::kNotReadable, "gone"});
      });
  EXPECT_EQ(failing.error().message, "gone");
  EXPECT_FALSE(std::filesystem::exists(scratch / "out/checkpoint"));
  const auto note = SignedNote::sign("no checkpoint\n", *signer);
  EXPECT_EQ(export_tiles(scratch / "out", *note, log.roots(), exported_leaf).error().kind, FailureKind::kWrongUse);
}

TEST(TlogTiles, WhicheverCallFailsTheOlderHeadStaysAndTheExportCanBeMadeAgain) {
  const ExportedLog log(600);
  std::size_t failed = 0;
  for (std::size_t call = 0;; ++call) {
    const ScratchDirectory scratch;
    ASSERT_TRUE(log.write(scratch / "out", 250));
    test::FaultyFiles faulty(call, call % 2 == 0 ? test::Fault::kRefused : test::Fault::kHalf, ENOSPC);
    const auto exported = log.write(scratch / "out", 600, faulty);
    if (!faulty.met()) {
      ASSERT_TRUE(exported) << exported.error().message;
      break;
    }
    if (!exported) ++failed;
    const auto checked = log.check(scratch / "out");
    ASSERT_TRUE(checked) << call << ": " << checked.error().message;
    EXPECT_TRUE(!exported || checked->checkpoint.size == 600) << call;
    ASSERT_TRUE(log.write(scratch / "out", 600));
    EXPECT_EQ(log.check(scratch / "out")->checkpoint.size, 600U) << call;
  }
  EXPECT_GT(failed, 20U);
}

TEST(TlogTiles, AllFilesAndTheirNamesAreSyncedBeforeTheHeadTakesItsName) {
  const ExportedLog log(300);
  const ScratchDirectory scratch;
  test::FaultyFiles files;
  ASSERT_TRUE(log.write(scratch / "out", 300, files));
  const auto& calls = files.log();
  const auto renamed = std::find(calls.begin(), calls.end(), "rename");
  ASSERT_NE(renamed, calls.end());
  EXPECT_EQ(std::find(renamed, calls.end(), "write"), calls.end());
  EXPECT_NE(std::find(renamed, calls.end(), "sync"), calls.end());
  // Five tiles and bundles, the head beside its name, and at least the directories of each.
  EXPECT_GE(std::count(calls.begin(), renamed, "sync"), 6 + 7);
}

/// What a byte of a file is of: the record, or the first of those that a hash is over.
std::uint64_t record_of(const std::string& file, std::size_t byte) {
  const bool second = file.find("/001") != std::string::npos;
  if (file.find("entries") != std::string::npos) return (second ? 256 : 0) + byte / 106;
  if (file.find("tile/1") != std::string::npos) return byte / 32 * 256;
  return (second ? 256 : 0) + byte / 32;
}

TEST(TlogTiles, ABitThatDiffersIsNamedWithItsFileAndRecord) {
  const ExportedLog log(300);
  const ScratchDirectory scratch;
  ASSERT_TRUE(log.write(scratch / "out", 300));
  const auto files = files_below(scratch / "out");
  std::mt19937 random(7);
  for (const auto& [name, contents] : files) {
    if (name == "checkpoint") continue;
    for (int i = 0; i < 60; ++i) {
      const std::size_t bit = random() % (8 * contents.size());
      test::flip_bit((scratch / "out") / name, bit);
      const auto checked = log.check(scratch / "out");
      ASSERT_FALSE(checked) << name << " " << bit;
      EXPECT_EQ(checked.error().kind, FailureKind::kDamaged);
      const std::string& message = checked.error().message;
      EXPECT_NE(message.find(name), std::string::npos) << name << ": " << message;
      const std::string number = "record " + std::to_string(record_of(name, bit / 8));
      const std::string numbers = "records " + std::to_string(record_of(name, bit / 8)) + " to ";
      EXPECT_TRUE(message.find(number + ' ') != std::string::npos || message.find(numbers) != std::string::npos)
          << name << " " << number << ": " << message;
      test::flip_bit((scratch / "out") / name, bit);
    }
  }
  EXPECT_TRUE(log.check(scratch / "out"));
}

TEST(TlogTiles, AFileThatIsMissingShortOrLongIsNamed) {
  const ExportedLog log(300);
  const ScratchDirectory scratch;
  ASSERT_TRUE(log.write(scratch / "out", 300));
  for (const auto& [name, contents] : files_below(scratch / "out")) {
    const std::filesystem::path path = (scratch / "out") / name;
    std::filesystem::remove(path);
    const auto missing = log.check(scratch / "out");
    ASSERT_FALSE(missing) << name;
    EXPECT_EQ(missing.error().kind, FailureKind::kNotFound) << name;
    EXPECT_NE(missing.error().message.find(name), std::string::npos) << missing.error().message;
    for (const std::string& other : {contents.substr(0, contents.size() - 1), contents + "x", contents + contents,
                                     contents.substr(0, contents.size() / 2), std::string()}) {
      test::put(path, other);
      const auto checked = log.check(scratch / "out");
      ASSERT_FALSE(checked) << name << " " << other.size();
      EXPECT_EQ(checked.error().kind, FailureKind::kDamaged) << name;
      EXPECT_TRUE(name == "checkpoint" || checked.error().message.find(name) != std::string::npos) << name;
    }
    test::put(path, contents);
  }
  EXPECT_TRUE(log.check(scratch / "out"));
}

/// Whoever changes a record and makes all hashes anew cannot sign the head.
TEST(TlogTiles, ARecordThatIsChangedWithAllItsTilesIsNotUnderTheHead) {
  const ExportedLog log(300);
  const ScratchDirectory scratch;
  const auto changed = [](std::uint64_t number) { return exported_leaf(number == 7 ? 8 : number); };
  std::vector<Digest> leaves;
  for (std::uint64_t i = 0; i < 300; ++i) leaves.push_back(leaf_hash(changed(i)));
  const LeafHashes roots(leaves);
  const auto forger = note_signer("example.com/log", *generate_signing_key());
  ASSERT_TRUE(export_tiles(scratch / "out",
                           *sign_checkpoint({"example.com/log", 300, *tree_root(roots, 300), {}}, *forger), roots,
                           changed));
  EXPECT_EQ(log.check(scratch / "out").error().kind, FailureKind::kWrongUse);
  test::put(scratch / "out/checkpoint", log.head(300).print());
  const auto checked = log.check(scratch / "out");
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().kind, FailureKind::kDamaged);
  EXPECT_NE(checked.error().message.find("checkpoint"), std::string::npos) << checked.error().message;
}

TEST(TlogTiles, OnlyEntriesThatAgreeWithTheirTileAreVisitedAndTheirRefusalEndsTheCheck) {
  const ExportedLog log(600);
  const ScratchDirectory scratch;
  ASSERT_TRUE(log.write(scratch / "out", 600));
  const auto refused = log.check(scratch / "out", [](std::uint64_t number, std::string_view) -> Result<void> {
    if (number < 10) return {};
    EXPECT_EQ(number, 10U);
    return tl::unexpected(Failure{FailureKind::kWrongUse, "refused"});
  });
  EXPECT_EQ(refused.error().message, "refused");
  test::flip_bit(scratch / "out/tile/entries/001", 8 * 106 * 3 + 100);
  std::uint64_t visited = 0;
  const auto damaged = log.check(scratch / "out", [&visited](std::uint64_t, std::string_view) -> Result<void> {
    ++visited;
    return {};
  });
  EXPECT_EQ(damaged.error().kind, FailureKind::kDamaged);
  EXPECT_EQ(visited, 256U);
}

}  // namespace
}  // namespace licet::record
