#pragma once
// A log with a signing key, and what is wrong with its heads put there by hand.

#include <engine/record/head_keeper.h>
#include <engine/record/signed_head.h>
#include <tests/engine/record/log_fixture.h>

namespace licet::test {

inline record::NoteKey witness_key(const record::NoteSigner& witness) {
  return *record::note_key(witness.key.name, record::NoteKeyType::kEd25519, witness.key.key);
}

class HeadFixture : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(record::make_signing_key(key(), "example.org/log"));
    log_.emplace(open(record::LogAccess::kCreate));
    grow(0, 40);
  }

  record::LogOptions options(record::LogAccess access) const {
    record::LogOptions options = log_options(access, 8192);
    options.signing_key = key();
    return options;
  }
  record::Log open(record::LogAccess access) {
    auto log = record::Log::open(directory(), options(access), files_);
    EXPECT_TRUE(log) << log.error().message;
    return std::move(*log);
  }
  void grow(int from, int until) {
    for (int batch = from; batch < until; ++batch) ASSERT_TRUE(append(*log_, batch_contents(batch)));
  }
  void close() {
    ASSERT_TRUE(log_->close());
    log_.reset();
  }
  record::HeadKeeper keeper() { return {directory(), key(), files_}; }
  record::SignedHead sign() {
    auto head = keeper().sign(*log_);
    EXPECT_TRUE(head) << head.error().message;
    return std::move(*head);
  }
  /// Refused with all of these words, and neither of the two heads was touched.
  void expect_refusal(const Contents& words) {
    const std::string before = contents_of(newest()) + '|' + contents_of(second());
    const auto signed_head = keeper().sign(*log_);
    ASSERT_FALSE(signed_head);
    EXPECT_EQ(signed_head.error().kind, FailureKind::kDamaged);
    for (const std::string& word : words) {
      EXPECT_NE(signed_head.error().message.find(word), std::string::npos)
          << word << ": " << signed_head.error().message;
    }
    EXPECT_NE(signed_head.error().message.find("Nothing is signed"), std::string::npos);
    EXPECT_EQ(contents_of(newest()) + '|' + contents_of(second()), before);
  }
  record::TrustedLog trusted() const { return record::read_signing_keys(key())->log(); }

  std::filesystem::path directory() const { return scratch_ / "s"; }
  std::filesystem::path key() const { return scratch_ / "sign.key"; }
  std::filesystem::path newest() const { return record::newest_head_path(directory()); }
  std::filesystem::path second() const { return record::second_head_path(key()); }
  record::SignedHead read(const std::filesystem::path& path) const {
    auto head = record::read_head(path, record::system_files());
    EXPECT_TRUE(head && *head) << path;
    return std::move(**head);
  }

  ScratchDirectory scratch_;
  FaultyFiles files_;  ///< without faults; does not sync
  std::optional<record::Log> log_;
};

}  // namespace licet::test
