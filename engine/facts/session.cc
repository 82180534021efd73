#include <engine/facts/durable_state.h>
#include <utility>

namespace licet::facts {
namespace {

bool answers(const HolderView& state, const FoldBounds& bounds) {
  return state.header().latest_at <= bounds.at && state.header().latest_recorded <= bounds.known;
}

/// What one look finds of one holder.
struct Seen {
  std::optional<Holder> holder;
  record::HolderHash hash;
  bool touched = false;
  std::optional<record::Slot> slot;
  HolderView view;
  std::shared_ptr<const FoldedState> folded;  ///< behind the view, or null
  std::vector<std::uint64_t> words;           ///< behind the view where neither a row nor `folded` is
  TouchedHolder copy;                         ///< of a touched holder that `folded` does not answer for

  void forget() {
    touched = false;
    slot.reset();
    view = HolderView();
    folded.reset();
  }
};

}  // namespace

struct Session::State {
  State(DurableState& opened, IndexReader made) : store(&opened), reader(std::move(made)) {}

  enum class Look { kDone, kOvertaken };

  Result<Look> look(const FoldRules& rules, const FoldBounds& bounds);
  void look_at_overlay(const FoldRules& rules, const FoldBounds& bounds);
  Result<Look> look_at_row(Seen& seen, const FoldRules& rules, const FoldBounds& bounds);
  Result<Look> settle(Seen& seen, const FoldRules& rules, const FoldBounds& bounds);
  Result<Look> fold_touched(Seen& seen, const FoldRules& rules);
  void find_link(std::span<const Link> links);

  DurableState* store;
  IndexReader reader;
  std::vector<Seen> seen = std::vector<Seen>(2);  ///< customer, device, recipients
  std::vector<HolderView> recipients;
  std::uint64_t basis = 0;
  std::optional<LinkId> link;
};

Session::Session(std::unique_ptr<State> state) : state_(std::move(state)) {}
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;
Session::~Session() = default;

void Session::State::find_link(std::span<const Link> links) {
  if (!seen[1].holder) return;
  const Link* const found = facts::find_link(links, seen[1].hash.row);
  if (found != nullptr && found->linked) link = found->id;
}

void Session::State::look_at_overlay(const FoldRules& rules, const FoldBounds& bounds) {
  const std::shared_lock lock(store->guard);
  basis = store->overlay.end.records;
  for (Seen& each : seen) {
    const TouchedHolder* const touched = each.holder ? store->overlay.find(each.hash) : nullptr;
    if (touched == nullptr) continue;
    each.touched = true;
    if (touched->slot != record::kStoreSlot) each.slot = touched->slot;
    if (&each == seen.data()) find_link(touched->links);
    if (touched->folded && touched->folded->key == rules.key) each.folded = touched->folded;
    // Copied with `basis`: the index may take the holder in at any time, and an older snapshot does not have it then.
    if (!each.folded || !answers(HolderView(each.folded->words), bounds)) each.copy = *touched;
  }
}

/// Folds all events, and leaves the state in the overlay for those who look next.
Result<Session::State::Look> Session::State::fold_touched(Seen& each, const FoldRules& rules) {
  const auto loaded = load_events(store->log, each.copy.earlier, each.copy.events);
  if (!loaded) return tl::unexpected(loaded.error());
  if (loaded->erased) return Look::kOvertaken;
  auto folded =
      std::make_shared<FoldedState>(FoldedState{rules.key, fold_all(rules, *each.holder, loaded->events, {})});
  each.folded = folded;
  const std::unique_lock lock(store->guard);
  const auto place = store->overlay.holders.find(each.hash.row);
  if (place != store->overlay.holders.end() && place->second.slot == each.copy.slot &&
      place->second.events.size() == each.copy.events.size() &&
      place->second.earlier.size() == each.copy.earlier.size()) {
    place->second.folded = std::move(folded);
  }
  return Look::kDone;
}

Result<Session::State::Look> Session::State::look_at_row(Seen& each, const FoldRules& rules, const FoldBounds& bounds) {
  const auto found = reader.find(each.hash);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return Look::kDone;
  const RowView& row = **found;
  if (!row.events().empty() && row.events().back() >= basis) return Look::kOvertaken;
  each.slot = row.slot();
  if (&each == seen.data() && seen[1].holder) find_link(row.links());
  if (row.fold_key() == rules.key && answers(row.state(), bounds)) {
    each.view = row.state();
    return Look::kDone;
  }
  const auto loaded = load_events(store->log, row.events());
  if (!loaded) return tl::unexpected(loaded.error());
  if (loaded->erased) return Look::kOvertaken;
  each.words = fold_all(rules, *each.holder, loaded->events, bounds);
  each.view = HolderView(each.words);
  return Look::kDone;
}

/// The view of a touched holder.
Result<Session::State::Look> Session::State::settle(Seen& each, const FoldRules& rules, const FoldBounds& bounds) {
  if (!each.folded) {
    auto folded = fold_touched(each, rules);
    if (!folded || *folded == Look::kOvertaken) return folded;
  }
  each.view = HolderView(each.folded->words);
  if (answers(each.view, bounds)) return Look::kDone;
  const auto loaded = load_events(store->log, each.copy.earlier, each.copy.events);
  if (!loaded) return tl::unexpected(loaded.error());
  if (loaded->erased) return Look::kOvertaken;
  each.words = fold_all(rules, *each.holder, loaded->events, bounds);
  each.view = HolderView(each.words);
  return Look::kDone;
}

Result<Session::State::Look> Session::State::look(const FoldRules& rules, const FoldBounds& bounds) {
  for (Seen& each : seen) each.forget();
  link.reset();
  look_at_overlay(rules, bounds);
  // After the overlay: what it no longer has is in every snapshot taken from here on.
  if (auto begun = reader.begin(); !begun) return tl::unexpected(std::move(begun.error()));
  for (Seen& each : seen) {
    if (!each.holder) continue;
    auto looked = each.touched ? settle(each, rules, bounds) : look_at_row(each, rules, bounds);
    if (!looked || *looked == Look::kOvertaken) return looked;
  }
  return Look::kDone;
}

Result<void> Session::look(const Holders& holders, const FoldRules& rules, const FoldBounds& bounds) {
  release();
  const auto set = [&](Seen& seen, HolderKind kind, const std::string& id) {
    // Assigned, so that memory for an identifier is used again.
    if (!seen.holder) seen.holder.emplace();
    seen.holder->kind = kind;
    seen.holder->id = id;
    seen.hash = hash_of(state_->store->log.keys(), *seen.holder);
  };
  state_->seen.resize(2 + holders.recipients.size());
  const auto set_or_not = [&](Seen& seen, HolderKind kind, const std::optional<std::string>& id) {
    if (!id) return seen.holder.reset();
    set(seen, kind, *id);
  };
  set_or_not(state_->seen[0], HolderKind::kCustomer, holders.customer);
  set_or_not(state_->seen[1], HolderKind::kDevice, holders.device);
  for (std::size_t i = 0; i < holders.recipients.size(); ++i) {
    set(state_->seen[2 + i], HolderKind::kRecipient, holders.recipients[i]);
  }
  for (int looks = 0; looks < kMostLooks; ++looks) {
    auto looked = state_->look(rules, bounds);
    if (!looked) return tl::unexpected(std::move(looked.error()));
    if (*looked == State::Look::kDone) {
      state_->recipients.clear();
      for (std::size_t i = 2; i < state_->seen.size(); ++i) state_->recipients.push_back(state_->seen[i].view);
      return {};
    }
    release();
    if (state_->store->writable) continue;
    if (auto refreshed = refresh(*state_->store); !refreshed) return refreshed;
  }
  return tl::unexpected(
      Failure{FailureKind::kDamaged, "The index of the store names events that its record does not have."});
}

void Session::release() { state_->reader.end(); }
const HolderView& Session::person() const { return state_->seen[0].view; }
const HolderView& Session::device() const { return state_->seen[1].view; }
std::span<const HolderView> Session::recipients() const { return state_->recipients; }
std::uint64_t Session::basis() const { return state_->basis; }
std::optional<record::Slot> Session::slot() const {
  return state_->seen[0].holder ? state_->seen[0].slot : state_->seen[1].slot;
}
const std::optional<LinkId>& Session::link() const { return state_->link; }

Result<Session> DurableStore::session() const {
  auto reader = state_->index.reader();
  if (!reader) return tl::unexpected(std::move(reader.error()));
  return Session(std::make_unique<Session::State>(*state_, std::move(*reader)));
}

}  // namespace licet::facts
