#include <engine/exchange/event_form.h>
#include <engine/exchange/event_json.h>
#include <engine/exchange/fact_value.h>
#include <engine/exchange/kept_by_item.h>
#include <engine/exchange/names.h>
#include <engine/exchange/question.h>
#include <engine/exchange/records_named.h>
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

std::vector<std::string> names_of_facts(const model::Model& model, model::FactOwner owner) {
  std::vector<std::string> names;
  for (const model::Fact& fact : model.facts.list) {
    if (fact.owner == owner) names.push_back(fact.title.name);
  }
  return names;
}

Problem must_name(const char* field, const model::Fact& fact, const char* owner) {
  return InputError{field, fmt::format("The fact {} is one of {}: name the `{}`.", fact.title.name, owner, field), {}};
}

/// Whose fact it is, and of which item.
Problem check_fact_owner(const Event& event, const model::Fact& fact) {
  const bool of_item = fact.owner == model::FactOwner::kItem;
  if (event.item && !of_item) {
    return InputError{
        "item", fmt::format("The fact {} is none of an item: leave the `item` out.", fact.title.name), {}};
  }
  switch (fact.owner) {
    case model::FactOwner::kRequest:
      return InputError{
          "fact", fmt::format("The fact {} is one of the request: no event states it.", fact.title.name), {}};
    case model::FactOwner::kConsent:
      return InputError{
          "fact",
          fmt::format("The fact {} is one of a grant: `granted` and `confirmed` state it in `facts`.", fact.title.name),
          {}};
    case model::FactOwner::kDevice:
      return event.device ? std::nullopt : must_name("device", fact, "a device");
    case model::FactOwner::kRecipient:
      return event.recipient ? std::nullopt : must_name("recipient", fact, "a recipient");
    case model::FactOwner::kCustomer:
      return event.customer ? std::nullopt : must_name("customer", fact, "a customer");
    case model::FactOwner::kItem:
      if (!event.customer) return must_name("customer", fact, "an item of a customer");
      return event.item ? std::nullopt : must_name("item", fact, "an item");
  }
  return std::nullopt;
}

Problem check_fact(const Event& event, const model::Model& model) {
  if (event.fact.empty()) return std::nullopt;
  const auto id = model.facts.find(event.fact);
  if (!id) return unknown_name("fact", "fact", event.fact, names_of(model.facts));
  const model::Fact& fact = model.facts[*id];
  if (auto wrong = check_fact_owner(event, fact)) return wrong;
  if (event.value && !fit(fact, *event.value, *model.zone)) return unfit_value("value", fact, *event.value);
  return std::nullopt;
}

Problem check_grant_facts(const Event& event, const model::Model& model) {
  for (const NamedValue& stated : event.facts) {
    const std::string field = "facts." + stated.fact;
    const auto id = model.facts.find(stated.fact);
    if (!id) {
      return unknown_name(field, "fact of a grant (`of consent`)", stated.fact,
                          names_of_facts(model, model::FactOwner::kConsent));
    }
    const model::Fact& fact = model.facts[*id];
    if (fact.owner != model::FactOwner::kConsent) {
      return InputError{
          field,
          fmt::format("The fact {} is none of a grant (`of consent`): state it by itself.", fact.title.name),
          {}};
    }
    if (!fit(fact, stated.value, *model.zone)) return unfit_value(field, fact, stated.value);
  }
  return std::nullopt;
}

Problem check_recipient(const Event& event, const model::Model& model) {
  // What was recorded wrongly outlives the recipient's declaration.
  if (!event.recipient || event.kind == EventKind::kVoided) return std::nullopt;
  if (model.recipients.find(*event.recipient)) return std::nullopt;
  return unknown_name("recipient", "recipient", *event.recipient, names_of(model.recipients));
}

/// Licet's own records where data categories are named; one that is declared so comes first.
Problem check_own_records(const Event& event, const model::Model& model) {
  for (const std::string& name : event.data) {
    if (model.data.find(name)) continue;
    if (name != kObjectionsName && name != kDecisionsName && !proven_consent(name)) continue;
    return InputError{"data",
                      fmt::format("An event `{}` names data categories, not Licet's own records (`objections`, "
                                  "`decisions`, `proof of …`): leave these out. A retention that keeps them says how "
                                  "long.",
                                  text_of(event.kind)),
                      {}};
  }
  return std::nullopt;
}

Problem check_data(const Event& event, const model::Model& model) {
  if (event.kind != EventKind::kErasureRequested) {
    if (auto wrong = check_own_records(event, model)) return wrong;
    return check_list("data", "data category", event.data, model.data);
  }
  for (const std::string& name : event.data) {
    if (erasure_subject(model, name).is_known()) continue;
    if (name == kDecisionsName) {
      return InputError{"data",
                        "A request for erasure cannot name `decisions`: leave them out. They go with the holder's "
                        "erasure, save what a retention keeps of them.",
                        {}};
    }
    if (const auto consent = proven_consent(name)) {
      return unknown_name("data", "consent", *consent, names_of(model.consents));
    }
    std::vector<std::string> candidates = names_of(model.data);
    candidates.emplace_back(kObjectionsName);
    return unknown_name("data", "data category", name, candidates);
  }
  return std::nullopt;
}

/// How the categories of one event stand to what is kept by item.
struct KeptByItem {
  bool itself = false;  ///< one of them is
  bool part = false;    ///< one is, or contains one that is
};

KeptByItem kept_by_item(const Event& event, const model::Model& model) {
  std::vector<model::DataId> named;
  KeptByItem result;
  for (const std::string& name : event.data) {
    named.push_back(*model.data.find(name));
    result.itself = result.itself || is_kept_by_item(model, named.back());
  }
  for (std::size_t i = 0; i < model.data.titles.size() && !result.part; ++i) {
    const model::DataId category(i);
    result.part =
        is_kept_by_item(model, category) && (named.empty() || model.data.hierarchy.overlaps_any(category, named));
  }
  return result;
}

/// Precondition: the categories named are declared.
Problem check_item(const Event& event, const model::Model& model) {
  if (event.kind != EventKind::kCollected && event.kind != EventKind::kErased) return std::nullopt;
  const KeptByItem by_item = kept_by_item(event, model);
  if (event.item && !by_item.part) {
    return InputError{"item", "None of these data are kept by item: leave the `item` out.", {}};
  }
  if (!event.item && by_item.itself && event.kind == EventKind::kCollected) {
    return InputError{"item", "Data that are kept by item were collected: name the `item`.", {}};
  }
  return std::nullopt;
}

}  // namespace

std::optional<InputError> check_event(const Event& event, const model::Model& model) {
  if (auto wrong = check_form(event)) return wrong;
  if (auto wrong = check_consent(event, model)) return wrong;
  if (auto wrong = check_list("purposes", "purpose", event.purposes, model.purposes)) return wrong;
  if (auto wrong = check_list("channels", "channel", event.channels, model.channels)) return wrong;
  if (auto wrong = check_recipient(event, model)) return wrong;
  if (auto wrong = check_data(event, model)) return wrong;
  if (auto wrong = check_item(event, model)) return wrong;
  if (!event.notice.empty() && !model.notices.find(event.notice)) {
    return unknown_name("notice", "notice", event.notice, names_of(model.notices));
  }
  if (auto wrong = check_grant_facts(event, model)) return wrong;
  return check_fact(event, model);
}

}  // namespace licet::exchange
