// How a ledger on disk decides, and records what it decided.
#include <algorithm>
#include <engine/decide/device_extract.h>
#include <engine/exchange/record_content.h>
#include <engine/exchange/request_json.h>
#include <engine/licet/answers.h>
#include <engine/licet/durable_ledger.h>
#include <licet/version.h>
#include <utility>

namespace licet {
namespace {

constexpr std::size_t kGroupLines = 1024;

decide::States states_of(const facts::Session& session, const exchange::Question& question) {
  decide::States states;
  states.person = session.person();
  states.device = session.device();
  states.has_person = question.customer.has_value();
  states.has_device = question.device.has_value();
  return states;
}

}  // namespace

struct DurableLedger::Undecided {
  facts::Holder holder;
  std::optional<record::Slot> slot;
  exchange::DecisionContent content;
};

template <class Answer>
Ledger::Outcome<Answer> DurableLedger::answer(const Request& request, const PolicyInUse& policy, DecideOptions options,
                                              facts::Session& session, std::optional<Undecided>& undecided) {
  const decide::ReadyPolicy& ready = policy.policy.ready();
  const auto question = exchange::resolve(request, ready.model(), std::max(clock_(), store_.visible().recorded));
  if (!question) return tl::unexpected(CallError(question.error()));
  if (auto looked = session.look({question->customer, question->device}, policy.rules, {question->at, question->known});
      !looked) {
    return tl::unexpected(CallError(std::move(looked.error())));
  }
  const auto event = [this](std::uint64_t record) -> std::optional<RecordedEvent> {
    const auto found = store_.event(record);
    return found && *found ? std::optional((*found)->event) : std::nullopt;
  };
  auto answer = answer_of<Answer>(ready, *question, states_of(session, *question), event, options.until);
  if (!answer || !options.record) return answer;

  Undecided& waiting = undecided.emplace();
  exchange::DecisionContent& content = waiting.content;
  content.request = request;
  content.request.at = question->at;
  content.answer = exchange::write_decision(decision_of(*answer));
  content.basis = session.basis();
  content.engine = kVersion;
  content.zone = ready.model().zone->digest();
  waiting.slot = session.slot();
  if (request.customer) {
    waiting.holder = {facts::HolderKind::kCustomer, *request.customer};
    // Below a cross-device opt-in no lasting link between device and person arises, not in the record either.
    if (request.device) {
      content.link = session.link();
      content.device = decide::device_extract(ready.graph(), session.device(), content.link.has_value());
      content.request.device.reset();
    }
  } else {
    waiting.holder = {facts::HolderKind::kDevice, *request.device};
  }
  return answer;
}

template <class Answer>
void DurableLedger::record_answers(std::span<Outcome<Answer>> answers, std::vector<std::optional<Undecided>>& undecided,
                                   const PolicyInUse& policy) {
  CommitQueue::Job job;
  job.records = 0;
  for (const auto& each : undecided) {
    if (!each) continue;
    ++job.records;
    job.bytes += each->content.answer.size();
  }
  if (job.records == 0) return;
  Result<void> staged;
  job.stage = [&] {
    for (std::size_t i = 0; staged && i < answers.size(); ++i) {
      if (!undecided[i]) continue;
      Undecided& each = *undecided[i];
      const auto receipt =
          store_.take_decision(*batch_, each.holder, each.slot, policy.digest, [&](const facts::Receipt& given) {
            each.content.recorded = given.recorded;
            return exchange::write_decision_content(each.content);
          });
      if (receipt) {
        decision_of(*answers[i]).record = receipt->record;
      } else {
        staged = tl::unexpected(receipt.error());
      }
    }
  };
  Result<void> submitted = submit(job, policy);
  if (submitted) submitted = staged;
  if (submitted) return;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (undecided[i]) answers[i] = tl::unexpected(CallError(submitted.error()));
  }
}

template <class Answer>
Ledger::Outcome<Answer> DurableLedger::answer_one(const Request& request, const PolicySet& policy,
                                                  DecideOptions options) {
  if (options.record) {
    if (auto refused = refuse_writing()) return tl::unexpected(CallError(std::move(*refused)));
  }
  if (auto refreshed = refresh(); !refreshed) return tl::unexpected(CallError(std::move(refreshed.error())));
  const auto used = use(policy);
  if (!used) return tl::unexpected(CallError(used.error()));
  auto session = take_session();
  if (!session) return tl::unexpected(CallError(std::move(session.error())));
  std::vector<std::optional<Undecided>> undecided(1);
  Outcome<Answer> outcome = answer<Answer>(request, **used, options, *session, undecided.front());
  put_session(std::move(*session));
  record_answers<Answer>({&outcome, 1}, undecided, **used);
  return outcome;
}

template <class Answer>
Ledger::Outcomes<Answer> DurableLedger::answer_lines(Lines lines, const PolicySet& policy, DecideOptions options) {
  std::optional<Failure> refused;
  if (options.record) refused = refuse_writing();
  if (refused) return all_failed<Answer>(lines.size(), *refused);
  if (auto refreshed = refresh(); !refreshed) return all_failed<Answer>(lines.size(), refreshed.error());
  const auto used = use(policy);
  if (!used) return all_failed<Answer>(lines.size(), used.error());
  auto session = take_session();
  if (!session) return all_failed<Answer>(lines.size(), session.error());
  Outcomes<Answer> all;
  all.reserve(lines.size());
  for (std::size_t begin = 0; begin < lines.size(); begin += kGroupLines) {
    const Lines group = lines.subspan(begin, std::min(kGroupLines, lines.size() - begin));
    std::vector<std::optional<Undecided>> undecided(group.size());
    for (std::size_t i = 0; i < group.size(); ++i) {
      auto request = exchange::read_request(group[i]);
      if (request) {
        all.push_back(answer<Answer>(*request, **used, options, *session, undecided[i]));
      } else {
        all.push_back(tl::unexpected(CallError(std::move(request.error()))));
      }
    }
    session->release();
    record_answers<Answer>(std::span(all).subspan(begin), undecided, **used);
  }
  put_session(std::move(*session));
  return all;
}

Ledger::Outcome<Decision> DurableLedger::decide(const Request& request, const PolicySet& policy,
                                                DecideOptions options) {
  return answer_one<Decision>(request, policy, options);
}
Ledger::Outcomes<Decision> DurableLedger::decide(Lines lines, const PolicySet& policy, DecideOptions options) {
  return answer_lines<Decision>(lines, policy, options);
}
Ledger::Outcome<Explanation> DurableLedger::explain(const Request& request, const PolicySet& policy,
                                                    DecideOptions options) {
  return answer_one<Explanation>(request, policy, options);
}
Ledger::Outcomes<Explanation> DurableLedger::explain(Lines lines, const PolicySet& policy, DecideOptions options) {
  return answer_lines<Explanation>(lines, policy, options);
}

}  // namespace licet
