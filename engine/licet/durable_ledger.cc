#include <algorithm>
#include <engine/base/hexadecimal.h>
#include <engine/decide/ready_policy.h>
#include <engine/explain/standing.h>
#include <engine/licet/at_the_door.h>
#include <engine/licet/decisions_held.h>
#include <engine/licet/due_dates.h>
#include <engine/licet/due_lines.h>
#include <engine/licet/durable_ledger.h>
#include <utility>

namespace licet {
namespace {

constexpr std::string_view kDigestPrefix = "sha256:";
/// Policy sets are remembered so that a change between a few does not cost their fold keys each time.
constexpr std::size_t kPoliciesInUse = 8;
/// LMDB has a thousand places for readers, of all processes.
constexpr std::size_t kSessions = 200;

record::LogAccess log_access(Access access) {
  switch (access) {
    case Access::kRead:
      return record::LogAccess::kRead;
    case Access::kWrite:
      return record::LogAccess::kWrite;
    case Access::kCreate:
      return record::LogAccess::kCreate;
  }
  return record::LogAccess::kRead;
}

}  // namespace

Result<std::unique_ptr<DurableLedger>> DurableLedger::open(const std::filesystem::path& directory,
                                                           const OpenOptions& options, Clock clock,
                                                           record::FileSystem& files) {
  facts::DurableOptions durable;
  durable.log.access = log_access(options.access);
  durable.log.master_key = options.master_key;
  durable.log.signing_key = options.signing_key;
  auto store = facts::DurableStore::open(directory, durable, files);
  if (!store) return tl::unexpected(std::move(store.error()));
  const std::uint64_t cut = store->log().cut_bytes();
  const std::uint64_t made_of = store->made_index() ? store->log().end().records : 0;
  std::unique_ptr<DurableLedger> ledger(
      new DurableLedger(std::move(*store), options, {directory, options.signing_key, files}, std::move(clock)));
  if (cut != 0) ledger->tell({StoreEvent::Kind::kTailCut, cut, {}});
  if (made_of != 0) ledger->tell({StoreEvent::Kind::kIndexMadeAnew, made_of, {}});
  ledger->start_indexing();
  if (auto started = ledger->start_signing(!options.signing_key.empty()); !started) {
    return tl::unexpected(std::move(started.error()));
  }
  return ledger;
}

DurableLedger::DurableLedger(facts::DurableStore store, const OpenOptions& options, record::HeadKeeper heads,
                             Clock clock)
    : store_(std::move(store)),
      observer_(options.observer),
      writable_(options.access != Access::kRead),
      clock_(std::move(clock)),
      heads_(std::move(heads)),
      sign_every_(options.sign_every),
      queue_({[this]() -> Result<void> {
                batch_time_ = clock_();
                batch_ = store_->begin(batch_time_);
                return {};
              },
              [this]() -> Result<void> {
                const std::size_t records = batch_->records();
                Result<void> committed = store_->commit(std::move(*batch_));
                batch_.reset();
                note_commit(committed, records);
                return committed;
              },
              [this] {
                store_->give_up();
                batch_.reset();
                if (signer_) signer_->give_up();
              }}) {
  sessions_.reserve(kSessions);
}

DurableLedger::~DurableLedger() {
  // Nobody hears of a failure here; who wants to know calls close().
  static_cast<void>(at_the_door([&] { return close(); },
                                [](Failure failure) -> Result<void> { return tl::unexpected(std::move(failure)); }));
}

void DurableLedger::give_up() {
  if (signer_) signer_->give_up();
  const std::lock_guard lock(guard_);
  failed_ = true;
}

std::optional<Failure> DurableLedger::refuse_reading() const {
  if (!store_) return Failure{FailureKind::kWrongUse, "The store is closed."};
  return std::nullopt;
}

std::optional<Failure> DurableLedger::refuse_writing() {
  if (!writable_) return Failure{FailureKind::kWrongUse, "The store is open for reading only."};
  if (auto refused = refuse_reading()) return refused;
  const std::lock_guard lock(guard_);
  if (failed_) return failed_before();
  return std::nullopt;
}

/// A reader sees what the writer has acknowledged when a call begins.
Result<void> DurableLedger::refresh() { return writable_ ? Result<void>() : store_->refresh(); }

void DurableLedger::note_keys() {
  fold_key_.note(policies_.back()->rules.key);
  retention_key_.note(policies_.back()->due.key);
}

Result<std::shared_ptr<const DurableLedger::PolicyInUse>> DurableLedger::use(const PolicySet& policy) {
  const std::lock_guard lock(guard_);
  const auto known = std::find_if(policies_.begin(), policies_.end(),
                                  [&](const auto& one) { return one->policy.shared() == policy.shared(); });
  if (known != policies_.end()) {
    std::rotate(known, known + 1, policies_.end());
    note_keys();
    return policies_.back();
  }
  auto made = std::make_shared<PolicyInUse>(PolicyInUse{policy, {}, {}, {}});
  made->rules = facts::FoldRules({policy.shared(), &policy.ready().fold_plan()});
  made->due = due_dates(policy);
  const std::string_view digest = policy.digest();
  if (!digest.starts_with(kDigestPrefix) || !read_hexadecimal(digest.substr(kDigestPrefix.size()), made->digest)) {
    return tl::unexpected(Failure{FailureKind::kContradiction, "The policy set has no digest."});
  }
  if (policies_.size() == kPoliciesInUse) policies_.erase(policies_.begin());
  policies_.push_back(std::move(made));
  note_keys();
  return policies_.back();
}

Result<DurableLedger::LentSession> DurableLedger::take_session() {
  std::unique_lock lock(guard_);
  session_free_.wait(lock, [this] { return lent_ < kSessions; });
  std::optional<facts::Session> session;
  if (sessions_.empty()) {
    auto made = store_->session();
    if (!made) return tl::unexpected(std::move(made.error()));
    session = std::move(*made);
  } else {
    session = std::move(sessions_.back());
    sessions_.pop_back();
  }
  ++lent_;
  return LentSession(*this, std::move(*session), erasures_);
}

void DurableLedger::take_back(facts::Session session, std::uint64_t erasures) noexcept {
  session.release();
  const std::lock_guard lock(guard_);
  --lent_;
  // Room was made when the ledger was.
  if (erasures == erasures_) sessions_.push_back(std::move(session));
  session_free_.notify_one();
}

/// A session holds the generation of the index that it read last, and what it found there.
void DurableLedger::forget_sessions() {
  std::vector<facts::Session> idle;
  idle.reserve(kSessions);
  const std::lock_guard lock(guard_);
  ++erasures_;
  sessions_.swap(idle);
}

Result<void> DurableLedger::archive(const PolicyInUse& policy) {
  if (archived_.contains(policy.digest)) return {};
  const check::SetArchive& set = policy.policy.ready().archive();
  auto archived =
      store_->archive(policy.digest, {set.files, set.bytes, set.main_file}, policy.policy.model().zone->bytes());
  if (archived) archived_.insert(policy.digest);
  return archived;
}

/// The leader archives a set before the first record that names it.
Result<void> DurableLedger::submit(CommitQueue::Job& job, const PolicyInUse& policy) {
  Result<void> archived;
  const auto stage = std::move(job.stage);
  job.stage = [&] {
    archived = archive(policy);
    if (archived) stage();
  };
  Result<void> submitted = queue_.submit(job);
  if (store_->touched() >= kIndexedTogether) wake_indexer_.notify_one();
  return archived ? submitted : archived;
}

Result<DueList> DurableLedger::due(const DueRequest& request, const PolicySet& policy) {
  const std::shared_lock open(open_);
  if (auto refused = refuse_reading()) return tl::unexpected(std::move(*refused));
  if (auto refreshed = refresh(); !refreshed) return tl::unexpected(std::move(refreshed.error()));
  const auto used = use(policy);
  if (!used) return tl::unexpected(used.error());
  auto lines = due_lines(request, **used);
  if (!lines) return tl::unexpected(std::move(lines.error()));
  return lines->finish();
}

Result<DueLines> DurableLedger::due_lines(const DueRequest& request, const PolicyInUse& used) const {
  const PolicySet& policy = used.policy;
  DueLines lines(policy, request, request.at.value_or(std::max(clock_(), store_->visible().recorded)));
  const facts::DurableStore::Visit look = [&](const facts::Holder& holder,
                                              const facts::HolderView& state) -> Result<void> {
    const auto last = decisions_held(*store_, policy.model(), holder, lines.at());
    if (!last) return tl::unexpected(last.error());
    lines.add(holder, state, *last);
    return {};
  };
  const facts::FoldRules& rules = used.rules;
  Result<void> visited;
  if (request.only_due && used.due.are_known()) {
    const auto by_date = store_->visit_due(rules, used.due.key, lines.at(), look);
    if (!by_date) visited = tl::unexpected(by_date.error());
  } else {
    visited = store_->visit(rules, {lines.at(), kNever}, look);
  }
  if (!visited) return tl::unexpected(visited.error());
  return lines;
}

Ledger::Outcome<Standing> DurableLedger::standing(const StandingRequest& request, const PolicySet& policy) {
  const auto holder = holder_of(request);
  if (!holder) return tl::unexpected(holder.error());
  const std::shared_lock open(open_);
  if (auto refused = refuse_reading()) return tl::unexpected(CallError(std::move(*refused)));
  if (auto refreshed = refresh(); !refreshed) return tl::unexpected(CallError(std::move(refreshed.error())));
  const record::LogEnd end = store_->visible();
  const auto events = store_->history(*holder, end.records);
  if (!events) return tl::unexpected(CallError(events.error()));
  const Instant at = request.at.value_or(std::max(clock_(), end.recorded));
  const Instant known = request.known.value_or(kNever);
  std::optional<RecordsStanding> kept_decisions;
  if (holder->kind != facts::HolderKind::kRecipient) {
    const auto found = recorded_decisions(*store_, policy.ready().model(), *holder, std::min(at, known));
    if (!found) return tl::unexpected(CallError(found.error()));
    if (*found) kept_decisions = RecordsStanding{{}, (*found)->first, (*found)->latest, {}};
  }
  return explain::standing_of(policy.ready().decider(), *holder, facts::recorded_events(*events), at, known,
                              std::move(kept_decisions));
}

}  // namespace licet
