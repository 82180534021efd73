#pragma once
// A store of two customers whose keys stand elsewhere, its backup, and what is restored of it.

#include <filesystem>
#include <gmock/gmock.h>
#include <licet/backup.h>
#include <licet/record_check.h>
#include <licet/signed_heads.h>
#include <string>
#include <tests/engine/licet/policy_fixture.h>
#include <tests/engine/record/scratch_directory.h>
#include <tests/engine/record/stored_bytes.h>
#include <vector>

namespace licet::tests {
namespace fs = std::filesystem;
using test::contents_of;
using test::files_with;
using test::put;

inline PolicySet kept_retention_policy() {
  auto policy = PolicySet::load(fs::path(LICET_SOURCE_DIR) / "tests/engine/licet/data/kept.licet");
  if (!policy) std::abort();
  return *policy;
}

inline constexpr const char* kBackedUpEvents[] = {
    R"({"event":"granted","customer":"planted-anna","consent":"news_consent","at":"2026-01-10T09:00:00Z","id":"g1"})",
    R"({"event":"collected","customer":"planted-anna","data":["contact"],"at":"2026-01-10T09:00:00Z"})",
    R"({"event":"contacted","customer":"planted-anna","purposes":["news"],"at":"2026-01-20T09:00:00Z"})",
    R"({"event":"collected","customer":"planted-anna","data":["invoices"],"at":"2026-01-20T09:00:00Z"})",
    R"({"event":"fact","customer":"planted-anna","fact":"invoice_date","value":"2026-01-20","at":"2026-01-20T09:00:00Z"})",
    R"({"event":"collected","customer":"planted-anna","data":["clicks"],"at":"2025-06-01T09:00:00Z"})",
    R"({"event":"granted","customer":"planted-bert","consent":"news_consent","at":"2026-01-10T09:00:00Z"})",
    R"({"event":"contacted","customer":"planted-bert","purposes":["news"],"at":"2026-01-20T09:00:00Z"})",
};

class BackupTest : public testing::Test {
 protected:
  void SetUp() override {
    fs::create_directories(keys_);
    Store store = open(place_, Access::kCreate);
    for (const char* event : kBackedUpEvents) ASSERT_TRUE(store.record_json(event, policy_));
    decision_ = *decide(store, "planted-bert", true)->record;
    ASSERT_TRUE(store.close());
  }

  fs::path in_scratch(const char* name) const { return scratch_.store().parent_path() / name; }
  StorePlace restored_place() const { return {restored_, place_.master_key, place_.signing_key}; }

  Result<Store> try_open(const StorePlace& place, Access access = Access::kWrite) const {
    OpenOptions options{access, place.master_key};
    if (!place.signing_key.empty() && fs::exists(place.signing_key)) options.signing_key = place.signing_key;
    options.sign_every = std::chrono::seconds(0);
    return Store::open(place.directory, options, clock_.clock());
  }
  Store open(const StorePlace& place, Access access = Access::kWrite) const {
    Result<Store> store = try_open(place, access);
    if (!store) ADD_FAILURE() << store.error().message;
    if (!store) std::abort();
    return std::move(*store);
  }
  tl::expected<Decision, CallError> decide(Store& store, const std::string& customer, bool record = false) const {
    return store.decide_json(R"({"customer":")" + customer +
                                 R"(","action":"send","purpose":"news","channel":"email","data":["contact"],)"
                                 R"("at":"2026-03-01T12:00:00Z"})",
                             policy_, {.record = record});
  }
  bool is_permitted(Store& store, const std::string& customer) const {
    const auto decision = decide(store, customer);
    EXPECT_TRUE(decision);
    return decision && decision->outcome == Outcome::kPermit;
  }
  void record_in(const StorePlace& place, const std::string& customer) const {
    Store store = open(place);
    ASSERT_TRUE(store.record_json(R"({"event":"hold","customer":")" + customer + "\"}", policy_));
    const auto closed = store.close();
    ASSERT_TRUE(closed) << closed.error().message;
  }
  Result<void> record_closing(const StorePlace& place, const std::string& customer) const {
    auto store = try_open(place);
    if (!store) return tl::unexpected(store.error());
    const auto recorded = store->record_json(R"({"event":"hold","customer":")" + customer + "\"}", policy_);
    EXPECT_TRUE(recorded);
    return store->close();
  }
  void erase(const StorePlace& place, const std::string& customer) const {
    Store store = open(place);
    ErasureRequest request;
    request.customer = customer;
    ASSERT_TRUE(store.erase(request, policy_));
    ASSERT_TRUE(store.close());
  }
  void back_up_store() {
    fs::remove_all(backup_);
    const auto made = back_up(place_, backup_, clock_.clock());
    ASSERT_TRUE(made) << made.error().message;
  }
  void make_key() { ASSERT_TRUE(make_signing_key(place_, "shop.example/consents")); }
  Result<RestoredStore> restore_store(bool older = false) const {
    StorePlace place = restored_place();
    if (!fs::exists(place.signing_key)) place.signing_key.clear();
    return restore(backup_, place, {older});
  }
  void expect_sound(const StorePlace& place) const {
    const auto check = check_record(place.directory, place.master_key, place.signing_key);
    ASSERT_TRUE(check) << check.error().message;
    EXPECT_TRUE(check->contents_checked);
    EXPECT_TRUE(check->index_rows);
    for (const RecordFinding& finding : check->findings) ADD_FAILURE() << finding.message;
  }
  void expect_nothing_restored() const {
    EXPECT_FALSE(fs::exists(restored_));
    EXPECT_FALSE(fs::exists(restored_.string() + ".restoring"));
  }

  const ScratchDirectory scratch_;
  HandClock clock_;
  const PolicySet policy_ = kept_retention_policy();
  const fs::path keys_ = in_scratch("keys");
  const fs::path backup_ = in_scratch("backup");
  const fs::path restored_ = in_scratch("restored");
  StorePlace place_{scratch_.store(), keys_ / "master", keys_ / "signing"};
  std::uint64_t decision_ = 0;
};

}  // namespace licet::tests
