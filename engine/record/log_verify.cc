#include <algorithm>
#include <chrono>
#include <engine/record/audience_run.h>
#include <engine/record/crc32c.h>
#include <engine/record/found_log.h>
#include <engine/record/head_verification.h>
#include <engine/record/key_slots.h>
#include <engine/record/layout.h>
#include <engine/record/little_endian.h>
#include <engine/record/log_creation.h>
#include <engine/record/log_verify.h>
#include <engine/record/policy_archive.h>
#include <engine/record/segment_verification.h>
#include <engine/record/store_directory.h>
#include <fcntl.h>
#include <thread>

namespace licet::record {
namespace {

/// How long a durable end that looks torn may be one that is just being written.
constexpr std::chrono::seconds kPatience{1};

bool is_of_the_system(const Failure& failure) {
  return failure.kind != FailureKind::kDamaged && failure.kind != FailureKind::kNotFound;
}

/// Everything but the segments, and how far they are to be read.
class LogVerification {
 public:
  LogVerification(const std::filesystem::path& directory, const LogOptions& options, FileSystem& files)
      : directory_(directory), options_(options), files_(files) {}

  Result<LogReport> verify() {
    if (auto read = log_id(); !read) return tl::unexpected(read.error());
    if (auto read = master_key(); !read) return tl::unexpected(read.error());
    HeadVerification heads(directory_, signing_key_path(directory_, options_.signing_key), report_, files_);
    if (auto read = heads.read(); !read) return tl::unexpected(read.error());
    if (auto read = durable_end(); !read) return tl::unexpected(read.error());
    if (auto read = extents(); !read) return tl::unexpected(read.error());
    if (auto read = slots(); !read) return tl::unexpected(read.error());
    const KeySlots* opened = keys_ && slots_ ? &*slots_ : nullptr;
    report_.payloads_opened = opened != nullptr;
    const ErasureSearch* erasures = opened != nullptr ? erasures_.get() : nullptr;
    SegmentVerification segments(directory_, log_, opened, erasures, sectors_, heads, report_, files_);
    heads.compare(MerkleTree());
    for (const SegmentExtent& extent : extents_) {
      if (auto read = segments.verify(extent); !read) return tl::unexpected(read.error());
    }
    if (auto read = audiences(segments.audiences()); !read) return tl::unexpected(read.error());
    if (auto read = kept(segments.kept()); !read) return tl::unexpected(read.error());
    if (segments.tree()) report_.root = segments.tree()->root();
    if (auto read = archives(segments); !read) return tl::unexpected(read.error());
    report_.records = std::max(report_.records, segments.records());
    heads.finish(report_.records);
    // That the whole contradicts itself is worth a line only if no record was found to be wrong.
    const bool named = std::any_of(report_.findings.begin(), report_.findings.end(),
                                   [](const LogFinding& finding) { return finding.record.has_value(); });
    if (whole_failure_ && !named) found({}, log_folder(directory_), whole_failure_->message);
    return std::move(report_);
  }

 private:
  void found(std::optional<std::uint64_t> record, const std::filesystem::path& file, std::string message) {
    report_.findings.push_back({record, file.string(), std::move(message)});
  }

  /// Out of `keys`, or, if that is damaged, out of the first segment whose header is whole.
  Result<void> log_id() {
    const auto id = read_log_id(directory_, files_);
    if (id) {
      log_ = *id;
      return {};
    }
    if (is_of_the_system(id.error())) return tl::unexpected(id.error());
    found({}, directory_ / "keys", id.error().message);
    const auto segments = segments_in(directory_, files_);
    if (!segments) return tl::unexpected(segments.error());
    for (const std::uint64_t first : *segments) {
      const std::string path = segment_path(directory_, first).string();
      const auto file = OpenFile::open(files_, path, O_RDONLY);
      if (!file) return tl::unexpected(not_readable(path, file.error()));
      const auto header = read_segment_header(*file, first);
      if (!header) return tl::unexpected(header.error());
      if (!*header) continue;
      log_ = (*header)->log;
      return {};
    }
    return tl::unexpected(damaged_file(log_folder(directory_).string()));
  }

  Result<void> master_key() {
    const std::filesystem::path path = master_key_path(directory_, options_);
    const auto master = read_master_key(path, files_);
    if (master) {
      keys_.emplace(*master, log_);
      erasures_ = std::make_shared<const ErasureSearch>(directory_, *keys_, files_);
    } else if (master.error().kind == FailureKind::kDamaged) {
      found({}, path, master.error().message);
    } else if (master.error().kind != FailureKind::kNotFound) {
      return tl::unexpected(master.error());
    }
    return {};
  }

  Result<void> durable_end() {
    const auto until = std::chrono::steady_clock::now() + kPatience;
    while (true) {
      const auto written = has_writer(directory_, files_);
      if (!written) return tl::unexpected(written.error());
      const auto sectors = read_end(directory_, log_, files_);
      if (!sectors) return tl::unexpected(sectors.error());
      sectors_ = *sectors;
      if (sectors_.whole() || !*written || std::chrono::steady_clock::now() > until) break;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    if (sectors_.whole()) return {};
    const std::string path = end_path(directory_).string();
    found({}, path,
          damaged_file(path).message + " A power cut leaves it so, too; opening the store for writing mends it.");
    return {};
  }

  Result<void> extents() {
    // Without the master key the slots that it states mean nothing.
    const StoreKeys keys = keys_ ? *keys_ : StoreKeys(SecretKey(), log_);
    const auto whole = find_log_as_reader(directory_, keys, ErasureSearch(directory_, keys, files_), nullptr, files_);
    if (!whole && is_of_the_system(whole.error())) return tl::unexpected(whole.error());
    if (!whole) whole_failure_ = whole.error();
    std::vector<std::uint64_t> segments;
    if (whole) {
      segments = whole->segments;
      used_slots_ = keys_ ? whole->end.slots : whole->durable.slots;
      report_.records = whole->end.records;
    } else {
      auto all = segments_in(directory_, files_);
      if (!all) return tl::unexpected(all.error());
      segments = std::move(*all);
      if (const auto newest = sectors_.newest()) used_slots_ = sectors_.sectors[*newest]->end.slots;
    }
    for (std::size_t i = 0; i < segments.size(); ++i) {
      SegmentExtent extent;
      extent.first = segments[i];
      extent.sealed = i + 1 < segments.size();
      if (extent.sealed) extent.next = segments[i + 1];
      if (whole && !extent.sealed) {
        extent.next = whole->end.records;
        extent.bytes = whole->end.bytes;
      } else if (auto measured = measure(extent); !measured) {
        return measured;
      }
      extents_.push_back(extent);
    }
    return {};
  }

  /// A segment that was damaged reaches as far as its file, and holds what the durable end says, or what is there.
  Result<void> measure(SegmentExtent& extent) {
    const std::string path = segment_path(directory_, extent.first).string();
    const auto file = OpenFile::open(files_, path, O_RDONLY);
    if (!file) return tl::unexpected(not_readable(path, file.error()));
    const auto size = file->size();
    if (!size) return tl::unexpected(size.error());
    extent.bytes = *size;
    if (extent.sealed) return {};
    const auto newest = sectors_.newest();
    if (newest && sectors_.sectors[*newest]->end.segment == extent.first) {
      const LogEnd& end = sectors_.sectors[*newest]->end;
      extent.next = end.records;
      extent.bytes = std::min(extent.bytes, end.bytes);
      report_.records = end.records;
    }
    return {};
  }

  /// Every slot by its own sum, and, with the master key, by its key.
  Result<void> slots() {
    const std::filesystem::path path = directory_ / "keys";
    const auto file = OpenFile::open(files_, path.string(), O_RDONLY);
    if (!file) return tl::unexpected(not_readable(path.string(), file.error()));
    const auto size = file->size();
    if (!size) return tl::unexpected(size.error());
    const std::uint64_t there = *size / kSlotBytes;
    if (there < used_slots_) found({}, path, path.string() + " has fewer keys than records name.");
    const std::uint64_t count = std::max<std::uint64_t>(std::min(there, used_slots_), 1);
    if (keys_) {
      auto opened = KeySlots::open(directory_, *keys_, false, count, files_, names_slot());
      if (opened) slots_.emplace(std::move(*opened));
    }
    for (std::uint64_t number = 1; number < count; ++number) {
      if (auto good = slot(*file, number); !good) return good;
    }
    return {};
  }

  Result<void> slot(const OpenFile& file, std::uint64_t number) {
    // What is written while it is read may look bad once.
    for (int times = 0; times < 2; ++times) {
      const auto bytes = file.read(number * kSlotBytes, kSlotBytes);
      if (!bytes) return tl::unexpected(bytes.error());
      if (is_whole_slot(number, *bytes) && (!slots_ || slots_->find(Slot{number}))) return {};
    }
    const auto half = erasures_ ? erasures_->names(Slot{number}, 0) : Result<bool>(false);
    if (!half) return tl::unexpected(half.error());
    const std::string named = file.path() + ", slot " + std::to_string(number) + ", is ";
    // From one bit that differs behind an erasure it cannot be told.
    found({}, file.path(),
          named + (*half ? "half erased, or was changed since: opening the store for writing erases it again."
                         : "not as it was written."));
    return {};
  }

  NamedByErasure names_slot() const {
    return [erasures = erasures_](Slot slot) { return erasures->names(slot, 0); };
  }

  /// Every file of outcomes that a record names.
  Result<void> audiences(const std::map<std::uint64_t, AudienceNames>& audiences) {
    for (const auto& [record, names] : audiences) {
      auto flaw = run_flaw(directory_, log_, record, names, files_);
      if (!flaw) return tl::unexpected(flaw.error());
      if (*flaw) found(record, run_path(directory_, record), std::move(**flaw));
    }
    return {};
  }

  /// What is kept against the originals.
  Result<void> kept(const KeptVerification& kept) {
    for (std::size_t i = 0; i < extents_.size(); ++i) {
      const std::uint64_t next = i + 1 < extents_.size() ? extents_[i + 1].first : UINT64_MAX;
      if (!kept.any_between(extents_[i].first, next)) continue;
      const std::string path = segment_path(directory_, extents_[i].first).string();
      const auto file = OpenFile::open(files_, path, O_RDONLY);
      if (!file) return tl::unexpected(not_readable(path, file.error()));
      const auto wrong = kept.wrong_in(*file, extents_[i].first, extents_[i].bytes);
      if (!wrong) return tl::unexpected(wrong.error());
      for (const std::uint64_t number : *wrong) {
        const auto by_first = [](std::uint64_t of, const SegmentExtent& extent) { return of < extent.first; };
        const auto after = std::upper_bound(extents_.begin(), extents_.end(), number, by_first);
        const std::filesystem::path keeper = segment_path(directory_, (after - 1)->first);
        found(number, keeper,
              keeper.string() + ", record " + std::to_string(number) + ", keeps something else than was recorded.");
      }
    }
    return {};
  }

  static bool is_whole_slot(std::uint64_t number, std::string_view slot) {
    std::string summed;
    append_number(summed, number);
    return slot.size() == kSlotBytes && number_at<std::uint32_t>(slot, 0) == crc32c(slot.substr(4), crc32c(summed));
  }

  Result<void> archives(const SegmentVerification& segments) {
    const auto sets = archived_policies(directory_, files_);
    if (!sets) return tl::unexpected(sets.error());
    for (const Digest& digest : *sets) {
      const auto set = read_archived_policy(directory_, digest, files_);
      if (!set && set.error().kind == FailureKind::kNotReadable) return tl::unexpected(set.error());
      if (!set) found({}, directory_ / "policies" / (to_hex(digest) + ".set"), set.error().message);
    }
    for (const auto& [digest, record] : segments.policies()) {
      if (std::binary_search(sets->begin(), sets->end(), digest)) continue;
      const std::filesystem::path path = directory_ / "policies" / (to_hex(digest) + ".set");
      found(record, path, path.string() + " is missing, the policy set of record " + std::to_string(record) + ".");
    }
    const auto zones = archived_zones(directory_, files_);
    if (!zones) return tl::unexpected(zones.error());
    for (const Digest& digest : *zones) {
      const auto zone = read_archived_zone(directory_, digest, files_);
      if (!zone && zone.error().kind == FailureKind::kNotReadable) return tl::unexpected(zone.error());
      if (!zone) found({}, directory_ / "zones" / (to_hex(digest) + ".zone"), zone.error().message);
    }
    return {};
  }

  const std::filesystem::path& directory_;
  const LogOptions& options_;
  FileSystem& files_;
  LogReport report_;
  LogId log_{};
  std::optional<StoreKeys> keys_;
  std::shared_ptr<const ErasureSearch> erasures_;  ///< with the master key only
  std::optional<KeySlots> slots_;
  EndSectors sectors_;
  std::uint64_t used_slots_ = 1;
  std::vector<SegmentExtent> extents_;
  std::optional<Failure> whole_failure_;
};

}  // namespace

Result<LogReport> verify_log(const std::filesystem::path& directory, const LogOptions& options, FileSystem& files) {
  const auto there = holds_log(directory, files);
  if (!there) return tl::unexpected(there.error());
  if (!*there) {
    return tl::unexpected(Failure{FailureKind::kNotFound, "There is no store in " + directory.string() + "."});
  }
  return LogVerification(directory, options, files).verify();
}

}  // namespace licet::record
