#pragma once
// A small store's record in a directory of the test's own.

#include <algorithm>
#include <engine/record/durable_end.h>
#include <engine/record/log.h>
#include <engine/record/log_verify.h>
#include <engine/record/segment.h>
#include <filesystem>
#include <gtest/gtest.h>
#include <string>
#include <tests/engine/record/faulty_files.h>
#include <tests/engine/record/scratch_directory.h>
#include <vector>

namespace licet::test {

using Contents = std::vector<std::string>;

inline constexpr Instant kBegin{1'700'000'000'000'000};

inline record::LogOptions log_options(record::LogAccess access, std::uint64_t segment_bytes = 4096) {
  record::LogOptions options;
  options.access = access;
  options.segment_bytes = segment_bytes;
  return options;
}

inline record::KeyedHash holder(std::uint8_t number) {
  record::KeyedHash hash{};
  hash.fill(number);
  return hash;
}

inline record::Draft draft(std::string content, record::Slot slot = record::kStoreSlot) {
  record::Draft made;
  made.slot = slot;
  made.content = std::move(content);
  return made;
}

inline std::vector<record::Draft> drafts_of(const Contents& contents, record::Slot slot = record::kStoreSlot) {
  std::vector<record::Draft> drafts;
  for (const std::string& content : contents) drafts.push_back(draft(content, slot));
  return drafts;
}

inline Result<void> append(record::Log& log, const std::vector<record::Draft>& drafts) {
  const Instant time = log.next_batch_time(kBegin);
  return log.append(drafts, time, time);
}

inline Result<void> append(record::Log& log, const Contents& contents, record::Slot slot = record::kStoreSlot) {
  return append(log, drafts_of(contents, slot));
}

inline Contents contents_of_log(const record::Log& log) {
  Contents contents;
  const auto visited = log.visit(0, log.end().records, [&contents](record::OpenedRecord record) -> Result<void> {
    EXPECT_EQ(record.number, contents.size());
    contents.push_back(std::move(record.content));
    return {};
  });
  EXPECT_TRUE(visited) << visited.error().message;
  return contents;
}

/// Opens, reads all, and closes again; what went wrong in place of it.
inline Result<Contents> reopened_contents(const std::filesystem::path& directory, record::LogAccess access) {
  const auto log = record::Log::open(directory, log_options(access));
  if (!log) return tl::unexpected(log.error());
  return contents_of_log(*log);
}

inline Contents findings_of(const std::filesystem::path& directory) {
  Contents findings;
  const auto report = record::verify_log(directory);
  if (!report) return {report.error().message};
  for (const auto& finding : report->findings) findings.push_back(finding.message);
  return findings;
}

inline void copy_store(const std::filesystem::path& from, const std::filesystem::path& to) {
  std::filesystem::remove_all(to);
  std::filesystem::copy(from, to, std::filesystem::copy_options::recursive);
}

/// Batches of one to three records over several segments: "0.0", "1.0", "1.1", …
inline Contents batch_contents(int batch) {
  Contents contents;
  for (int i = 0; i <= batch % 3; ++i) {
    contents.push_back(std::to_string(batch) + "." + std::to_string(i) +
                       std::string(static_cast<std::size_t>(50 * i), 'x'));
  }
  return contents;
}

}  // namespace licet::test
