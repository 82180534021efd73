// A store that was written before the language had additions: data/store_of_version_1/README.md.

#include <engine/decide/ready_set.h>
#include <engine/exchange/request_json.h>
#include <engine/facts/durable_store.h>
#include <engine/licet/due_dates.h>
#include <fstream>
#include <tests/engine/licet/policy_fixture.h>

namespace licet::tests {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMapBytes = std::uintmax_t{64} << 20U;
/// 2027-01-01T00:00:00Z, after everything in the store was recorded.
constexpr Instant kLater{1'798'761'600'000'000};

fs::path data() { return fs::path(LICET_SOURCE_DIR) / "tests/engine/licet/data/store_of_version_1"; }

std::vector<std::string> lines_of(const char* name) {
  std::ifstream file(data() / name);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  EXPECT_FALSE(lines.empty()) << name;
  return lines;
}

PolicySet policy_of(const char* name) {
  auto policy = PolicySet::load(data() / name);
  if (!policy) std::abort();
  return *policy;
}

/// Without what names the time zone data of the machine, and the record.
std::string answer_of(const std::string& line) { return line.substr(0, line.find(R"(,"policy":)")); }

class OlderStore : public testing::Test {
 protected:
  void SetUp() override {
    fs::copy(data() / "store", scratch_.store(), fs::copy_options::recursive);
    fs::copy(data() / "keys", keys_, fs::copy_options::recursive);
    for (const auto& entry : fs::recursive_directory_iterator(scratch_.store())) own(entry.path());
    for (const auto& entry : fs::recursive_directory_iterator(keys_)) own(entry.path());
    fs::resize_file(scratch_.store() / "facts/1/data.mdb", kMapBytes);
  }

  static void own(const fs::path& path) {
    const bool is_directory = fs::is_directory(path);
    fs::permissions(path, is_directory ? fs::perms::owner_all : fs::perms::owner_read | fs::perms::owner_write);
  }

  Store open() const {
    OpenOptions options;
    options.access = Access::kWrite;
    options.master_key = keys_ / "master.key";
    auto store = Store::open(scratch_.store(), options, clock_.clock());
    if (!store) ADD_FAILURE() << store.error().message;
    return std::move(store).value();
  }

  /// What the store answers to what it was asked when it was written.
  void expect_answers(Store& store, const PolicySet& policy) const {
    const auto requests = lines_of("requests.jsonl");
    const auto answers = lines_of("answers.jsonl");
    ASSERT_EQ(requests.size(), answers.size());
    for (std::size_t i = 0; i < requests.size(); ++i) {
      const auto decision = store.decide_json(requests[i], policy);
      ASSERT_TRUE(decision) << requests[i];
      EXPECT_EQ(answer_of(exchange::write_decision(*decision)), answer_of(answers[i]));
    }
  }

  void expect_due(const Store& store, const PolicySet& policy) const {
    const auto due = store.due(policy, Instant{1'775'001'600'000'000});
    ASSERT_TRUE(due);
    const auto lines = lines_of("due.jsonl");
    ASSERT_EQ(due->size(), lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) EXPECT_EQ(exchange::write_due((*due)[i]), lines[i]);
  }

  void expect_sound() const {
    const auto check = check_record(scratch_.store(), keys_ / "master.key");
    ASSERT_TRUE(check) << check.error().message;
    for (const RecordFinding& finding : check->findings) ADD_FAILURE() << finding.message;
  }

  const ScratchDirectory scratch_;
  const ScratchDirectory key_scratch_;
  const fs::path keys_ = key_scratch_.store();
  const HandClock clock_{kLater};
};

TEST_F(OlderStore, OpensAndAnswersTheSame) {
  const PolicySet policy = policy_of("shop.licet");
  Store store = open();
  expect_due(store, policy);
  expect_answers(store, policy);
  ASSERT_TRUE(store.close());
  expect_sound();
}

TEST_F(OlderStore, FindsWhatIsDueByDateOnceItsRowsHaveDates) {
  facts::DurableOptions options;
  options.log.access = record::LogAccess::kWrite;
  options.log.master_key = keys_ / "master.key";
  auto store = facts::DurableStore::open(scratch_.store(), options);
  ASSERT_TRUE(store) << store.error().message;
  const PolicySet policy = policy_of("shop.licet");
  const facts::FoldRules rules({policy.shared(), &policy.ready().fold_plan()});
  const facts::DueRules due = due_dates(policy);
  const auto nothing = [](const facts::Holder&, const facts::HolderView&) -> Result<void> { return {}; };
  EXPECT_FALSE(store->visit_due(rules, due.key, kLater, nothing)->by_date);
  while (*store->date_rows(rules, due, false)) continue;
  EXPECT_TRUE(store->visit_due(rules, due.key, kLater, nothing)->by_date);
  ASSERT_TRUE(store->close());
  store = tl::unexpected(Failure{});
  expect_sound();
  Store opened = open();
  expect_due(opened, policy);
  const auto by_date = opened.due({Instant{1'775'001'600'000'000}, true, {}}, policy);
  ASSERT_TRUE(by_date);
  const auto everything = opened.due(policy, by_date->at);
  ASSERT_TRUE(everything);
  std::size_t expected = 0;
  for (const DueEntry& entry : *everything) expected += entry.due <= by_date->at ? 1U : 0U;
  EXPECT_EQ(by_date->lines.size(), expected);
}

TEST_F(OlderStore, AnswersTheSameFromItsRecordAlone) {
  fs::remove_all(scratch_.store() / "facts");
  const PolicySet policy = policy_of("shop.licet");
  Store store = open();
  expect_due(store, policy);
  expect_answers(store, policy);
}

TEST_F(OlderStore, KeepsItsRowsUnderASetWithoutAdditionsAndFoldsThemUnderOneWith) {
  facts::DurableOptions options;
  options.log.access = record::LogAccess::kWrite;
  options.log.master_key = keys_ / "master.key";
  auto store = facts::DurableStore::open(scratch_.store(), options);
  ASSERT_TRUE(store) << store.error().message;
  EXPECT_EQ(store->touched(), 0U);
  for (const auto& [name, folded] : {std::pair("shop.licet", 0U), std::pair("additions.licet", 4U)}) {
    const auto set = decide::load_ready_set(data() / name);
    ASSERT_TRUE(set && set->policy) << name;
    const facts::FoldRules rules(std::shared_ptr<const facts::FoldPlan>(set->policy, &set->policy->fold_plan()));
    const auto rows = store->fold_rows(rules);
    ASSERT_TRUE(rows) << rows.error().message;
    EXPECT_EQ(*rows, folded) << name;
  }
}

TEST_F(OlderStore, TakesEventsOfALaterSetAndStillAnswersTheSame) {
  const PolicySet before = policy_of("shop.licet");
  const PolicySet later = policy_of("additions.licet");
  const char* const events[] = {
      R"({"event":"fact","recipient":"mail_vendor","fact":"certified","value":true})",
      R"({"event":"collected","customer":"anna","data":["invoice"],"item":"4711"})",
      R"({"event":"fact","customer":"anna","fact":"invoice_date","value":"2026-05-01","item":"4711"})",
      R"({"event":"hold","customer":"anna","data":["contact"],"at":"2026-12-01T10:00:00Z"})",
  };
  {
    Store store = open();
    for (const char* const event : events) {
      const auto taken = store.record_json(event, later);
      EXPECT_TRUE(taken) << event;
      const bool of_any_set = std::string_view(event).find("\"hold\"") != std::string_view::npos;
      EXPECT_EQ(store.record_json(event, before).has_value(), of_any_set) << event;
    }
    expect_answers(store, before);
    ASSERT_TRUE(store.close());
  }
  expect_sound();
  Store store = open();
  expect_answers(store, before);
  const std::string sent =
      R"({"customer":"anna","action":"send","purpose":"newsletter","channel":"email","data":["contact"])"
      R"(,"recipient":"mail_vendor"})";
  const auto decision = store.decide_json(sent, later);
  ASSERT_TRUE(decision);
  EXPECT_EQ(decision->rule, "newsletter");
  const auto due = store.due(later, Instant{kLater.micros + 1'000'000});
  ASSERT_TRUE(due);
  std::string anna;
  for (const DueEntry& entry : *due) {
    if (entry.customer == "anna")
      anna += entry.data + (entry.item ? " " + *entry.item : "") + (entry.suspended ? "! " : " ");
  }
  EXPECT_EQ(anna, "email_address! invoice 4711 proof of newsletter_consent ");
}

}  // namespace
}  // namespace licet::tests
