#pragma once
// Folded states in memory, by holder: what deciding reads.
//
// Thread rule: put() and forget() by one thread with no reader beside it; find() by any number of threads at once.
// Finding neither allocates nor locks; a view is valid until its holder is put or forgotten.

#include <array>
#include <engine/facts/fact_store.h>
#include <engine/facts/holder_state.h>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace licet::facts {

class FoldedMemory {
 public:
  void put(const Holder& holder, std::vector<std::uint64_t> state);
  void forget(HolderKind kind, std::string_view id);
  void clear();

  std::optional<HolderView> find(HolderKind kind, std::string_view id) const;

 private:
  struct IdHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view id) const noexcept { return std::hash<std::string_view>{}(id); }
  };
  using States = std::unordered_map<std::string, std::vector<std::uint64_t>, IdHash, std::equal_to<>>;

  const States& of(HolderKind kind) const { return states_[static_cast<std::size_t>(kind)]; }
  States& of(HolderKind kind) { return states_[static_cast<std::size_t>(kind)]; }

  std::array<States, kHolderKinds> states_;  ///< by HolderKind
};

}  // namespace licet::facts
