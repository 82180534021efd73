#include <array>
#include <engine/exchange/event_value.h>
#include <engine/exchange/explanation_json.h>
#include <engine/exchange/json_lists.h>
#include <engine/exchange/json_write.h>
#include <engine/exchange/names.h>
#include <engine/exchange/request_json.h>

namespace licet::exchange {
namespace {

/// Each table stands in the order of its enumeration.
constexpr std::array<std::string_view, kConditionKindCount> kConditionKinds = {
    "all",         "any",     "not",     "named",     "consent",         "declaration", "objection",      "restriction",
    "first_stage", "erasure", "notice",  "level",     "level_condition", "time",        "times_compared", "moment",
    "known",       "fact",    "request", "wall_clock"};
constexpr std::array<std::string_view, kEventTimeCount> kEventTimes = {"last_contact", "collection", "consent_starts",
                                                                       "consent_ends", "objection",  "last_restriction",
                                                                       "first_notice", "last_notice"};
constexpr std::array<std::string_view, 3> kEffects = {"permit", "forbid", "refer"};
constexpr std::array<std::string_view, 3> kConditionValues = {"false", "unknown", "true"};
constexpr std::array<std::string_view, 2> kLanguages = {"english", "german"};

void text_if_any(ObjectWriter& out, std::string_view name, const std::string& value) {
  if (!value.empty()) out.text(name, value);
}

void instant_if_any(ObjectWriter& out, std::string_view name, const std::optional<Instant>& value) {
  if (value) out.instant(name, *value);
}

void raw_if_any(ObjectWriter& out, std::string_view name, const std::string& json) {
  if (!json.empty()) out.raw(name, json);
}

void write_evidence(std::string& line, const Evidence& evidence) {
  ObjectWriter out(line);
  const bool numbered = evidence.record != kNoRecord;
  if (numbered) {
    out.number("record", evidence.record);
  } else {
    out.null("record");
  }
  out.text("event", text_of(evidence.kind));
  out.instant("at", evidence.at);
  if (numbered) {
    out.instant("recorded", evidence.recorded);
  } else {
    out.null("recorded");
  }
  text_if_any(out, "subject", evidence.subject);
  if (evidence.wording) out.text("wording", *evidence.wording);
  if (evidence.value) write_raw_value(out, "value", *evidence.value);
  text_if_any(out, "recipient", evidence.recipient);
  texts_if_any(out, "purposes", evidence.purposes);
  texts_if_any(out, "channels", evidence.channels);
  texts_if_any(out, "data", evidence.data);
  raw_if_any(out, "source", evidence.source);
  raw_if_any(out, "actor", evidence.actor);
  out.end();
}

/// Recursion goes as deep as the explanation, which is bounded (licet/explanation.h).
void write_condition(std::string& line, const ConditionExplanation& condition) {
  ObjectWriter out(line);
  out.text("kind", text_of(condition.kind));
  out.text("value", text_of(condition.value));
  text_if_any(out, "text", condition.text);
  text_if_any(out, "subject", condition.subject);
  if (condition.event_time) out.text("event_time", kEventTimes[static_cast<std::size_t>(*condition.event_time)]);
  texts_if_any(out, "purposes", condition.purposes);
  texts_if_any(out, "channels", condition.channels);
  text_if_any(out, "data", condition.data);
  texts_if_any(out, "because", condition.because);
  text_if_any(out, "status", condition.status);
  text_if_any(out, "hindrance", condition.hindrance);
  if (condition.stated) write_raw_value(out, "stated", *condition.stated);
  instant_if_any(out, "as_of", condition.as_of);
  instant_if_any(out, "since", condition.since);
  instant_if_any(out, "ends", condition.ends);
  instant_if_any(out, "until", condition.until);
  if (!condition.evidence.empty()) write_list(line, out, "evidence", condition.evidence, write_evidence);
  texts_if_any(out, "missing", condition.missing);
  if (!condition.parts.empty()) write_list(line, out, "parts", condition.parts, write_condition);
  out.end();
}

void write_rule(std::string& line, const RuleExplanation& rule) {
  ObjectWriter out(line);
  out.text("rule", rule.rule);
  text_if_any(out, "title", rule.title);
  out.text("effect", kEffects[static_cast<std::size_t>(rule.effect)]);
  out.texts("because", rule.because);
  texts_if_any(out, "out_of_reach", rule.out_of_reach);
  out.boolean("in_force", rule.in_force);
  instant_if_any(out, "in_force_from", rule.in_force_from);
  instant_if_any(out, "in_force_until", rule.in_force_until);
  out.text("condition", text_of(rule.condition));
  out.boolean("applies", rule.applies);
  out.texts("overridden_by", rule.overridden_by);
  if (rule.when) {
    out.name("when");
    write_condition(line, *rule.when);
  }
  if (rule.unless) {
    out.name("unless");
    write_condition(line, *rule.unless);
  }
  out.end();
}

void write_category(std::string& line, const CategoryExplanation& category) {
  ObjectWriter out(line);
  if (category.data.empty()) {
    out.null("data");
  } else {
    out.text("data", category.data);
  }
  out.text("decision", text_of(category.outcome));
  out.text_or_null("rule", category.rule);
  out.text("reason", text_of(category.reason));
  write_list(line, out, "rules", category.rules, write_rule);
  out.end();
}

void write_condition_change(std::string& line, const ConditionChange& change) {
  ObjectWriter out(line);
  out.text("kind", text_of(change.kind));
  text_if_any(out, "text", change.text);
  text_if_any(out, "subject", change.subject);
  out.text("before", text_of(change.before));
  out.text("after", text_of(change.after));
  text_if_any(out, "status_before", change.status_before);
  text_if_any(out, "status_after", change.status_after);
  out.end();
}

void write_change(std::string& line, const DecisionChange& change) {
  ObjectWriter out(line);
  out.instant("at", change.at);
  out.text("decision", text_of(change.outcome));
  out.text_or_null("rule", change.rule);
  out.text("reason", text_of(change.reason));
  write_list(line, out, "conditions", change.conditions, write_condition_change);
  out.texts("into_force", change.into_force);
  out.texts("out_of_force", change.out_of_force);
  out.end();
}

void write_sentences(std::string& line, std::span<const Sentences> sentences) {
  ObjectWriter out(line);
  for (const Sentences& one : sentences) {
    out.name(text_of(one.language));
    ObjectWriter inner(line);
    inner.texts("summary", one.summary);
    inner.texts("details", one.details);
    inner.end();
  }
  out.end();
}

}  // namespace

std::string_view text_of(ConditionKind kind) { return kConditionKinds[static_cast<std::size_t>(kind)]; }
std::string_view text_of(ConditionValue value) { return kConditionValues[static_cast<std::size_t>(value)]; }
std::string_view text_of(Language language) { return kLanguages[static_cast<std::size_t>(language)]; }

std::string write_explanation(const Explanation& explanation, std::span<const Sentences> sentences) {
  std::string line;
  ObjectWriter out(line);
  instant_if_any(out, "known", explanation.asked.known);
  write_list(line, out, "categories", explanation.categories, write_category);
  out.name("change");
  if (explanation.change) {
    write_change(line, *explanation.change);
  } else {
    line += "null";
  }
  out.texts("missing", explanation.missing);
  out.name("sentences");
  write_sentences(line, sentences);
  out.end();
  return line;
}

std::string write_explained(const Explanation& explanation, std::span<const Sentences> sentences) {
  std::string line = write_decision(explanation.decision);
  line.pop_back();
  line += ",\"explanation\":";
  line += write_explanation(explanation, sentences);
  line += '}';
  return line;
}

}  // namespace licet::exchange
