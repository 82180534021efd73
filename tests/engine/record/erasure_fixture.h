#pragma once
// A log of three holders over several segments, of which the first is erased.

#include <engine/record/cipher.h>
#include <engine/record/layout.h>
#include <engine/record/record_frame.h>
#include <set>
#include <tests/engine/record/log_fixture.h>

namespace licet::test {

inline std::string erasure_content(record::Slot slot, record::Slot into = record::kStoreSlot) {
  return R"({"recorded":"2023-11-14T22:13:20Z","holder":")" + std::string(64, 'a') + R"(","slot":)" +
         std::to_string(static_cast<std::uint64_t>(slot)) + R"(,"at":"2023-11-14T22:13:20Z","into":)" +
         std::to_string(static_cast<std::uint64_t>(into)) + R"(,"kept":[],"ids":[],"done":true})";
}

inline record::Draft erasure(record::Slot slot, record::Slot into = record::kStoreSlot) {
  record::Draft made;
  made.kind = record::RecordKind::kErasure;
  made.content = erasure_content(slot, into);
  return made;
}

inline record::Draft kept(std::string content, record::Slot into) {
  record::Draft made;
  made.kind = record::RecordKind::kKept;
  made.slot = into;
  made.ends_unit = false;
  made.content = std::move(content);
  return made;
}

inline record::Draft kept(const record::Log& log, std::uint64_t number, record::Slot into) {
  const auto content = log.kept_content(number);
  EXPECT_TRUE(content) << content.error().message;
  return kept(content.value_or(std::string()), into);
}

inline constexpr record::Slot kErased{1};
/// Another holder's, whose records stand between.
inline constexpr record::Slot kOther{2};
/// What is kept of the erased holder: the first record.
inline constexpr std::uint64_t kKeptNumber = 0;

/// The bytes of a store's files.
inline std::map<std::filesystem::path, std::string> files_of(const std::filesystem::path& directory) {
  std::map<std::filesystem::path, std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    if (entry.is_regular_file()) files[entry.path()] = contents_of(entry.path());
  }
  return files;
}

inline void put_files(const std::map<std::filesystem::path, std::string>& files) {
  for (const auto& [path, bytes] : files) put(path, bytes);
}

/// Where a record stands.
struct Standing {
  std::filesystem::path file;
  std::size_t payload = 0;
  std::size_t bytes = 0;  ///< of the payload, without its CRC
};

inline Standing standing_of(const std::filesystem::path& directory, std::uint64_t number) {
  const auto segments = record::segments_in(directory, record::system_files());
  for (const std::uint64_t first : *segments) {
    const auto path = record::segment_path(directory, first);
    const std::string bytes = contents_of(path);
    std::size_t place = record::segment_header_bytes(first);
    while (const auto head = record::read_record_head(std::string_view(bytes).substr(place))) {
      if (head->leaf.number == number) return {path, place + record::kRecordHeadBytes, head->payload_bytes};
      place += static_cast<std::size_t>(head->bytes());
    }
  }
  ADD_FAILURE() << "no record " << number;
  return {};
}

class ErasureTest : public testing::Test {
 protected:
  void SetUp() override {
    record::Log log = open(record::LogAccess::kCreate);
    EXPECT_EQ(*log.new_slot(holder(0xC1)), kErased);
    EXPECT_EQ(*log.new_slot(holder(0xC2)), kOther);
    for (std::size_t i = 0; i < 24; ++i) {
      auto drafts = drafts_of({"of the one " + std::to_string(i), "of the other " + std::to_string(i)}, kErased);
      drafts.back().slot = kOther;
      ASSERT_TRUE(append(log, drafts));
    }
    contents_ = contents_of_log(log);
    numbers_ = *log.records_of(kErased);
    ASSERT_EQ(numbers_.size(), 24U);
    ASSERT_GT(record::segments_in(directory(), record::system_files())->size(), 2U);
    ASSERT_TRUE(log.close());
  }

  record::Log open(record::LogAccess access) { return open(access, files_); }
  record::Log open(record::LogAccess access, record::FileSystem& files) {
    auto log = record::Log::open(directory(), log_options(access), files);
    EXPECT_TRUE(log) << log.error().message;
    return std::move(*log);
  }
  std::filesystem::path directory() const { return scratch_ / "s"; }

  /// With what is kept.
  Result<void> append_erasure(record::Log& log) {
    const auto into = log.new_slot(holder(0xC1));
    if (!into) return tl::unexpected(into.error());
    const auto content = log.kept_content(kKeptNumber);
    if (!content) return tl::unexpected(content.error());
    return append(log, {kept(*content, *into), erasure(kErased, *into)});
  }

  /// Every record is as it was recorded; those of the erased holder may be erased, and must be with `done`.
  void expect_records(const record::Log& log, bool done) const {
    for (std::uint64_t number = 0; number < contents_.size(); ++number) {
      const auto read = log.read(number);
      ASSERT_TRUE(read) << read.error().message;
      const bool others = read->slot != kErased;
      if (others || done) {
        EXPECT_EQ(read->erased, !others) << number;
      }
      EXPECT_EQ(read->content, read->erased ? std::string() : contents_[number]) << number;
    }
    const auto visited = log.visit(0, log.end().records, [](const auto&) { return Result<void>(); });
    EXPECT_TRUE(visited) << visited.error().message;
  }

  /// All of an erasure is done, and what was kept is there.
  void expect_erased(const record::Log& log) const {
    expect_records(log, true);
    EXPECT_TRUE(log.is_erased(kErased).value());
    EXPECT_EQ(log.holder_of(kErased).value(), std::nullopt);
    const auto keeper = log.read(contents_.size());
    ASSERT_TRUE(keeper) << keeper.error().message;
    EXPECT_EQ(keeper->content, contents_[kKeptNumber]);
    EXPECT_EQ(keeper->kept_from, kKeptNumber);
    EXPECT_EQ(findings_of(directory()), Contents{});
  }

  test::ScratchDirectory scratch_;
  FaultyFiles files_;  ///< without faults, and without syncing
  Contents contents_;
  std::vector<std::uint64_t> numbers_;  ///< of the erased holder
};

}  // namespace licet::test
