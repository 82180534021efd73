#pragma once
// Is the index of a store as it was written, and does it know no more than the record?
//
// Private to engine/licet. Thread rule: pure but for the file system; beside a writer it reads short snapshots.

#include <engine/facts/fact_index.h>
#include <engine/record/log_verify.h>
#include <filesystem>
#include <licet/record_check.h>
#include <optional>

namespace licet {

/// What the rows of an index say of the record.
struct IndexContents {
  facts::Marker marker;  ///< before any row was read
  std::uint64_t rows = 0;
  std::uint64_t damaged = 0;        ///< rows
  std::uint64_t events = 0;         ///< that rows name
  std::uint64_t past_the_last = 0;  ///< 1 more than the greatest number of an event; 0 without any
};

/// Reads every row. None if there is no index, or the number in `keys` by which it is known cannot be read. kDamaged if
/// it cannot be gone through; kNotReadable, kWrongUse.
Result<std::optional<IndexContents>> read_index(const std::filesystem::path& directory);

/// What contradicts the record, which was read after the index.
std::vector<RecordFinding> compare_index(const IndexContents& index, const record::LogReport& record,
                                         const std::filesystem::path& directory);

}  // namespace licet
