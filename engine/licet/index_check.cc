#include <engine/licet/index_check.h>
#include <fmt/core.h>

namespace licet {
namespace {

constexpr const char* kIndexName = "facts";

/// `text` has a place for how many.
void tell(std::vector<RecordFinding>& findings, const std::filesystem::path& directory, const IndexContents::Flaw& flaw,
          fmt::format_string<const std::uint64_t&> text) {
  if (flaw.entries == 0) return;
  findings.push_back({flaw.record, (directory / kIndexName).string(), fmt::format(text, flaw.entries)});
}

}  // namespace

std::vector<RecordFinding> compare_index(const IndexContents& index, const record::LogReport& record,
                                         const std::filesystem::path& directory) {
  std::vector<RecordFinding> findings;
  const auto found = [&](std::optional<std::uint64_t> number, std::string message) {
    findings.push_back({number, (directory / kIndexName).string(), std::move(message)});
  };
  tell(findings, directory, index.damaged_rows, "Of the rows of the index {} are not as they were written.");
  tell(findings, directory, index.damaged_ids, "Of the ids of events in the index {} are not as they were written.");
  tell(findings, directory, index.damaged_known,
       "Of the entries by which the index knows rows and ids {} are not as they were written.");
  if (index.damaged_erasures.entries != 0) {
    found(index.damaged_erasures.record, "What the index says of those who were erased is not as it was written.");
  }
  if (index.damaged_dates.entries != 0) {
    found({}, "What the index says of what falls due by date is not as it was written.");
  }
  tell(findings, directory, index.undated_rows,
       "Of the rows of the index {} do not stand under the day on which something of them falls due.");
  tell(findings, directory, index.strange_dates,
       "Of the entries of the index by date {} stand under a day that their row does not name.");
  tell(findings, directory, index.strange_rows,
       "Of the rows of the index {} stand under another customer or device, or have the key of another.");
  tell(findings, directory, index.strange_ids,
       "Of the ids of events in the index {} name a record that is no event with that id and content.");
  tell(findings, directory, index.unknown_rows,
       "Of the rows of the index {} have no entry by which they are known, or a wrong one.");
  tell(findings, directory, index.unknown_ids,
       "Of the ids of events in the index {} have no entry by which they are known, or a wrong one.");
  if (index.lines_of_known != index.lines_of_rows + index.lines_of_ids) {
    found({}, fmt::format("The index has {} rows and {} ids of events, but {} entries by which it knows them.",
                          index.lines_of_rows, index.lines_of_ids, index.lines_of_known));
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
