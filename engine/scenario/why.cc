#include <algorithm>
#include <engine/scenario/decisive_conditions.h>
#include <engine/scenario/expectation.h>
#include <engine/scenario/local_text.h>
#include <engine/scenario/quotation.h>
#include <engine/scenario/why.h>
#include <fmt/core.h>
#include <fmt/ranges.h>

namespace licet::scenario {
namespace {

using decide::Truth;

/// More than these would hide the first few.
constexpr std::size_t kMostConditions = 6;

/// "a", "a and b", "a, b and c".
std::string joined(const std::vector<std::string>& parts) {
  if (parts.size() < 2) return parts.empty() ? std::string() : parts.front();
  return fmt::format("{} and {}", fmt::join(parts.begin(), parts.end() - 1, ", "), parts.back());
}

bool has_value(const Circumstances& given, model::FactId id) {
  const model::Fact& fact = given.model.facts[id];
  if (fact.owner == model::FactOwner::kRequest) {
    return id.value < given.question.request_facts.size() && given.question.request_facts[id.value].has_value();
  }
  return std::any_of(given.events.begin(), given.events.end(), [&](const RecordedEvent& recorded) {
    return recorded.event.kind == EventKind::kFact && recorded.event.fact == fact.title.name &&
           recorded.event.at <= given.question.at;
  });
}

/// " (birth_date has no value)", or nothing if every fact that counts has one.
std::string missing_facts(const Circumstances& given, model::ExpressionId condition) {
  std::vector<std::string> missing;
  for (const model::FactId fact : facts_behind(given.model, condition, given.question.purpose)) {
    if (!has_value(given, fact)) missing.push_back(given.model.facts[fact].title.name);
  }
  if (missing.empty()) return {};
  return fmt::format(" ({} {} no value)", joined(missing), missing.size() == 1 ? "has" : "have");
}

std::string conditions_text(const Circumstances& given, const decide::RuleTrace& trace) {
  std::vector<std::string> is_true;
  std::vector<std::string> is_false;
  std::vector<std::string> rest;
  const std::vector<decide::ConditionTrace> conditions = decisive_conditions(given.model, trace);
  const std::size_t shown = std::min(conditions.size(), kMostConditions);
  for (std::size_t i = 0; i < shown; ++i) {
    const auto [expression, value] = conditions[i];
    const std::string words = quote(given.sources, given.model[expression].range);
    if (value == Truth::kUnknown) {
      rest.push_back(fmt::format("{} is unknown{}", words, missing_facts(given, expression)));
    } else {
      (value == Truth::kTrue ? is_true : is_false).push_back(words);
    }
  }
  const auto plural = [](const std::vector<std::string>& words) { return words.size() == 1 ? "is" : "are"; };
  if (!is_false.empty()) rest.insert(rest.begin(), fmt::format("{} {} false", joined(is_false), plural(is_false)));
  if (!is_true.empty()) rest.insert(rest.begin(), fmt::format("{} {} true", joined(is_true), plural(is_true)));
  std::string text = fmt::format("{}", fmt::join(rest, "; "));
  if (conditions.size() > shown) text += fmt::format("; and {} more conditions", conditions.size() - shown);
  return text;
}

std::string out_of_force(const Circumstances& given, const model::Rule& rule) {
  const time::Zone& zone = *given.model.zone;
  if (given.question.at < rule.in_force.from) {
    return fmt::format("{} is not in force yet: it begins on {}.", rule.title.name,
                       local_text(rule.in_force.from, zone));
  }
  return fmt::format("{} is no longer in force: it ended with {}.", rule.title.name,
                     local_text(Instant{rule.in_force.until.micros - 1}, zone).substr(0, 10));
}

/// "objection forbids it", "minor forbids it, as it cannot be ruled out", "x does not permit it".
std::string verdict(const model::Rule& rule, const decide::RuleTrace& trace) {
  const bool permit = rule.effect == model::Effect::kPermit;
  if (!trace.applies) return fmt::format("{} does not {} it", rule.title.name, permit ? "permit" : "forbid");
  const bool doubtful = !permit && trace.condition == Truth::kUnknown;
  return fmt::format("{} {} it{}", rule.title.name, permit ? "permits" : "forbids",
                     doubtful ? ", as it cannot be ruled out" : "");
}

std::string sentence(const Circumstances& given, const decide::RuleTrace& trace) {
  const model::Rule& rule = given.model.rules[trace.rule];
  if (!trace.in_force) return out_of_force(given, rule);
  const std::string conditions = conditions_text(given, trace);
  std::string text = verdict(rule, trace);
  if (!conditions.empty()) text += ": " + conditions;
  text += '.';
  if (trace.applies && !trace.overridden_by.empty()) {
    std::vector<std::string> overriders;
    overriders.reserve(trace.overridden_by.size());
    for (const model::RuleId id : trace.overridden_by) overriders.push_back(given.model.rules[id].title.name);
    text += fmt::format(" But {} {} {}.", joined(overriders), overriders.size() == 1 ? "overrides" : "override",
                        rule.title.name);
  }
  return text;
}

std::string unreached(const Circumstances& given, const std::optional<model::DataId>& data, const char* rule) {
  const model::Model& model = given.model;
  const exchange::Question& question = given.question;
  std::string text = fmt::format("No {} reaches {} for {}", rule, model.actions.titles[question.action.value].name,
                                 model.purposes.titles[question.purpose.value].name);
  if (question.channel) text += " by " + model.channels.titles[question.channel->value].name;
  if (data) text += " with " + model.data.titles[data->value].name;
  if (question.recipient) text += " to " + model.recipients.titles[question.recipient->value].name;
  return text + '.';
}

void add_category(const Circumstances& given, const decide::CategoryTrace& category, model::Effect missed,
                  const std::string& prefix, std::vector<std::string>& sentences) {
  bool could_have = false;
  for (const decide::RuleTrace& trace : category.rules) {
    const bool of_missed_effect = given.model.rules[trace.rule].effect == missed;
    could_have = could_have || of_missed_effect;
    if (trace.applies || of_missed_effect) sentences.push_back(prefix + sentence(given, trace));
  }
  if (could_have) return;
  const char* rule = category.rules.empty()             ? "rule"
                     : missed == model::Effect::kPermit ? "rule that permits"
                                                        : "rule that forbids";
  sentences.push_back(prefix + unreached(given, category.data, rule));
}

}  // namespace

std::vector<std::string> why_decided(const Circumstances& circumstances, const decide::Evaluated& evaluated,
                                     model::Effect missed) {
  std::vector<std::string> sentences;
  const bool several = evaluated.trace.size() > 1;
  for (const decide::CategoryTrace& category : evaluated.trace) {
    std::string prefix;
    if (several && category.data) {
      prefix = fmt::format("With {}: ", circumstances.model.data.titles[category.data->value].name);
    }
    add_category(circumstances, category, missed, prefix, sentences);
  }
  return sentences;
}

std::vector<std::string> why_until(const Circumstances& circumstances, const Decision& decision) {
  if (decision.until == kNever) return {fmt::format("Nothing ahead changes it: {}.", decision_text(decision))};
  // Only what is known at the time decided for counts, so later events of the scenario stay out.
  std::vector<RecordedEvent> events;
  std::copy_if(circumstances.events.begin(), circumstances.events.end(), std::back_inserter(events),
               [&](const RecordedEvent& recorded) { return recorded.event.at <= circumstances.question.at; });
  exchange::Question later = circumstances.question;
  later.at = decision.until;
  const decide::Evaluated evaluated = decide::evaluate(circumstances.model, events, later, {false, true});
  const std::string from = local_text(decision.until, *circumstances.model.zone);
  std::vector<std::string> sentences{fmt::format("Before {}: {}; from then on: {}.", from, decision_text(decision),
                                                 decision_text(evaluated.decision))};
  const Circumstances then{circumstances.model, circumstances.sources, later, events};
  const bool was_permitted = decision.outcome == Outcome::kPermit;
  for (std::string& text :
       why_decided(then, evaluated, was_permitted ? model::Effect::kPermit : model::Effect::kForbid)) {
    sentences.push_back("From then on: " + std::move(text));
  }
  return sentences;
}

std::vector<std::string> why_levels(const Circumstances& circumstances, const std::vector<std::string>& reached) {
  const model::Model& model = circumstances.model;
  std::vector<std::string> sentences;
  for (std::uint32_t i = 0; i < model.levels.size(); ++i) {
    const model::Level& level = model.levels[model::LevelId(i)];
    const bool hidden = std::any_of(reached.begin(), reached.end(), [&](const std::string& name) {
      const std::vector<model::LevelId>& below = model.levels[*model.levels.find(name)].all_below;
      return std::binary_search(below.begin(), below.end(), model::LevelId(i));
    });
    if (!level.when || hidden) continue;
    const bool is_reached = std::find(reached.begin(), reached.end(), level.title.name) != reached.end();
    const std::string words = quote(circumstances.sources, model[*level.when].range);
    sentences.push_back(is_reached ? fmt::format("{} is reached: {} is true.", level.title.name, words)
                                   : fmt::format("{} is not reached: it needs {}{}.", level.title.name, words,
                                                 missing_facts(circumstances, *level.when)));
  }
  return sentences;
}

}  // namespace licet::scenario
