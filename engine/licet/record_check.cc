#include <engine/licet/at_the_door.h>
#include <engine/licet/index_check.h>
#include <licet/record_check.h>
#include <utility>

namespace licet {
namespace {

RecordCheck check_of(record::LogReport&& report) {
  RecordCheck check;
  check.records = report.records;
  check.events = report.events;
  check.decisions = report.decisions;
  check.erased = report.erased;
  check.segments = report.segments;
  check.bytes = report.bytes;
  if (report.root != Digest{}) check.root = "sha256:" + to_hex(report.root);
  check.contents_checked = report.payloads_opened;
  for (record::LogFinding& finding : report.findings) {
    check.findings.push_back({finding.record, std::move(finding.file), std::move(finding.message)});
  }
  return check;
}

Result<RecordCheck> check_all(const std::filesystem::path& directory, const std::filesystem::path& master_key,
                              const std::filesystem::path& signing_key) {
  // The index first: a writer beside may go on between the two, and the record is always ahead.
  record::LogOptions options;
  options.master_key = master_key;
  options.signing_key = signing_key;
  // What keeps it from being opened is told by the check of the record.
  auto log = record::Log::open(directory, options);
  const auto index = read_index(directory, log ? &*log : nullptr);
  if (!index && index.error().kind != FailureKind::kDamaged) return tl::unexpected(index.error());
  auto report = record::verify_log(directory, options);
  if (!report) return tl::unexpected(std::move(report.error()));
  std::vector<RecordFinding> contradictions;
  std::optional<std::uint64_t> rows;
  if (!index) {
    contradictions.push_back({std::nullopt, (directory / "facts").string(), index.error().message});
  } else if (*index) {
    contradictions = compare_index(**index, *report, directory);
    rows = (*index)->rows;
  }
  RecordCheck check = check_of(std::move(*report));
  check.index_rows = rows;
  for (RecordFinding& finding : contradictions) check.findings.push_back(std::move(finding));
  return check;
}

}  // namespace

Result<RecordCheck> check_record(const std::filesystem::path& directory, const std::filesystem::path& master_key,
                                 const std::filesystem::path& signing_key) {
  return at_the_door([&] { return check_all(directory, master_key, signing_key); },
                     [](Failure failure) -> Result<RecordCheck> { return tl::unexpected(std::move(failure)); });
}

}  // namespace licet
