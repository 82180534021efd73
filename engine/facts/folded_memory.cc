#include <engine/facts/folded_memory.h>
#include <utility>

namespace licet::facts {

void FoldedMemory::put(const Holder& holder, std::vector<std::uint64_t> state) {
  of(holder.kind).insert_or_assign(holder.id, std::move(state));
}

void FoldedMemory::forget(HolderKind kind, std::string_view id) {
  States& states = of(kind);
  if (const auto found = states.find(id); found != states.end()) states.erase(found);
}

void FoldedMemory::clear() {
  for (States& states : states_) states.clear();
}

std::optional<HolderView> FoldedMemory::find(HolderKind kind, std::string_view id) const {
  const States& states = of(kind);
  const auto found = states.find(id);
  if (found == states.end()) return std::nullopt;
  return HolderView(found->second);
}

}  // namespace licet::facts
