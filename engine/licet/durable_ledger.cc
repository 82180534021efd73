#include <algorithm>
#include <chrono>
#include <engine/decide/ready_policy.h>
#include <engine/decide/retention.h>
#include <engine/exchange/hexadecimal.h>
#include <engine/explain/standing.h>
#include <engine/licet/at_the_door.h>
#include <engine/licet/durable_ledger.h>
#include <utility>

namespace licet {
namespace {

constexpr std::string_view kDigestPrefix = "sha256:";
/// The index is written when so many holders wait, or this time after the first of them.
constexpr std::size_t kTouchedHolders = 4096;
constexpr std::chrono::seconds kIndexEvery{1};
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
  auto store = facts::DurableStore::open(directory, durable, files);
  if (!store) return tl::unexpected(std::move(store.error()));
  return std::unique_ptr<DurableLedger>(
      new DurableLedger(std::move(*store), options.access != Access::kRead, std::move(clock)));
}

DurableLedger::DurableLedger(facts::DurableStore store, bool writable, Clock clock)
    : store_(std::move(store)),
      writable_(writable),
      clock_(std::move(clock)),
      queue_({[this]() -> Result<void> {
                batch_ = store_->begin(clock_());
                return {};
              },
              [this]() -> Result<void> {
                Result<void> committed = store_->commit(std::move(*batch_));
                batch_.reset();
                return committed;
              },
              [this] {
                store_->give_up();
                batch_.reset();
              }}) {
  sessions_.reserve(kSessions);
  if (writable_) indexer_ = std::jthread([this](const std::stop_token& stop) { keep_index(stop); });
}

DurableLedger::~DurableLedger() {
  // Nobody hears of a failure here; who wants to know calls close().
  static_cast<void>(at_the_door([&] { return close(); },
                                [](Failure failure) -> Result<void> { return tl::unexpected(std::move(failure)); }));
}

void DurableLedger::give_up() {
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

Result<std::shared_ptr<const DurableLedger::PolicyInUse>> DurableLedger::use(const PolicySet& policy) {
  const std::lock_guard lock(guard_);
  const auto known = std::find_if(policies_.begin(), policies_.end(),
                                  [&](const auto& one) { return one->policy.shared() == policy.shared(); });
  if (known != policies_.end()) {
    std::rotate(known, known + 1, policies_.end());
    return policies_.back();
  }
  auto made = std::make_shared<PolicyInUse>(PolicyInUse{policy, {}, {}});
  made->rules = facts::FoldRules({policy.shared(), &policy.ready().fold_plan()});
  const std::string_view digest = policy.digest();
  if (!digest.starts_with(kDigestPrefix) ||
      !exchange::read_hexadecimal(digest.substr(kDigestPrefix.size()), made->digest)) {
    return tl::unexpected(Failure{FailureKind::kContradiction, "The policy set has no digest."});
  }
  if (policies_.size() == kPoliciesInUse) policies_.erase(policies_.begin());
  policies_.push_back(std::move(made));
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
  return LentSession(*this, std::move(*session));
}

void DurableLedger::take_back(facts::Session session) noexcept {
  session.release();
  const std::lock_guard lock(guard_);
  --lent_;
  // Room was made when the ledger was.
  sessions_.push_back(std::move(session));
  session_free_.notify_one();
}

/// The leader archives a set before the first record that names it.
Result<void> DurableLedger::submit(CommitQueue::Job& job, const PolicyInUse& policy) {
  Result<void> archived;
  const auto stage = std::move(job.stage);
  job.stage = [&] {
    if (!archived_.contains(policy.digest)) {
      const check::SetArchive& set = policy.policy.ready().archive();
      archived =
          store_->archive(policy.digest, {set.files, set.bytes, set.main_file}, policy.policy.model().zone->bytes());
      if (archived) archived_.insert(policy.digest);
    }
    if (archived) stage();
  };
  Result<void> submitted = queue_.submit(job);
  if (store_->touched() >= kTouchedHolders) wake_indexer_.notify_one();
  return archived ? submitted : archived;
}

void DurableLedger::keep_index(const std::stop_token& stop) {
  std::unique_lock lock(indexing_);
  bool failed = false;
  while (!stop.stop_requested()) {
    // What cannot be written is tried again after a while: until then the record has it, and memory.
    wake_indexer_.wait_for(lock, stop, kIndexEvery, [&] { return !failed && store_->touched() >= kTouchedHolders; });
    if (stop.stop_requested()) return;
    std::shared_ptr<const PolicyInUse> policy;
    {
      const std::lock_guard members(guard_);
      if (!policies_.empty()) policy = policies_.back();
    }
    if (!policy) continue;
    const Result<void> written =
        at_the_door([&] { return store_->index(policy->rules, stop); },
                    [](Failure failure) -> Result<void> { return tl::unexpected(std::move(failure)); });
    failed = !written;
  }
}

Result<void> DurableLedger::close() {
  const std::unique_lock alone(open_);
  if (!store_) return closed_with_;
  indexer_.request_stop();
  if (indexer_.joinable()) indexer_.join();
  if (writable_) {
    if (!policies_.empty() && !failed_) {
      std::stop_source stopped;
      stopped.request_stop();
      closed_with_ = store_->index(policies_.back()->rules, stopped.get_token());
    }
    Result<void> closed = store_->close();
    if (closed_with_) closed_with_ = std::move(closed);
  }
  sessions_.clear();
  store_.reset();
  return closed_with_;
}

Result<std::vector<DueEntry>> DurableLedger::due(const PolicySet& policy, Instant at) {
  const std::shared_lock open(open_);
  if (auto refused = refuse_reading()) return tl::unexpected(std::move(*refused));
  if (auto refreshed = refresh(); !refreshed) return tl::unexpected(std::move(refreshed.error()));
  const auto used = use(policy);
  if (!used) return tl::unexpected(used.error());
  const decide::ReadyPolicy& ready = policy.ready();
  decide::Workspace workspace = ready.decider().make_workspace();
  std::vector<std::pair<facts::Holder, std::vector<DueEntry>>> found;
  const auto visited = store_->visit((*used)->rules, {at, kNever},
                                     [&](const facts::Holder& holder, const facts::HolderView& state) -> Result<void> {
                                       const bool is_device = holder.kind == facts::HolderKind::kDevice;
                                       auto entries = decide::due(ready.decider(), state, is_device, at, workspace);
                                       if (!entries.empty()) found.emplace_back(holder, std::move(entries));
                                       return {};
                                     });
  if (!visited) return tl::unexpected(visited.error());
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<DueEntry> all;
  for (auto& [holder, entries] : found) append_due(all, holder, std::move(entries));
  return all;
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
  const Instant now = std::max(clock_(), end.recorded);
  return explain::standing_of(policy.ready().decider(), *holder, facts::recorded_events(*events),
                              request.at.value_or(now), request.known.value_or(kNever));
}

}  // namespace licet
