// How a ledger on disk decides, and records what it decided.
#include <algorithm>
#include <engine/decide/device_extract.h>
#include <engine/decide/recipient_chain.h>
#include <engine/exchange/record_content.h>
#include <engine/exchange/request_json.h>
#include <engine/licet/answers.h>
#include <engine/licet/durable_ledger.h>
#include <engine/licet/staged_answers.h>
#include <licet/version.h>
#include <utility>

namespace licet {
namespace {

constexpr std::size_t kGroupLines = 1024;
constexpr std::size_t kGroupBytes = std::size_t{8} << 20U;

decide::States states_of(const facts::Session& session, const exchange::Question& question) {
  decide::States states;
  states.person = session.person();
  states.device = session.device();
  states.has_person = question.customer.has_value();
  states.has_device = question.device.has_value();
  states.recipients = session.recipients();
  return states;
}

}  // namespace

struct DurableLedger::Unrecorded {
  facts::Holder holder;
  std::optional<record::Slot> slot;
  exchange::DecisionContent content;
  std::size_t bytes = 0;  ///< about how long the content will be
};

template <class Answer>
Ledger::Outcome<Answer> DurableLedger::answer(const Request& request, const PolicyInUse& policy, DecideOptions options,
                                              facts::Session& session, std::optional<Unrecorded>& unrecorded) {
  if (auto wrong = exchange::check_request_form(request)) return tl::unexpected(CallError(std::move(*wrong)));
  const decide::ReadyPolicy& ready = policy.policy.ready();
  const auto question = exchange::resolve(request, ready.model(), std::max(clock_(), store_->visible().recorded));
  if (!question) return tl::unexpected(CallError(question.error()));
  facts::Holders holders{question->customer, question->device, decide::recipients_asked(ready.model(), *question)};
  if (auto looked = session.look(holders, policy.rules, {question->at, question->known}); !looked) {
    return tl::unexpected(CallError(std::move(looked.error())));
  }
  const auto event = [this](std::uint64_t record) -> std::optional<RecordedEvent> {
    const auto found = store_->event(record);
    return found && *found ? std::optional((*found)->event) : std::nullopt;
  };
  auto answer = answer_of<Answer>(ready, *question, states_of(session, *question), event, options.until);
  if (!answer || !options.record) return answer;

  Unrecorded& waiting = unrecorded.emplace();
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
      content.device = decide::device_extract(ready.model(), ready.graph(), session.device(), session.person(),
                                              content.link.has_value());
      content.request.device.reset();
    }
  } else {
    waiting.holder = {facts::HolderKind::kDevice, *request.device};
  }
  waiting.bytes = content.answer.size() + exchange::write_request(content.request).size() +
                  2 * sizeof(std::uint64_t) * content.device.size();
  return answer;
}

template <class Answer>
void DurableLedger::record_answers(std::span<Outcome<Answer>> answers, std::span<std::optional<Unrecorded>> waiting,
                                   const PolicyInUse& policy, const AskAgain& ask_again) {
  while (true) {
    CommitQueue::Job job;
    job.records = 0;
    for (const auto& each : waiting) {
      if (!each) continue;
      ++job.records;
      job.bytes += each->bytes;
    }
    if (job.records == 0) return;
    std::vector<std::size_t> overtaken;  // by an erasure, which what was looked at before must not outlive
    job.stage = [&] {
      overtaken = stage_answers(answers, waiting, [&](Unrecorded& each) {
        return store_->take_decision(*batch_, each.holder, each.slot, each.content.basis, policy.digest,
                                     [&](const facts::Receipt& given) {
                                       each.content.recorded = given.recorded;
                                       return exchange::write_decision_content(each.content);
                                     });
      });
    };
    const Result<void> submitted = submit(job, policy);
    for (std::size_t i = 0; i < answers.size(); ++i) {
      if (!submitted && waiting[i]) answers[i] = tl::unexpected(CallError(submitted.error()));
      waiting[i].reset();
    }
    if (!submitted) return;
    for (const std::size_t i : overtaken) ask_again(i);
  }
}

template <class Answer>
Ledger::Outcome<Answer> DurableLedger::answer_one(const Request& request, const PolicySet& policy,
                                                  DecideOptions options) {
  const std::shared_lock open(open_);
  if (auto refused = options.record ? refuse_writing() : refuse_reading()) {
    return tl::unexpected(CallError(std::move(*refused)));
  }
  if (auto refreshed = refresh(); !refreshed) return tl::unexpected(CallError(std::move(refreshed.error())));
  const auto used = use(policy);
  if (!used) return tl::unexpected(CallError(used.error()));
  std::optional<Unrecorded> waiting;
  Outcome<Answer> outcome = tl::unexpected(CallError(Failure{}));
  const auto ask = [&](std::size_t) {
    auto session = take_session();
    if (session) {
      outcome = answer<Answer>(request, **used, options, **session, waiting);
    } else {
      outcome = tl::unexpected(CallError(std::move(session.error())));
    }
  };
  ask(0);
  record_answers<Answer>({&outcome, 1}, {&waiting, 1}, **used, ask);
  return outcome;
}

template <class Answer>
Ledger::Outcomes<Answer> DurableLedger::answer_lines(Lines lines, const PolicySet& policy, DecideOptions options) {
  const std::shared_lock open(open_);
  if (const auto refused = options.record ? refuse_writing() : refuse_reading()) {
    return all_failed<Answer>(lines.size(), *refused);
  }
  if (auto refreshed = refresh(); !refreshed) return all_failed<Answer>(lines.size(), refreshed.error());
  const auto used = use(policy);
  if (!used) return all_failed<Answer>(lines.size(), used.error());
  auto session = take_session();
  if (!session) return all_failed<Answer>(lines.size(), session.error());
  Outcomes<Answer> all;
  all.reserve(lines.size());
  std::vector<std::optional<Unrecorded>> waiting;
  std::size_t bytes = 0;
  const auto ask = [&](std::string_view line, std::optional<Unrecorded>& unrecorded) -> Outcome<Answer> {
    auto request = exchange::read_request(line);
    if (!request) return tl::unexpected(CallError(std::move(request.error())));
    return answer<Answer>(*request, **used, options, **session, unrecorded);
  };
  const auto record_group = [&] {
    (*session)->release();
    const std::size_t first = all.size() - waiting.size();
    record_answers<Answer>(std::span(all).subspan(first), waiting, **used, [&](std::size_t i) {
      all[first + i] = ask(lines[first + i], waiting[i]);
      (*session)->release();
    });
    waiting.clear();
    bytes = 0;
  };
  for (const std::string_view line : lines) {
    std::optional<Unrecorded>& unrecorded = waiting.emplace_back();
    all.push_back(ask(line, unrecorded));
    if (unrecorded) bytes += unrecorded->bytes;
    if (waiting.size() == kGroupLines || bytes >= kGroupBytes) record_group();
  }
  record_group();
  if (signer_ && options.record && lines.size() > kGroupLines) signer_->sign_soon();
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
