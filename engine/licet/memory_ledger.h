#pragma once
// A ledger that lives in memory and is gone with its object.
//
// Private to engine/licet. Thread rule: any number of threads; one at a time gets through.

#include <engine/facts/memory_store.h>
#include <engine/licet/ledger.h>
#include <engine/rights/outbox.h>
#include <licet/clock.h>
#include <mutex>
#include <set>

namespace licet {

class DueLines;

class MemoryLedger final : public Ledger {
 public:
  explicit MemoryLedger(Clock clock) : clock_(std::move(clock)) {}

  void give_up() override;
  Outcome<Recorded> record(const Event& event, const PolicySet& policy) override;
  Outcomes<Recorded> record(Lines lines, const PolicySet& policy, RecordOptions options) override;
  Outcome<Decision> decide(const Request& request, const PolicySet& policy, DecideOptions options) override;
  Outcomes<Decision> decide(Lines lines, const PolicySet& policy, DecideOptions options) override;
  Outcome<Explanation> explain(const Request& request, const PolicySet& policy, DecideOptions options) override;
  Outcomes<Explanation> explain(Lines lines, const PolicySet& policy, DecideOptions options) override;
  Result<DueList> due(const DueRequest& request, const PolicySet& policy) override;
  Outcome<Standing> standing(const StandingRequest& request, const PolicySet& policy) override;
  Outcome<Overview> overview(const OverviewRequest& request, const PolicySet& policy) override;
  Outcome<rights::HolderHistory> holder_history(const PermittedRequest& request,
                                                std::span<const std::string> recipients) override;
  Outcome<Audience> audience(const Request& request, const PolicySet& policy, const AudienceOptions& options) override;
  Outcome<AudienceOutcome> audience_outcome(std::uint64_t record, const std::string& customer) override;
  Outcome<rights::AskedHistory> asked_history(const Request& request, const PolicySet& policy) override;
  Outcome<Export> export_of(const ExportRequest& request, const PolicySet& policy) override;
  Outcome<RecordedDecision> recorded_decision(std::uint64_t record) override;
  Outcome<PolicySet> policy_at(Instant at) override;
  Outcome<std::string> prove(std::uint64_t record) override;
  Outcomes<Erasure> erase(std::span<const ErasureRequest> requests, const PolicySet& policy) override;
  Outcome<ReceiversChanged> add_receiver(std::string_view name, const PolicySet& policy) override;
  Outcome<ReceiversChanged> remove_receiver(std::string_view name, const PolicySet& policy) override;
  Outcome<Claim> claim(const ClaimRequest& request, const PolicySet& policy) override;
  Outcome<std::uint64_t> release(std::string_view receiver, const PolicySet& policy) override;
  Outcomes<Confirmed> confirm(std::string_view receiver, Lines lines, const PolicySet& policy) override;
  Outcome<Outbox> outbox(const OutboxRequest& request, const PolicySet& policy) override;
  std::uint64_t records() override;
  Result<std::string> sign() override;
  Result<std::optional<std::string>> head() override { return std::optional<std::string>(); }
  Result<void> close() override { return {}; }

 private:
  class Host;
  template <class Value, class Act>
  Outcome<Value> at_outbox(const PolicySet& policy, const Act& act);
  // Under `guard_`:
  /// The request must outlive it.
  Result<DueLines> due_lines(const DueRequest& request, const PolicySet& policy) const;
  Result<std::set<std::uint64_t>> waiting_events(const PolicySet& policy);

  Outcome<Recorded> take(const facts::Offer& offer, const PolicySet& policy, Instant now);
  template <class Answer>
  Outcome<Answer> answer(const Request& request, const PolicySet& policy, DecideOptions options, Instant now);
  template <class Answer>
  Outcome<Answer> answer_one(const Request& request, const PolicySet& policy, DecideOptions options);
  template <class Answer>
  Outcomes<Answer> answer_lines(Lines lines, const PolicySet& policy, DecideOptions options);

  std::mutex guard_;
  Clock clock_;
  facts::MemoryStore memory_;
  rights::OutboxState outbox_;
  bool failed_ = false;
};

}  // namespace licet
