#pragma once
// A store of a club's members, and the request that all of them are asked about.

#include <algorithm>
#include <cstdlib>
#include <licet/record_check.h>
#include <string>
#include <tests/engine/licet/policy_fixture.h>
#include <vector>

namespace licet::tests {

inline PolicySet club_policy() {
  auto policy = PolicySet::load(std::filesystem::path(LICET_SOURCE_DIR) / "tests/engine/licet/data/audience.licet");
  if (!policy) std::abort();
  return *policy;
}

inline Request newsletter() {
  Request request;
  request.action = "send";
  request.purpose = "news";
  request.channel = "email";
  request.data = {"address"};
  return request;
}

class ClubStore : public testing::Test {
 protected:
  ClubStore() : store_(open()) {}

  Store open(Access access = Access::kCreate) {
    Result<Store> store = Store::open(scratch_.store(), access, clock_.clock());
    if (!store) std::abort();
    return std::move(*store);
  }
  void reopen() {
    ASSERT_TRUE(store_->close());
    store_.reset();
    store_ = open();
  }
  void record(const std::string& line) { ASSERT_TRUE(store_->record_json(line, policy_)) << line; }
  void grow_up(const std::string& customer) {
    record(R"({"event":"fact","customer":")" + customer + R"(","fact":"adult","value":true})");
  }
  void consent(const std::string& customer) {
    record(R"({"event":"granted","consent":"news_consent","customer":")" + customer + "\"}");
  }
  Audience ask(const Request& request = newsletter(), AudienceOptions options = {}) {
    auto audience = store_->audience(request, policy_, options);
    EXPECT_TRUE(audience) << (audience ? "" : failure_of(audience.error()).message);
    return audience ? *audience : Audience{};
  }
  std::filesystem::path run_of(std::uint64_t record) const {
    std::string number = std::to_string(record);
    number.insert(0, 20 - number.size(), '0');
    return scratch_.store() / "audiences" / (number + ".run");
  }
  std::vector<std::string> files_of_runs() const {
    std::vector<std::string> names;
    std::error_code none;
    for (const auto& file : std::filesystem::directory_iterator(scratch_.store() / "audiences", none)) {
      names.push_back(file.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
  }
  std::vector<std::string> flaws() {
    const auto check = check_record(scratch_.store());
    EXPECT_TRUE(check);
    std::vector<std::string> messages;
    for (const RecordFinding& finding : check->findings) messages.push_back(finding.message);
    return messages;
  }

  const ScratchDirectory scratch_;
  HandClock clock_;
  const PolicySet policy_ = club_policy();
  std::optional<Store> store_;
};

}  // namespace licet::tests
