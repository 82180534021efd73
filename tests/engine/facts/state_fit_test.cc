#include <engine/facts/state_fit.h>
#include <functional>
#include <gtest/gtest.h>
#include <vector>

namespace licet::facts {
namespace {

constexpr Instant kDay{1'700'000'000'000'000};
constexpr EventRef kEvent{kDay, kDay, 7};

/// Two of each kind, and a fact of each type.
model::Model small_model() {
  model::Model model;
  model.purposes.titles.resize(2);
  model.data.titles.resize(2);
  model.consents.list.resize(2);
  model.notices.list.resize(2);
  for (const model::FactType type : {model::FactType::kDate, model::FactType::kTime, model::FactType::kNumber,
                                     model::FactType::kText, model::FactType::kYesNo, model::FactType::kChoice}) {
    model::Fact fact;
    fact.type = type;
    fact.choices = {"red", "green"};
    model.facts.list.push_back(fact);
  }
  model.channels.titles.resize(2);
  for (const model::FactOwner owner : {model::FactOwner::kConsent, model::FactOwner::kItem}) {
    model::Fact fact;
    fact.type = model::FactType::kYesNo;
    fact.owner = owner;
    model.facts.list.push_back(fact);
  }
  model.times.resize(2);
  return model;
}

StateBuilder good_state() {
  StateBuilder state;
  state.header.latest_at = kDay;
  state.header.latest_recorded = kDay;
  ConsentEntry consent;
  consent.consent = 1;
  consent.current.given = kEvent;
  consent.current.present = 1;
  state.consents.push_back(consent);
  FactEntry fact;
  fact.fact = 5;
  fact.kind = ValueKind::kChoice;
  fact.number = 1;
  fact.stated = kEvent;
  state.facts.push_back(fact);
  state.notices.push_back({1, 0, kEvent});
  state.objections.push_back({kEvent, {}, {}});
  state.restrictions.push_back({kEvent, {}, {}, 0, 0});
  state.contacts.push_back({1, 0, kEvent});
  state.held.push_back({1, 0, kEvent, kEvent});
  state.times.push_back({1, 0, kDay, kEvent});
  state.grant_facts.push_back({1, GrantPlace::kCurrent, {6, ValueKind::kYesNo, 1, 0, 0, kEvent}});
  state.text = "a";
  state.items.push_back({0, 1});
  state.item_facts.push_back({0, 0, {7, ValueKind::kYesNo, 1, 0, 0, kEvent}});
  state.records.push_back({RecordsKind::kProof, 1, kEvent, kEvent, kEvent});
  return state;
}

bool fits_changed(const std::function<void(StateBuilder&)>& change) {
  StateBuilder state = good_state();
  change(state);
  const std::vector<std::uint64_t> words = state.pack();
  return fits(HolderView(words), small_model());
}

TEST(StateFit, OfAFoldedStateEverythingFits) {
  EXPECT_TRUE(fits_changed([](StateBuilder&) {}));
  EXPECT_TRUE(fits(HolderView(), small_model()));
}

TEST(StateFit, NamesThatAreNotDeclaredDoNot) {
  EXPECT_FALSE(fits_changed([](StateBuilder& state) { state.consents[0].consent = 2; }));
  EXPECT_FALSE(fits_changed([](StateBuilder& state) { state.facts[0].fact = 8; }));
  EXPECT_FALSE(fits_changed([](StateBuilder& state) { state.notices[0].notice = 2; }));
  EXPECT_FALSE(fits_changed([](StateBuilder& state) { state.contacts[0].purpose = 2; }));
  EXPECT_FALSE(fits_changed([](StateBuilder& state) { state.contacts[0].channel = 3; }));
  EXPECT_FALSE(fits_changed([](StateBuilder& state) { state.held[0].data = 2; }));
  EXPECT_FALSE(fits_changed([](StateBuilder& state) { state.times[0].time = 2; }));
  EXPECT_FALSE(fits_changed([](StateBuilder& state) { state.grant_facts[0].consent = 2; }));
  EXPECT_FALSE(fits_changed([](StateBuilder& state) { state.grant_facts[0].value.fact = 8; }));
  EXPECT_FALSE(fits_changed([](StateBuilder& state) { state.item_facts[0].value.fact = 8; }));
  EXPECT_FALSE(fits_changed([](StateBuilder& state) { state.records[0].consent = 2; }));
}

TEST(StateFit, FactsOfGrantsAndItemsAreDeclaredSo) {
  EXPECT_FALSE(fits_changed([](StateBuilder& state) { state.grant_facts[0].value.fact = 7; }));
  EXPECT_FALSE(fits_changed([](StateBuilder& state) { state.grant_facts[0].value.number = 2; }));
  EXPECT_FALSE(fits_changed([](StateBuilder& state) { state.item_facts[0].value.fact = 4; }));
  EXPECT_FALSE(fits_changed([](StateBuilder& state) { state.item_facts[0].value.kind = ValueKind::kNumber; }));
}

TEST(StateFit, ValuesThatAreNotOfTheirFactsTypeDoNot) {
  const auto fits_value = [](std::uint32_t fact, ValueKind kind, std::int64_t number) {
    return fits_changed([&](StateBuilder& state) {
      state.facts[0].fact = fact;
      state.facts[0].kind = kind;
      state.facts[0].number = number;
    });
  };
  const ValueKind fitting[] = {ValueKind::kInstant, ValueKind::kInstant, ValueKind::kNumber,
                               ValueKind::kText,    ValueKind::kYesNo,   ValueKind::kChoice};
  for (std::uint32_t fact = 0; fact < 6; ++fact) {
    for (std::uint32_t kind = 1; kind <= 5; ++kind) {
      const auto value = static_cast<ValueKind>(kind);
      EXPECT_EQ(fits_value(fact, value, 1), value == fitting[fact]) << fact << ' ' << kind;
    }
    EXPECT_TRUE(fits_value(fact, ValueKind::kNone, 0));
  }
  EXPECT_FALSE(fits_value(5, ValueKind::kChoice, 2));
  EXPECT_FALSE(fits_value(5, ValueKind::kChoice, -1));
  EXPECT_FALSE(fits_value(4, ValueKind::kYesNo, 2));
  EXPECT_FALSE(fits_value(1, ValueKind::kInstant, INT64_MAX - 1));
}

TEST(StateFit, TimesInNoYearThatHasANameDoNot) {
  const Instant far{INT64_MAX - 1};
  EXPECT_FALSE(fits_changed([&](StateBuilder& state) { state.consents[0].current.end = far; }));
  EXPECT_FALSE(fits_changed([&](StateBuilder& state) { state.consents[0].cleared = Instant{INT64_MIN + 1}; }));
  EXPECT_FALSE(fits_changed([&](StateBuilder& state) { state.facts[0].stated.at = far; }));
  EXPECT_FALSE(fits_changed([&](StateBuilder& state) { state.objections[0].objected.at = far; }));
  EXPECT_FALSE(fits_changed([&](StateBuilder& state) { state.restrictions[0].begun.recorded = far; }));
  EXPECT_FALSE(fits_changed([&](StateBuilder& state) { state.held[0].latest.at = far; }));
  EXPECT_FALSE(fits_changed([&](StateBuilder& state) { state.header.latest_at = far; }));
  EXPECT_FALSE(fits_changed([&](StateBuilder& state) { state.times[0].since = far; }));
  EXPECT_FALSE(fits_changed([&](StateBuilder& state) { state.times[0].event.at = far; }));
  EXPECT_FALSE(fits_changed([&](StateBuilder& state) { state.grant_facts[0].value.stated.at = far; }));
  EXPECT_FALSE(fits_changed([&](StateBuilder& state) { state.records[0].requested.at = far; }));
}

}  // namespace
}  // namespace licet::facts
