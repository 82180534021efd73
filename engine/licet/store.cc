#include <engine/licet/ledger.h>
#include <licet/store.h>
#include <utility>

namespace licet {

struct Store::State {
  Ledger ledger;
};

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Store Store::in_memory(Clock clock) { return Store(std::make_unique<State>(State{Ledger(std::move(clock))})); }

Result<Store> Store::open(const std::filesystem::path& directory, Access access, Clock clock) {
  Result<Ledger> ledger = Ledger::open(directory, access, std::move(clock));
  if (!ledger) return tl::unexpected(std::move(ledger.error()));
  return Store(std::make_unique<State>(State{std::move(*ledger)}));
}

tl::expected<Recorded, CallError> Store::record(const Event& event, const PolicySet& policy) {
  return state_->ledger.record(event, policy.model());
}

tl::expected<Recorded, CallError> Store::record_json(std::string_view line, const PolicySet& policy) {
  return std::move(state_->ledger.record({&line, 1}, policy.model(), {}).front());
}

std::vector<tl::expected<Recorded, CallError>> Store::record_json(std::span<const std::string_view> lines,
                                                                  const PolicySet& policy, RecordOptions options) {
  return state_->ledger.record(lines, policy.model(), options);
}

tl::expected<Decision, CallError> Store::decide(const Request& request, const PolicySet& policy,
                                                DecideOptions options) {
  return state_->ledger.decide(request, policy.ready(), options);
}

tl::expected<Decision, CallError> Store::decide_json(std::string_view line, const PolicySet& policy,
                                                     DecideOptions options) {
  return std::move(state_->ledger.decide({&line, 1}, policy.ready(), options).front());
}

std::vector<tl::expected<Decision, CallError>> Store::decide_json(std::span<const std::string_view> lines,
                                                                  const PolicySet& policy, DecideOptions options) {
  return state_->ledger.decide(lines, policy.ready(), options);
}

tl::expected<Explanation, CallError> Store::explain(const Request& request, const PolicySet& policy,
                                                    DecideOptions options) {
  return state_->ledger.explain(request, policy.ready(), options);
}

std::vector<tl::expected<Explanation, CallError>> Store::explain_json(std::span<const std::string_view> lines,
                                                                      const PolicySet& policy, DecideOptions options) {
  return state_->ledger.explain(lines, policy.ready(), options);
}

Result<std::vector<DueEntry>> Store::due(const PolicySet& policy, Instant at) const {
  return state_->ledger.due(policy.ready(), at);
}

}  // namespace licet
