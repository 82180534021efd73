#pragma once
// Verifying one segment after the other, going on after what is wrong. Private to engine/record.
//
// Thread rule: one thread at a time.

#include <array>
#include <cstdint>
#include <engine/record/audience_names.h>
#include <engine/record/durable_end.h>
#include <engine/record/erasure_names.h>
#include <engine/record/erasure_search.h>
#include <engine/record/head_verification.h>
#include <engine/record/kept_verification.h>
#include <engine/record/key_slots.h>
#include <engine/record/log_verify.h>
#include <engine/record/merkle_tree.h>
#include <engine/record/payload.h>
#include <engine/record/segment.h>
#include <engine/record/store_keys.h>
#include <filesystem>
#include <licet/result.h>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace licet::record {

/// What is to be verified of a segment.
struct SegmentExtent {
  std::uint64_t first = 0;
  std::optional<std::uint64_t> next;  ///< number behind its last record, where it is known
  std::uint64_t bytes = 0;            ///< those behind are not read
  bool sealed = false;
};

class SegmentVerification {
 public:
  /// `slots` and `erasures` are null without the master key. Each head is compared with the tree.
  SegmentVerification(std::filesystem::path directory, const LogId& log, const KeySlots* slots,
                      const ErasureSearch* erasures, const EndSectors& sectors, HeadVerification& heads,
                      LogReport& report, FileSystem& files)
      : directory_(std::move(directory)),
        log_(log),
        slots_(slots),
        erasures_(erasures),
        sectors_(sectors),
        heads_(&heads),
        report_(&report),
        files_(&files) {}

  /// Segments in order. kNotReadable, kWrongUse.
  Result<void> verify(const SegmentExtent& extent);

  /// Of all records so far; none if a leaf could not be read.
  const std::optional<MerkleTree>& tree() const { return tree_; }
  std::uint64_t records() const { return next_; }
  /// What records of kind kKept hold.
  const KeptVerification& kept() const { return kept_; }
  /// What each record of kind kAudience names, by its number; only with the master key.
  const std::map<std::uint64_t, AudienceNames>& audiences() const { return audiences_; }
  /// Each policy set that was named, with the first record that did.
  const std::map<Digest, std::uint64_t>& policies() const { return policies_; }

 private:
  Result<void> header(const OpenFile& file, const SegmentExtent& extent);
  Result<void> records(const OpenFile& file, const SegmentExtent& extent);
  Result<void> index(const SegmentExtent& extent);
  /// All of a record but its payload.
  void envelope(const RecordHead& head, std::string_view leaf_bytes, std::uint64_t place);
  void order(const RecordHead& head);
  enum class Opening : std::uint8_t { kDone, kSlotErased };
  Opening payload(const StoredRecord& record);
  /// Of a record of kind kErasure, kKept or kAudience.
  bool is_right(const Leaf& leaf, Slot slot, std::string_view content);
  /// Records from `from` to `until` less one are not good.
  void lose(std::uint64_t from, std::uint64_t until);
  void compare_with_end(std::uint64_t place);
  void found(std::optional<std::uint64_t> record, const std::string& file, std::string message);

  std::filesystem::path directory_;
  LogId log_;
  const KeySlots* slots_;
  const ErasureSearch* erasures_;
  EndSectors sectors_;
  HeadVerification* heads_;
  LogReport* report_;
  FileSystem* files_;
  PayloadCipher cipher_;

  std::string path_;  ///< of the segment
  std::uint64_t first_ = 0;
  std::uint64_t next_ = 0;  ///< number of the next record
  std::optional<MerkleTree> tree_ = MerkleTree();
  std::optional<Instant> recorded_ = kBeforeAll;  ///< none behind a record that could not be read
  std::optional<RecordHead> before_;
  std::uint64_t unit_ = 0;  ///< number of its first record
  std::map<Digest, std::uint64_t> policies_;
  KeptVerification kept_;
  std::map<std::uint64_t, AudienceNames> audiences_;
  Slot kept_slot_ = kStoreSlot;  ///< of the batch's records of kind kKept
  bool complete_ = true;         ///< every head of the segment was good
  std::vector<std::uint32_t> places_;
  std::vector<Digest> leaf_hashes_;
  std::vector<Slot> named_;
};

}  // namespace licet::record
