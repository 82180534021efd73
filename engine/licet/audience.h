#pragma once
// One request decided for many customers: in parts, each by one thread, with the answers put together at the end.
//
// Private to engine/licet. Thread rule: an AudienceGroups by any number of threads, an AudienceTally by one at a time;
// the rest is pure. Deciding allocates nothing for who is denied.

#include <atomic>
#include <cstdint>
#include <engine/decide/decider.h>
#include <engine/facts/holder_state.h>
#include <engine/licet/ledger.h>
#include <engine/record/audience_run.h>
#include <functional>
#include <licet/audience.h>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace licet {

/// Checks the request, and asks the ledger.
Ledger::Outcome<Audience> audience_of(Ledger& ledger, const Request& request, const PolicySet& policy,
                                      const AudienceOptions& options);

/// Numbers answers that are the same but for `until`, in the order in which they come up.
class AudienceGroups {
 public:
  using Key = std::vector<std::uint64_t>;  ///< of the deciding verdict, then of each category's

  /// Both must outlive it.
  AudienceGroups(const model::Model& model, const exchange::Question& question) : model_(model), question_(question) {}

  std::uint32_t number_of(const Key& key);
  /// Do they exceed limits::kAudienceAnswerBytes? By any thread.
  bool is_full() const { return full_.load(std::memory_order_relaxed); }
  /// Only when no other thread is at it.
  std::size_t size() const { return keys_.size(); }
  const Key& key(std::size_t number) const { return keys_[number]; }
  /// Without a count.
  AudienceGroup group(std::size_t number) const;

 private:
  const model::Model& model_;
  const exchange::Question& question_;
  std::mutex guard_;
  std::map<Key, std::uint32_t> numbers_;
  std::vector<Key> keys_;
  std::size_t bytes_ = 0;  ///< of all, as a record holds them
  std::atomic<bool> full_ = false;
};

/// The run has more different answers than limits::kAudienceAnswerBytes.
Failure too_many_answers();

/// What decides: as long as a run goes on it must not change.
struct AudienceQuestion {
  const decide::ReadyPolicy& policy;
  const exchange::Question& question;
  std::span<const facts::HolderView> recipients;
  bool until = true;
  bool until_of_denied = true;  ///< otherwise that of who is denied is not wanted, and kNever
};

class AudienceTally {
 public:
  AudienceTally(const AudienceQuestion& asked, AudienceGroups& groups);

  /// Decides for one more. Gives what a record commits to.
  record::OutcomeBytes add(std::string_view customer, const facts::HolderView& state);
  /// When nobody is added any more: sorts who is permitted.
  void finish();
  std::uint64_t count(std::size_t group) const { return group < counts_.size() ? counts_[group] : 0; }

 private:
  friend Audience audience_from(std::span<AudienceTally> tallies, const AudienceQuestion& asked,
                                const AudienceGroups& groups);

  std::uint32_t group_of(const decide::Verdict& verdict);
  void keep(std::string_view customer, std::uint32_t group, Instant until);

  AudienceQuestion asked_;
  AudienceGroups* groups_;
  decide::Workspace workspace_;
  AudienceGroups::Key key_;  ///< of the last one
  std::map<AudienceGroups::Key, std::uint32_t> known_;
  std::uint32_t last_ = 0;  ///< number of `key_`
  std::uint64_t decided_ = 0;
  std::vector<std::uint64_t> counts_;  ///< by number of the group
  std::shared_ptr<PermittedCustomers::Kept> kept_;
  std::size_t room_ = 0;  ///< left in the last block
};

/// Puts together what each thread has, finished. The tallies are used up.
Audience audience_from(std::span<AudienceTally> tallies, const AudienceQuestion& asked, const AudienceGroups& groups);

/// What an outcome says: docs/record_format.md, "Audience".
struct CommittedOutcome {
  Outcome outcome = Outcome::kDeny;
  Reason reason = Reason::kNothingPermits;
  bool until_known = true;
  std::uint32_t group = 0;
  Instant until = kNever;
};
record::OutcomeBytes outcome_bytes(const CommittedOutcome& outcome);
/// None if it is none that outcome_bytes() makes.
std::optional<CommittedOutcome> read_outcome(const record::OutcomeBytes& bytes);

/// So many threads for so many parts.
unsigned audience_threads(const AudienceOptions& options, std::size_t parts);

/// Calls `act(thread, part)` for every part, in so many threads, each of which is done by `end(thread)`. After a
/// Failure no further part is begun, and it is returned; what is thrown becomes one.
Result<void> run_in_parts(unsigned threads, std::size_t parts,
                          const std::function<Result<void>(unsigned thread, std::size_t part)>& act,
                          const std::function<void(unsigned thread)>& end);

}  // namespace licet
