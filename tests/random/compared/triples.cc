#include <engine/exchange/question.h>
#include <tests/random/compared/shrink.h>
#include <tests/random/compared/triples.h>
#include <tests/random/generated/history.h>
#include <tests/random/generated/policy.h>
#include <tests/random/generated/request.h>

namespace licet::random {
namespace {

/// The policy that events are recorded under: often the one that decides, else one that came before it.
PolicyText make_earlier(Dice& dice, const PolicyText& deciding) {
  const std::size_t kind = dice.below(10);
  if (kind < 6) return deciding;
  return kind < 9 ? changed(dice, deciding) : make_policy(dice);
}

}  // namespace

std::optional<FoundDifference> run_policy(std::uint64_t seed, std::uint64_t number, Tally& tally,
                                          std::string& wrong_policy) {
  Dice dice(seed * 0x9E37'79B9'7F4A'7C15U + number);
  const PolicyText text = make_policy(dice);
  const auto policy = ready(text_of(text));
  if (!policy) {
    wrong_policy = policy.error() + "\n" + text_of(text);
    return std::nullopt;
  }
  decide::Workspace workspace = policy->policy->decider().make_workspace();
  for (std::size_t history = 0; history < kHistoriesPerPolicy; ++history) {
    const std::string earlier_text = text_of(make_earlier(dice, text));
    const auto earlier = ready(earlier_text);
    if (!earlier) {
      wrong_policy = earlier.error() + "\n" + earlier_text;
      return std::nullopt;
    }
    Timeline timeline(dice, *policy->model);
    const std::vector<RecordedEvent> events = make_history(dice, *earlier->model, timeline);
    for (std::size_t asked = 0; asked < kRequestsPerHistory; ++asked) {
      const Request request = make_request(dice, *policy->model, timeline, events);
      Sides sides;
      const std::string part = difference(*policy, events, request, workspace, sides, tally);
      if (!part.empty()) return shrink({number, part, {text_of(text), events, request}, sides}, text);
    }
  }
  return std::nullopt;
}

}  // namespace licet::random
