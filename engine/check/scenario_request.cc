#include <engine/check/names.h>
#include <engine/check/scenario_request.h>
#include <engine/check/scenario_values.h>
#include <engine/check/scenarios.h>
#include <grammar/codes_of_meaning.h>
#include <utility>

namespace licet::check {
namespace {

using namespace grammar::meaning;

/// Section 12: of several missing, the first of channel, data, recipient.
bool has_what_it_needs(Checking& checking, const syntax::AskStep& ask, model::ActionId action) {
  const model::ActionNeeds& needs = checking.model->action_needs[action.value];
  std::optional<Code> missing;
  if (needs.channel && !ask.channel) {
    missing = kActionNeedsChannel;
  } else if (needs.data && ask.data.empty()) {
    missing = kActionNeedsData;
  } else if (needs.recipient && !ask.recipient) {
    missing = kActionNeedsRecipient;
  }
  if (missing) checking.report.add(*missing, ask.action.range, {ask.action.text});
  return !missing;
}

bool take_facts(Checking& checking, const syntax::AskStep& ask, Request& request) {
  auto values =
      stated_values(checking, ask.facts, {model::FactOwner::kRequest, kAskedFactNotOfRequest, kAskedFactTwice});
  if (!values) return false;
  for (NamedValue& stated : *values) request.facts.emplace(std::move(stated.fact), std::move(stated.value));
  return true;
}

}  // namespace

std::optional<Request> lower_request(Checking& checking, const syntax::AskStep& ask) {
  Request request;
  request.customer = model::kScenarioCustomer;
  request.at = instant_of(checking, ask.when);
  request.action = ask.action.text;
  request.purpose = ask.purpose.text;
  bool usable = take_device(checking, ask.device, request.device);
  if (const auto action = resolve<model::ActionId>(checking, ask.action)) {
    usable = has_what_it_needs(checking, ask, *action) && usable;
  } else {
    usable = false;
  }
  usable = resolve<model::PurposeId>(checking, ask.purpose).has_value() && usable;
  if (ask.channel) {
    request.channel = ask.channel->text;
    usable = resolve<model::ChannelId>(checking, *ask.channel).has_value() && usable;
  }
  if (ask.recipient) {
    request.recipient = ask.recipient->text;
    usable = resolve<model::RecipientId>(checking, *ask.recipient).has_value() && usable;
  }
  usable = take_names<model::DataId>(checking, ask.data, request.data) && usable;
  usable = take_facts(checking, ask, request) && usable;
  if (!usable) return std::nullopt;
  return request;
}

}  // namespace licet::check
