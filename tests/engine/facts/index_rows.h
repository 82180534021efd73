#pragma once
// An index in a directory of a test's own, and rows that can be told apart.

#include <engine/base/digest.h>
#include <engine/facts/fact_index.h>
#include <gtest/gtest.h>
#include <string>
#include <tests/engine/record/scratch_directory.h>

namespace licet::test {

inline constexpr record::LogId kLog{1, 2, 3};

inline record::HolderHash hash_of(std::string_view what) {
  const Digest digest = sha256(what);
  record::HolderHash hash;
  std::copy_n(digest.begin(), hash.row.size(), hash.row.begin());
  std::copy_n(digest.begin() + hash.row.size(), hash.known.size(), hash.known.begin());
  return hash;
}
inline record::HolderHash holder(std::uint64_t number) { return hash_of("holder " + std::to_string(number)); }
inline record::HolderHash event_id(std::uint64_t number) { return hash_of("id " + std::to_string(number)); }

/// A row whose every event is `generation`, then what follows.
inline facts::IndexChange::Row row_of(std::uint64_t number, std::uint64_t generation, std::size_t events = 4) {
  facts::RowDraft draft;
  draft.slot = record::Slot{number + 1};
  draft.holder = {facts::HolderKind::kCustomer, "customer-" + std::to_string(number)};
  for (std::size_t i = 0; i < events; ++i) draft.events.push_back(generation + i);
  draft.state = facts::StateBuilder{}.pack();
  return {holder(number), draft.slot, facts::pack_row(draft, holder(number).row)};
}

inline facts::Marker marker_of(std::uint64_t records) {
  facts::Marker marker;
  marker.log = kLog;
  marker.records = records;
  marker.segment = 5;
  marker.bytes = records * 64;
  marker.recorded = {static_cast<std::int64_t>(records) - 1};
  marker.root.fill(static_cast<std::uint8_t>(records));
  marker.slots = records + 1;
  marker.fold_key.fill(0x5A);
  return marker;
}

/// Opens, or fails the test.
inline facts::FactIndex open_index(const std::filesystem::path& directory,
                                   const facts::IndexOptions& options = {true}) {
  auto index = facts::FactIndex::open(directory, kLog, options);
  EXPECT_TRUE(index) << (index ? "" : index.error().message);
  return std::move(index.value());
}

inline facts::IndexReader begun(const facts::FactIndex& index) {
  auto reader = index.reader();
  const auto begun = reader->begin();
  EXPECT_TRUE(begun) << (begun ? "" : begun.error().message);
  return std::move(*reader);
}

/// The first event of a row: what row_of() calls generation; 0 without a row.
inline std::uint64_t generation_of(const facts::IndexReader& reader, std::uint64_t number) {
  const auto row = reader.find(holder(number));
  EXPECT_TRUE(row) << (row ? "" : row.error().message);
  return row && *row ? (*row)->events().front() : 0;
}

}  // namespace licet::test
