#pragma once
// The policy set, the clock and the directory that the tests of the store share.

#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>
#include <licet/licet.h>
#include <memory>
#include <string>

namespace licet::tests {

inline PolicySet letter_policy() {
  auto policy = PolicySet::load(std::filesystem::path(LICET_SOURCE_DIR) / "tests/engine/licet/data/letter.licet");
  if (!policy) std::abort();
  return *policy;
}

/// 2026-03-01T12:00:00Z
inline constexpr Instant kNoon{1'772'366'400'000'000};
inline constexpr std::int64_t kSecond = 1'000'000;
inline constexpr std::int64_t kHour = 3'600 * kSecond;

/// A clock that stands still until it is set.
class HandClock {
 public:
  explicit HandClock(Instant now = kNoon) : now_(std::make_shared<Instant>(now)) {}
  void set(Instant now) { *now_ = now; }
  void advance(std::int64_t micros) { now_->micros += micros; }
  Clock clock() const {
    return [now = now_] { return *now; };
  }

 private:
  std::shared_ptr<Instant> now_;
};

/// A directory of its own, gone with this object.
class ScratchDirectory {
 public:
  ScratchDirectory() {
    std::string name = (std::filesystem::temp_directory_path() / "licet-store-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) std::abort();
    path_ = name;
  }
  ~ScratchDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  ScratchDirectory(const ScratchDirectory&) = delete;
  ScratchDirectory& operator=(const ScratchDirectory&) = delete;

  /// A directory that does not exist yet.
  std::filesystem::path store() const { return path_ / "store"; }

 private:
  std::filesystem::path path_;
};

inline constexpr const char* kGranted = R"({"event":"granted","customer":"anna","consent":"news_consent","id":"g1"})";
inline constexpr const char* kWithdrawn = R"({"event":"withdrawn","customer":"anna","consent":"news_consent"})";
inline constexpr const char* kRequest =
    R"({"customer":"anna","action":"send","purpose":"news","channel":"email","data":["address"]})";

inline Failure failure_of(const CallError& error) {
  const auto* failure = std::get_if<Failure>(&error);
  return failure != nullptr
             ? *failure
             : Failure{FailureKind::kWrongUse, "an InputError about " + std::get<InputError>(error).field};
}

inline std::string field_of(const CallError& error) {
  const auto* wrong = std::get_if<InputError>(&error);
  return wrong != nullptr ? wrong->field : "(a Failure)";
}

}  // namespace licet::tests
