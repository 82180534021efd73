#pragma once
// The events and decisions behind a Store: in memory, or on disk.
//
// Private to engine/licet. Thread rule: any number of threads. The contracts are those of licet/store.h.

#include <engine/exchange/event_json.h>
#include <engine/facts/earlier_failure.h>
#include <engine/facts/fact_store.h>
#include <engine/rights/asked_states.h>
#include <engine/rights/kept_events.h>
#include <engine/rights/permitted.h>
#include <licet/store.h>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace licet {

class Ledger {
 public:
  template <class Value>
  using Outcome = tl::expected<Value, CallError>;
  template <class Value>
  using Outcomes = std::vector<Outcome<Value>>;
  using Lines = std::span<const std::string_view>;

  Ledger() = default;
  Ledger(const Ledger&) = delete;
  Ledger& operator=(const Ledger&) = delete;
  virtual ~Ledger() = default;

  /// From here on every call that records fails: memory may know what the disk does not.
  virtual void give_up() = 0;

  virtual Outcome<Recorded> record(const Event& event, const PolicySet& policy) = 0;
  virtual Outcomes<Recorded> record(Lines lines, const PolicySet& policy, RecordOptions options) = 0;
  virtual Outcome<Decision> decide(const Request& request, const PolicySet& policy, DecideOptions options) = 0;
  virtual Outcomes<Decision> decide(Lines lines, const PolicySet& policy, DecideOptions options) = 0;
  virtual Outcome<Explanation> explain(const Request& request, const PolicySet& policy, DecideOptions options) = 0;
  virtual Outcomes<Explanation> explain(Lines lines, const PolicySet& policy, DecideOptions options) = 0;

  virtual Result<DueList> due(const DueRequest& request, const PolicySet& policy) = 0;
  virtual Outcome<Standing> standing(const StandingRequest& request, const PolicySet& policy) = 0;
  virtual Outcome<Overview> overview(const OverviewRequest& request, const PolicySet& policy) = 0;
  /// Every event of the holder, and of the recipients, whatever its times. Precondition: exchange::combinations() takes
  /// the request.
  virtual Outcome<rights::HolderHistory> holder_history(const PermittedRequest& request,
                                                        std::span<const std::string> recipients) = 0;
  /// Precondition: the request names neither customer nor device.
  virtual Outcome<Audience> audience(const Request& request, const PolicySet& policy,
                                     const AudienceOptions& options) = 0;
  virtual Outcome<AudienceOutcome> audience_outcome(std::uint64_t record, const std::string& customer) = 0;
  /// The request, and every event of those whom it names, whatever its times.
  virtual Outcome<rights::AskedHistory> asked_history(const Request& request, const PolicySet& policy) = 0;
  virtual Outcome<Export> export_of(const ExportRequest& request, const PolicySet& policy) = 0;
  virtual Outcome<RecordedDecision> recorded_decision(std::uint64_t record) = 0;
  virtual Outcome<PolicySet> policy_at(Instant at) = 0;
  virtual Outcome<std::string> prove(std::uint64_t record) = 0;
  virtual Outcomes<Erasure> erase(std::span<const ErasureRequest> requests, const PolicySet& policy) = 0;
  virtual Outcome<ReceiversChanged> add_receiver(std::string_view name, const PolicySet& policy) = 0;
  virtual Outcome<ReceiversChanged> remove_receiver(std::string_view name, const PolicySet& policy) = 0;
  virtual Outcome<Claim> claim(const ClaimRequest& request, const PolicySet& policy) = 0;
  virtual Outcome<std::uint64_t> release(std::string_view receiver, const PolicySet& policy) = 0;
  virtual Outcomes<Confirmed> confirm(std::string_view receiver, Lines lines, const PolicySet& policy) = 0;
  virtual Outcome<Outbox> outbox(const OutboxRequest& request, const PolicySet& policy) = 0;
  virtual std::uint64_t records() = 0;
  virtual Result<std::string> sign() = 0;
  virtual Result<std::optional<std::string>> head() = 0;
  virtual Result<void> close() = 0;
};

using facts::failed_before;

/// As many outcomes, each this failure.
template <class Value>
Ledger::Outcomes<Value> all_failed(std::size_t count, const Failure& failure) {
  return Ledger::Outcomes<Value>(count, tl::unexpected(CallError(failure)));
}

/// A line that is an event (language.md section 11), as it was sent.
tl::expected<exchange::SentEvent, InputError> read_line(std::string_view line, RecordOptions options);

/// Which holder a standing is asked of.
tl::expected<facts::Holder, CallError> holder_of(const StandingRequest& request);

/// Who is to be erased: an outcome for each request. Each holder is named once; the next that does so is refused.
Ledger::Outcomes<facts::Holder> holders_of(std::span<const ErasureRequest> requests);

/// Whose data are exported.
tl::expected<facts::Holder, CallError> holder_of(const ExportRequest& request);

/// As of when: after what was recorded at `last` and before, unless the request says otherwise.
tl::expected<rights::ErasureTimes, CallError> times_of(const ErasureRequest& request, Instant now, Instant last);

/// What is told of an erasure that was done.
Erasure told_erasure(rights::KeptEvents kept, const facts::Erasure& done);

}  // namespace licet
