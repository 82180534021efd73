// Names are of one class exactly if every clause and condition treats them alike.

#include <engine/graph/request_classes.h>
#include <gtest/gtest.h>
#include <tests/engine/graph/policy_text.h>

namespace licet::graph {
namespace {

class Classes : public testing::Test {
 protected:
  template <class IdType>
  static std::uint32_t of(const ClassesOfKind& classes, const model::Vocabulary<IdType>& vocabulary, const char* name) {
    return classes.of_name.at(vocabulary.find(name)->value);
  }
  std::uint32_t purpose(const char* name) const { return of(classes_.purposes, model_->purposes, name); }
  std::uint32_t action(const char* name) const { return of(classes_.actions, model_->actions, name); }
  std::uint32_t channel(const char* name) const { return of(classes_.channels, model_->channels, name); }
  std::uint32_t data(const char* name) const { return of(classes_.data, model_->data, name); }
  std::uint32_t recipient(const char* name) const { return of(classes_.recipients, model_->recipients, name); }

  const std::shared_ptr<const model::Model> model_ = tests::model_of(R"(policy shop
purpose marketing
purpose news within marketing
purpose offers within marketing
purpose billing
purpose delivery
action handle
action send within handle
action call within handle
channel email channel post channel phone channel fax
data contact
data email_address within contact
data phone_number within contact
data health is special
data diet within health
data clicks
recipient vendor
recipient printer
rule news permit send for news by email with contact
rule billing permit handle for billing with email_address, clicks when channel is post
rule no_marketing forbid anything for offers by phone
rule no_special forbid anything with health to vendor
consent by_diet for news with diet
retention all keep contact, health, clicks at most 1 year after collection then erase
)");
  const RequestClasses classes_ = classes_of(*model_);
};

TEST_F(Classes, OfPurposesFollowPermitsDownAndForbidsBothWays) {
  EXPECT_NE(purpose("news"), purpose("offers"));
  // The forbid for offers overlaps marketing, which no permit reaches.
  EXPECT_NE(purpose("marketing"), purpose("news"));
  EXPECT_NE(purpose("marketing"), purpose("delivery"));
  EXPECT_NE(purpose("billing"), purpose("delivery"));
}

TEST_F(Classes, OfActionsTellApartWhatARuleNames) {
  EXPECT_NE(action("send"), action("call"));
  EXPECT_NE(action("handle"), action("send"));
}

TEST_F(Classes, OfActionsJoinWhatNoRuleTellsApart) { EXPECT_EQ(action("handle"), action("call")); }

TEST_F(Classes, OfChannelsCountConditionsAndKeepClassZeroForNone) {
  EXPECT_NE(channel("email"), channel("fax"));
  EXPECT_NE(channel("post"), channel("fax"));
  EXPECT_NE(channel("phone"), channel("fax"));
  EXPECT_NE(channel("fax"), 0U);
  EXPECT_EQ(classes_.channels.none_asked, 1U);
  EXPECT_EQ(classes_.channels.count, 5U);
}

TEST_F(Classes, OfDataCountWhatIsSpecialAndWhatConsentsName) {
  EXPECT_NE(data("email_address"), data("phone_number"));
  EXPECT_EQ(data("contact"), data("phone_number"));
  EXPECT_NE(data("health"), data("diet"));
  EXPECT_NE(data("clicks"), data("contact"));
}

TEST_F(Classes, OfRecipientsTellApartWhatAForbidNames) { EXPECT_NE(recipient("vendor"), recipient("printer")); }

TEST_F(Classes, AreRepresentedByAMember) {
  for (const ClassesOfKind* kind :
       {&classes_.purposes, &classes_.actions, &classes_.channels, &classes_.data, &classes_.recipients}) {
    for (std::uint32_t i = kind->none_asked; i < kind->count; ++i) {
      EXPECT_EQ(kind->of_name.at(kind->representative[i]), i);
    }
  }
}

}  // namespace
}  // namespace licet::graph
