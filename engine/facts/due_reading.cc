// How the index by date is read: from its first day on, so that nothing can be missing unnoticed.
#include <engine/facts/due_change.h>
#include <engine/facts/index_state.h>
#include <engine/facts/index_values.h>

namespace licet::facts {
namespace {

/// Goes from day to day as each names the next, and counts what stands under it.
class DayChain {
 public:
  DayChain(DueDay first, DueDay last) : expected_(first), last_(last) {}

  bool begins() const { return expected_ != DueDay::kNever && expected_ <= last_; }
  bool is_beyond(const DuePlace& place) const { return place.day > last_; }

  /// False if it does not belong here.
  bool take_day(DueDay day, const DueBucket& bucket) {
    if (!has_ended() || day != expected_ || bucket.rows.count == 0) return false;
    if (bucket.next != DueDay::kNever && bucket.next <= day) return false;
    day_ = day;
    open_ = bucket.rows;
    expected_ = bucket.next;
    return true;
  }
  bool take_row(const DuePlace& place) {
    if (place.day != day_ || open_.count == 0) return false;
    open_.remove(place.row);
    return true;
  }
  /// Has every day been met, with all that it has?
  bool is_whole() const { return has_ended() && (expected_ == DueDay::kNever || expected_ > last_); }

 private:
  bool has_ended() const { return open_ == KeySum{}; }

  DueDay day_ = DueDay::kNever;
  DueDay expected_;
  DueDay last_;
  KeySum open_;
};

constexpr DueDay kLastDay = static_cast<DueDay>(0xFFFF'FFFF);

Failure not_whole(const ReadTransaction& read) {
  return read.environment().damaged("of what falls due by date something is missing, or is not as written");
}

/// All entries up to a day; what stands before the first of them, too, where `from_begin`.
Result<void> walk_days(const ReadTransaction& read, const DueHead& head, DueDay last, bool from_begin,
                       const std::function<Result<void>(const DuePlace&)>& visit) {
  DayChain chain(head.first, last);
  if (!chain.begins() && !from_begin) return {};
  const std::string from = from_begin ? std::string() : due_key(head.first);
  auto walked = read.walk(Database::kDue, from, [&](std::string_view key, std::string_view value) -> Result<bool> {
    const auto place = read_due_key(key);
    if (!place) return tl::unexpected(not_whole(read));
    if (chain.is_beyond(*place)) return false;
    if (place->is_bucket()) {
      const auto bucket = read_bucket(value, key);
      if (!bucket || !chain.take_day(place->day, *bucket)) return tl::unexpected(not_whole(read));
      return true;
    }
    if (!is_due_entry(value, key) || !chain.take_row(*place)) return tl::unexpected(not_whole(read));
    if (auto visited = visit(*place); !visited) return tl::unexpected(std::move(visited.error()));
    return true;
  });
  if (!walked) return walked;
  return chain.is_whole() ? Result<void>() : tl::unexpected(not_whole(read));
}

}  // namespace

Result<std::optional<DueHead>> IndexReader::due_head() const {
  if (!state_->transaction || !state_->transaction->environment().has_due()) return std::nullopt;
  const auto value = state_->transaction->get(Database::kMeta, kDueHeadKey);
  if (!value) return tl::unexpected(value.error());
  const auto head = read_due_head(*state_->transaction);
  if (!head) return tl::unexpected(head.error());
  const auto marker = this->marker();
  if (!marker) return tl::unexpected(marker.error());
  // A Licet that knows nothing of dates has written to it since.
  if (!*value || head->records != marker->records) return std::nullopt;
  return *head;
}

Result<std::uint64_t> IndexReader::visit_due(DueDay last, const Visit& visit) const {
  std::uint64_t rows = 0;
  const auto head = due_head();
  if (!head) return tl::unexpected(head.error());
  if (!*head) return rows;
  const ReadTransaction& read = *state_->transaction;
  auto walked = walk_days(read, **head, last, false, [&](const DuePlace& place) -> Result<void> {
    const auto found = row(place.row);
    if (!found) return tl::unexpected(found.error());
    if (!*found || (*found)->due() != place.day) return tl::unexpected(not_whole(read));
    ++rows;
    return visit(place.row, **found);
  });
  if (!walked) return tl::unexpected(std::move(walked.error()));
  return rows;
}

Result<void> IndexReader::check_due() const {
  const auto head = due_head();
  if (!head) return tl::unexpected(head.error());
  if (!*head) return {};
  return walk_days(*state_->transaction, **head, kLastDay, true,
                   [](const DuePlace& /*place*/) -> Result<void> { return {}; });
}

Result<std::vector<DuePlace>> IndexReader::due_from(const DuePlace& from, std::size_t most) const {
  std::vector<DuePlace> places;
  if (most == 0 || !state_->transaction) return places;
  const ReadTransaction& read = *state_->transaction;
  const auto take = [&](std::string_view key, std::string_view value) -> Result<bool> {
    const auto place = read_due_key(key);
    if (!place) return tl::unexpected(not_whole(read));
    if (place->is_bucket()) return true;
    if (!is_due_entry(value, key)) return tl::unexpected(not_whole(read));
    places.push_back(*place);
    return places.size() < most;
  };
  if (auto walked = read.walk(Database::kDue, due_key(from.day, from.row), take); !walked) {
    return tl::unexpected(std::move(walked.error()));
  }
  return places;
}

}  // namespace licet::facts
