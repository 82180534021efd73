#pragma once
// A recorded decision, decided again: from what its record holds, the events before it, and the archived policy set.
//
// Private to engine/licet. Thread rule: pure functions of their arguments. Source: docs/record_format.md, "Content".

#include <engine/decide/ready_policy.h>
#include <engine/exchange/question.h>
#include <engine/exchange/record_content.h>
#include <engine/explain/explain.h>
#include <engine/facts/fact_store.h>
#include <licet/store.h>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace licet {

/// Under the policy set that decided, in its numbers.
struct PastDecision {
  exchange::DecisionContent content;  ///< with `zone_version`
  std::shared_ptr<const decide::ReadyPolicy> policy;
  exchange::Question question;
  facts::Holder holder;  ///< whose record it is, and whose events it rests on
};

/// kDamaged, with the record's number, if this is not what Licet writes as a decision.
Result<exchange::DecisionContent> decision_content(std::string_view content, std::uint64_t record);

/// `policy` is the set that the record names, with the zone data that the content names. kDamaged if the two do not
/// fit.
Result<PastDecision> past_decision(exchange::DecisionContent content, std::shared_ptr<const decide::ReadyPolicy> policy,
                                   std::uint64_t record);

/// Whose facts it looked at besides, nearest first.
std::vector<facts::Holder> recipients_of(const PastDecision& past);

template <class Answer>
struct DecidedAgain {
  Answer answer;      ///< Decision or Explanation
  bool same = false;  ///< is its decision the recorded one, to the byte?
};

/// `events` are the holder's below the basis, and those of its recipients, each in order of recording; `event` finds
/// those that an explanation names. As whether `until` was asked for is not recorded: with it, and if that comes to
/// another answer, without it; if neither is the recorded one, the answer is that with it. `Answer` is Decision or
/// Explanation.
template <class Answer>
tl::expected<DecidedAgain<Answer>, CallError> decide_again(const PastDecision& past,
                                                           std::span<const RecordedEvent> events,
                                                           const explain::EventSource& event);

extern template tl::expected<DecidedAgain<Decision>, CallError> decide_again<Decision>(const PastDecision&,
                                                                                       std::span<const RecordedEvent>,
                                                                                       const explain::EventSource&);
extern template tl::expected<DecidedAgain<Explanation>, CallError> decide_again<Explanation>(
    const PastDecision&, std::span<const RecordedEvent>, const explain::EventSource&);

}  // namespace licet
