#include <algorithm>
#include <engine/check/items.h>
#include <engine/check/kept.h>
#include <engine/check/names.h>
#include <engine/check/scenario_event.h>
#include <engine/check/scenario_values.h>
#include <engine/check/scenarios.h>
#include <grammar/codes_of_meaning.h>
#include <utility>

namespace licet::check {
namespace {

using namespace grammar::meaning;

bool take_consent(Checking& checking, const syntax::GivenEvent& given, Event& event) {
  const auto consent = resolve<model::ConsentId>(checking, *given.subject);
  if (!consent) return false;
  event.consent = given.subject->text;
  if (checking.model->consents[*consent].scope == model::ConsentScope::kPerson || given.device) return true;
  checking.report.add(kConsentNeedsDevice, given.subject->range, {given.subject->text},
                      {{checking.model->consents[*consent].title.range, kDeclaredHere, {given.subject->text}}});
  return false;
}

/// What the line lacks, or cannot do, as one about a fact of this owner.
std::optional<Code> wrong_for_owner(model::FactOwner owner, const syntax::GivenEvent& given) {
  switch (owner) {
    case model::FactOwner::kCustomer:
      break;
    case model::FactOwner::kDevice:
      if (!given.device) return kFactNeedsDevice;
      break;
    case model::FactOwner::kRequest:
      return kGivenFactOfRequest;
    case model::FactOwner::kConsent:
      return kGivenFactOfGrant;
    case model::FactOwner::kItem:
      if (!given.item) return kFactNeedsItem;
      break;
    case model::FactOwner::kRecipient:
      if (!given.recipient) return kFactNeedsRecipient;
      break;
  }
  return std::nullopt;
}

bool take_fact(Checking& checking, const syntax::GivenEvent& given, Event& event) {
  const auto fact = resolve<model::FactId>(checking, *given.subject);
  if (!fact) return false;
  event.fact = given.subject->text;
  event.value = raw_value(checking, *fact, *given.value);
  const auto wrong = wrong_for_owner(checking.model->facts[*fact].owner, given);
  if (wrong) checking.report.add(*wrong, given.subject->range, {event.fact}, {declared_here(checking, *fact)});
  return !wrong && event.value.has_value();
}

bool take_subject(Checking& checking, const syntax::GivenEvent& given, Event& event) {
  if (!given.subject) return true;
  switch (given.kind) {
    case EventKind::kGranted:
    case EventKind::kConfirmed:
    case EventKind::kRefused:
    case EventKind::kWithdrawn:
      return take_consent(checking, given, event);
    case EventKind::kInformed:
      event.notice = given.subject->text;
      return resolve<model::NoticeId>(checking, *given.subject).has_value();
    case EventKind::kFact:
      return take_fact(checking, given, event);
    default:
      return true;
  }
}

/// A request for erasure may also name records of Licet's own.
bool take_data(Checking& checking, const syntax::GivenEvent& given, Event& event) {
  bool all_known = true;
  if (given.kind != EventKind::kErasureRequested) {
    for (const syntax::Name& name : given.data) {
      if (report_record_in_event(checking, given, name)) return false;
    }
    return take_names<model::DataId>(checking, given.data, event.data);
  }
  for (const syntax::Name& name : given.data) {
    const auto thing = resolve_erasable(checking, name);
    if (thing) {
      event.data.push_back(name_of(*checking.model, *thing));
    } else {
      all_known = false;
    }
  }
  return all_known;
}

bool take_grant_facts(Checking& checking, const syntax::GivenEvent& given, Event& event) {
  auto values =
      stated_values(checking, given.facts, {model::FactOwner::kConsent, kGrantedFactNotOfConsent, kGrantedFactTwice});
  if (!values) return false;
  event.facts = std::move(*values);
  return true;
}

/// A recipient's fact is nobody else's.
bool take_recipient(Checking& checking, const syntax::GivenEvent& given, Event& event) {
  if (!given.recipient) return true;
  event.recipient = given.recipient->text;
  event.customer.reset();
  bool usable = resolve<model::RecipientId>(checking, *given.recipient).has_value();
  const model::Model& model = *checking.model;
  const auto fact = given.kind == EventKind::kFact ? model.facts.find(given.subject->text) : std::nullopt;
  const bool can_be_of_recipient =
      given.kind == EventKind::kFact && (!fact || model.facts[*fact].owner == model::FactOwner::kRecipient);
  if (!can_be_of_recipient) {
    checking.report.add(kNoFactOfRecipient, given.recipient->range);
    usable = false;
  }
  if (given.device) {
    checking.report.add(kRecipientBesideDevice, given.device->range);
    usable = false;
  }
  return usable;
}

}  // namespace

std::optional<Event> lower_event(Checking& checking, const syntax::GivenEvent& given, Instant at) {
  Event event;
  event.kind = given.kind;
  event.customer = model::kScenarioCustomer;
  event.at = at;
  if (given.wording) event.wording = given.wording->text;
  // Every part is looked at, so that all that is wrong in a line is reported.
  bool usable = take_device(checking, given.device, event.device);
  usable = take_subject(checking, given, event) && usable;
  usable = take_names<model::PurposeId>(checking, given.purposes, event.purposes) && usable;
  usable = take_names<model::ChannelId>(checking, given.channels, event.channels) && usable;
  usable = take_data(checking, given, event) && usable;
  usable = take_grant_facts(checking, given, event) && usable;
  usable = take_recipient(checking, given, event) && usable;
  usable = take_item(checking, given.item, event.item) && usable;
  usable = check_item_of_event(checking, given) && usable;
  if (!usable) return std::nullopt;
  return event;
}

}  // namespace licet::check
