#pragma once
// The record of one store: appended in batches that are durable before they are answered, and read by number.
//
// It stores bytes and knows neither events nor decisions. Format: docs/record_format.md.
// Thread rule: append(), erase(), new_slot() and close() by one thread at a time; everything const by any number of
// threads beside it. One process at a time holds a directory for writing; a log opened for reading never writes.
// Failure: after a write or a sync that failed nothing more is taken (kNotWritable) until the log is opened anew,
// because the disk may hold what memory does not.

#include <cstdint>
#include <engine/base/digest.h>
#include <engine/record/audience_run.h>
#include <engine/record/file_system.h>
#include <engine/record/key_slots.h>
#include <engine/record/leaf.h>
#include <engine/record/merkle_tree.h>
#include <engine/record/policy_archive.h>
#include <engine/record/store_keys.h>
#include <filesystem>
#include <functional>
#include <licet/instant.h>
#include <licet/result.h>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace licet::record {

/// A record on its way into the log.
struct Draft {
  RecordKind kind = RecordKind::kEvent;
  Slot slot = kStoreSlot;
  Digest policy{};        ///< zero for kinds without one
  std::string content;    ///< at most kContentBytes
  bool ends_unit = true;  ///< false: it counts only together with the next draft
};

/// A record as it stands in the log, opened.
struct OpenedRecord {
  std::uint64_t number = 0;
  RecordKind kind = RecordKind::kEvent;
  Slot slot = kStoreSlot;
  Instant batch_time;
  Digest policy{};
  bool erased = false;  ///< then `content` is empty
  std::string content;  ///< checked against the leaf's commitment
  /// Of kind kKept, unless erased: the number of the original record. `content` is then the original's content, checked
  /// against the original leaf's commitment.
  std::optional<std::uint64_t> kept_from;
  RecordKind kept_kind = RecordKind::kEvent;  ///< of the original
  Digest kept_policy{};
  std::uint64_t place = 0;  ///< the number under which it stands; `number`, if an erasure did not keep it elsewhere

  /// Is it a decision, or does it keep one?
  bool is_decision() const {
    return kind == RecordKind::kDecision || (kept_from && kept_kind == RecordKind::kDecision);
  }
};

/// A record and all that a proof needs of it.
struct RecordProofParts {
  std::string leaf;           ///< 104 bytes
  std::string plain_payload;  ///< salt, length, content, padding; empty if erased
};

enum class LogAccess : std::uint8_t { kRead, kWrite, kCreate };

struct LogOptions {
  LogAccess access = LogAccess::kRead;
  /// Where the master key stands; empty: `master.key` in the directory. With kCreate it is made if it is missing.
  std::filesystem::path master_key;
  /// Where the signing key stands, if there is one; empty: `signing.key` in the directory. Only the head beside it is
  /// read.
  std::filesystem::path signing_key;
  /// A segment is sealed before it would grow beyond this.
  std::uint64_t segment_bytes = std::uint64_t{64} << 20U;
};

/// How far the log reaches: what log/end states.
struct LogEnd {
  std::uint64_t records = 0;
  std::uint64_t segment = 0;  ///< number of the first record of the last segment
  std::uint64_t bytes = 0;    ///< of the last segment
  std::uint64_t slots = 1;    ///< of `keys` in use, slot 0 included
  Instant recorded = kBeforeAll;
  Digest root{};

  friend bool operator==(const LogEnd&, const LogEnd&) = default;
};

/// Leaves as they stand on the disk.
struct LeavesOnDisk {
  MerkleTree before;                ///< of the records before, by its peaks, as the segment's header states them
  std::vector<Digest> leaf_hashes;  ///< from record before.leaves() on
};

class Log {
 public:
  /// Opens the log of a directory. kCreate makes it where the directory is missing or empty. kNotFound: there is none,
  /// or its master key is missing; kWrongUse: the directory holds other things, or another version; kBusy: another
  /// process writes, named by its id; kDamaged: bytes are not as they were written (the record is named), or there are
  /// fewer records than a signed head covers; never for what a crash leaves: that is cut off, with kWrite. Reads the
  /// last segment; cost: in proportion to it and to the number of segments.
  static Result<Log> open(const std::filesystem::path& directory, const LogOptions& options = {},
                          FileSystem& files = system_files());
  Log(Log&&) noexcept;
  Log& operator=(Log&&) noexcept;
  ~Log();

  const StoreKeys& keys() const;
  /// How far the log reaches now: all of it durable.
  LogEnd end() const;
  /// Bytes that opening for writing cut off: what a crash left of records that nobody was told of.
  std::uint64_t cut_bytes() const;

  /// With kRead: looks how far the writer has come since.
  Result<void> refresh();

  /// The time of the next batch: not before `now`, and after every `recorded` so far.
  Instant next_batch_time(Instant now) const;

  /// Gives a new key to a holder, named by its keyed hash (HolderHash::row); durable with the next append. kLimit at
  /// 2^48.
  Result<Slot> new_slot(const KeyedHash& holder);

  /// Appends a batch, which numbers its records from end().records on; durable when it returns a value. After a
  /// Failure none of it counts as recorded. `batch_time` is next_batch_time()'s; `recorded` the latest that a content
  /// of the batch states, not before `batch_time` where there is one. kLimit, kWrongUse: nothing was written, it goes
  /// on. An erasure, and what it keeps (kept_content()), is a unit in a batch of its own: kKept under the slot that the
  /// erasure names as `into`, then kErasure under kStoreSlot, recorded at `batch_time`; kWrongUse for anything else.
  Result<void> append(std::span<const Draft> drafts, Instant batch_time, Instant recorded);

  /// Makes unreadable, for good, every record of a slot that an erasure in the record names: payloads and then the slot
  /// in `keys` are overwritten, and synced. After a Failure or a crash some are erased and some are not; calling it
  /// again, with the log opened anew, finishes it; where all is done it changes nothing, but syncs `keys`. Others may
  /// read beside it, and see each record whole or erased. kWrongUse for kStoreSlot, a slot that was never given, and
  /// one that no erasure behind its records names. Cost: two syncs and those of the segments, of which the slot has
  /// records; a write for each record.
  Result<void> erase(Slot slot);
  /// Is all of that done? False where it was interrupted before the slot was overwritten whole.
  Result<bool> is_erased(Slot slot) const;

  /// One record below end().records. kDamaged if it is not as it was written. What an erasure overwrites, or has
  /// overwritten in part, is erased.
  Result<OpenedRecord> read(std::uint64_t number) const;
  Result<RecordProofParts> proof_parts(std::uint64_t number) const;
  /// Of a record of kind kKept: leaf and plain payload of the original. kWrongUse for another kind.
  Result<RecordProofParts> original_of(std::uint64_t number) const;
  /// The content of a Draft of kind kKept that keeps a record: its number (8 bytes) and its plain payload; of a record
  /// that is itself of kind kKept those of the original. kWrongUse for an erasure, and for what is erased.
  Result<std::string> kept_content(std::uint64_t number) const;

  /// Records `from` to `until` less one in order; a Failure of `visit` ends the reading and is returned by it. Reads in
  /// pieces; memory for one record.
  using Visit = std::function<Result<void>(OpenedRecord record)>;
  Result<void> visit(std::uint64_t from, std::uint64_t until, const Visit& visit) const;

  /// Seals outcomes of a run, which write_run() then writes: before the record of kind kAudience that names it is
  /// appended. By any thread; the log must outlive it.
  OutcomeSealer outcome_sealer(const RunId& run) const;
  /// As record::write_run; what a Failure leaves is removed. By any thread.
  Result<AudienceNames> write_run(const RunId& run, std::span<SealedOutcomes> outcomes) const;
  /// As record::name_run, in the thread that appends. `record` is the number that it gives the record next; without it
  /// the file is removed when the log is next opened for writing.
  Result<void> name_run(const RunId& run, std::uint64_t record);
  void drop_run(const RunId& run) const;
  /// As record::open_outcome, with the key of a slot; none if that is erased.
  Result<std::optional<OpenedOutcome>> open_outcome(std::uint64_t record, const AudienceNames& names, Slot slot,
                                                    std::string_view holder) const;

  /// The keyed hash of the slot's holder; none if it is erased. kDamaged if the slot is not as it was written.
  Result<std::optional<KeyedHash>> holder_of(Slot slot) const;
  /// The numbers of all records of a slot, rising. Cost: a search in each segment's index.
  Result<std::vector<std::uint64_t>> records_of(Slot slot) const;

  /// The tree over the first records; only for sizes at which a segment begins, and end().records.
  Result<std::optional<Digest>> root_at(std::uint64_t records) const;
  /// The hashes of the leaves of records `from` to `until` less one: of sealed segments as their indexes have them, of
  /// the open one from memory. kWrongUse beyond end().records. Memory: 32 bytes a leaf.
  Result<std::vector<Digest>> leaf_hashes(std::uint64_t from, std::uint64_t until) const;
  /// A record's leaf, kLeafBytes, read from the disk; its payload is not looked at. kDamaged, kWrongUse.
  Result<std::string> leaf(std::uint64_t number) const;
  /// Reads the disk anew up to record `until` less one, from the header of the segment that holds the record before
  /// `from` (the first segment if there is none): headers, sums and numbers are checked, contents are not opened.
  /// kDamaged, with the record; kWrongUse beyond end().records or for `from` beyond `until`. Memory: 32 bytes a leaf.
  Result<LeavesOnDisk> reread(std::uint64_t from, std::uint64_t until) const;

  /// As record::archive_policy and record::read_archived_policy.
  Result<void> archive_policy(const Digest& digest, const ArchivedPolicy& policy);
  Result<ArchivedPolicy> archived_policy(const Digest& digest) const;

  /// Syncs the durable end and gives the directory up. Without it the log is as after a crash: nothing is lost.
  Result<void> close();

 private:
  struct State;
  explicit Log(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace licet::record
