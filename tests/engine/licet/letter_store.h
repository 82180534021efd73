#pragma once
// A store of its own under the policy set of letters.

#include <tests/engine/licet/policy_fixture.h>

namespace licet::tests {

inline constexpr const char* kRequestOfTwo =
    R"({"customer":"anna","device":"phone-77","action":"send","purpose":"news","channel":"email","data":["address"]})";

class LetterStore : public testing::Test {
 protected:
  Store open() {
    Result<Store> store = Store::open(scratch_.store(), Access::kCreate, clock_.clock());
    if (!store) std::abort();
    return std::move(*store);
  }
  void record(Store& store, std::string_view line) {
    ASSERT_TRUE(store.record_json(line, policy_).has_value()) << line;
  }
  /// The record's number.
  std::uint64_t decide(Store& store, std::string_view request = kRequestOfTwo, DecideOptions options = {}) {
    return store.decide_json(request, policy_, options)->record.value();
  }

  const ScratchDirectory scratch_;
  HandClock clock_;
  const PolicySet policy_ = letter_policy();
};

}  // namespace licet::tests
