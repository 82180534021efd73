#include <engine/base/hexadecimal.h>
#include <engine/facts/fold_key.h>
#include <functional>
#include <gtest/gtest.h>
#include <set>
#include <tests/engine/exchange/small_model.h>
#include <tests/engine/time/zone_file.h>

namespace licet::facts {
namespace {

using model::Model;

struct Change {
  const char* what;
  std::function<void(Model&)> make;
};

template <class Entry>
void rename(Entry& entry) {
  entry.title.name += "_2";
}

void ask_at_grant(Model& model, model::FactId fact, bool at_grant) {
  model.expressions.push_back({model::FactIsYes{fact, true}, {}});
  model.consents.list[0].provided = model::ExpressionId(model.expressions.size() - 1);
  model.consents.list[0].provided_at_grant = at_grant;
}

void ask_time_at_grant(Model& model, model::TimeId time) {
  model.expressions.push_back({model::IsKnown{time}, {}});
  model.consents.list[0].provided = model::ExpressionId(model.expressions.size() - 1);
  model.consents.list[0].provided_at_grant = true;
}

/// `last contact` as a rule asks for it, with its twin.
void contact_for_asked(Model& model, const std::vector<model::ChannelId>& channels) {
  model.times = {{model::TimeSourceKind::kLastContactForAsked, 0, {}, channels},
                 {model::TimeSourceKind::kLastContact, 0, {}, channels}};
}

const std::vector<Change> kChangesThatMatter = {
    {"another purpose's name", [](Model& m) { m.purposes.titles[0].name = "invoicing"; }},
    {"a purpose more",
     [](Model& m) {
       m.purposes = test::vocabulary<model::PurposeId>(
           {{"billing", -1}, {"direct_marketing", -1}, {"newsletter", 1}, {"personalisation", -1}, {"research", -1}});
     }},
    {"purposes in another order",
     [](Model& m) {
       m.purposes = test::vocabulary<model::PurposeId>(
           {{"personalisation", -1}, {"direct_marketing", -1}, {"newsletter", 1}, {"billing", -1}});
     }},
    {"a purpose within another one",
     [](Model& m) {
       m.purposes = test::vocabulary<model::PurposeId>(
           {{"billing", -1}, {"direct_marketing", -1}, {"newsletter", 0}, {"personalisation", -1}});
     }},
    {"a purpose within none",
     [](Model& m) {
       m.purposes = test::vocabulary<model::PurposeId>(
           {{"billing", -1}, {"direct_marketing", -1}, {"newsletter", -1}, {"personalisation", -1}});
     }},
    {"a channel within another",
     [](Model& m) {
       m.channels = test::vocabulary<model::ChannelId>({{"email", -1}, {"phone", 0}});
     }},
    {"another channel's name", [](Model& m) { m.channels.titles[1].name = "post"; }},
    {"another category's name", [](Model& m) { m.data.titles[2].name = "habits"; }},
    {"a category within none",
     [](Model& m) {
       m.data = test::vocabulary<model::DataId>({{"contact", -1}, {"email_address", -1}, {"behaviour", -1}});
     }},
    {"another fact's name", [](Model& m) { rename(m.facts.list[0]); }},
    {"another type of a fact", [](Model& m) { m.facts.list[0].type = model::FactType::kTime; }},
    {"another owner of a fact", [](Model& m) { m.facts.list[0].owner = model::FactOwner::kDevice; }},
    {"choices in another order", [](Model& m) { std::swap(m.facts.list[5].choices[0], m.facts.list[5].choices[1]); }},
    {"a choice less", [](Model& m) { m.facts.list[5].choices.pop_back(); }},
    {"a fact asked at the grant", [](Model& m) { ask_at_grant(m, model::FactId(std::size_t{4}), true); }},
    {"another fact asked at the grant", [](Model& m) { ask_at_grant(m, model::FactId(std::size_t{0}), true); }},
    {"another notice's name", [](Model& m) { rename(m.notices.list[0]); }},
    {"another wording of a notice", [](Model& m) { m.notices.list[0].wordings[0].id = "2026-02"; }},
    {"a notice without wordings", [](Model& m) { m.notices.list[0].wordings.clear(); }},
    {"another consent's name", [](Model& m) { rename(m.consents.list[0]); }},
    {"a wording more",
     [](Model& m) {
       m.consents.list[0].wordings.push_back({"nl-2026-02", "", "", ""});
     }},
    {"purposes of a consent", [](Model& m) { m.consents.list[0].purposes = {model::PurposeId(std::size_t{2})}; }},
    {"no channel for a consent", [](Model& m) { m.consents.list[0].channels.emplace(); }},
    {"a channel of a consent", [](Model& m) { m.consents.list[0].channels = {{model::ChannelId(std::size_t{0})}}; }},
    {"the scope of a consent", [](Model& m) { m.consents.list[0].scope = model::ConsentScope::kDevice; }},
    {"a confirmation", [](Model& m) { m.consents.list[0].needs_confirmation = true; }},
    {"a confirmation in time",
     [](Model& m) {
       m.consents.list[0].confirmation_within = time::Period{7, time::PeriodUnit::kDays};
     }},
    {"a validity",
     [](Model& m) {
       m.consents.list[0].valid_for = time::Period{7, time::PeriodUnit::kDays};
     }},
    {"a validity in other units",
     [](Model& m) {
       m.consents.list[0].valid_for = time::Period{7, time::PeriodUnit::kYears};
     }},
    {"a longer validity",
     [](Model& m) {
       m.consents.list[0].valid_for = time::Period{8, time::PeriodUnit::kDays};
     }},
    {"a validity from the last contact",
     [](Model& m) { m.consents.list[0].valid_from = model::ValidityStart::kLastContact; }},
    {"a category by item",
     [](Model& m) {
       m.by_item = {false, false, true};
     }},
    {"a fact of a grant", [](Model& m) { m.facts.list[0].owner = model::FactOwner::kConsent; }},
    {"a fact of an item", [](Model& m) { m.facts.list[0].owner = model::FactOwner::kItem; }},
    {"a fact of a recipient", [](Model& m) { m.facts.list[0].owner = model::FactOwner::kRecipient; }},
    {"a time of events",
     [](Model& m) {
       m.times = {{model::TimeSourceKind::kLastRestriction, 0, {}, {}}};
     }},
    {"another time of events",
     [](Model& m) {
       m.times = {{model::TimeSourceKind::kObjection, 0, {}, {}}};
     }},
    {"of another purpose",
     [](Model& m) {
       m.times = {{model::TimeSourceKind::kObjection, 1, {}, {}}};
     }},
    {"a contact for a purpose",
     [](Model& m) {
       m.times = {{model::TimeSourceKind::kLastContact, 0, {model::PurposeId(std::size_t{1})}, {}}};
     }},
    {"a contact by a channel",
     [](Model& m) {
       m.times = {{model::TimeSourceKind::kLastContact, 0, {}, {model::ChannelId(std::size_t{1})}}};
     }},
    {"a time of events behind a fact's",
     [](Model& m) {
       m.times = {{model::TimeSourceKind::kFact, 0, {}, {}}, {model::TimeSourceKind::kLastRestriction, 0, {}, {}}};
     }},
    {"a time of events asked at the grant",
     [](Model& m) {
       m.times = {{model::TimeSourceKind::kLastRestriction, 0, {}, {}}};
       ask_time_at_grant(m, model::TimeId(std::size_t{0}));
     }},
    {"a contact for what is asked, by a channel",
     [](Model& m) { contact_for_asked(m, {model::ChannelId(std::size_t{1})}); }},
    {"its twin, asked at the grant",
     [](Model& m) {
       contact_for_asked(m, {});
       ask_time_at_grant(m, model::TimeId(std::size_t{0}));
     }},
    {"a retention that keeps proofs",
     [](Model& m) {
       model::Retention proofs;
       proofs.proofs = {model::ConsentId(std::size_t{0})};
       test::declare(m.retentions, std::move(proofs), "proofs");
     }},
    {"another zone", [](Model& m) { m.zone = *time::Zone::by_name("America/New_York"); }},
    {"other data of the zone",
     [](Model& m) {
       m.zone = *time::Zone::from_bytes("Europe/Berlin", time::Zone::by_name("Europe/Paris").value()->bytes());
     }},
    {"another name of the same zone",
     [](Model& m) { m.zone = *time::Zone::from_bytes("Europe/Bonn", m.zone->bytes()); }},
};

const std::vector<Change> kChangesThatDoNot = {
    {"name, title, version and digest",
     [](Model& m) { m.name = "other", m.title = "Other", m.version = 9, m.digest = "sha256:0"; }},
    {"a title", [](Model& m) { m.purposes.titles[0].title = "Billing", m.consents.list[0].title.title = "News"; }},
    {"where it stands", [](Model& m) { m.consents.list[0].title.range.begin = 3; }},
    {"a rule", [](Model& m) { test::declare(m.rules, model::Rule{}, "send_it"); }},
    {"a level", [](Model& m) { test::declare(m.levels, model::Level{}, "known"); }},
    {"a retention", [](Model& m) { test::declare(m.retentions, model::Retention{}, "keep"); }},
    {"a duty", [](Model& m) { test::declare(m.duties, model::Duty{}, "log_it"); }},
    {"a condition", [](Model& m) { test::declare(m.conditions, model::NamedConditionEntry{}, "adult"); }},
    {"an action's name", [](Model& m) { m.actions.titles[0].name = "dispatch"; }},
    {"a recipient's name", [](Model& m) { m.recipients.titles[0].name = "helpers"; }},
    {"times that rest on no event of their own",
     [](Model& m) {
       m.times = {{model::TimeSourceKind::kFact, 0, {}, {}},
                  {model::TimeSourceKind::kConsentEnds, 0, {}, {}},
                  {model::TimeSourceKind::kOwnCollection, 0, {}, {}}};
     }},
    {"a contact for what is asked", [](Model& m) { contact_for_asked(m, {}); }},
    {"no category by item",
     [](Model& m) {
       m.by_item = {false, false, false};
     }},
    {"a retention that keeps decisions",
     [](Model& m) {
       model::Retention decisions;
       decisions.decisions = true;
       test::declare(m.retentions, std::move(decisions), "decisions");
     }},
    {"a special category", [](Model& m) { m.special[0] = true; }},
    {"a condition of a consent asked always", [](Model& m) { ask_at_grant(m, model::FactId(std::size_t{4}), false); }},
    {"data, recipients, actions and citations of a consent",
     [](Model& m) {
       m.consents.list[0].data.any = true;
       m.consents.list[0].recipients = {model::RecipientId(std::size_t{0})};
       m.consents.list[0].actions.emplace();
       m.consents.list[0].citations = {"Art. 7"};
     }},
    {"a wording's file and text",
     [](Model& m) {
       m.consents.list[0].wordings[0].path = "w/nl.txt";
       m.consents.list[0].wordings[0].text = "Yes.";
       m.consents.list[0].wordings[0].sha256 = "00";
     }},
};

TEST(FoldKey, DiffersWithEachThingThatFoldingOrReadingAStateTakes) {
  std::set<FoldKey> keys{fold_key_of(test::make_small_model())};
  for (const Change& change : kChangesThatMatter) {
    Model model = test::make_small_model();
    change.make(model);
    EXPECT_TRUE(keys.insert(fold_key_of(model)).second) << change.what;
  }
}

TEST(FoldKey, IsTheSameWhateverElseChanges) {
  const FoldKey key = fold_key_of(test::make_small_model());
  for (const Change& change : kChangesThatDoNot) {
    Model model = test::make_small_model();
    change.make(model);
    EXPECT_EQ(fold_key_of(model), key) << change.what;
  }
}

/// In a zone that is the same everywhere.
Model model_by_item() {
  Model model = test::make_small_model();
  model.zone = time::zone_by_rule("CET-1CEST,M3.5.0,M10.5.0/3");
  model.by_item = {false, false, true};
  return model;
}

TEST(FoldKey, OfASetByItemIsNotThatOfRowsWhichLackPiecesWithoutAName) {
  std::string key;
  append_hexadecimal(key, fold_key_of(model_by_item()));
  EXPECT_NE(key, "a47bab4382e876835ee20a90f771c7b9");
}

TEST(FoldKey, NamesDoNotRunTogether) {
  Model one = test::make_small_model();
  Model other = test::make_small_model();
  one.notices.list[0].wordings = {{"ab", "", "", ""}, {"c", "", "", ""}};
  other.notices.list[0].wordings = {{"a", "", "", ""}, {"bc", "", "", ""}};
  EXPECT_NE(fold_key_of(one), fold_key_of(other));
}

}  // namespace
}  // namespace licet::facts
