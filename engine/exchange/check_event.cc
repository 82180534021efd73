#include <engine/exchange/event_form.h>
#include <engine/exchange/event_json.h>
#include <engine/exchange/fact_value.h>
#include <engine/exchange/question.h>
#include <engine/exchange/unknown_name.h>
#include <fmt/format.h>

namespace licet::exchange {
namespace {

template <class IdType>
Problem check_list(std::string_view field, std::string_view kind, const std::vector<std::string>& names,
                   const model::Vocabulary<IdType>& vocabulary) {
  for (const std::string& name : names) {
    if (!vocabulary.find(name)) return unknown_name(field, kind, name, names_of(vocabulary));
  }
  return std::nullopt;
}

Problem check_consent(const Event& event, const model::Model& model) {
  if (event.consent.empty()) return std::nullopt;
  const auto id = model.consents.find(event.consent);
  if (!id) return unknown_name("consent", "consent", event.consent, names_of(model.consents));
  const model::Consent& consent = model.consents[*id];
  if (consent.scope == model::ConsentScope::kDevice && !event.device) {
    return InputError{
        "device", fmt::format("The consent {} is given for a device: name the `device`.", consent.title.name), {}};
  }
  if (consent.scope == model::ConsentScope::kPerson && !event.customer) {
    return InputError{
        "customer", fmt::format("The consent {} is given by a person: name the `customer`.", consent.title.name), {}};
  }
  return std::nullopt;
}

Problem check_fact(const Event& event, const model::Model& model) {
  if (event.fact.empty()) return std::nullopt;
  const auto id = model.facts.find(event.fact);
  if (!id) return unknown_name("fact", "fact", event.fact, names_of(model.facts));
  const model::Fact& fact = model.facts[*id];
  switch (fact.owner) {
    case model::FactOwner::kRequest:
      return InputError{
          "fact", fmt::format("The fact {} is one of the request: no event states it.", fact.title.name), {}};
    case model::FactOwner::kDevice:
      if (event.device) break;
      return InputError{
          "device", fmt::format("The fact {} is one of a device: name the `device`.", fact.title.name), {}};
    case model::FactOwner::kCustomer:
      if (event.customer) break;
      return InputError{
          "customer", fmt::format("The fact {} is one of a customer: name the `customer`.", fact.title.name), {}};
  }
  if (event.value && !fit(fact, *event.value, *model.zone)) return unfit_value("value", fact, *event.value);
  return std::nullopt;
}

}  // namespace

std::optional<InputError> check_event(const Event& event, const model::Model& model) {
  if (auto wrong = check_form(event)) return wrong;
  if (auto wrong = check_consent(event, model)) return wrong;
  if (auto wrong = check_list("purposes", "purpose", event.purposes, model.purposes)) return wrong;
  if (auto wrong = check_list("channels", "channel", event.channels, model.channels)) return wrong;
  if (auto wrong = check_list("data", "data category", event.data, model.data)) return wrong;
  if (!event.notice.empty() && !model.notices.find(event.notice)) {
    return unknown_name("notice", "notice", event.notice, names_of(model.notices));
  }
  return check_fact(event, model);
}

}  // namespace licet::exchange
