// Audiences whose customers have very many different answers.

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <string>
#include <tests/engine/licet/club_store.h>
#include <thread>
#include <vector>

namespace licet::tests {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::size_t kCategories = 9;
/// Of eight categories the answers fit into a record, of nine they do not.
constexpr std::size_t kCitationBytes = 42'000;

std::string category(std::size_t number) { return "data_" + std::to_string(number); }

/// Each category is forbidden by a rule of its own, that cites at length.
PolicySet long_winded_policy() {
  std::string text = "policy archive\n  version 1\n  time zone Europe/Berlin\npurpose news\naction send\n";
  std::string all;
  for (std::size_t i = 0; i < kCategories; ++i) {
    const std::string number = std::to_string(i);
    text += "data " + category(i) + "\nfact against_" + number + " \"Does not want it\" is yes or no\n";
    all += (i > 0 ? ", " : "") + category(i);
  }
  for (std::size_t i = 0; i < kCategories; ++i) {
    const std::string number = std::to_string(i);
    const std::string citation = "Annex " + number + ' ' + std::string(kCitationBytes, 'x');
    text += "rule refused_" + number + "\n  forbid send\n  for news\n  with " + category(i) + "\n  when against_" +
            number + "\n  because " + citation + ", " + citation + '\n';
  }
  text += "rule wanted\n  permit send\n  for news\n  with " + all + '\n';
  text += "retention kept\n  keep " + all + "\n  at least 1 year after collection\n  then erase\n";
  const ScratchDirectory scratch;
  std::filesystem::create_directories(scratch.store());
  std::ofstream(scratch.store() / "archive.licet") << text;
  const auto policy = PolicySet::load(scratch.store() / "archive.licet");
  if (!policy) std::abort();
  return *policy;
}

Request about(std::size_t categories) {
  Request request;
  request.action = "send";
  request.purpose = "news";
  for (std::size_t i = 0; i < categories; ++i) request.data.push_back(category(i));
  return request;
}

/// One customer for each set of categories.
std::vector<std::string> events() {
  std::vector<std::string> lines;
  for (std::size_t customer = 0; customer < std::size_t{1} << kCategories; ++customer) {
    for (std::size_t i = 0; i < kCategories; ++i) {
      lines.push_back(R"({"event":"fact","customer":"c)" + std::to_string(customer) + R"(","fact":"against_)" +
                      std::to_string(i) + R"(","value":)" + ((customer >> i & 1U) != 0 ? "true}" : "false}"));
    }
  }
  return lines;
}

class LargeAudience : public ClubStore {
 protected:
  LargeAudience() {
    for (const std::string& line : events()) all_good_ = all_good_ && store_->record_json(line, long_winded_);
  }

  const PolicySet long_winded_ = long_winded_policy();
  bool all_good_ = true;
};

TEST_F(LargeAudience, WithMoreDifferentAnswersThanARecordHoldsIsRefusedWhileItIsDecidedAndLeavesNothing) {
  ASSERT_TRUE(all_good_);
  const std::uint64_t records = store_->records();
  for (const bool is_recorded : {true, false}) {
    AudienceOptions options;
    options.record = is_recorded;
    const auto audience = store_->audience(about(kCategories), long_winded_, options);
    ASSERT_FALSE(audience);
    EXPECT_EQ(failure_of(audience.error()).kind, FailureKind::kLimit);
    EXPECT_THAT(failure_of(audience.error()).message, HasSubstr("fewer data categories at a time"));
  }
  EXPECT_EQ(store_->records(), records);
  EXPECT_THAT(files_of_runs(), IsEmpty());
}

TEST_F(LargeAudience, AskedBySeveralAtOnceBreaksNobodysRecord) {
  ASSERT_TRUE(all_good_);
  constexpr std::size_t kThreads = 4;
  std::vector<std::optional<std::uint64_t>> records(kThreads);
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < kThreads; ++i) {
      threads.emplace_back([&, i] {
        AudienceOptions options;
        options.threads = 1;
        const auto audience = store_->audience(about(kCategories - 1), long_winded_, options);
        if (audience) records[i] = audience->record;
      });
    }
  }
  for (const auto& record : records) {
    ASSERT_TRUE(record);
    const auto outcome = store_->audience_outcome(*record, "c1");
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->group.rule, "refused_0");
  }
  EXPECT_THAT(files_of_runs(), SizeIs(kThreads));
  ASSERT_TRUE(store_->close());
  EXPECT_THAT(flaws(), IsEmpty());
}

}  // namespace
}  // namespace licet::tests
