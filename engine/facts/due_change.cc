#include <algorithm>
#include <engine/facts/due_change.h>
#include <engine/facts/index_values.h>
#include <map>
#include <utility>

namespace licet::facts {
namespace {

/// The day under which a row stood, and that under which it will.
struct Move {
  DueDay before = DueDay::kNever;
  DueDay after = DueDay::kNever;
};

class DueChange {
 public:
  DueChange(const ReadTransaction& read, const IndexChange& change) : read_(read), change_(change) {}

  Result<DueWrites> run() {
    auto head = read_due_head(read_);
    if (!head) return tl::unexpected(std::move(head.error()));
    head_ = *head;
    if (auto begun = take_key(); !begun) return tl::unexpected(std::move(begun.error()));
    if (auto taken = take_rows(); !taken) return tl::unexpected(std::move(taken.error()));
    if (change_.dated) take_portion(*change_.dated);
    for (const auto& [day, rows] : days_) {
      if (auto moved = move(day, rows); !moved) return tl::unexpected(std::move(moved.error()));
    }
    head_.records = change_.marker.records;
    return writes();
  }

 private:
  struct DayRows {
    std::vector<record::KeyedHash> leave;
    std::vector<record::KeyedHash> come;
  };

  Failure damaged() const { return read_.environment().damaged("what falls due by date does not agree with its rows"); }

  Result<void> take_key() {
    if (change_.dated && change_.dated->begins) {
      head_.complete = false;
      head_.cursor = {};
      head_.rows = {};
      head_.key = change_.retention;
    } else if (head_.key == RetentionKey{}) {
      head_.key = change_.retention;
    }
    if (change_.retention == RetentionKey{} || change_.retention == head_.key) return {};
    return tl::unexpected(
        Failure{FailureKind::kWrongUse, "The dates of rows were found by other retention rules than the index has."});
  }

  /// The row that is there.
  Result<std::optional<RowView>> row_before(const record::KeyedHash& key) const {
    const auto value = read_.get(Database::kRows, bytes_of(key));
    if (!value) return tl::unexpected(value.error());
    if (!*value) return std::nullopt;
    auto row = read_row(**value, key);
    if (!row) return tl::unexpected(read_.environment().damaged("the row of a customer or device is not as written"));
    return row;
  }

  Result<void> take_rows() {
    std::map<record::KeyedHash, std::optional<RowView>> after;
    for (const IndexChange::Erased& erased : change_.erased) after.emplace(erased.holder.row, std::nullopt);
    for (const IndexChange::Row& row : change_.rows) {
      const auto view = RowView::read(row.words, row.holder.row);
      const bool known = change_.retention != RetentionKey{};
      if (!view || (!known && view->due() != DueDay::kAlways)) {
        return tl::unexpected(Failure{FailureKind::kWrongUse, "A row to be written is not whole, or has a date."});
      }
      after.insert_or_assign(row.holder.row, view);
    }
    for (const auto& [key, row] : after) {
      const auto before = row_before(key);
      if (!before) return tl::unexpected(before.error());
      Move move;
      if (*before) move.before = (*before)->due();
      if (row) {
        move.after = row->due();
        if (move.after != DueDay::kAlways) head_.floor = std::max(head_.floor, row->state().header().latest_at);
      }
      if (head_.covers(key)) {
        if (!*before && row) head_.rows.add(key);
        if (*before && !row) head_.rows.remove(key);
      }
      if (move.before == move.after) continue;
      if (move.before != DueDay::kNever) days_[move.before].leave.push_back(key);
      if (move.after != DueDay::kNever) days_[move.after].come.push_back(key);
    }
    return {};
  }

  void take_portion(const DatedRows& portion) {
    head_.rows.add(portion.rows);
    head_.floor = std::max(head_.floor, portion.latest);
    head_.cursor = portion.until;
    head_.complete = portion.ends;
  }

  Result<void> move(DueDay day, const DayRows& rows) {
    auto found = bucket(day);
    if (!found) return tl::unexpected(std::move(found.error()));
    DueBucket changed = found->value_or(DueBucket{});
    for (const record::KeyedHash& row : rows.leave) {
      if (auto there = expect(day, row, true); !there) return there;
      changed.rows.remove(row);
      entries_[due_key(day, row)] = {};
    }
    for (const record::KeyedHash& row : rows.come) {
      if (auto there = expect(day, row, false); !there) return there;
      changed.rows.add(row);
      const std::string key = due_key(day, row);
      entries_[key] = pack_due_entry(key);
    }
    const bool empty = changed.rows.count == 0;
    if (empty && changed.rows.keys != record::KeyedHash{}) return tl::unexpected(damaged());
    if (found->has_value() && !empty) {
      put(day, changed);
      return {};
    }
    if (!found->has_value() && empty) return {};
    return found->has_value() ? unlink(day, changed.next) : link(day, changed);
  }

  Result<void> expect(DueDay day, const record::KeyedHash& row, bool there) const {
    const std::string key = due_key(day, row);
    const auto value = read_.get(Database::kDue, key);
    if (!value) return tl::unexpected(value.error());
    const bool agrees = there ? *value && is_due_entry(**value, key) : !*value;
    return agrees ? Result<void>() : tl::unexpected(damaged());
  }

  void put(DueDay day, const DueBucket& bucket) {
    buckets_[day] = bucket;
    const std::string key = due_key(day);
    entries_[key] = pack_bucket(bucket, key);
  }

  /// The day as it will be so far.
  Result<std::optional<DueBucket>> bucket(DueDay day) const {
    if (const auto changed = buckets_.find(day); changed != buckets_.end()) return changed->second;
    const std::string key = due_key(day);
    const auto value = read_.get(Database::kDue, key);
    if (!value) return tl::unexpected(value.error());
    if (!*value) return std::nullopt;
    const auto bucket = read_bucket(**value, key);
    if (!bucket) return tl::unexpected(damaged());
    return bucket;
  }

  /// The last day before this one that has entries, so far; kNever if there is none.
  Result<DueDay> day_before(DueDay day) const {
    DueDay changed = DueDay::kNever;
    for (auto at = buckets_.lower_bound(day); at != buckets_.begin();) {
      --at;
      if (!at->second) continue;
      changed = at->first;
      break;
    }
    DueDay written = day;
    while (true) {
      const auto key = read_.last_before(Database::kDue, due_key(written));
      if (!key) return tl::unexpected(key.error());
      if (!*key) return changed;
      const auto place = read_due_key(**key);
      if (!place || place->day >= written) return tl::unexpected(damaged());
      written = place->day;
      const auto gone = buckets_.find(written);
      if (gone == buckets_.end() || gone->second) return std::max(changed, written);
    }
  }

  /// Lets what leads to a day lead elsewhere.
  template <class Redirect>
  Result<void> redirect(DueDay day, const Redirect& to) {
    const auto before = day_before(day);
    if (!before) return tl::unexpected(before.error());
    if (*before == DueDay::kNever) return to(head_.first);
    auto leads = bucket(*before);
    if (!leads) return tl::unexpected(std::move(leads.error()));
    if (!*leads) return tl::unexpected(damaged());
    if (auto changed = to((*leads)->next); !changed) return changed;
    put(*before, **leads);
    return {};
  }

  Result<void> link(DueDay day, DueBucket bucket) {
    auto linked = redirect(day, [&](DueDay& next) -> Result<void> {
      if (next != DueDay::kNever && next <= day) return tl::unexpected(damaged());
      bucket.next = std::exchange(next, day);
      return {};
    });
    if (linked) put(day, bucket);
    return linked;
  }

  Result<void> unlink(DueDay day, DueDay after) {
    auto unlinked = redirect(day, [&](DueDay& next) -> Result<void> {
      if (next != day) return tl::unexpected(damaged());
      next = after;
      return {};
    });
    buckets_[day] = std::nullopt;
    entries_[due_key(day)] = {};
    return unlinked;
  }

  DueWrites writes() {
    DueWrites writes;
    writes.entries.reserve(entries_.size());
    for (auto& [key, value] : entries_) writes.entries.push_back({key, std::move(value)});
    writes.head = pack(head_);
    return writes;
  }

  const ReadTransaction& read_;
  const IndexChange& change_;
  DueHead head_;
  std::map<DueDay, DayRows> days_;
  std::map<DueDay, std::optional<DueBucket>> buckets_;  ///< none: it goes
  std::map<std::string, std::string> entries_;
};

}  // namespace

Result<DueWrites> due_writes(const ReadTransaction& before, const IndexChange& change) {
  return DueChange(before, change).run();
}

Result<DueHead> read_due_head(const ReadTransaction& read) {
  const auto value = read.get(Database::kMeta, kDueHeadKey);
  if (!value) return tl::unexpected(value.error());
  const auto damaged = [&] {
    return tl::unexpected(read.environment().damaged("what is said of all that falls due is not as written"));
  };
  if (*value) {
    const auto head = read_due_head(**value);
    if (!head) return damaged();
    return *head;
  }
  // Of an earlier layout, unless there are entries all the same.
  bool has_entries = false;
  auto walked = read.walk(Database::kDue, {}, [&](std::string_view, std::string_view) -> Result<bool> {
    has_entries = true;
    return false;
  });
  if (!walked) return tl::unexpected(std::move(walked.error()));
  if (has_entries) return damaged();
  return DueHead{};
}

}  // namespace licet::facts
