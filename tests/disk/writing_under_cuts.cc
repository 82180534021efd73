#include <algorithm>
#include <engine/record/head_keeper.h>
#include <engine/record/log_verify.h>
#include <tests/disk/writing_under_cuts.h>
#include <tests/engine/record/erasure_fixture.h>

namespace licet::test {
namespace {

using record::Draft;
using record::Log;
using record::LogAccess;
using record::LogOptions;
using record::Slot;

const std::filesystem::path kStore = "/store";
const std::filesystem::path kSigningKey = kStore / "signing.key";
constexpr Instant kBegan{1'700'000'000'000'000};
constexpr int kMostOpenings = 200;

LogOptions options(LogAccess access) {
  LogOptions options;
  options.access = access;
  options.segment_bytes = 3000;
  return options;
}

bool contains(const std::vector<Slot>& slots, Slot slot) {
  return std::find(slots.begin(), slots.end(), slot) != slots.end();
}

}  // namespace

void WritingUnderCuts::expect(bool holds, const std::string& otherwise) {
  if (!holds) violations_.push_back(otherwise);
}

void WritingUnderCuts::cut_once() {
  disk_.cut_after(dice(3) == 0 ? dice(12) : dice(80));
  if (dice(8) == 0) disk_.fail_sync_after(dice(10));
  write();
  disk_.restart();
  check();
}

/// As a stubborn caller would: opens, appends, and opens again after a failure.
void WritingUnderCuts::write() {
  for (int opened = 0; opened < kMostOpenings && !disk_.is_cut() && violations_.empty(); ++opened) {
    if (dice(16) == 0) disk_.fill(true);
    auto log = Log::open(kStore, options(LogAccess::kCreate), files_);
    if (log) {
      expect_told(*log);
      while (violations_.empty() && append(*log)) {
      }
      if (dice(2) == 0) static_cast<void>(log->close());
    }
    disk_.fill(false);
  }
}

/// False: the log takes nothing more, or is to be opened anew.
bool WritingUnderCuts::append(Log& log) {
  if (dice(12) == 0) return false;
  if (dice(12) == 0) return sign(log);
  if (dice(10) == 0 && log.end().slots > 1) return erase(log);
  Slot slot = record::kStoreSlot;
  if (dice(4) == 0) {
    const auto given = log.new_slot(record::KeyedHash{static_cast<std::uint8_t>(dice(256))});
    if (!given) return false;
    slot = *given;
  } else if (log.end().slots > 1) {
    const Slot other{1 + dice(log.end().slots - 1)};
    if (!contains(being_erased_, other)) slot = other;
  }
  std::vector<Draft> drafts;
  attempted_ = acknowledged_;
  for (std::uint64_t i = 0; i <= dice(3); ++i) {
    Draft draft;
    draft.slot = slot;
    draft.content = std::to_string(++written_) + std::string(dice(5) == 0 ? dice(2000) : dice(40), 'x');
    draft.ends_unit = dice(4) != 0;
    attempted_.push_back({draft.content, slot});
    drafts.push_back(std::move(draft));
  }
  drafts.back().ends_unit = true;
  const Instant time = log.next_batch_time(kBegan);
  const auto appended = log.append(drafts, time, time);
  if (appended) acknowledged_ = attempted_;
  return appended.has_value();
}

/// Of some slot, or of one whose erasure was interrupted.
bool WritingUnderCuts::erase(Log& log) {
  Slot slot{1 + dice(log.end().slots - 1)};
  if (!being_erased_.empty() && dice(2) == 0) slot = being_erased_[dice(being_erased_.size())];
  if (!is_named(slot)) {
    const Draft named_so = erasure(slot);
    attempted_ = acknowledged_;
    attempted_.push_back({named_so.content, record::kStoreSlot});
    if (!contains(being_erased_, slot)) being_erased_.push_back(slot);
    const Instant time = log.next_batch_time(kBegan);
    if (!log.append({&named_so, 1}, time, time)) return false;
    acknowledged_ = attempted_;
  }
  if (!log.erase(slot)) return false;
  erased_.push_back(slot);
  return true;
}

/// All that there is; the key is made before the first.
bool WritingUnderCuts::sign(const Log& log) {
  if (!has_key_) {
    const auto made = record::make_signing_key(kSigningKey, "example.org/log", files_);
    // One of which nobody was told may be there.
    has_key_ = made || made.error().kind == FailureKind::kWrongUse;
    if (!has_key_) return false;
  }
  const auto head = record::HeadKeeper(kStore, kSigningKey, files_).sign(log);
  if (head) {
    signed_ = head->checkpoint.size;
  } else {
    expect(head.error().kind != FailureKind::kDamaged, head.error().message);
  }
  return head.has_value();
}

bool WritingUnderCuts::is_named(Slot slot) const {
  return std::any_of(acknowledged_.begin(), acknowledged_.end(),
                     [&](const Told& told) { return told.content == erasure_content(slot); });
}

/// What was interrupted, as whoever opens a store for writing has to.
void WritingUnderCuts::finish_erasures(Log& log) {
  for (const Slot slot : being_erased_) {
    if (!is_named(slot)) continue;
    const auto finished = log.erase(slot);
    expect(finished.has_value(), finished ? "" : finished.error().message);
    if (!contains(erased_, slot)) erased_.push_back(slot);
  }
}

/// All that was acknowledged, and at most the one batch more of which nobody was told; of the erased nothing.
void WritingUnderCuts::expect_told(const Log& log) {
  std::size_t number = 0;
  const auto visited = log.visit(0, log.end().records, [&](record::OpenedRecord record) -> Result<void> {
    if (number < attempted_.size()) {
      const Told& told = attempted_[number];
      const std::string place = "record " + std::to_string(number);
      expect(record.slot == told.slot, place + " is of another slot");
      if (record.erased) {
        expect(contains(being_erased_, told.slot), place + " is erased, and nobody asked for it");
      } else {
        expect(record.content == told.content, place + " is not what was written");
        expect(!contains(erased_, told.slot), place + " was erased and is there");
      }
    }
    ++number;
    return {};
  });
  expect(visited.has_value(), visited ? "" : visited.error().message);
  expect(number >= acknowledged_.size(), "acknowledged records are lost");
  expect(number <= attempted_.size(), "there are records that nobody wrote");
  if (violations_.empty()) {
    attempted_.resize(number);
    acknowledged_ = attempted_;
  }
}

/// The newest covers what was acknowledged, and nothing that is not there.
void WritingUnderCuts::expect_heads(const Log& log) {
  const auto head = record::HeadKeeper(kStore, kSigningKey, files_).newest();
  if (!head) return expect(false, head.error().message);
  const std::uint64_t covered = *head ? (*head)->checkpoint.size : 0;
  expect(covered >= signed_, "a head that was signed is lost");
  expect(covered <= log.end().records, "a head covers records that are not there");
}

void WritingUnderCuts::check() {
  {
    const auto reader = Log::open(kStore, options(LogAccess::kRead), files_);
    if (!reader) {
      const bool empty = reader.error().kind == FailureKind::kNotFound && acknowledged_.empty();
      return expect(empty, reader.error().message);
    }
    expect_told(*reader);
    expect_heads(*reader);
  }
  auto writer = Log::open(kStore, options(LogAccess::kWrite), files_);
  if (!writer) return expect(false, writer.error().message);
  expect_told(*writer);
  if (dice(4) != 0) return;
  finish_erasures(*writer);
  expect_told(*writer);
  // Both heads are held against the disk before another is signed.
  if (has_key_) expect(sign(*writer), "there is a key, and nothing can be signed");
  const auto report = record::verify_log(kStore, options(LogAccess::kRead), files_);
  if (!report) return expect(false, report.error().message);
  for (const record::LogFinding& finding : report->findings) expect(false, finding.message);
}

}  // namespace licet::test
