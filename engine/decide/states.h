#pragma once
// The folded states that one decision looks at.

#include <engine/facts/holder_state.h>
#include <span>

namespace licet::decide {

/// The person's and the device's state; each empty without such a holder, or where nothing happened. Both must answer
/// the time and *known* of the question (facts/holder_state.h). The words behind them must outlive the decision.
struct States {
  facts::HolderView person;
  facts::HolderView device;
  /// Of the recipient asked and what it lies within, nearest first; those of whom nothing is known may be left out.
  std::span<const facts::HolderView> recipients;
  bool has_person = false;
  bool has_device = false;

  const facts::HolderView& of(model::ConsentScope scope) const {
    return scope == model::ConsentScope::kDevice ? device : person;
  }
  const facts::HolderView& of(model::FactOwner owner) const {
    return owner == model::FactOwner::kDevice ? device : person;
  }
};

}  // namespace licet::decide
