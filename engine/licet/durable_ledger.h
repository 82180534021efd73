#pragma once
// A ledger on disk: facts::DurableStore behind a queue of commits, with a thread that keeps the index up.
//
// Private to engine/licet. Thread rule: any number of threads.

#include <condition_variable>
#include <engine/facts/durable_store.h>
#include <engine/licet/commit_queue.h>
#include <engine/licet/ledger.h>
#include <filesystem>
#include <licet/clock.h>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <thread>

namespace licet {

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
  Result<std::vector<DueEntry>> due(const PolicySet& policy, Instant at) override;
  Outcome<Standing> standing(const StandingRequest& request, const PolicySet& policy) override;
  Outcome<RecordedDecision> recorded_decision(std::uint64_t record) override;
  Result<void> close() override;

 private:
  /// A policy set in use: what is needed of it for every call.
  struct PolicyInUse {
    PolicySet policy;
    facts::FoldRules rules;
    Digest digest{};
  };
  /// A decision that waits to be recorded.
  struct Undecided;

  DurableLedger(facts::DurableStore store, bool writable, Clock clock);

  Result<std::shared_ptr<const PolicyInUse>> use(const PolicySet& policy);
  std::optional<Failure> refuse_writing();
  Result<void> refresh();
  Result<facts::Session> take_session();
  void put_session(facts::Session session);

  Outcomes<Recorded> take(std::span<const facts::Offer> offers, const PolicyInUse& policy);
  template <class Answer>
  Outcome<Answer> answer(const Request& request, const PolicyInUse& policy, DecideOptions options,
                         facts::Session& session, std::optional<Undecided>& undecided);
  template <class Answer>
  Outcome<Answer> answer_one(const Request& request, const PolicySet& policy, DecideOptions options);
  template <class Answer>
  Outcomes<Answer> answer_lines(Lines lines, const PolicySet& policy, DecideOptions options);
  template <class Answer>
  void record_answers(std::span<Outcome<Answer>> answers, std::vector<std::optional<Undecided>>& undecided,
                      const PolicyInUse& policy);
  Result<void> submit(CommitQueue::Job& job, const PolicyInUse& policy);

  void keep_index(const std::stop_token& stop);
  void stop_indexing();

  facts::DurableStore store_;
  const bool writable_;
  Clock clock_;

  std::mutex guard_;  ///< of the members up to `sessions_`
  bool failed_ = false;
  bool closed_ = false;
  std::vector<std::shared_ptr<const PolicyInUse>> policies_;  ///< the latest last
  std::vector<facts::Session> sessions_;

  std::set<Digest> archived_;          ///< the leader's
  std::optional<facts::Batch> batch_;  ///< the leader's
  CommitQueue queue_;

  std::mutex indexing_;
  std::condition_variable_any wake_indexer_;
  std::jthread indexer_;
};

}  // namespace licet
