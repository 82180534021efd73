#include <engine/licet/at_the_door.h>
#include <engine/licet/ledger.h>
#include <licet/store.h>
#include <utility>

namespace licet {

struct Store::State {
  Ledger ledger;

  /// Calls `act` with the ledger. If it throws, memory may know what the journal does not: the ledger then gives up.
  template <class Act>
  auto one(const Act& act);
  /// Likewise, with an outcome for each of so many lines.
  template <class Act>
  auto each(std::size_t lines, const Act& act);
};

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Store Store::in_memory(Clock clock) { return Store(std::make_unique<State>(State{Ledger(std::move(clock))})); }

Result<Store> Store::open(const std::filesystem::path& directory, Access access, Clock clock) {
  return at_the_door(
      [&]() -> Result<Store> {
        Result<Ledger> ledger = Ledger::open(directory, access, std::move(clock));
        if (!ledger) return tl::unexpected(std::move(ledger.error()));
        return Store(std::make_unique<State>(State{std::move(*ledger)}));
      },
      [](Failure failure) -> Result<Store> { return tl::unexpected(std::move(failure)); });
}

template <class Act>
auto Store::State::one(const Act& act) {
  return at_the_door([&] { return act(ledger); },
                     [&](Failure failure) -> decltype(act(ledger)) {
                       ledger.give_up();
                       return tl::unexpected(CallError(std::move(failure)));
                     });
}

template <class Act>
auto Store::State::each(std::size_t lines, const Act& act) {
  using Outcomes = decltype(act(ledger));
  return at_the_door([&] { return act(ledger); },
                     [&](const Failure& failure) {
                       ledger.give_up();
                       return Outcomes(lines, tl::unexpected(CallError(failure)));
                     });
}

tl::expected<Recorded, CallError> Store::record(const Event& event, const PolicySet& policy) {
  return state_->one([&](Ledger& ledger) { return ledger.record(event, policy.model()); });
}

tl::expected<Recorded, CallError> Store::record_json(std::string_view line, const PolicySet& policy) {
  return std::move(record_json({&line, 1}, policy, {}).front());
}

std::vector<tl::expected<Recorded, CallError>> Store::record_json(std::span<const std::string_view> lines,
                                                                  const PolicySet& policy, RecordOptions options) {
  return state_->each(lines.size(), [&](Ledger& ledger) { return ledger.record(lines, policy.model(), options); });
}

tl::expected<Decision, CallError> Store::decide(const Request& request, const PolicySet& policy,
                                                DecideOptions options) {
  return state_->one([&](Ledger& ledger) { return ledger.decide(request, policy.ready(), options); });
}

tl::expected<Decision, CallError> Store::decide_json(std::string_view line, const PolicySet& policy,
                                                     DecideOptions options) {
  return std::move(decide_json({&line, 1}, policy, options).front());
}

std::vector<tl::expected<Decision, CallError>> Store::decide_json(std::span<const std::string_view> lines,
                                                                  const PolicySet& policy, DecideOptions options) {
  return state_->each(lines.size(), [&](Ledger& ledger) { return ledger.decide(lines, policy.ready(), options); });
}

tl::expected<Explanation, CallError> Store::explain(const Request& request, const PolicySet& policy,
                                                    DecideOptions options) {
  return state_->one([&](Ledger& ledger) { return ledger.explain(request, policy.ready(), options); });
}

std::vector<tl::expected<Explanation, CallError>> Store::explain_json(std::span<const std::string_view> lines,
                                                                      const PolicySet& policy, DecideOptions options) {
  return state_->each(lines.size(), [&](Ledger& ledger) { return ledger.explain(lines, policy.ready(), options); });
}

Result<std::vector<DueEntry>> Store::due(const PolicySet& policy, Instant at) const {
  using Entries = Result<std::vector<DueEntry>>;
  return at_the_door([&]() -> Entries { return state_->ledger.due(policy.ready(), at); },
                     [](Failure failure) -> Entries { return tl::unexpected(std::move(failure)); });
}

}  // namespace licet
