#include <engine/record/log_tree.h>
#include <engine/record/tlog_tiles.h>
#include <tests/engine/record/head_fixture.h>

namespace licet::record {
namespace {

using LogExport = test::HeadFixture;

/// Leaf by leaf from the disk, and the tree from the log's indexes and memory.
TEST_F(LogExport, IsWhatItsHeadWasSignedOverAndIsContinued) {
  const std::filesystem::path target = scratch_ / "tiles";
  std::uint64_t before = 0;
  for (int round = 0; round < 3; ++round) {
    const SignedHead head = sign();
    const LogTree tree(*log_, head.checkpoint.size);
    const auto entries = [this](std::uint64_t number) { return log_->leaf(number); };
    const auto exported = export_tiles(target, head.note, tree, entries, files_);
    ASSERT_TRUE(exported) << exported.error().message;
    EXPECT_EQ(exported->before, before);
    EXPECT_EQ(exported->size, head.checkpoint.size);
    const auto checked = check_tiles(
        target, trusted(),
        [this](std::uint64_t number, std::string_view entry) -> Result<void> {
          EXPECT_EQ(entry, *log_->leaf(number));
          return {};
        },
        files_);
    ASSERT_TRUE(checked) << checked.error().message;
    EXPECT_EQ(checked->checkpoint, head.checkpoint);
    before = head.checkpoint.size;
    grow(0, 150);
  }
}

}  // namespace
}  // namespace licet::record
