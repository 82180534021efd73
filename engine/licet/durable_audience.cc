// How a ledger on disk decides one request for all customers, and records that.
#include <algorithm>
#include <engine/decide/recipient_chain.h>
#include <engine/exchange/audience_content.h>
#include <engine/facts/customer_scan.h>
#include <engine/licet/audience.h>
#include <engine/licet/audience_proving.h>
#include <engine/licet/durable_ledger.h>
#include <engine/record/layout.h>
#include <engine/record/payload.h>
#include <licet/audience_limits.h>
#include <licet/version.h>
#include <utility>

namespace licet {
namespace {

/// How often a run is repeated because people were erased during it.
constexpr int kMostRuns = 10;

/// At most, of a time as it is written.
constexpr std::size_t kTimeBytes = 64;

/// The key of someone is gone who was there when the run began.
Failure erased_during_run() {
  return {FailureKind::kBusy, "People were erased again and again while all customers were decided for: ask again."};
}

bool is_busy(const CallError& error) {
  const auto* const failure = std::get_if<Failure>(&error);
  return failure != nullptr && failure->kind == FailureKind::kBusy;
}

Failure too_many_customers() {
  return {FailureKind::kLimit, "The store has more than " + std::to_string(limits::kAudienceCustomers) +
                                   " customers, the limit of an audience."};
}

Failure does_not_fit() {
  return {
      FailureKind::kLimit,
      "This audience does not fit into one record: ask with fewer or shorter facts, or for fewer data categories at a "
      "time."};
}

/// Folded states of recipients, with the memory that they stand in.
struct RecipientStates {
  std::vector<std::vector<std::uint64_t>> words;
  std::vector<facts::HolderView> views;
};

Result<RecipientStates> recipient_states(const facts::DurableStore& store, const decide::ReadyPolicy& ready,
                                         const exchange::Question& question, std::uint64_t basis) {
  RecipientStates states;
  for (const std::string& name : decide::recipients_asked(ready.model(), question)) {
    const facts::Holder holder{facts::HolderKind::kRecipient, name};
    const auto events = store.history(holder, basis);
    if (!events) return tl::unexpected(events.error());
    states.words.push_back(
        facts::fold(ready.fold_plan(), holder, facts::recorded_events(*events), {question.at, question.known}));
  }
  for (const auto& words : states.words) states.views.emplace_back(words);
  return states;
}

}  // namespace

struct DurableLedger::DecidedAudience {
  Audience audience;
  exchange::AudienceContent content;  ///< but for what is known when it is recorded
  std::vector<record::SealedOutcomes> outcomes;
};

Ledger::Outcome<DurableLedger::DecidedAudience> DurableLedger::decide_all(const Request& request,
                                                                          const PolicyInUse& policy,
                                                                          const AudienceOptions& options) {
  const auto fail = [](Failure failure) { return tl::unexpected(CallError(std::move(failure))); };
  const decide::ReadyPolicy& ready = policy.policy.ready();
  const auto scan = store_->customers(policy.rules, {});
  // Only once it is known what counts, for nothing of that may lie after the time that is decided for.
  const auto question = exchange::resolve_for_all(request, ready.model(), std::max(clock_(), scan->recorded()));
  if (!question) return tl::unexpected(CallError(question.error()));
  scan->set_bounds({question->at, question->known});
  const auto recipients = recipient_states(*store_, ready, *question, scan->basis());
  if (!recipients) return fail(recipients.error());
  const AudienceQuestion asked{ready, *question, recipients->views, options.until, options.record};

  DecidedAudience decided;
  exchange::AudienceContent& content = decided.content;
  const unsigned threads = audience_threads(options, scan->parts());
  std::vector<record::OutcomeSealer> sealers;
  if (options.record) {
    const auto random = record::random_bytes(content.run.size());
    if (!random) return fail(random.error());
    std::copy(random->begin(), random->end(), content.run.begin());
    decided.outcomes.resize(threads);
    for (unsigned i = 0; i < threads; ++i) sealers.push_back(store_->log().outcome_sealer(content.run));
  }
  AudienceGroups groups(ready.model(), *question);
  std::vector<AudienceTally> tallies;
  tallies.reserve(threads);
  for (unsigned i = 0; i < threads; ++i) tallies.emplace_back(asked, groups);

  std::atomic<std::uint64_t> customers = 0;
  std::mutex telling;
  std::size_t parts_done = 0;
  const auto act = [&](unsigned thread, std::size_t part) -> Result<void> {
    std::uint64_t in_part = 0;
    const auto visit = [&](const facts::CustomerScan::Customer& customer) -> Result<void> {
      ++in_part;
      const record::OutcomeBytes outcome = tallies[thread].add(customer.id, customer.state);
      if (groups.is_full()) return tl::unexpected(too_many_answers());
      if (!options.record) return {};
      const auto sealed = sealers[thread].seal(customer.slot, customer.id, outcome, decided.outcomes[thread]);
      if (!sealed) return tl::unexpected(sealed.error());
      return *sealed ? Result<void>() : tl::unexpected(erased_during_run());
    };
    if (auto visited = scan->visit(part, visit); !visited) return visited;
    const std::uint64_t so_far = customers += in_part;
    if (so_far > limits::kAudienceCustomers) return tl::unexpected(too_many_customers());
    const std::lock_guard lock(telling);
    ++parts_done;
    if (options.progress) {
      options.progress({so_far, static_cast<double>(parts_done) / static_cast<double>(scan->parts())});
    }
    return {};
  };
  if (auto done = run_in_parts(threads, scan->parts(), act, [&](unsigned thread) { tallies[thread].finish(); });
      !done) {
    return fail(done.error());
  }
  if (auto refreshed = refresh(); !refreshed) return fail(refreshed.error());
  if (auto whole = scan->check(); !whole) return fail(whole.error());

  content.basis = scan->basis();
  content.engine = kVersion;
  content.zone = ready.model().zone->digest();
  content.until_known = options.until;
  content.request = request;
  content.request.at = question->at;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    content.groups.push_back(groups.group(i));
    for (const AudienceTally& tally : tallies) content.groups.back().customers += tally.count(i);
  }
  decided.audience = audience_from(tallies, asked, groups);
  content.policy = decided.audience.policy;
  return decided;
}

Ledger::Outcome<Audience> DurableLedger::record_audience(DecidedAudience decided, const PolicyInUse& policy) {
  exchange::AudienceContent& content = decided.content;
  // But for the root and the time, which need no more room, it is what will be recorded.
  content.customers = decided.audience.customers;
  const std::size_t bytes = exchange::write_audience_content(content).size() + kTimeBytes;
  if (bytes > record::kContentBytes) return tl::unexpected(CallError(does_not_fit()));
  const auto names = store_->log().write_run(content.run, decided.outcomes);
  if (!names) return tl::unexpected(CallError(names.error()));
  content.customers = names->customers;
  content.root = names->root;
  Result<facts::Receipt> receipt = tl::unexpected(Failure{});
  CommitQueue::Job job;
  job.bytes = bytes;
  job.stage = [&] {
    receipt =
        store_->take_audience(*batch_, content.run, content.basis, policy.digest, [&](const facts::Receipt& given) {
          content.recorded = given.recorded;
          return exchange::write_audience_content(content);
        });
  };
  const Result<void> submitted = submit(job, policy);
  if (!submitted || !receipt) {
    store_->log().drop_run(content.run);
    return tl::unexpected(CallError(submitted ? receipt.error() : submitted.error()));
  }
  if (signer_) signer_->sign_soon();
  decided.audience.record = receipt->record;
  decided.audience.root = "sha256:" + to_hex(content.root);
  return std::move(decided.audience);
}

Ledger::Outcome<Audience> DurableLedger::audience(const Request& request, const PolicySet& policy,
                                                  const AudienceOptions& options) {
  const std::shared_lock open(open_);
  if (auto refused = options.record ? refuse_writing() : refuse_reading()) {
    return tl::unexpected(CallError(std::move(*refused)));
  }
  if (auto refreshed = refresh(); !refreshed) return tl::unexpected(CallError(std::move(refreshed.error())));
  const auto used = use(policy);
  if (!used) return tl::unexpected(CallError(used.error()));
  for (int runs = 0; runs < kMostRuns; ++runs) {
    auto decided = decide_all(request, **used, options);
    if (!decided && is_busy(decided.error())) continue;
    if (!decided) return tl::unexpected(std::move(decided.error()));
    if (!options.record) return std::move(decided->audience);
    auto recorded = record_audience(std::move(*decided), **used);
    if (recorded || !is_busy(recorded.error())) return recorded;
  }
  return tl::unexpected(CallError(erased_during_run()));
}

Ledger::Outcome<AudienceOutcome> DurableLedger::audience_outcome(std::uint64_t record, const std::string& customer) {
  const std::shared_lock open(open_);
  if (auto refused = refuse_reading()) return tl::unexpected(CallError(std::move(*refused)));
  if (auto refreshed = refresh(); !refreshed) return tl::unexpected(CallError(std::move(refreshed.error())));
  return outcome_in(*store_, record, customer);
}

}  // namespace licet
