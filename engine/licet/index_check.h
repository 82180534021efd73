#pragma once
// Does the index of a store contradict itself, or the record?
//
// Private to engine/licet. Thread rule: pure but for the file system; beside a writer it reads short snapshots.

#include <engine/facts/fact_index.h>
#include <engine/record/log_verify.h>
#include <filesystem>
#include <licet/record_check.h>
#include <optional>

namespace licet {

/// What the entries of an index say of each other and of the record.
struct IndexContents {
  /// Entries that are not as they must be.
  struct Flaw {
    std::uint64_t entries = 0;
    std::optional<std::uint64_t> record;  ///< the first that one of them names, if that matters
  };

  facts::Marker marker;  ///< before anything else was read
  std::uint64_t rows = 0;
  std::uint64_t events = 0;         ///< that rows name
  std::uint64_t past_the_last = 0;  ///< 1 more than the greatest number of a record; 0 without any
  std::uint64_t lines_of_rows = 0;  ///< in one snapshot, damaged or not, as the two after it
  std::uint64_t lines_of_ids = 0;
  std::uint64_t lines_of_known = 0;
  Flaw damaged_rows;
  Flaw damaged_ids;
  Flaw damaged_known;
  Flaw damaged_erasures;  ///< who was erased: at most one finding of the whole table
  Flaw damaged_dates;     ///< what falls due by date: likewise
  Flaw undated_rows;      ///< that do not stand under the day that they name
  Flaw strange_dates;     ///< entries by date whose row does not name their day
  // Only with a log:
  Flaw strange_rows;  ///< whose key or slot is not that of their customer or device
  Flaw unknown_rows;  ///< whose entry in `known` is missing or another
  Flaw strange_ids;   ///< whose record is no event with that id and content
  Flaw unknown_ids;   ///< whose entry in `known` is missing or another
};

/// Reads every entry. With `log`, which is open for reading and is refreshed, entries are compared with what they stand
/// for; null where there is no master key, or the record cannot be read. None if there is no index, or the number in
/// `keys` by which it is known cannot be read. kDamaged if it cannot be gone through; kNotReadable, kWrongUse.
Result<std::optional<IndexContents>> read_index(const std::filesystem::path& directory, record::Log* log);

/// What contradicts itself or the record, which was read after the index.
std::vector<RecordFinding> compare_index(const IndexContents& index, const record::LogReport& record,
                                         const std::filesystem::path& directory);

}  // namespace licet
