// How the dates of rows are found that have none by the retention rules in use.
#include <algorithm>
#include <chrono>
#include <engine/facts/durable_state.h>
#include <utility>

namespace licet::facts {
namespace {

using Clock = std::chrono::steady_clock;

/// What one transaction may hold in memory before it is committed.
constexpr std::size_t kPortionWords = std::size_t{1} << 20U;
constexpr std::size_t kPortionRows = 1024;
constexpr std::chrono::seconds kAtATime{1};

/// Finds dates by one retention key, a portion of rows and a transaction after the other.
class Dating {
 public:
  Dating(DurableState& state, const FoldRules& rules, const DueRules& due, bool replace)
      : state_(state), rules_{rules, due, true}, replace_(replace) {}

  /// Is there more to do?
  Result<bool> portion() {
    const std::lock_guard indexing(state_.indexing);
    if (!state_.unfinished.empty()) return tl::unexpected(erasure_unfinished());
    auto reader = state_.index.reader();
    if (!reader) return tl::unexpected(std::move(reader.error()));
    if (auto begun = reader->begin(); !begun) return tl::unexpected(std::move(begun.error()));
    const auto marker = reader->marker();
    if (!marker) return tl::unexpected(marker.error());
    const auto head = reader->due_head();
    if (!head) return tl::unexpected(head.error());
    change_ = {};
    words_ = 0;
    change_.marker = *marker;
    change_.retention = rules_.due.key;
    auto more = take_in(*reader, head->value_or(DueHead{}));
    reader->end();
    const bool changes = !change_.rows.empty() || change_.dated;
    if (!more || !changes) return more;
    if (folded_anew_ && marker->fold_key != rules_.fold.key) change_.marker.fold_key = {};
    if (auto committed = state_.index.commit(change_); !committed) return tl::unexpected(std::move(committed.error()));
    return more;
  }

 private:
  Result<bool> take_in(const IndexReader& reader, const DueHead& head) {
    const bool undated = head.key == RetentionKey{};
    if (head.key != rules_.due.key && !undated && !replace_) return false;
    if (head.key == rules_.due.key && !head.complete) return take_rows(reader, head.cursor, false);
    // Where all rows are looked at always, that is true by any rules.
    if (head.key == rules_.due.key || (undated && head.complete)) return take_unknown(reader);
    return take_rows(reader, {}, true);
  }

  /// The next rows, from one on.
  Result<bool> take_rows(const IndexReader& reader, const record::KeyedHash& from, bool begins) {
    const auto keys = reader.keys_from(from, kPortionRows);
    if (!keys) return tl::unexpected(keys.error());
    DatedRows& dated = change_.dated.emplace();
    dated.begins = begins;
    dated.until = from;
    std::size_t taken = 0;
    while (taken < keys->size() && words_ < kPortionWords) {
      const record::KeyedHash& key = (*keys)[taken++];
      const auto latest = take_row(reader, key);
      if (!latest) return tl::unexpected(latest.error());
      dated.rows.add(key);
      dated.latest = std::max(dated.latest, *latest);
      dated.until = after(key);
    }
    dated.ends = taken == keys->size() && keys->size() < kPortionRows;
    return true;
  }

  /// Rows of which it is not known: written without rules, or by others.
  Result<bool> take_unknown(const IndexReader& reader) {
    const auto places = reader.due_from({DueDay::kAlways, {}}, kPortionRows);
    if (!places) return tl::unexpected(places.error());
    std::size_t taken = 0;
    for (const DuePlace& place : *places) {
      if (place.day != DueDay::kAlways || words_ >= kPortionWords) break;
      if (const auto latest = take_row(reader, place.row); !latest) return tl::unexpected(latest.error());
      ++taken;
    }
    return taken != 0;
  }

  /// When the latest happened to its holder.
  Result<Instant> take_row(const IndexReader& reader, const record::KeyedHash& key) {
    const auto found = reader.row(key);
    if (!found) return tl::unexpected(found.error());
    if (!*found) {
      return tl::unexpected(Failure{FailureKind::kDamaged,
                                    "A row of the index is missing. It can be made anew from "
                                    "the record."});
    }
    const RowView& row = **found;
    const bool folded = row.fold_key() == rules_.fold.key;
    if (folded) {
      const DueDay day = rules_.day_of(row.kind(), row.state());
      if (day == row.due()) return row.state().header().latest_at;
      const std::span<const std::uint64_t> words = row.state_words();
      add(make_row(holder_of_row(state_.log.keys(), row), rules_.fold.key, {words.begin(), words.end()}, day));
      return row.state().header().latest_at;
    }
    folded_anew_ = true;
    auto anew = fold_row(state_.log, holder_of_row(state_.log.keys(), row), rules_);
    if (!anew) return tl::unexpected(std::move(anew.error()));
    const auto view = RowView::read(anew->words, key);
    const Instant latest = view ? view->state().header().latest_at : kBeforeAll;
    add(std::move(*anew));
    return latest;
  }

  void add(IndexChange::Row row) {
    words_ += row.words.size();
    row.is_known = true;
    change_.rows.push_back(std::move(row));
  }

  DurableState& state_;
  RowRules rules_;
  bool replace_;
  IndexChange change_;
  std::size_t words_ = 0;
  bool folded_anew_ = false;
};

}  // namespace

Result<bool> DurableStore::date_rows(const FoldRules& rules, const DueRules& due, bool replace,
                                     const std::stop_token& stop) {
  if (!due.are_known()) return false;
  Dating dating(*state_, rules, due, replace);
  const auto until = Clock::now() + kAtATime;
  Result<bool> more = true;
  while (more && *more && !stop.stop_requested() && Clock::now() < until) more = dating.portion();
  return more;
}

}  // namespace licet::facts
