#pragma once
// What one holder holds at one time, a category, piece or record after the other. Private to this stage.
//
// Thread rule: as Observation's. Source: language.md section 7; language-additions.md, "Items" and "Retention that
// follows the statute".

#include <engine/decide/first_stage.h>
#include <engine/decide/holder_retention.h>
#include <engine/decide/retention.h>

namespace licet::decide {

class Holding {
 public:
  /// All arguments must outlive it. With `ahead` it is only asked when something falls due: the names of missing facts
  /// are left out, and when time alone may change what it says is noted there.
  Holding(const Decider& decider, const facts::HolderView& state, bool is_device, Instant at, Workspace& workspace,
          ChangeAhead* ahead = nullptr);
  Holding(const Holding&) = delete;
  Holding& operator=(const Holding&) = delete;

  HeldCategory category(const facts::HeldEntry& held);
  /// Licet's own records; none that no retention keeps.
  std::optional<HeldCategory> records(const facts::RecordsEntry& entry);
  std::optional<HeldCategory> decisions(const DecisionsHeld& held);

 private:
  /// `name` as in DueEntry::data.
  std::optional<HeldCategory> own_records(HeldCategory::Kind kind, const std::string& name, const Keeps& keeps,
                                          std::optional<Instant> collection, std::optional<Instant> requested,
                                          bool never = false);
  /// Goes on, and has not expired.
  bool is_current(model::ConsentId consent) const;
  /// When the first request fell that stands and names nothing, of those that are not older than what is held.
  std::optional<Instant> request_for_everything(Instant held_from) const;
  /// When the first request fell that stands and names no data, the category, or what it lies within.
  std::optional<Instant> erasure_request(const facts::HeldEntry& held) const;
  /// Listed with the first stage, from its end on until it is due itself.
  void list_stage(HeldCategory& result, const Keeps& keeps, const KeptPiece& kept);
  void settle(HeldCategory& result, const Keeps& keeps, const KeptPiece& kept, std::optional<Instant> requested);
  void find_due(HeldCategory& result, const Keeps& keeps, const KeptPiece& kept, std::optional<Instant> requested);

  const model::Model& model_;
  const graph::DecisionGraph& graph_;
  const facts::HolderView& state_;
  Instant at_;
  Workspace& workspace_;
  ChangeAhead* ahead_;
  States states_;
  HolderRetention retention_;
};

}  // namespace licet::decide
