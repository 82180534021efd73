// A process that decides again beside the one that records: the index may be ahead of what it has seen of the record.

#include <engine/decide/ready_policy.h>
#include <engine/facts/durable_store.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <tests/engine/licet/policy_fixture.h>
#include <unistd.h>

namespace licet::replays {
namespace {

void record(const std::filesystem::path& directory, const PolicySet& policy, const char* line) {
  auto store = Store::open(directory, Access::kCreate);
  ASSERT_TRUE(store) << store.error().message;
  EXPECT_TRUE(store->record_json(line, policy));
  // Which writes the index.
  EXPECT_TRUE(store->close());
}

/// Has the store open while the writer goes on. 0 if it then still sees what it saw when it was opened.
int look_later(const std::filesystem::path& directory, const PolicySet& policy, int opened, int gone_on) {
  const auto store = facts::DurableStore::open(directory, {});
  char byte = 'o';
  if (!store || ::write(opened, &byte, 1) != 1 || ::read(gone_on, &byte, 1) != 1) return 1;
  const std::uint64_t basis = store->visible().records;
  std::size_t visited = 0;
  const auto visit = [&](const facts::Holder&, const facts::HolderView&) -> Result<void> {
    ++visited;
    return {};
  };
  const facts::FoldRules rules({policy.shared(), &policy.ready().fold_plan()});
  if (!store->visit(rules, {}, visit)) return 2;
  if (visited != 1) return 3;
  const auto history = store->history({facts::HolderKind::kCustomer, "anna"}, basis);
  if (!history) return 4;
  return history->size() == 1 ? 0 : 5;
}

TEST(Replays, BesideAWriterHistoriesAreReadThatTheIndexHasGoneBeyond) {
  const tests::ScratchDirectory scratch;
  const PolicySet policy = tests::letter_policy();
  record(scratch.store(), policy, tests::kGranted);
  int opened[2];
  int gone_on[2];
  ASSERT_TRUE(::pipe(opened) == 0 && ::pipe(gone_on) == 0);
  const pid_t child = ::fork();
  if (child == 0) ::_exit(look_later(scratch.store(), policy, opened[1], gone_on[0]));
  char byte = 0;
  ASSERT_EQ(::read(opened[0], &byte, 1), 1);
  record(scratch.store(), policy, tests::kWithdrawn);
  ASSERT_EQ(::write(gone_on[1], &byte, 1), 1);
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
  for (const int end : {opened[0], opened[1], gone_on[0], gone_on[1]}) ::close(end);
}

}  // namespace
}  // namespace licet::replays
