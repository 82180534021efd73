// licet backup and licet restore, as an operator calls them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <tests/tools/program.h>

namespace licet::tests {
namespace {

using nlohmann::json;
using testing::HasSubstr;

namespace fs = std::filesystem;

constexpr const char* kKeys = " --master-key \"$SCRATCH/master\" --signing-key \"$SCRATCH/signing\" ";

class BackupCommands : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(command("log keygen --name shop.example/consents --store \"$SCRATCH/store\"").exit_status, 0);
    record("store", "eva");
    const Outcome made = command("backup --store \"$SCRATCH/store\" --format json \"$SCRATCH/backup\"");
    ASSERT_EQ(made.exit_status, 0) << made.messages;
    backup_ = json::parse(made.output);
  }
  Outcome command(const std::string& name) { return run(name + kKeys, scratch_); }
  void record(const std::string& store, const std::string& customer) {
    const std::string event = scratch_.file("event", R"({"event":"hold","customer":")" + customer + "\"}\n");
    const Outcome outcome = command("record --policy club --store \"$SCRATCH/" + store + "\" " + event);
    ASSERT_EQ(outcome.exit_status, 0) << outcome.messages;
  }
  Outcome restore(const std::string& options = "") {
    return command("restore \"$SCRATCH/backup\" \"$SCRATCH/restored\" " + options);
  }

  const Scratch scratch_;
  json backup_;
};

TEST_F(BackupCommands, TellAMachineWhatIsThere) {
  EXPECT_EQ(backup_["records"], 1);
  EXPECT_EQ(backup_["root"],
            json::parse(command("log checkpoint --store \"$SCRATCH/store\" --format json").output)["root"]);
  const Outcome outcome = restore("--format json");
  ASSERT_EQ(outcome.exit_status, 0) << outcome.messages;
  const json restored = json::parse(outcome.output);
  EXPECT_EQ(restored["backed_up"], backup_["at"]);
  EXPECT_EQ(restored["backed_up_root"], backup_["root"]);
  EXPECT_EQ(restored["records"], 1);
  EXPECT_EQ(restored["erasures"], 0);
  EXPECT_EQ(restored["head"], 1);
  EXPECT_TRUE(restored["old_origin"].is_null());
  record("restored", "bert");
  EXPECT_EQ(command("log verify --store \"$SCRATCH/restored\"").exit_status, 0);
}

TEST_F(BackupCommands, RefuseAnOlderBackupAndSayHowToGoOn) {
  record("store", "bert");
  const Outcome refused = restore();
  EXPECT_EQ(refused.exit_status, 2);
  EXPECT_EQ(refused.output, "");
  EXPECT_THAT(refused.messages, HasSubstr("has 1 record;"));
  EXPECT_THAT(refused.messages, HasSubstr("covers 2 records"));
  const Outcome older = restore("--older");
  EXPECT_EQ(older.exit_status, 0) << older.messages;
  EXPECT_THAT(older.output, HasSubstr("NAME must not be shop.example/consents"));
}

TEST_F(BackupCommands, ADamagedBackupIsAFindingAndWhatIsMissingIsWrongUse) {
  const std::string keys = read_file(scratch_.path() / "backup" / "keys");
  scratch_.file("backup/keys", keys.substr(1) + "x");
  const Outcome damaged = restore();
  EXPECT_EQ(damaged.exit_status, 1);
  EXPECT_THAT(damaged.messages, HasSubstr("keys is not as it was written"));
  scratch_.file("backup/keys", keys);
  fs::rename(scratch_.path() / "master.erased", scratch_.path() / "away");
  const Outcome without_list = restore();
  EXPECT_EQ(without_list.exit_status, 2);
  EXPECT_THAT(without_list.messages, HasSubstr("would be back in the store"));
  EXPECT_FALSE(fs::exists(scratch_.path() / "restored"));
  EXPECT_EQ(run("restore \"$SCRATCH/backup\" \"$SCRATCH/restored\"", scratch_).exit_status, 2);
  EXPECT_EQ(command("backup --store \"$SCRATCH/store\" \"$SCRATCH/backup\"").exit_status, 2);
}

}  // namespace
}  // namespace licet::tests
