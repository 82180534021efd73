#include <engine/graph/wording.h>
#include <engine/graph/words.h>
#include <engine/time/civil.h>
#include <engine/time/zone.h>
#include <fmt/format.h>
#include <set>
#include <unordered_map>

namespace licet::graph {
namespace {

template <class... Arguments>
std::string filled(std::string_view words, const Arguments&... arguments) {
  return fmt::format(fmt::runtime(words), arguments...);
}

std::string clock_text(model::ClockSeconds seconds) {
  const unsigned minutes = seconds / 60;
  const std::string text = fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
  return seconds % 60 == 0 ? text : fmt::format("{}:{:02}", text, seconds % 60);
}

constexpr model::ClockSeconds kMidnight = 24 * 60 * 60;

/// Do values that adjoin make one interval?
bool ordered(VariableKind kind) {
  return kind == VariableKind::kDay || kind == VariableKind::kNumber || kind == VariableKind::kClock ||
         kind == VariableKind::kWeekday;
}

/// Does value 0 stand for "no value"?
bool starts_with_none(VariableKind kind) { return kind == VariableKind::kDay || kind == VariableKind::kNumber; }

bool names_classes(VariableKind kind) {
  return kind == VariableKind::kChannel || kind == VariableKind::kRecipient || kind == VariableKind::kData;
}

template <class Titles>
void add_members(std::vector<std::string>& names, const ClassesOfKind& classes, const Titles& titles,
                 std::uint32_t value) {
  for (std::size_t name = 0; name < classes.of_name.size(); ++name) {
    if (classes.of_name[name] == value) names.push_back(titles[name].name);
  }
}

}  // namespace

Wording::Wording(const model::Model& model, const DecisionGraph& graph)
    : model_(model), variables_(graph.variables), words_(kEnglishWords) {
  // An overrider is known by its root; rules with the same conditions share one.
  std::unordered_map<FrozenRef, std::size_t> place;
  for (std::size_t i = 0; i < graph.overriders.size(); ++i) place.emplace(graph.overriders[i], i);
  std::vector<std::set<model::RuleId>> rules(graph.overriders.size());
  for (const RuleRoots& rule : graph.rules) {
    const auto found = place.find(rule.effective);
    if (found != place.end() && !model.rules[rule.rule].overrides.empty()) rules[found->second].insert(rule.rule);
  }
  for (const std::set<model::RuleId>& some : rules) {
    std::vector<std::string> names;
    names.reserve(some.size());
    for (const model::RuleId rule : some) names.push_back(model.rules[rule].title.name);
    overriders_.push_back(fmt::format("{}", fmt::join(names, ", ")));
  }
}

std::string_view Wording::otherwise() const { return words_.otherwise; }

std::string Wording::decision(const Verdict& verdict) const {
  const std::string& rule = model_.rules[verdict.rule].title.name;
  switch (verdict.reason) {
    case Reason::kPermitted:
      return filled(words_.permitted, rule);
    case Reason::kForbidden:
      return filled(words_.forbidden, rule);
    case Reason::kNeedsReview:
      return filled(words_.referred, rule);
    case Reason::kCannotBeRuledOut:
    case Reason::kNothingPermits:
      break;
  }
  return filled(words_.not_ruled_out, rule);
}

std::string Wording::day_of(Instant t) const { return time::format_date(model_.zone->local(t).date); }

std::string Wording::period(time::Period period) const {
  const auto unit = static_cast<std::size_t>(period.unit);
  return fmt::format("{} {}", period.amount, period.amount == 1 ? words_.one_unit[unit] : words_.many_units[unit]);
}

std::string Wording::in_force(const model::ForceSpan& span) const {
  if (span.from == kBeforeAll && span.until == kNever) return std::string(words_.in_force);
  const std::string from = span.from == kBeforeAll ? "" : day_of(span.from);
  // `until` names the last day.
  const std::string until = span.until == kNever ? "" : day_of(Instant{span.until.micros - 1});
  if (from.empty()) return filled(words_.in_force_until, until);
  if (until.empty()) return filled(words_.in_force_from, from);
  return filled(words_.in_force_from_until, from, until);
}

std::string Wording::time(model::TimeId time) const {
  const model::TimeSource& source = model_[time];
  const auto names = [](const auto& ids, const auto& vocabulary) {
    std::vector<std::string> some;
    some.reserve(ids.size());
    for (const auto id : ids) some.push_back(vocabulary.titles[id.value].name);
    return fmt::format("{}", fmt::join(some, ", "));
  };
  switch (source.kind) {
    case model::TimeSourceKind::kFact:
      return model_.facts.list[source.subject].title.name;
    case model::TimeSourceKind::kLastContact:
    case model::TimeSourceKind::kLastContactForAsked: {
      std::string text = source.purposes.empty()
                             ? std::string(words_.last_contact)
                             : filled(words_.last_contact_for, names(source.purposes, model_.purposes));
      if (source.channels.empty()) return text;
      return filled(words_.last_contact_by, text, names(source.channels, model_.channels));
    }
    case model::TimeSourceKind::kCollection:
      return filled(words_.collection_of, model_.data.titles[source.subject].name);
    case model::TimeSourceKind::kOwnCollection:
      return std::string(words_.collection);
    case model::TimeSourceKind::kConsentStarts:
      return filled(words_.consent_starts, model_.consents.list[source.subject].title.name);
    case model::TimeSourceKind::kConsentEnds:
      return filled(words_.consent_ends, model_.consents.list[source.subject].title.name);
    case model::TimeSourceKind::kObjection:
      return filled(words_.objection_to, model_.purposes.titles[source.subject].name);
    case model::TimeSourceKind::kLastRestriction:
      return std::string(words_.last_restriction);
    case model::TimeSourceKind::kNoticeFirst:
      return filled(words_.first_giving, model_.notices.list[source.subject].title.name);
    case model::TimeSourceKind::kNoticeLatest:
      return filled(words_.last_giving, model_.notices.list[source.subject].title.name);
  }
  return {};
}

std::string Wording::subject(const VariableKey& key) const {
  switch (key.kind) {
    case VariableKind::kChannel:
      return std::string(words_.channel);
    case VariableKind::kRecipient:
      return std::string(words_.recipient);
    case VariableKind::kData:
      return std::string(words_.data);
    case VariableKind::kInForce:
      return in_force(variables_.spans()[key.subject]);
    case VariableKind::kObjectionReaches:
      return std::string(words_.objection);
    case VariableKind::kRestriction:
      return std::string(words_.restriction);
    case VariableKind::kFirstStage:
      return std::string(words_.first_stage);
    case VariableKind::kErasure:
      return std::string(words_.erasure);
    case VariableKind::kClock:
      return std::string(words_.local_time);
    case VariableKind::kWeekday:
      return std::string(words_.day);
    case VariableKind::kNotice:
      return filled(words_.notice, model_.notices.list[key.subject].title.name);
    case VariableKind::kConsentStatus:
      return filled(words_.consent, model_.consents.list[key.subject].title.name);
    case VariableKind::kGrantCovers:
      return filled(words_.grant_covers, model_.consents.list[key.subject].title.name);
    case VariableKind::kGrantKeeps:
      return filled(words_.grant_keeps, model_.consents.list[key.subject].title.name);
    case VariableKind::kGivenAfterObjection:
      return filled(words_.given_after_objection, model_.consents.list[key.subject].title.name);
    case VariableKind::kOverrides:
      return filled(words_.overrides, overriders_[key.subject]);
    case VariableKind::kAge:
    case VariableKind::kPassed:
    case VariableKind::kDay:
      return time(model::TimeId(key.subject));
    case VariableKind::kOrder: {
      const TimePair& pair = variables_.pairs()[key.subject];
      return filled(pair.by_days ? words_.compared_days : words_.compared, time(pair.left), time(pair.right));
    }
    case VariableKind::kNumber:
    case VariableKind::kText:
    case VariableKind::kChoice:
    case VariableKind::kYesNo:
      return model_.facts.list[key.subject].title.name;
  }
  return {};
}

std::string Wording::question(VariableId id) const {
  const VariableKey& key = variables_[id].key;
  const std::string text = subject(key);
  return key.at_grant && !key.at_clock ? filled(words_.at_grant, text, model_.consents[*key.at_grant].title.name)
                                       : text;
}

std::string Wording::without_value(const VariableKey& key) const {
  const bool in_time =
      key.kind == VariableKind::kAge || key.kind == VariableKind::kPassed || key.kind == VariableKind::kDay;
  const bool of_event = in_time && model_.times[key.subject].kind != model::TimeSourceKind::kFact;
  return std::string(of_event ? words_.never : words_.not_known);
}

std::vector<std::string> Wording::members(VariableKind kind, std::uint32_t value) const {
  if (value == 0) return {std::string(words_.none_asked)};
  std::vector<std::string> names;
  const RequestClasses& classes = variables_.classes();
  if (kind == VariableKind::kChannel) add_members(names, classes.channels, model_.channels.titles, value);
  if (kind == VariableKind::kRecipient) add_members(names, classes.recipients, model_.recipients.titles, value);
  if (kind == VariableKind::kData) add_members(names, classes.data, model_.data.titles, value);
  return names;
}

std::string Wording::age(const VariableKey& key, AgeValue value) const {
  const bool ends = key.boundary == AgeBoundary::kEnd;
  switch (value) {
    case AgeValue::kNone:
      return without_value(key);
    case AgeValue::kAhead:
      return std::string(words_.in_the_future);
    case AgeValue::kWithin:
      return filled(ends ? words_.age_within : words_.age_less, period(key.period));
    case AgeValue::kOver:
      return filled(ends ? words_.age_over : words_.age_reached, period(key.period));
  }
  return {};
}

std::string Wording::days(const VariableKey& key, std::uint32_t first, std::uint32_t last) const {
  const std::vector<Date>& days = variables_.thresholds().days[key.subject];
  const bool from_the_start = first == 1;
  const bool to_the_end = last > days.size();
  if (from_the_start && to_the_end) return std::string(words_.known);
  if (from_the_start) return filled(words_.before, time::format_date(days[last - 1]));
  const std::string from = time::format_date(days[first - 2]);
  if (to_the_end) return filled(words_.on_or_after, from);
  const std::string to = time::format_date(time::plus_days(days[last - 1], -1));
  return from == to ? from : filled(words_.from_to, from, to);
}

std::string Wording::numbers(const VariableKey& key, std::uint32_t first, std::uint32_t last) const {
  const std::vector<std::int64_t>& numbers = variables_.thresholds().numbers[key.subject];
  const bool from_the_start = first == 1;
  const bool to_the_end = last > numbers.size();
  if (from_the_start && to_the_end) return std::string(words_.known);
  if (from_the_start) return filled(words_.less_than, numbers[last - 1]);
  const std::int64_t from = numbers[first - 2];
  if (to_the_end) return filled(words_.at_least, from);
  const std::int64_t to = numbers[last - 1] - 1;
  return from == to ? std::to_string(from) : filled(words_.from_to, from, to);
}

std::string Wording::clock(std::uint32_t first, std::uint32_t last) const {
  const std::vector<model::ClockSeconds>& clocks = variables_.thresholds().clocks;
  const model::ClockSeconds end = last + 1 < clocks.size() ? clocks[last + 1] : kMidnight;
  return filled(words_.clock_span, clock_text(clocks[first]), clock_text(end));
}

std::string Wording::values_in_a_row(const Variable& variable, std::uint32_t first, std::uint32_t last) const {
  const VariableKey& key = variable.key;
  switch (key.kind) {
    case VariableKind::kChannel:
    case VariableKind::kRecipient:
    case VariableKind::kData:
      return fmt::format("{}", fmt::join(members(key.kind, first), ", "));
    case VariableKind::kConsentStatus:
      return std::string(words_.consent_status[first]);
    case VariableKind::kAge:
      return age(key, static_cast<AgeValue>(first));
    case VariableKind::kPassed:
      if (first == static_cast<std::uint32_t>(PassedValue::kNone)) return without_value(key);
      return std::string(first == static_cast<std::uint32_t>(PassedValue::kPassed) ? words_.in_the_past
                                                                                   : words_.in_the_future);
    case VariableKind::kDay:
      return first == 0 ? without_value(key) : days(key, first, last);
    case VariableKind::kOrder:
      return std::string(words_.order[first]);
    case VariableKind::kNumber:
      return first == 0 ? without_value(key) : numbers(key, first, last);
    case VariableKind::kText: {
      const std::vector<std::string>& texts = variables_.thresholds().texts[key.subject];
      if (first == 0) return without_value(key);
      if (first <= texts.size()) return filled(words_.quoted, texts[first - 1]);
      return std::string(texts.empty() ? words_.known : words_.other_text);
    }
    case VariableKind::kChoice:
      return first == 0 ? without_value(key) : model_.facts.list[key.subject].choices[first - 1];
    case VariableKind::kYesNo:
      return first == 0 ? without_value(key) : std::string(first == 1 ? words_.no : words_.yes);
    case VariableKind::kClock:
      return clock(first, last);
    case VariableKind::kWeekday:
      if (first == last) return std::string(words_.weekdays[first]);
      return filled(words_.from_to, words_.weekdays[first], words_.weekdays[last]);
    default:
      return std::string(first == 0 ? words_.no : words_.yes);
  }
}

std::string Wording::value(VariableId id, std::uint32_t value) const {
  return values_in_a_row(variables_[id], value, value);
}

std::string Wording::values(VariableId id, std::span<const std::uint32_t> values, std::size_t most) const {
  const Variable& variable = variables_[id];
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::uint32_t first = values[i];
    if (names_classes(variable.key.kind)) {
      const std::vector<std::string> names = members(variable.key.kind, first);
      texts.insert(texts.end(), names.begin(), names.end());
      continue;
    }
    const bool joins = ordered(variable.key.kind) && !(first == 0 && starts_with_none(variable.key.kind));
    while (joins && i + 1 < values.size() && values[i + 1] == values[i] + 1) ++i;
    texts.push_back(values_in_a_row(variable, first, values[i]));
  }
  if (texts.size() > most + 1) {
    const std::size_t rest = texts.size() - most;
    texts.resize(most);
    texts.push_back(filled(words_.more, rest));
  }
  return fmt::format("{}", fmt::join(texts, ", "));
}

}  // namespace licet::graph
