#include <algorithm>
#include <engine/licet/index_check.h>
#include <engine/record/key_slots.h>
#include <fmt/core.h>

namespace licet {
namespace {

constexpr const char* kIndexName = "facts";
/// Rows of one snapshot: docs/store_format.md, "The map".
constexpr std::size_t kRowsOfASnapshot = 1024;

/// The next key; none behind the last.
std::optional<record::KeyedHash> after(record::KeyedHash key) {
  for (std::size_t i = key.size(); i-- > 0;) {
    if (++key[i] != 0) return key;
  }
  return std::nullopt;
}

void count(IndexContents& index, const facts::RowView& row) {
  ++index.rows;
  index.events += row.events().size();
  if (!row.events().empty()) index.past_the_last = std::max(index.past_the_last, row.events().back() + 1);
}

/// The rows from `from` on, of one snapshot; gives where to go on.
Result<std::optional<record::KeyedHash>> read_rows(IndexContents& index, facts::IndexReader& reader,
                                                   const record::KeyedHash& from) {
  if (auto begun = reader.begin(); !begun) return tl::unexpected(std::move(begun.error()));
  const auto keys = reader.keys_from(from, kRowsOfASnapshot);
  if (!keys) return tl::unexpected(keys.error());
  for (const record::KeyedHash& key : *keys) {
    const auto row = reader.row(key);
    if (!row && row.error().kind != FailureKind::kDamaged) return tl::unexpected(row.error());
    if (row && *row) {
      count(index, **row);
    } else {
      ++index.damaged;
    }
  }
  if (keys->size() < kRowsOfASnapshot) return std::nullopt;
  return after(keys->back());
}

}  // namespace

Result<std::optional<IndexContents>> read_index(const std::filesystem::path& directory) {
  const auto log = record::read_log_id(directory, record::system_files());
  if (!log) return std::nullopt;
  const auto opened = facts::FactIndex::open(directory / kIndexName, *log);
  if (!opened && opened.error().kind == FailureKind::kNotFound) return std::nullopt;
  if (!opened) return tl::unexpected(opened.error());
  auto reader = opened->reader();
  if (!reader) return tl::unexpected(std::move(reader.error()));
  if (auto begun = reader->begin(); !begun) return tl::unexpected(std::move(begun.error()));
  const auto marker = reader->marker();
  if (!marker) return tl::unexpected(marker.error());
  IndexContents index;
  index.marker = *marker;
  std::optional<record::KeyedHash> from = record::KeyedHash{};
  while (from) {
    const auto next = read_rows(index, *reader, *from);
    if (!next) return tl::unexpected(next.error());
    from = *next;
  }
  return index;
}

std::vector<RecordFinding> compare_index(const IndexContents& index, const record::LogReport& record,
                                         const std::filesystem::path& directory) {
  std::vector<RecordFinding> findings;
  const auto found = [&](std::optional<std::uint64_t> number, std::string message) {
    findings.push_back({number, (directory / kIndexName).string(), std::move(message)});
  };
  if (index.damaged != 0) {
    found({}, fmt::format("Of the rows of the index {} are not as they were written.", index.damaged));
  }
  if (index.marker.records > record.records) {
    found(record.records, fmt::format("The index has taken in {} records, but the record has only {}.",
                                      index.marker.records, record.records));
  }
  if (index.past_the_last > record.records) {
    found(index.past_the_last - 1, fmt::format("The index names record {}, but the record has only {}.",
                                               index.past_the_last - 1, record.records));
  }
  // An index that has taken in everything names every event that is left.
  const bool comparable = record.findings.empty() && findings.empty() && index.marker.records == record.records;
  if (comparable && record.records != 0 && index.marker.root != record.root) {
    found({}, "The index was made from another record.");
  } else if (comparable && record.erased == 0 && index.events != record.events) {
    found({}, fmt::format("The index names {} events, but the record has {}.", index.events, record.events));
  }
  return findings;
}

}  // namespace licet
