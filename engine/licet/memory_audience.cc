// How a ledger in memory decides one request for all customers.
#include <algorithm>
#include <engine/decide/recipient_chain.h>
#include <engine/licet/audience.h>
#include <engine/licet/memory_ledger.h>

namespace licet {

Ledger::Outcome<Audience> MemoryLedger::audience(const Request& request, const PolicySet& policy,
                                                 const AudienceOptions& options) {
  const std::lock_guard lock(guard_);
  if (failed_) return tl::unexpected(CallError(failed_before()));
  const decide::ReadyPolicy& ready = policy.ready();
  const Instant now = clock_();
  auto question = exchange::resolve_for_all(request, ready.model(), std::max(now, memory_.last_recorded()));
  if (!question) return tl::unexpected(CallError(std::move(question.error())));
  const facts::FoldBounds bounds{question->at, question->known};
  std::vector<std::vector<std::uint64_t>> words;
  for (const std::string& name : decide::recipients_asked(ready.model(), *question)) {
    words.push_back(facts::fold(ready.fold_plan(), {facts::HolderKind::kRecipient, name},
                                memory_.history_of_recipient(name), bounds));
  }
  std::vector<facts::HolderView> recipients;
  recipients.reserve(words.size());
  for (const auto& each : words) recipients.emplace_back(each);
  const AudienceQuestion asked{ready, *question, recipients, options.until, false};
  AudienceGroups groups(ready.model(), *question);
  std::vector<AudienceTally> tally;
  tally.emplace_back(asked, groups);
  for (const facts::Holder& holder : memory_.holders()) {
    if (holder.kind != facts::HolderKind::kCustomer) continue;
    const std::vector<std::uint64_t> state =
        facts::fold(ready.fold_plan(), holder, memory_.history(holder.id, {}), bounds);
    tally.front().add(holder.id, facts::HolderView(state));
    if (groups.is_full()) return tl::unexpected(CallError(too_many_answers()));
  }
  tally.front().finish();
  Audience audience = audience_from(tally, asked, groups);
  if (options.progress) options.progress({audience.customers, 1});
  if (options.record) audience.record = memory_.take_decision(now).record;
  return audience;
}

Ledger::Outcome<AudienceOutcome> MemoryLedger::audience_outcome(std::uint64_t /*record*/,
                                                                const std::string& /*customer*/) {
  return tl::unexpected(CallError(InputError{"record", "A store in memory keeps no record of audiences.", {}}));
}

}  // namespace licet
