#include <engine/decide/holding.h>
#include <engine/decide/retention.h>

namespace licet::decide {

std::vector<HeldCategory> held_categories(const Decider& decider, const facts::HolderView& state, bool is_device,
                                          Instant at, Workspace& workspace, std::optional<DecisionsHeld> decisions) {
  Holding holding(decider, state, is_device, at, workspace);
  std::vector<HeldCategory> categories;
  for (const facts::HeldEntry& held : state.held()) categories.push_back(holding.category(held));
  const auto add = [&](std::optional<HeldCategory> held) {
    if (held) categories.push_back(std::move(*held));
  };
  for (const facts::RecordsEntry& entry : state.records()) add(holding.records(entry));
  if (decisions) add(holding.decisions(*decisions));
  return categories;
}

std::vector<DueEntry> due(const Decider& decider, const facts::HolderView& state, bool is_device, Instant at,
                          Workspace& workspace, std::optional<DecisionsHeld> decisions) {
  std::vector<DueEntry> entries;
  for (HeldCategory& held : held_categories(decider, state, is_device, at, workspace, decisions)) {
    entries.push_back(std::move(held.entry));
  }
  return entries;
}

}  // namespace licet::decide
