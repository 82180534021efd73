#include <engine/licet/at_the_door.h>
#include <engine/licet/audience.h>
#include <engine/licet/durable_ledger.h>
#include <engine/licet/memory_ledger.h>
#include <engine/licet/missing.h>
#include <engine/licet/permitted.h>
#include <engine/licet/timeline.h>
#include <licet/store.h>
#include <utility>

namespace licet {

struct Store::State {
  std::unique_ptr<Ledger> ledger;

  /// Calls `act` with the ledger. If it throws, memory may know what the disk does not: the ledger then gives up.
  template <class Act>
  auto one(const Act& act) const;
  /// Likewise, with an outcome for each of so many lines.
  template <class Act>
  auto each(std::size_t lines, const Act& act) const;
};

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Store Store::in_memory(Clock clock) {
  return Store(std::make_unique<State>(State{std::make_unique<MemoryLedger>(std::move(clock))}));
}

Result<Store> Store::open(const std::filesystem::path& directory, const OpenOptions& options, Clock clock) {
  return at_the_door(
      [&]() -> Result<Store> {
        auto ledger = DurableLedger::open(directory, options, std::move(clock));
        if (!ledger) return tl::unexpected(std::move(ledger.error()));
        return Store(std::make_unique<State>(State{std::move(*ledger)}));
      },
      [](Failure failure) -> Result<Store> { return tl::unexpected(std::move(failure)); });
}

template <class Act>
auto Store::State::one(const Act& act) const {
  return at_the_door([&] { return act(*ledger); },
                     [&](Failure failure) -> decltype(act(*ledger)) {
                       ledger->give_up();
                       return tl::unexpected(CallError(std::move(failure)));
                     });
}

template <class Act>
auto Store::State::each(std::size_t lines, const Act& act) const {
  using Outcomes = decltype(act(*ledger));
  return at_the_door([&] { return act(*ledger); },
                     [&](const Failure& failure) {
                       ledger->give_up();
                       return Outcomes(lines, tl::unexpected(CallError(failure)));
                     });
}

tl::expected<Recorded, CallError> Store::record(const Event& event, const PolicySet& policy) {
  return state_->one([&](Ledger& ledger) { return ledger.record(event, policy); });
}

tl::expected<Recorded, CallError> Store::record_json(std::string_view line, const PolicySet& policy) {
  return std::move(record_json({&line, 1}, policy, {}).front());
}

std::vector<tl::expected<Recorded, CallError>> Store::record_json(std::span<const std::string_view> lines,
                                                                  const PolicySet& policy, RecordOptions options) {
  return state_->each(lines.size(), [&](Ledger& ledger) { return ledger.record(lines, policy, options); });
}

tl::expected<Decision, CallError> Store::decide(const Request& request, const PolicySet& policy,
                                                DecideOptions options) {
  return state_->one([&](Ledger& ledger) { return ledger.decide(request, policy, options); });
}

tl::expected<Decision, CallError> Store::decide_json(std::string_view line, const PolicySet& policy,
                                                     DecideOptions options) {
  return std::move(decide_json({&line, 1}, policy, options).front());
}

std::vector<tl::expected<Decision, CallError>> Store::decide_json(std::span<const std::string_view> lines,
                                                                  const PolicySet& policy, DecideOptions options) {
  return state_->each(lines.size(), [&](Ledger& ledger) { return ledger.decide(lines, policy, options); });
}

tl::expected<Explanation, CallError> Store::explain(const Request& request, const PolicySet& policy,
                                                    DecideOptions options) {
  return state_->one([&](Ledger& ledger) { return ledger.explain(request, policy, options); });
}

std::vector<tl::expected<Explanation, CallError>> Store::explain_json(std::span<const std::string_view> lines,
                                                                      const PolicySet& policy, DecideOptions options) {
  return state_->each(lines.size(), [&](Ledger& ledger) { return ledger.explain(lines, policy, options); });
}

Result<std::vector<DueEntry>> Store::due(const PolicySet& policy, Instant at) const {
  using Entries = Result<std::vector<DueEntry>>;
  const auto entries = [&]() -> Entries {
    auto found = state_->ledger->due({at, false, {}}, policy);
    if (!found) return tl::unexpected(std::move(found.error()));
    std::vector<DueEntry> all;
    all.reserve(found->lines.size());
    for (DueLine& line : found->lines) all.push_back(std::move(line.entry));
    return all;
  };
  return at_the_door(entries, [](Failure failure) -> Entries { return tl::unexpected(std::move(failure)); });
}

Result<DueList> Store::due(const DueRequest& request, const PolicySet& policy) const {
  return at_the_door([&] { return state_->ledger->due(request, policy); },
                     [](Failure failure) -> Result<DueList> { return tl::unexpected(std::move(failure)); });
}

tl::expected<Standing, CallError> Store::standing(const StandingRequest& request, const PolicySet& policy) const {
  return state_->one([&](Ledger& ledger) { return ledger.standing(request, policy); });
}

tl::expected<Overview, CallError> Store::overview(const OverviewRequest& request, const PolicySet& policy) const {
  return state_->one([&](Ledger& ledger) { return ledger.overview(request, policy); });
}

tl::expected<Permitted, CallError> Store::permitted(const PermittedRequest& request, const PolicySet& policy) const {
  return state_->one([&](Ledger& ledger) { return permitted_of(ledger, request, policy); });
}

tl::expected<Audience, CallError> Store::audience(const Request& request, const PolicySet& policy,
                                                  const AudienceOptions& options) {
  return state_->one([&](Ledger& ledger) { return audience_of(ledger, request, policy, options); });
}

tl::expected<AudienceOutcome, CallError> Store::audience_outcome(std::uint64_t record,
                                                                 const std::string& customer) const {
  return state_->one([&](Ledger& ledger) { return ledger.audience_outcome(record, customer); });
}

tl::expected<Export, CallError> Store::export_of(const ExportRequest& request, const PolicySet& policy) const {
  return state_->one([&](Ledger& ledger) { return ledger.export_of(request, policy); });
}

tl::expected<RecordedDecision, CallError> Store::recorded_decision(std::uint64_t record) const {
  return state_->one([&](Ledger& ledger) { return ledger.recorded_decision(record); });
}

tl::expected<Erasure, CallError> Store::erase(const ErasureRequest& request, const PolicySet& policy) {
  return std::move(erase({&request, 1}, policy).front());
}

std::vector<tl::expected<Erasure, CallError>> Store::erase(std::span<const ErasureRequest> requests,
                                                           const PolicySet& policy) {
  return state_->each(requests.size(), [&](Ledger& ledger) { return ledger.erase(requests, policy); });
}

tl::expected<Timeline, CallError> Store::timeline(const TimelineRequest& request, const PolicySet& policy) const {
  return state_->one([&](Ledger& ledger) { return timeline_of(ledger, request, policy); });
}

tl::expected<Missing, CallError> Store::missing(const MissingRequest& request, const PolicySet& policy) const {
  return state_->one([&](Ledger& ledger) { return missing_of(ledger, request, policy); });
}

tl::expected<PolicySet, CallError> Store::policy_at(Instant at) const {
  return state_->one([&](Ledger& ledger) { return ledger.policy_at(at); });
}

tl::expected<ReceiversChanged, CallError> Store::add_receiver(std::string_view name, const PolicySet& policy) {
  return state_->one([&](Ledger& ledger) { return ledger.add_receiver(name, policy); });
}

tl::expected<ReceiversChanged, CallError> Store::remove_receiver(std::string_view name, const PolicySet& policy) {
  return state_->one([&](Ledger& ledger) { return ledger.remove_receiver(name, policy); });
}

tl::expected<std::uint64_t, CallError> Store::release(std::string_view receiver, const PolicySet& policy) {
  return state_->one([&](Ledger& ledger) { return ledger.release(receiver, policy); });
}

tl::expected<Claim, CallError> Store::claim(const ClaimRequest& request, const PolicySet& policy) {
  return state_->one([&](Ledger& ledger) { return ledger.claim(request, policy); });
}

std::vector<tl::expected<Confirmed, CallError>> Store::confirm_json(std::string_view receiver,
                                                                    std::span<const std::string_view> lines,
                                                                    const PolicySet& policy) {
  return state_->each(lines.size(), [&](Ledger& ledger) { return ledger.confirm(receiver, lines, policy); });
}

tl::expected<Outbox, CallError> Store::outbox(const OutboxRequest& request, const PolicySet& policy) const {
  return state_->one([&](Ledger& ledger) { return ledger.outbox(request, policy); });
}

std::uint64_t Store::records() const { return state_->ledger->records(); }

tl::expected<std::string, CallError> Store::prove(std::uint64_t record) const {
  return state_->one([&](Ledger& ledger) { return ledger.prove(record); });
}

Result<std::string> Store::sign() {
  return at_the_door([&]() -> Result<std::string> { return state_->ledger->sign(); },
                     [](Failure failure) -> Result<std::string> { return tl::unexpected(std::move(failure)); });
}

Result<std::optional<std::string>> Store::head() const {
  using Head = Result<std::optional<std::string>>;
  return at_the_door([&]() -> Head { return state_->ledger->head(); },
                     [](Failure failure) -> Head { return tl::unexpected(std::move(failure)); });
}

Result<void> Store::close() {
  return at_the_door([&]() -> Result<void> { return state_->ledger->close(); },
                     [](Failure failure) -> Result<void> { return tl::unexpected(std::move(failure)); });
}

}  // namespace licet
