// The validator finds what check() must never let through.

#include <algorithm>
#include <engine/check/check.h>
#include <engine/check/validate.h>
#include <functional>
#include <gmock/gmock.h>
#include <grammar/parse.h>
#include <gtest/gtest.h>
#include <utility>

namespace licet::check {
namespace {

using model::Model;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kPolicy = R"(
policy club
purpose training
purpose matches within training
action send
channel email
channel post
data address
data invoice by item
data bar_invoice within invoice
fact fee is a number
fact team is one of red, blue
fact left is a date
fact invoice_date is a date of item
condition cheap means fee is less than 3 and not team is red
consent photos for training with address provided cheap
level guest
level member when cheap
level friend when cheap
rule invite permit send for training with address when cheap overrides stop
rule stop forbid anything when last contact by email, post is known or left is before last restriction
rule weigh refer send for training overrides weigh_too
rule weigh_too refer send for training
retention invoices keep invoice at least 1 year after invoice_date then erase
retention stage keep address at most 1 year after left then restrict
retention addresses keep address while cheap at most 1 year after collection then erase
)";

Model sound_model() {
  LoadedSet set;
  set.sources.emplace_back("club.licet", kPolicy);
  set.paths.emplace_back("club.licet");
  set.files.push_back(grammar::parse(SourceId(0U), kPolicy).file);
  const Checked checked = check(set);
  EXPECT_TRUE(checked.model);
  return checked.model ? *checked.model : Model{};
}

using model::TimeSourceKind;

model::TimeId place_of(const Model& model, TimeSourceKind kind) {
  const auto found = std::find_if(model.times.begin(), model.times.end(),
                                  [&](const model::TimeSource& source) { return source.kind == kind; });
  return model::TimeId(static_cast<std::size_t>(found - model.times.begin()));
}
model::TimeSource& time_of(Model& model, TimeSourceKind kind) { return model.times[place_of(model, kind).value]; }

template <class Node>
Node& node_of(Model& model) {
  const auto found = std::find_if(model.expressions.begin(), model.expressions.end(),
                                  [](const auto& expression) { return std::holds_alternative<Node>(expression.node); });
  return std::get<Node>(found->node);
}

model::Retention& retention_of(Model& model, const char* name) {
  return model.retentions.list[model.retentions.find(name)->value];
}
model::Rule& rule_of(Model& model, const char* name) { return model.rules.list[model.rules.find(name)->value]; }

struct Damage {
  const char* name;
  std::function<void(Model&)> apply;
  const char* sentence;
};

void PrintTo(const Damage& damage, std::ostream* out) { *out << damage.name; }

class Damaged : public testing::TestWithParam<Damage> {};

TEST(Validate, FindsNothingInASoundModel) { EXPECT_THAT(validate(sound_model()), IsEmpty()); }

TEST_P(Damaged, ModelIsFound) {
  Model model = sound_model();
  GetParam().apply(model);
  EXPECT_THAT(validate(model), Contains(HasSubstr(GetParam().sentence)));
}

INSTANTIATE_TEST_SUITE_P(
    Validate, Damaged,
    testing::Values(
        Damage{"NameTwice", [](Model& model) { model.purposes.titles[1].name = "training"; }, "index"},
        Damage{"NoPlaceInTheHierarchy", [](Model& model) { model.data.hierarchy = {}; }, "hierarchy"},
        Damage{"NeedsOfNoAction", [](Model& model) { model.action_needs.emplace_back(); }, "action_needs"},
        Damage{"SpecialWithoutData", [](Model& model) { model.special.clear(); }, "special"},
        Damage{"NoZone", [](Model& model) { model.zone.reset(); }, "zone"},
        Damage{"NoDigest", [](Model& model) { model.digest = "sha256:"; }, "digest"},
        Damage{"PartAfterItsUser",
               [](Model& model) { model.expressions[0].node = model::Not{model::ExpressionId(0U)}; }, "parts"},
        Damage{"ConditionAfterItsUser",
               [](Model& model) { model.expressions[0].node = model::NamedCondition{model::ConditionId(0U)}; },
               "the condition that it names"},
        Damage{"FactOfAnotherType", [](Model& model) { model.facts.list[0].type = model::FactType::kText; },
               "its type does not allow"},
        Damage{"ChoiceThatIsNotThere", [](Model& model) { model.facts.list[1].choices.clear(); }, "a choice"},
        Damage{"NoPurpose", [](Model& model) { model.consents.list[0].purposes.clear(); }, "no purpose"},
        Damage{"PermitForNothing", [](Model& model) { model.rules.list[0].purposes.reset(); },
               "permits or refers for no purpose"},
        Damage{"NameOutOfRange", [](Model& model) { model.rules.list[0].actions = std::vector{model::ActionId(9U)}; },
               "not there"},
        Damage{"NameTwiceInAList", [](Model& model) { model.rules.list[0].data->names.emplace_back(0U); },
               "twice in one list"},
        Damage{"OverriddenByNobody", [](Model& model) { model.rules.list[1].overridden_by.clear(); },
               "does not know it"},
        Damage{"OverridesNobody", [](Model& model) { model.rules.list[0].overrides.clear(); }, "converse"},
        Damage{"TimeTwice", [](Model& model) { model.times.push_back(model.times.back()); }, "once each"},
        Damage{"TimeOfNothing", [](Model& model) { time_of(model, TimeSourceKind::kFact).subject = 99; },
               "is of something that is not there"},
        Damage{"TimeOfANumber", [](Model& model) { time_of(model, TimeSourceKind::kFact).subject = 0; },
               "is of something that is not there"},
        Damage{"LimitsInNoOrder",
               [](Model& model) {
                 auto& channels = time_of(model, TimeSourceKind::kLastContact).channels;
                 std::swap(channels.front(), channels.back());
               },
               "limits in no order"},
        Damage{"LimitsOfNoContact",
               [](Model& model) { time_of(model, TimeSourceKind::kLastRestriction).channels.emplace_back(0U); },
               "limits without a contact"},
        Damage{"LastContactWithoutItsTwin",
               [](Model& model) { time_of(model, TimeSourceKind::kLastContact).channels.clear(); }, "no twin"},
        Damage{"DateComparedByInstants", [](Model& model) { node_of<model::TimesCompared>(model).by_days = false; },
               "by instants with one"},
        Damage{"RelationThatComparesNothing",
               [](Model& model) { node_of<model::TimesCompared>(model).relation = model::TimeRelation::kInThePast; },
               "by a relation that does not"},
        Damage{"TimeOutOfRange", [](Model& model) { node_of<model::TimesCompared>(model).right = model::TimeId(99U); },
               "not there"},
        Damage{"DateThatIsKnownAsAFact",
               [](Model& model) { node_of<model::IsKnown>(model).subject = *model.facts.find("left"); },
               "asked of its time"},
        Damage{"ItemsWithoutData", [](Model& model) { model.by_item.clear(); }, "by_item"},
        Damage{"ItemsNotHandedDown", [](Model& model) { model.by_item[2] = false; }, "not by item"},
        Damage{"ItemsThatARetentionForgets", [](Model& model) { retention_of(model, "invoices").by_item = false; },
               "keeps items"},
        Damage{"KeepsNothing", [](Model& model) { retention_of(model, "stage").data.clear(); }, "keeps nothing"},
        Damage{"FirstStageThatErases",
               [](Model& model) { retention_of(model, "stage").action = model::RetentionAction::kErase; },
               "first stage"},
        Damage{"AnchorOutOfRange",
               [](Model& model) { retention_of(model, "stage").at_most->anchor.time = model::TimeId(99U); },
               "an anchor that is not there"},
        Damage{"AnchorForWhatIsAsked",
               [](Model& model) {
                 retention_of(model, "stage").at_most->anchor.time =
                     place_of(model, TimeSourceKind::kLastContactForAsked);
               },
               "an anchor that is none"},
        Damage{"AnchorOfAnItemThatIsNone",
               [](Model& model) {
                 retention_of(model, "stage").at_most->anchor = retention_of(model, "invoices").at_least->anchor;
               },
               "a fact of an item it has not"},
        Damage{"ReferForNothing", [](Model& model) { rule_of(model, "weigh").purposes.reset(); },
               "permits or refers for no purpose"},
        Damage{"ReferWithADuty", [](Model& model) { rule_of(model, "weigh").duties.emplace_back(0U); },
               "requires without permitting"},
        Damage{"ReferThatOverridesAForbid",
               [](Model& model) { rule_of(model, "weigh_too").effect = model::Effect::kForbid; },
               "refers, and overrides"},
        Damage{"NoPeriod", [](Model& model) { retention_of(model, "addresses").at_most.reset(); }, "no period"},
        Damage{"LevelWithoutCondition", [](Model& model) { model.levels.list[1].when.reset(); }, "against its place"},
        Damage{"LevelAboveNothing", [](Model& model) { model.levels.list[1].above.clear(); }, "against its place"},
        Damage{"LevelThatForgets", [](Model& model) { model.levels.list[2].all_below.clear(); }, "all that is below"}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace licet::check
