#include <algorithm>
#include <engine/exchange/fact_value.h>
#include <engine/exchange/field_values.h>
#include <engine/exchange/question.h>
#include <engine/exchange/request_json.h>
#include <engine/exchange/unknown_name.h>
#include <fmt/format.h>

namespace licet::exchange {
namespace {

template <class IdType>
tl::expected<IdType, InputError> find_name(std::string_view field, std::string_view kind, const std::string& name,
                                           const model::Vocabulary<IdType>& vocabulary) {
  if (const auto id = vocabulary.find(name)) return *id;
  return tl::unexpected(unknown_name(field, kind, name, names_of(vocabulary)));
}

template <class IdType>
Problem find_optional(std::string_view field, const std::optional<std::string>& name,
                      const model::Vocabulary<IdType>& vocabulary, std::optional<IdType>& into) {
  if (!name) return std::nullopt;
  const auto id = find_name(field, field, *name, vocabulary);
  if (!id) return id.error();
  into = *id;
  return std::nullopt;
}

Problem find_action_and_purpose(const Request& request, const model::Model& model, Question& into) {
  const auto action = find_name("action", "action", request.action, model.actions);
  if (!action) return action.error();
  const auto purpose = find_name("purpose", "purpose", request.purpose, model.purposes);
  if (!purpose) return purpose.error();
  into.action = *action;
  into.purpose = *purpose;
  return std::nullopt;
}

Problem find_data(const Request& request, const model::Model& model, Question& into) {
  std::vector<bool> named(model.data.titles.size());
  for (const std::string& name : request.data) {
    const auto id = find_name("data", "data category", name, model.data);
    if (!id) return id.error();
    if (!named[id->value]) into.data.push_back(*id);
    named[id->value] = true;
  }
  return std::nullopt;
}

/// Only facts of the request are asked for, so only they are offered as near.
InputError unknown_request_fact(const std::string& field, const std::string& name, const model::Model& model) {
  std::vector<std::string> candidates;
  for (const model::Fact& fact : model.facts.list) {
    if (fact.owner == model::FactOwner::kRequest) candidates.push_back(fact.title.name);
  }
  return {field, "The policy set declares no fact of the request of this name.", nearest_to(name, candidates)};
}

Problem find_facts(const Request& request, const model::Model& model, Question& into) {
  into.request_facts.reserve(request.facts.size());
  for (const auto& [name, value] : request.facts) {
    const std::string field = "facts." + name;
    const auto id = model.facts.find(name);
    if (!id) return unknown_request_fact(field, name, model);
    const model::Fact& fact = model.facts[*id];
    if (fact.owner != model::FactOwner::kRequest) {
      return InputError{
          field, fmt::format("The fact {} is none of the request: its values come with events.", fact.title.name), {}};
    }
    auto fitting = fit(fact, value, *model.zone);
    if (!fitting) return unfit_value(field, fact, value);
    into.request_facts.push_back({*id, std::move(*fitting)});
  }
  std::sort(into.request_facts.begin(), into.request_facts.end(),
            [](const StatedFact& a, const StatedFact& b) { return a.fact < b.fact; });
  return std::nullopt;
}

Problem check_needs(const Question& question, const model::Model& model) {
  const model::ActionNeeds& needs = model.action_needs[question.action.value];
  const std::string& action = model.actions.titles[question.action.value].name;
  const auto missing = [&action](const char* field, std::string_view what) {
    return InputError{field, fmt::format("The action {} needs {}: name it.", action, what), {}};
  };
  if (needs.channel && !question.channel) return missing("channel", "a channel");
  if (needs.data && question.data.empty()) return missing("data", "a data category");
  if (needs.recipient && !question.recipient) return missing("recipient", "a recipient");
  return std::nullopt;
}

Problem check_times(const Request& request) {
  if (request.at) {
    if (auto wrong = check_instant("at", *request.at)) return wrong;
  }
  return request.known ? check_instant("known", *request.known) : std::nullopt;
}

Problem find_all(const Request& request, const model::Model& model, Question& into) {
  if (auto wrong = find_action_and_purpose(request, model, into)) return wrong;
  if (auto wrong = find_optional("channel", request.channel, model.channels, into.channel)) return wrong;
  if (auto wrong = find_optional("recipient", request.recipient, model.recipients, into.recipient)) return wrong;
  if (auto wrong = find_data(request, model, into)) return wrong;
  if (auto wrong = find_facts(request, model, into)) return wrong;
  if (auto wrong = check_times(request)) return wrong;
  return check_needs(into, model);
}

}  // namespace

const FactValue* Question::stated(model::FactId fact) const {
  const auto found = std::lower_bound(request_facts.begin(), request_facts.end(), fact,
                                      [](const StatedFact& one, model::FactId sought) { return one.fact < sought; });
  return found != request_facts.end() && found->fact == fact ? &found->value : nullptr;
}

tl::expected<Question, InputError> resolve(const Request& request, const model::Model& model, Instant now) {
  if (auto wrong = check_holder(request.customer, request.device, "A request")) {
    return tl::unexpected(std::move(*wrong));
  }
  Question question;
  if (auto wrong = find_all(request, model, question)) return tl::unexpected(std::move(*wrong));
  question.customer = request.customer;
  question.device = request.device;
  question.at = request.at.value_or(now);
  question.known = request.known.value_or(kNever);
  return question;
}

tl::expected<Question, InputError> resolve_for_all(const Request& request, const model::Model& model, Instant now) {
  if (auto wrong = check_names_nobody(request)) return tl::unexpected(std::move(*wrong));
  Question question;
  if (auto wrong = find_all(request, model, question)) return tl::unexpected(std::move(*wrong));
  question.at = request.at.value_or(now);
  question.known = request.known.value_or(kNever);
  return question;
}

}  // namespace licet::exchange
