#include <algorithm>
#include <engine/decide/recipient_chain.h>
#include <engine/rights/asked_states.h>
#include <map>
#include <memory>

namespace licet::rights {
namespace {

template <class Visit>
void for_each_list(const AskedHistory& history, const Visit& visit) {
  visit(history.person);
  visit(history.device);
  for (const auto& recipient : history.recipients) visit(recipient);
}

}  // namespace

AskedStates::AskedStates(const decide::ReadyPolicy& policy, const AskedHistory& history)
    : policy_(policy), history_(history), names_(decide::recipients_asked(policy.model(), history.question)) {}

const decide::States& AskedStates::fold(Instant at) {
  const exchange::Question& question = history_.question;
  const facts::FoldPlan& plan = policy_.fold_plan();
  const facts::FoldBounds bounds{at, question.known};
  states_ = {};
  if (question.customer) {
    person_ = facts::fold(plan, {facts::HolderKind::kCustomer, *question.customer}, history_.person, bounds);
    states_.person = facts::HolderView(person_);
    states_.has_person = true;
  }
  if (question.device) {
    device_ = facts::fold(plan, {facts::HolderKind::kDevice, *question.device}, history_.device, bounds);
    states_.device = facts::HolderView(device_);
    states_.has_device = true;
  }
  recipients_.clear();
  views_.clear();
  for (std::size_t i = 0; i < names_.size() && i < history_.recipients.size(); ++i) {
    recipients_.push_back(
        facts::fold(plan, {facts::HolderKind::kRecipient, names_[i]}, history_.recipients[i], bounds));
  }
  for (const auto& words : recipients_) views_.emplace_back(words);
  states_.recipients = views_;
  return states_;
}

explain::EventSource events_of(const AskedHistory& history) {
  auto by_number = std::make_shared<std::map<std::uint64_t, const RecordedEvent*>>();
  for_each_list(history, [&](const std::vector<RecordedEvent>& events) {
    for (const RecordedEvent& event : events) by_number->emplace(event.record, &event);
  });
  return [by_number](std::uint64_t record) -> std::optional<RecordedEvent> {
    const auto found = by_number->find(record);
    return found == by_number->end() ? std::nullopt : std::optional(*found->second);
  };
}

std::vector<Instant> moments_of(const AskedHistory& history, Instant last) {
  std::vector<Instant> moments;
  for_each_list(history, [&](const std::vector<RecordedEvent>& events) {
    for (const RecordedEvent& event : events) {
      if (event.recorded <= history.question.known && *event.event.at <= last) moments.push_back(*event.event.at);
    }
  });
  std::sort(moments.begin(), moments.end());
  moments.erase(std::unique(moments.begin(), moments.end()), moments.end());
  return moments;
}

}  // namespace licet::rights
