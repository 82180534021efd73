#include <algorithm>
#include <engine/decide/recipient_chain.h>
#include <engine/rights/permitted.h>
#include <engine/rights/permitted_boxes.h>
#include <engine/time/zone.h>
#include <set>
#include <utility>

namespace licet::rights {
namespace {

/// The states of the holder and of each recipient, folded once.
class HolderStates {
 public:
  HolderStates(const decide::ReadyPolicy& policy, const HolderHistory& history) {
    const facts::FoldPlan& plan = policy.fold_plan();
    const facts::FoldBounds bounds{history.at, history.known};
    if (history.customer) {
      customer_ = facts::fold(plan, {facts::HolderKind::kCustomer, *history.customer}, history.of_customer, bounds);
      states_.person = facts::HolderView(customer_);
      states_.has_person = true;
    }
    if (history.device) {
      device_ = facts::fold(plan, {facts::HolderKind::kDevice, *history.device}, history.of_device, bounds);
      states_.device = facts::HolderView(device_);
      states_.has_device = true;
    }
    for (const auto& [name, events] : history.of_recipients) {
      recipients_.emplace(name, facts::fold(plan, {facts::HolderKind::kRecipient, name}, events, bounds));
    }
  }
  HolderStates(const HolderStates&) = delete;
  HolderStates& operator=(const HolderStates&) = delete;

  /// With the question's recipient. Valid until it is called again.
  const decide::States& of(const model::Model& model, const exchange::Question& question) {
    views_.clear();
    for (const std::string& name : decide::recipients_asked(model, question)) {
      const auto found = recipients_.find(name);
      if (found != recipients_.end()) views_.emplace_back(found->second);
    }
    states_.recipients = views_;
    return states_;
  }

 private:
  std::vector<std::uint64_t> customer_;
  std::vector<std::uint64_t> device_;
  std::map<std::string, std::vector<std::uint64_t>> recipients_;
  std::vector<facts::HolderView> views_;
  decide::States states_;
};

template <class IdType>
std::vector<std::optional<std::string>> names(const model::Vocabulary<IdType>& vocabulary,
                                              const std::vector<std::uint32_t>& side) {
  std::vector<std::optional<std::string>> all;
  for (const std::uint32_t one : side) {
    all.push_back(one == kWithout ? std::nullopt : std::optional(vocabulary.titles[one - 1].name));
  }
  return all;
}

class Looking {
 public:
  Looking(const decide::ReadyPolicy& policy, const HolderHistory& history, bool denied)
      : model_(policy.model()),
        decider_(policy.decider()),
        states_(policy, history),
        workspace_(decider_.make_workspace()),
        denied_(denied) {
    question_.customer = history.customer;
    question_.device = history.device;
    question_.at = history.at;
    question_.known = history.known;
  }

  void look(const exchange::Combinations& asked, Permitted& made) {
    for (const model::PurposeId purpose : asked.purposes) {
      question_.purpose = purpose;
      std::vector<Box> boxes;
      for (const exchange::ActionCombinations& action : asked.actions) look(action, boxes, made);
      for (const Box& box : joined(std::move(boxes))) made.groups.push_back(group_of(box));
    }
    for (const auto& [why, count] : refused_) {
      const bool has_rule = why.first != Reason::kNothingPermits;
      made.refused.push_back(
          {why.first, has_rule ? std::optional(model_.rules.list[why.second].title.name) : std::nullopt, count});
    }
    std::stable_sort(made.refused.begin(), made.refused.end(), [](const DeniedCount& one, const DeniedCount& other) {
      return one.combinations > other.combinations;
    });
  }

 private:
  void look(const exchange::ActionCombinations& action, std::vector<Box>& boxes, Permitted& made) {
    question_.action = action.action;
    for (const auto& recipient : action.recipients) {
      question_.recipient = recipient;
      const decide::States& states = states_.of(model_, question_);
      for (const auto& channel : action.channels) {
        question_.channel = channel;
        for (const auto& data : action.data) {
          question_.data.clear();
          if (data) question_.data.push_back(*data);
          const BoxAnswer answer = answer_of(states);
          const bool permits = answer.reason == Reason::kPermitted;
          if (permits) {
            ++made.permitted;
          } else {
            ++refused_[{answer.reason, answer.rule}];
          }
          if (!permits && !denied_) continue;
          Box& box = boxes.emplace_back();
          box.sides = {std::vector{numbered(action.action)}, std::vector{numbered(channel)},
                       std::vector{numbered(recipient)}, std::vector{numbered(data)}};
          box.answer = answer;
        }
      }
    }
  }

  BoxAnswer answer_of(const decide::States& states) {
    decide::Verdict verdict = decider_.decide(question_, states, workspace_, {.until = denied_});
    // Most are denied, and *valid until* costs most.
    if (!denied_ && verdict.deciding.outcome() == Outcome::kPermit) {
      verdict = decider_.decide(question_, states, workspace_, {.until = true});
    }
    return {verdict.deciding.reason, verdict.deciding.has_rule() ? verdict.deciding.rule.value : 0U, verdict.until};
  }

  PermittedGroup group_of(const Box& box) const {
    PermittedGroup group;
    group.purpose = model_.purposes.titles[question_.purpose.value].name;
    for (const auto& action : names(model_.actions, box.sides[kActions])) group.actions.push_back(*action);
    group.channels = names(model_.channels, box.sides[kChannels]);
    group.recipients = names(model_.recipients, box.sides[kRecipients]);
    group.data = names(model_.data, box.sides[kData]);
    group.reason = box.answer.reason;
    group.outcome = group.reason == Reason::kPermitted ? Outcome::kPermit : Outcome::kDeny;
    group.until = box.answer.until;
    if (group.reason == Reason::kNothingPermits) return group;
    const model::Rule& rule = model_.rules.list[box.answer.rule];
    group.rule = rule.title.name;
    group.because = rule.citations;
    if (group.outcome == Outcome::kPermit) {
      for (const model::DutyId duty : rule.duties) group.duties.push_back(model_.duties[duty].title.name);
    }
    return group;
  }

  const model::Model& model_;
  const decide::Decider& decider_;
  HolderStates states_;
  decide::Workspace workspace_;
  exchange::Question question_;
  std::map<std::pair<Reason, std::uint32_t>, std::uint64_t> refused_;
  bool denied_;
};

}  // namespace

std::vector<std::string> recipients_of(const model::Model& model, const exchange::Combinations& asked) {
  std::set<std::string> all;
  exchange::Question question;
  for (const exchange::ActionCombinations& action : asked.actions) {
    for (const auto& recipient : action.recipients) {
      question.recipient = recipient;
      const std::vector<std::string> chain = decide::recipients_asked(model, question);
      all.insert(chain.begin(), chain.end());
    }
  }
  return {all.begin(), all.end()};
}

Permitted permitted(const decide::ReadyPolicy& policy, const exchange::Combinations& asked,
                    const HolderHistory& history, bool denied) {
  const model::Model& model = policy.model();
  Permitted made;
  made.customer = history.customer;
  made.device = history.device;
  made.at = history.at;
  if (history.known != kNever) made.known = history.known;
  made.policy = {model.name, model.version, model.digest, time::zone_data_version()};
  Looking(policy, history, denied).look(asked, made);
  return made;
}

}  // namespace licet::rights
