// All that is permitted to one holder against single decisions, on random policies and histories.

#include <algorithm>
#include <engine/rights/permitted.h>
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <tests/engine/rights/asked_question.h>
#include <tests/random/generated/history.h>
#include <tests/random/generated/policy.h>
#include <tests/random/generated/request.h>
#include <tuple>

namespace licet::rights {
namespace {

using random::Dice;
using Combination = std::tuple<std::string, std::string, std::string, std::string, std::string>;

constexpr int kRequestsPerPolicy = 4;
constexpr std::uint64_t kPolicies = 300;

struct Tally {
  std::size_t combinations = 0;
  std::size_t permitted = 0;
  std::size_t with_recipient = 0;
  std::size_t ending = 0;
  std::size_t narrowed = 0;
  std::size_t groups = 0;
};

/// What decide() says of every combination that a request may name, found without the code under test.
template <class Visit>
void for_each_request(const random::Readied& policy, const PermittedRequest& asked, const Visit& visit) {
  const model::Model& model = *policy.model;
  const auto leaves = [](const auto& vocabulary, const std::optional<std::string>& within) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < vocabulary.titles.size(); ++i) {
      const auto id = *vocabulary.find(vocabulary.titles[i].name);
      bool counts = !within || vocabulary.hierarchy.is_within(id, *vocabulary.find(*within));
      for (std::size_t j = 0; j < vocabulary.titles.size(); ++j) {
        if (j != i && vocabulary.hierarchy.is_within(*vocabulary.find(vocabulary.titles[j].name), id)) counts = false;
      }
      if (counts) names.push_back(vocabulary.titles[i].name);
    }
    return names;
  };
  const auto or_none = [](std::vector<std::string> names) {
    names.insert(names.begin(), "");
    return names;
  };
  const auto filled = [](const std::string& name) {
    return name.empty() ? std::optional<std::string>() : std::optional(name);
  };
  Request request;
  request.customer = asked.customer;
  request.device = asked.device;
  request.at = asked.at;
  request.known = asked.known;
  for (const std::string& purpose : leaves(model.purposes, asked.purpose)) {
    for (const std::string& action : leaves(model.actions, asked.action)) {
      const bool needs_recipient = model.action_needs[model.actions.find(action)->value].recipient;
      for (const std::string& channel : or_none(leaves(model.channels, asked.channel))) {
        if (asked.channel && channel.empty()) continue;
        for (const std::string& recipient : or_none(leaves(model.recipients, asked.recipient))) {
          if ((needs_recipient || asked.recipient) == recipient.empty()) continue;
          for (const std::string& data : or_none(leaves(model.data, std::nullopt))) {
            request.purpose = purpose;
            request.action = action;
            request.channel = filled(channel);
            request.recipient = filled(recipient);
            request.data = data.empty() ? std::vector<std::string>() : std::vector{data};
            // What the action needs and the request lacks is no request.
            if (exchange::resolve(request, model, Instant{}))
              visit({purpose, action, channel, recipient, data}, request);
          }
        }
      }
    }
  }
}

std::map<Combination, const PermittedGroup*> by_combination(const Permitted& made) {
  std::map<Combination, const PermittedGroup*> all;
  for (const PermittedGroup& group : made.groups) {
    for (const std::string& action : group.actions) {
      for (const auto& channel : group.channels) {
        for (const auto& recipient : group.recipients) {
          for (const auto& data : group.data) {
            const bool is_new = all.emplace(Combination{group.purpose, action, channel.value_or(""),
                                                        recipient.value_or(""), data.value_or("")},
                                            &group)
                                    .second;
            EXPECT_TRUE(is_new) << "a combination stands in two groups";
          }
        }
      }
    }
  }
  return all;
}

HolderHistory history_for(const random::Readied& policy, const std::vector<RecordedEvent>& all,
                          const PermittedRequest& asked, const exchange::Combinations& combinations) {
  HolderHistory history;
  history.customer = asked.customer;
  history.device = asked.device;
  history.at = asked.at.value_or(Instant{});
  history.known = asked.known.value_or(kNever);
  if (asked.customer) history.of_customer = history_of(all, facts::HolderKind::kCustomer, *asked.customer);
  if (asked.device) history.of_device = history_of(all, facts::HolderKind::kDevice, *asked.device);
  for (const std::string& name : recipients_of(*policy.model, combinations)) {
    history.of_recipients[name] = history_of(all, facts::HolderKind::kRecipient, name);
  }
  return history;
}

void expect_decided(const random::Readied& policy, const std::vector<RecordedEvent>& all, const PermittedRequest& asked,
                    Tally& tally) {
  const auto combinations = exchange::combinations(asked, *policy.model);
  ASSERT_TRUE(combinations) << combinations.error().message;
  const Permitted made =
      permitted(*policy.policy, *combinations, history_for(policy, all, asked, *combinations), asked.denied);
  const auto groups = by_combination(made);
  decide::Workspace workspace = policy.policy->decider().make_workspace();
  std::uint64_t permits = 0;
  std::map<std::pair<Reason, std::optional<std::string>>, std::uint64_t> denied;
  std::size_t listed = 0;
  for_each_request(policy, asked, [&](const Combination& combination, const Request& request) {
    const exchange::Question question = *exchange::resolve(request, *policy.model, Instant{});
    const decide::FoldedStates folded(policy.policy->fold_plan(), all, question);
    const Decision decision = policy.policy->decider().answer(question, folded.states(), workspace);
    ++tally.combinations;
    tally.with_recipient += request.recipient ? 1U : 0U;
    const bool permits_it = decision.outcome == Outcome::kPermit;
    if (permits_it) {
      ++permits;
    } else {
      ++denied[{decision.reason, decision.rule}];
    }
    const auto found = groups.find(combination);
    ASSERT_EQ(found != groups.end(), permits_it || asked.denied);
    if (found == groups.end()) return;
    ++listed;
    const PermittedGroup& group = *found->second;
    EXPECT_EQ(group.outcome, decision.outcome);
    EXPECT_EQ(group.rule, decision.rule);
    EXPECT_EQ(group.reason, decision.reason);
    EXPECT_EQ(group.duties, decision.duties);
    EXPECT_EQ(group.because, decision.because);
    EXPECT_EQ(group.until, decision.until);
    tally.ending += permits_it && decision.until != kNever ? 1U : 0U;
  });
  EXPECT_EQ(listed, groups.size()) << "a group names what no request can";
  EXPECT_EQ(made.permitted, permits);
  std::uint64_t before = UINT64_MAX;
  for (const DeniedCount& one : made.refused) {
    EXPECT_EQ(one.combinations, (denied[{one.reason, one.rule}]));
    EXPECT_LE(one.combinations, before);
    before = one.combinations;
  }
  EXPECT_EQ(made.refused.size(), denied.size());
  tally.permitted += permits;
  tally.groups += made.groups.size();
}

template <class Vocabulary>
std::optional<std::string> some_name(Dice& dice, const Vocabulary& vocabulary) {
  if (vocabulary.titles.empty() || !dice.percent(25)) return std::nullopt;
  return vocabulary.titles[dice.below(vocabulary.titles.size())].name;
}

TEST(Permitted, IsForEveryCombinationWhatASingleDecisionSays) {
  Tally tally;
  for (std::uint64_t number = 0; number < kPolicies; ++number) {
    Dice dice(number * 0x9E37'79B9'7F4A'7C15U + 4321);
    const random::PolicyText text = random::make_policy(dice);
    const auto policy = random::ready(random::text_of(text));
    ASSERT_TRUE(policy) << policy.error();
    const model::Model& model = *policy->model;
    random::Timeline marks(dice, model);
    const std::vector<RecordedEvent> events = random::make_history(dice, model, marks);
    for (int i = 0; i < kRequestsPerPolicy; ++i) {
      const Request drawn = random::make_request(dice, model, marks, events);
      PermittedRequest asked;
      asked.customer = drawn.customer;
      asked.device = drawn.device;
      asked.at = drawn.at.value_or(marks.pick(dice));
      asked.known = drawn.known;
      asked.denied = dice.percent(50);
      asked.action = some_name(dice, model.actions);
      asked.purpose = some_name(dice, model.purposes);
      asked.channel = some_name(dice, model.channels);
      asked.recipient = some_name(dice, model.recipients);
      tally.narrowed += asked.action || asked.purpose || asked.channel || asked.recipient ? 1U : 0U;
      ASSERT_NO_FATAL_FAILURE(expect_decided(*policy, events, asked, tally));
    }
    if (HasFailure()) FAIL() << "policy " << number << "\n" << random::text_of(text);
  }
  EXPECT_GT(tally.combinations, 10'000U);
  EXPECT_GT(tally.permitted, 100U);
  EXPECT_GT(tally.ending, 20U);
  EXPECT_GT(tally.with_recipient, 100U);
  EXPECT_GT(tally.narrowed, 10U);
  EXPECT_GT(tally.permitted, tally.groups / 2);
}

}  // namespace
}  // namespace licet::rights
