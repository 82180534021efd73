#include <algorithm>
#include <engine/record/open_segment.h>
#include <engine/record/record_frame.h>

namespace licet::record {
namespace {

constexpr std::uint32_t kNone = UINT32_MAX;

}  // namespace

void OpenSegment::add(std::uint32_t place, Slot slot, const Digest& leaf_hash) {
  const auto record = static_cast<std::uint32_t>(places_.size());
  places_.push_back(place);
  slots_.push_back(slot);
  leaf_hashes_.push_back(leaf_hash);
  const auto [last, is_first] = last_.try_emplace(static_cast<std::uint64_t>(slot), record);
  before_.push_back(is_first ? kNone : last->second);
  last->second = record;
}

std::uint64_t OpenSegment::place_of(std::uint64_t number, std::uint64_t end) const {
  const std::uint64_t record = number - first_;
  return record < places_.size() ? std::uint64_t{places_[record]} * kRecordAlignment : end;
}

void OpenSegment::append_records_of(Slot slot, std::vector<std::uint64_t>& out) const {
  const auto last = last_.find(static_cast<std::uint64_t>(slot));
  if (last == last_.end()) return;
  const auto begin = static_cast<std::ptrdiff_t>(out.size());
  for (std::uint32_t record = last->second; record != kNone; record = before_[record]) out.push_back(first_ + record);
  std::reverse(out.begin() + begin, out.end());
}

}  // namespace licet::record
