#include <engine/base/digest.h>
#include <tools/licet/seen_ids.h>
#include <utility>

namespace licet::tool {
namespace {

constexpr std::size_t kFirstSize = 1'024;

std::uint64_t short_digest(std::string_view text) {
  const Digest digest = Sha256().add(text).finish();
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < sizeof(number); ++i) number = number << 8U | std::uint64_t{digest[i]};
  return number;
}

}  // namespace

SeenIds::Entry& SeenIds::place(std::uint64_t id) {
  const std::size_t mask = table_.size() - 1;
  std::size_t at = static_cast<std::size_t>(id >> 8U) & mask;
  while (table_[at].id != 0 && table_[at].id != id) at = (at + 1) & mask;
  return table_[at];
}

void SeenIds::grow() {
  std::vector<Entry> old(table_.empty() ? kFirstSize : table_.size() * 2);
  old.swap(table_);
  for (const Entry& one : old) {
    if (one.id != 0) place(one.id) = one;
  }
}

SeenIds::Answer SeenIds::take(std::string_view id, std::string_view content) {
  if (count_ * 3 >= table_.size() * 2) grow();
  const std::uint64_t number = short_digest(id) | 1U;
  const std::uint64_t told = short_digest(content);
  Entry& entry = place(number);
  if (entry.id != 0) return entry.content == told ? Answer::kRepeated : Answer::kOther;
  entry = {number, told};
  ++count_;
  return Answer::kFresh;
}

}  // namespace licet::tool
