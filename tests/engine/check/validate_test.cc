// The validator finds what check() must never let through.

#include <engine/check/check.h>
#include <engine/check/validate.h>
#include <functional>
#include <gmock/gmock.h>
#include <grammar/parse.h>
#include <gtest/gtest.h>

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
data address
fact fee is a number
fact team is one of red, blue
condition cheap means fee is less than 3 and not team is red
consent photos for training with address provided cheap
level guest
level member when cheap
level friend when cheap
rule invite permit send for training with address when cheap overrides stop
rule stop forbid anything
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
               "permits for no purpose"},
        Damage{"NameOutOfRange", [](Model& model) { model.rules.list[0].actions = std::vector{model::ActionId(9U)}; },
               "not there"},
        Damage{"NameTwiceInAList", [](Model& model) { model.rules.list[0].data->names.emplace_back(0U); },
               "twice in one list"},
        Damage{"OverriddenByNobody", [](Model& model) { model.rules.list[1].overridden_by.clear(); },
               "does not know it"},
        Damage{"OverridesNobody", [](Model& model) { model.rules.list[0].overrides.clear(); }, "converse"},
        Damage{"NoPeriod", [](Model& model) { model.retentions.list[0].at_most.reset(); }, "no period"},
        Damage{"LevelWithoutCondition", [](Model& model) { model.levels.list[1].when.reset(); }, "against its place"},
        Damage{"LevelAboveNothing", [](Model& model) { model.levels.list[1].above.clear(); }, "against its place"},
        Damage{"LevelThatForgets", [](Model& model) { model.levels.list[2].all_below.clear(); }, "all that is below"}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace licet::check
