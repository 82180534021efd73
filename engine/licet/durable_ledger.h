#pragma once
// A ledger on disk: facts::DurableStore behind a queue of commits, with a thread that keeps the index up.
//
// Private to engine/licet. Thread rule: any number of threads.

#include <chrono>
#include <condition_variable>
#include <engine/facts/durable_store.h>
#include <engine/licet/commit_queue.h>
#include <engine/licet/fold_key_in_use.h>
#include <engine/licet/head_signer.h>
#include <engine/licet/ledger.h>
#include <engine/record/head_keeper.h>
#include <engine/rights/outbox.h>
#include <filesystem>
#include <functional>
#include <licet/clock.h>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <shared_mutex>
#include <thread>
#include <utility>

namespace licet {

class DueLines;

class DurableLedger final : public Ledger {
 public:
  static Result<std::unique_ptr<DurableLedger>> open(const std::filesystem::path& directory, const OpenOptions& options,
                                                     Clock clock, record::FileSystem& files = record::system_files());
  ~DurableLedger() override;

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
  Result<std::optional<std::string>> head() override;
  Result<void> close() override;

 private:
  /// A policy set in use: what is needed of it for every call.
  struct PolicyInUse {
    PolicySet policy;
    facts::FoldRules rules;
    facts::DueRules due;  ///< `next` is the indexing thread's
    Digest digest{};
  };
  /// A decision that waits to be recorded.
  struct Unrecorded;

  DurableLedger(facts::DurableStore store, const OpenOptions& options, record::HeadKeeper heads, Clock clock);

  Result<std::shared_ptr<const PolicyInUse>> use(const PolicySet& policy);
  /// Under `guard_`: those of the set that is used now.
  void note_keys();
  /// Of a call that holds `open_`: why it cannot be.
  std::optional<Failure> refuse_reading() const;
  std::optional<Failure> refuse_writing();
  Result<void> refresh();
  /// So many holders that wait wake the thread that keeps the index.
  static constexpr std::size_t kIndexedTogether = 4096;
  /// A session for one call; waits while too many are in use. Given back by its end.
  class LentSession;
  Result<LentSession> take_session();

  Outcomes<Recorded> take(std::span<const facts::Offer> offers, const PolicyInUse& policy);
  template <class Answer>
  Outcome<Answer> answer(const Request& request, const PolicyInUse& policy, DecideOptions options,
                         facts::Session& session, std::optional<Unrecorded>& unrecorded);
  template <class Answer>
  Outcome<Answer> answer_one(const Request& request, const PolicySet& policy, DecideOptions options);
  template <class Answer>
  Outcomes<Answer> answer_lines(Lines lines, const PolicySet& policy, DecideOptions options);
  /// Answers a question of the group anew, by its place, when someone was erased since it was answered.
  using AskAgain = std::function<void(std::size_t place)>;
  template <class Answer>
  void record_answers(std::span<Outcome<Answer>> answers, std::span<std::optional<Unrecorded>> waiting,
                      const PolicyInUse& policy, const AskAgain& ask_again);
  Result<void> submit(CommitQueue::Job& job, const PolicyInUse& policy);
  /// The leader's: of the set, before the first record that names it.
  Result<void> archive(const PolicyInUse& policy);
  /// The request must outlive it.
  Result<DueLines> due_lines(const DueRequest& request, const PolicyInUse& policy) const;

  class OutboxAtWork;
  /// The leader's: reads it, if it is not known.
  Result<void> know_outbox();
  /// The leader's: the events that a receiver has still to confirm.
  Result<std::set<std::uint64_t>> waiting_events(const PolicySet& policy);
  /// Calls `act` with the outbox, while nothing else is recorded; it fails with `failed(failure)`.
  template <class Act, class Failed>
  auto at_outbox(const PolicySet& policy, const Act& act, const Failed& failed) -> decltype(failed(Failure{}));

  /// A run over all customers that is decided, and what has to be recorded of it.
  struct DecidedAudience;
  Outcome<DecidedAudience> decide_all(const Request& request, const PolicyInUse& policy,
                                      const AudienceOptions& options);
  Outcome<Audience> record_audience(DecidedAudience decided, const PolicyInUse& policy);

  void take_back(facts::Session session, std::uint64_t erasures) noexcept;
  /// After an erasure: no session keeps what it had found of anyone.
  void forget_sessions();
  /// Once, when the observer has heard of opening.
  void start_indexing();
  void keep_index(const std::stop_token& stop);
  void tell_of_index(const Result<void>& written, std::optional<std::string>& failed) noexcept;
  /// Of the touched holders; then of all rows that were folded under another set, as long as `stop` is not asked for.
  Result<void> write_index(const PolicyInUse& policy, const std::stop_token& stop, bool all_rows);
  /// The dates of rows that have none by the set's retention rules; those by others are replaced if they are `settled`.
  /// Says whether there are more.
  Result<bool> write_dates(const PolicyInUse& policy, const std::stop_token& stop, bool settled);
  /// Once, when the observer has heard of opening; nothing if there is no signing key where none was named.
  Result<void> start_signing(bool key_was_named);
  /// Of the leader, when it has committed a batch.
  void note_commit(const Result<void>& committed, std::size_t records);
  /// Writes what close() has to. `open_` is held alone, and the thread that keeps the index has ended. `event` is what
  /// has to be told of signing.
  Result<void> write_last(std::optional<StoreEvent>& event);
  /// Tells the observer, with no lock held.
  void tell(const StoreEvent& event) noexcept;
  void tell_of_growth(std::uint64_t before, std::uint64_t after) noexcept;

  std::shared_mutex open_;  ///< held by every call, alone by close()
  Result<void> closed_with_;
  std::optional<facts::DurableStore> store_;  ///< none once closed
  std::uint64_t records_ = 0;                 ///< once closed
  const StoreObserver observer_;
  const bool writable_;
  Clock clock_;

  std::mutex guard_;  ///< of the members up to `lent_`
  bool failed_ = false;
  std::vector<std::shared_ptr<const PolicyInUse>> policies_;  ///< the latest last
  FoldKeyInUse fold_key_;
  FoldKeyInUse retention_key_;
  std::vector<facts::Session> sessions_;
  std::condition_variable session_free_;
  std::size_t lent_ = 0;
  std::uint64_t erasures_ = 0;  ///< of this ledger

  const record::HeadKeeper heads_;
  const std::chrono::seconds sign_every_;
  std::unique_ptr<HeadSigner> signer_;  ///< none without a key
  std::mutex telling_;

  Instant batch_time_;                 ///< the leader's
  std::set<Digest> archived_;          ///< the leader's
  std::optional<facts::Batch> batch_;  ///< the leader's
  /// The leader's: as the record has it; none before it is used, and after a Failure.
  std::optional<rights::OutboxState> outbox_;
  CommitQueue queue_;

  std::mutex indexing_;
  std::condition_variable_any wake_indexer_;
  std::jthread indexer_;
};

class DurableLedger::LentSession {
 public:
  LentSession(DurableLedger& ledger, facts::Session session, std::uint64_t erasures)
      : ledger_(&ledger), session_(std::move(session)), erasures_(erasures) {}
  LentSession(LentSession&& other) noexcept
      : ledger_(std::exchange(other.ledger_, nullptr)),
        session_(std::move(other.session_)),
        erasures_(other.erasures_) {}
  LentSession& operator=(LentSession&&) = delete;
  ~LentSession() {
    if (ledger_ != nullptr) ledger_->take_back(std::move(session_), erasures_);
  }
  facts::Session& operator*() { return session_; }
  facts::Session* operator->() { return &session_; }

 private:
  DurableLedger* ledger_;
  facts::Session session_;
  std::uint64_t erasures_;  ///< before it was lent
};

}  // namespace licet
