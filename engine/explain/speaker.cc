#include <algorithm>
#include <engine/explain/fill_places.h>
#include <engine/explain/speaker.h>
#include <engine/time/repeated_time.h>
#include <fmt/format.h>

namespace licet::explain {
namespace {

std::string capitalised(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  }
  return text;
}

/// `{Why}` is the place `why`, with a capital.
bool is_place(std::string_view place, std::string_view name) {
  if (place.empty() || place.size() != name.size()) return false;
  const bool same_first = place.front() == name.front() || place.front() == name.front() - 'a' + 'A';
  return same_first && place.substr(1) == name.substr(1);
}

std::string fill(std::string_view text, std::initializer_list<Filling> fillings) {
  return fill_places(text, [&](std::string_view place, std::string& filled) {
    for (const Filling& filling : fillings) {
      if (!is_place(place, filling.place)) continue;
      const bool capital = place != filling.place && !filling.name_first;
      filled += capital ? capitalised(filling.text) : filling.text;
    }
  });
}

}  // namespace

Speaker::Speaker(const model::Model& model, Language language)
    : model_(model),
      phrases_(language == Language::kGerman ? german_phrases() : english_phrases()),
      months_(language == Language::kGerman ? german_months() : english_months()),
      weekdays_(language == Language::kGerman ? german_weekdays() : english_weekdays()) {}

std::string Speaker::say(Phrase phrase, std::initializer_list<Filling> fillings) const {
  return fill(phrases_[static_cast<std::size_t>(phrase)].text, fillings);
}

Statement Speaker::state(Phrase phrase, std::initializer_list<Filling> fillings) const {
  return {say(phrase, fillings), phrases_[static_cast<std::size_t>(phrase)].text.starts_with('{')};
}

std::string Speaker::date(Instant t) const {
  const Date day = model_.zone->local(t).date;
  return say(Phrase::kDate, {{"day", std::to_string(day.day)},
                             {"month", std::string(months_[day.month - 1U])},
                             {"year", std::to_string(day.year)}});
}

std::string Speaker::time(Instant t) const {
  const time::LocalTime local = model_.zone->local(t);
  std::string text = fmt::format("{:02}:{:02}", local.seconds / 3600, local.seconds / 60 % 60);
  if (local.seconds % 60 != 0 || local.micros != 0) text += fmt::format(":{:02}", local.seconds % 60);
  if (local.micros != 0) {
    text += fmt::format(".{:06}", local.micros);
    text.erase(text.find_last_not_of('0') + 1);
  }
  return text;
}

std::string Speaker::offset(Instant t) const {
  const auto offset = time::offset_of_repeated(t, *model_.zone);
  return offset ? say(Phrase::kOffset, {{"offset", *offset}}) : std::string();
}

bool Speaker::starts_day(Instant t) const { return model_.zone->start_of_day(model_.zone->local(t).date) == t; }

std::string Speaker::moment(Instant t) const {
  return starts_day(t) ? date(t)
                       : say(Phrase::kDateAndTime, {{"date", date(t)}, {"time", time(t)}, {"offset", offset(t)}});
}

std::string Speaker::moment_to_second(Instant t) const {
  return moment(Instant{t.micros - std::int64_t{model_.zone->local(t).micros}});
}

std::string Speaker::exact(Instant t) const {
  return say(Phrase::kHoldMoment,
             {{"date", date(t)}, {"time", time(t)}, {"offset", offset(t)}, {"zone", model_.zone->name()}});
}

std::string Speaker::at_end(Instant t) const {
  return starts_day(t) ? say(Phrase::kAtEnd, {{"date", last_day(t)}}) : say(Phrase::kOn, {{"moment", moment(t)}});
}

std::string Speaker::last_day(Instant t) const { return date(Instant{t.micros - 1}); }

std::string_view Speaker::weekday(Instant t) const { return weekdays_[model_.zone->local(t).weekday]; }

std::string Speaker::quoted(std::string_view text) const { return say(Phrase::kQuoted, {{"text", std::string(text)}}); }

std::string Speaker::joined(const std::vector<std::string>& items, Phrase end) const {
  if (items.empty()) return {};
  std::string text = items.front();
  for (std::size_t i = 1; i + 1 < items.size(); ++i) text += ", " + items[i];
  return items.size() == 1 ? text : say(end, {{"first", text}, {"last", items.back()}});
}

Statement Speaker::list(const std::vector<Statement>& statements) const {
  std::vector<std::string> texts;
  texts.reserve(statements.size());
  for (const Statement& statement : statements) texts.push_back(statement.text);
  return {list(texts), !statements.empty() && statements.front().name_first};
}

Statement Speaker::row_with_and(const std::vector<Statement>& statements) const {
  if (statements.size() < 2) return in_a_row(statements);
  const Statement first = in_a_row({statements.begin(), statements.end() - 1});
  return {say(Phrase::kChangesEnd, {{"first", first.text}, {"last", statements.back().text}}), first.name_first};
}

Statement in_a_row(const std::vector<Statement>& statements) {
  Statement row;
  for (const Statement& statement : statements) {
    if (row.text.empty()) row.name_first = statement.name_first;
    if (!row.text.empty()) row.text += "; ";
    row.text += statement.text;
  }
  return row;
}

std::string sentence(const std::vector<Statement>& statements) {
  if (statements.empty()) return {};
  Statement row = in_a_row(statements);
  return (row.name_first ? std::move(row.text) : capitalised(std::move(row.text))) + '.';
}

}  // namespace licet::explain
