#include <engine/exchange/json_difference.h>
#include <engine/exchange/json_write.h>
#include <engine/exchange/request_json.h>
#include <engine/licet/at_the_door.h>
#include <engine/licet/replayed_bundle.h>
#include <licet/replay.h>
#include <licet/version.h>

namespace licet {
namespace {

std::string as_json(std::string_view text) {
  std::string json;
  exchange::append_quoted(json, text);
  return json;
}

void add_differences(std::vector<ReplayDifference>& all, std::string_view recorded, std::string_view again,
                     const char* whole) {
  for (exchange::JsonDifference& each : exchange::json_differences(recorded, again, kReplayDifferences)) {
    if (all.size() == kReplayDifferences) return;
    if (each.field.empty()) {
      // It is no JSON object.
      all.push_back({whole, as_json(each.before), as_json(each.after)});
    } else {
      all.push_back({std::move(each.field), std::move(each.before), std::move(each.after)});
    }
  }
}

/// The answer again as it is recorded: without the record's number.
std::string answer_again(const Explanation& explanation) {
  Decision decision = explanation.decision;
  decision.record.reset();
  return exchange::write_decision(decision);
}

Result<Replayed> replay(std::string_view bytes) {
  const auto bundle = record::check_bundle(bytes, {});
  if (!bundle) {
    return tl::unexpected(
        Failure{FailureKind::kDamaged, std::string(name_of(bundle.error().check)) + ": " + bundle.error().message});
  }
  const auto again = decide_bundle_again(*bundle);
  if (!again) return tl::unexpected(again.error());
  const exchange::DecisionContent& content = again->past.content;
  Replayed result;
  result.record = bundle->decision.leaf.number;
  result.recorded = content.recorded;
  result.policy = again->past.policy->model().digest;
  result.engine = content.engine;
  result.sentences_compared = content.engine == kVersion;
  if (!again->again.same) {
    add_differences(result.differences, content.answer, answer_again(again->again.answer), "answer");
  }
  const std::string_view recorded = bundle->sections.explanation;
  if (again->again.same || recorded != kNoExplanation) {
    add_differences(result.differences, recorded, bundled_explanation(*again), "explanation");
  }
  if (!result.sentences_compared) {
    std::erase_if(result.differences,
                  [](const ReplayDifference& each) { return each.field == "english" || each.field == "german"; });
  }
  return result;
}

}  // namespace

Result<Replayed> replay_bundle(std::string_view bundle) {
  return at_the_door([&] { return replay(bundle); },
                     [](Failure failure) -> Result<Replayed> { return tl::unexpected(std::move(failure)); });
}

}  // namespace licet
