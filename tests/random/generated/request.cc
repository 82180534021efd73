#include <algorithm>
#include <tests/random/generated/event.h>
#include <tests/random/generated/history.h>
#include <tests/random/generated/request.h>
#include <tests/random/generated/vocabulary.h>

namespace licet::random {
namespace {

/// One of the names, or one near it in the hierarchy.
template <class IdType>
std::string aimed(Dice& dice, const model::Vocabulary<IdType>& vocabulary, const std::vector<IdType>& names) {
  const IdType name = dice.one_of(names);
  std::vector<IdType> within;
  for (std::size_t i = 0; i < vocabulary.titles.size(); ++i) {
    if (vocabulary.hierarchy.is_within(IdType(i), name)) within.push_back(IdType(i));
  }
  IdType chosen = dice.one_of(within);
  if (dice.percent(10)) chosen = vocabulary.hierarchy.parent(name).value_or(chosen);
  return vocabulary.titles[chosen.value].name;
}

template <class IdType>
std::string any_of(Dice& dice, const model::Vocabulary<IdType>& vocabulary) {
  return dice.one_of(vocabulary.titles).name;
}

template <class IdType>
std::string aimed_at(Dice& dice, const model::Vocabulary<IdType>& vocabulary,
                     const std::optional<std::vector<IdType>>& names) {
  if (!names || names->empty() || dice.percent(8)) return any_of(dice, vocabulary);
  return aimed(dice, vocabulary, *names);
}

std::vector<std::string> make_data(Dice& dice, const model::Model& model, const model::Rule& rule) {
  std::vector<std::string> data;
  for (std::size_t count = 1 + dice.below(3); count > 0; --count) {
    const bool at_rule = rule.data && !rule.data->names.empty() && dice.percent(80);
    data.push_back(at_rule ? aimed(dice, model.data, rule.data->names) : any_of(dice, model.data));
  }
  return data;
}

void aim_at_rule(Dice& dice, const model::Model& model, Request& request) {
  const model::Rule& rule = dice.one_of(model.rules.list);
  request.purpose = aimed_at(dice, model.purposes, rule.purposes);
  request.action = aimed_at(dice, model.actions, rule.actions);
  if (dice.percent(rule.channels ? 95 : 50)) request.channel = aimed_at(dice, model.channels, rule.channels);
  const bool has_recipients = !model.recipients.titles.empty();
  if (has_recipients && dice.percent(rule.recipients ? 60 : 20))
    request.recipient = aimed_at(dice, model.recipients, rule.recipients);
  if (dice.percent(rule.data ? 80 : 30)) request.data = make_data(dice, model, rule);
}

void ask_anything(Dice& dice, const model::Model& model, Request& request) {
  request.purpose = any_of(dice, model.purposes);
  request.action = any_of(dice, model.actions);
  if (!model.channels.titles.empty() && dice.percent(60)) request.channel = any_of(dice, model.channels);
  if (!model.recipients.titles.empty() && dice.percent(30)) request.recipient = any_of(dice, model.recipients);
  if (dice.percent(60)) request.data = some_titles(dice, model.data.titles, 4);
}

/// What the action needs, the request must name.
void add_needs(Dice& dice, const model::Model& model, Request& request) {
  const model::ActionNeeds& needs = model.action_needs[model.actions.find(request.action)->value];
  if (needs.channel && !request.channel) request.channel = any_of(dice, model.channels);
  if (needs.recipient && !request.recipient) request.recipient = any_of(dice, model.recipients);
  if (needs.data && request.data.empty()) request.data = some_titles(dice, model.data.titles, 2);
}

}  // namespace

Request make_request(Dice& dice, const model::Model& model, const Timeline& timeline,
                     const std::vector<RecordedEvent>& events) {
  Request request;
  const std::size_t holders = dice.below(10);
  if (holders < 8) request.customer = kCustomer;
  if (holders > 3) request.device = kDevice;
  if (dice.percent(75) && model.rules.size() > 0) {
    aim_at_rule(dice, model, request);
  } else {
    ask_anything(dice, model, request);
  }
  add_needs(dice, model, request);
  for (const model::Fact& fact : model.facts.list) {
    if (fact.owner != model::FactOwner::kRequest || dice.percent(30)) continue;
    request.facts[fact.title.name] = make_value(dice, fact, *model.zone, timeline);
  }
  request.at = timeline.pick(dice);
  if (!events.empty() && dice.percent(35)) {
    const Instant recorded = dice.one_of(events).recorded;
    const std::int64_t shift = static_cast<std::int64_t>(dice.below(3)) - 1;
    request.known = std::clamp(Instant{recorded.micros + shift}, kFirstStated, kLastStated);
  } else if (!events.empty() && dice.percent(60)) {
    // Not before anything happened: what most requests are.
    request.at = std::max(*request.at, *events.back().event.at);
  }
  return request;
}

}  // namespace licet::random
