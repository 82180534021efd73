#pragma once
// A model with one of each thing that events and requests can name, built by hand so that these tests need no policy
// text.

#include <engine/check/model.h>
#include <engine/time/zone.h>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace licet::test {

/// Names, each with the index of what it lies within, or -1.
template <class IdType>
model::Vocabulary<IdType> vocabulary(const std::vector<std::pair<std::string, int>>& entries) {
  model::Vocabulary<IdType> made;
  std::vector<std::optional<IdType>> parents;
  for (const auto& [name, parent] : entries) {
    made.index.emplace(name, static_cast<std::uint32_t>(made.titles.size()));
    made.titles.push_back({name, "", {}});
    parents.push_back(parent < 0 ? std::nullopt : std::optional(IdType(static_cast<std::size_t>(parent))));
  }
  made.hierarchy = model::Hierarchy<IdType>(std::move(parents));
  return made;
}

template <class IdType, class Entry>
void declare(model::Declarations<IdType, Entry>& declarations, Entry entry, const std::string& name) {
  entry.title.name = name;
  declarations.index.emplace(name, static_cast<std::uint32_t>(declarations.list.size()));
  declarations.list.push_back(std::move(entry));
}

inline model::Model make_small_model() {
  using model::FactOwner;
  using model::FactType;
  model::Model made;
  made.name = "small";
  if (auto zone = time::Zone::by_name("Europe/Berlin")) made.zone = *zone;
  made.purposes = vocabulary<model::PurposeId>(
      {{"billing", -1}, {"direct_marketing", -1}, {"newsletter", 1}, {"personalisation", -1}});
  made.actions =
      vocabulary<model::ActionId>({{"send", -1}, {"show", -1}, {"profile", -1}, {"share", -1}, {"hand_over", -1}});
  made.action_needs = {{true, false, false}, {}, {false, false, true}, {false, true, false}, {true, true, true}};
  made.channels = vocabulary<model::ChannelId>({{"email", -1}, {"phone", -1}});
  made.data = vocabulary<model::DataId>({{"contact", -1}, {"email_address", 0}, {"behaviour", -1}});
  made.special = {false, false, false};
  made.recipients = vocabulary<model::RecipientId>({{"processors", -1}, {"mail_vendor", 0}});

  const auto fact = [&made](const std::string& name, FactType type, FactOwner owner = FactOwner::kCustomer) {
    model::Fact entry;
    entry.type = type;
    entry.owner = owner;
    if (type == FactType::kChoice) entry.choices = {"DE", "AT", "CH", "other"};
    declare(made.facts, std::move(entry), name);
  };
  fact("birth_date", FactType::kDate);
  fact("last_purchase", FactType::kTime);
  fact("open_claims", FactType::kNumber);
  fact("segment", FactType::kText);
  fact("address_from_sale", FactType::kYesNo);
  fact("country", FactType::kChoice);
  fact("last_visit", FactType::kTime, FactOwner::kDevice);
  fact("logged_in", FactType::kYesNo, FactOwner::kRequest);
  fact("basket", FactType::kNumber, FactOwner::kRequest);
  fact("region", FactType::kChoice, FactOwner::kRequest);
  fact("delivery", FactType::kDate, FactOwner::kRequest);

  model::Notice notice;
  notice.wordings = {{"2026-01", "", "", ""}};
  declare(made.notices, std::move(notice), "privacy_notice");
  model::Consent newsletter;
  newsletter.wordings = {{"nl-2026-01", "", "", ""}};
  declare(made.consents, std::move(newsletter), "newsletter_consent");
  model::Consent cookies;
  cookies.scope = model::ConsentScope::kDevice;
  declare(made.consents, std::move(cookies), "cookie_consent");
  return made;
}

/// With what the language's additions declare: categories by item, facts of grants, items and recipients.
inline model::Model make_model_with_additions() {
  using model::FactOwner;
  using model::FactType;
  model::Model made = make_small_model();
  made.data = vocabulary<model::DataId>({{"contact", -1},
                                         {"email_address", 0},
                                         {"behaviour", -1},
                                         {"sales", -1},
                                         {"invoice", 3},
                                         {"invoice_address", 4},
                                         {"contract", -1}});
  made.special.assign(7, false);
  made.by_item = {false, false, false, false, true, true, true};
  const auto fact = [&made](const std::string& name, FactType type, FactOwner owner) {
    model::Fact entry;
    entry.type = type;
    entry.owner = owner;
    if (type == FactType::kChoice) entry.choices = {"code_call", "post"};
    declare(made.facts, std::move(entry), name);
  };
  fact("coupled", FactType::kYesNo, FactOwner::kConsent);
  fact("confirmed_by", FactType::kChoice, FactOwner::kConsent);
  fact("signed_on", FactType::kDate, FactOwner::kConsent);
  fact("invoice_date", FactType::kDate, FactOwner::kItem);
  fact("dpf_active", FactType::kYesNo, FactOwner::kRecipient);
  fact("scc_signed", FactType::kDate, FactOwner::kRecipient);
  return made;
}

/// Lives as long as the program.
inline const model::Model& model_with_additions() {
  static const model::Model made = make_model_with_additions();
  return made;
}

/// Lives as long as the program; its zone is Europe/Berlin.
inline const model::Model& small_model() {
  static const model::Model made = make_small_model();
  return made;
}

}  // namespace licet::test
