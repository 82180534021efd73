#include <algorithm>
#include <engine/check/fact_condition.h>
#include <engine/check/names.h>
#include <engine/check/scenario_event.h>
#include <engine/check/scenarios.h>
#include <engine/time/civil.h>
#include <engine/time/zone.h>
#include <grammar/codes_of_meaning.h>
#include <licet/limits.h>

namespace licet::check {
namespace {

using namespace grammar::meaning;

/// RFC 3339 has the years 1 to 9999; a local time at their edge can lie just outside in UTC.
Instant within_statable_years(Instant t) {
  static const Instant first = time::parse_rfc3339("0001-01-01T00:00:00Z").value_or(kBeforeAll);
  static const Instant last = time::parse_rfc3339("9999-12-31T23:59:59Z").value_or(kNever);
  return std::clamp(t, first, last);
}

std::optional<RawValue> date_value(Checking& checking, model::FactId fact, const syntax::Value& value) {
  const model::Fact& declared = checking.model->facts[fact];
  const bool is_date = declared.type == model::FactType::kDate;
  const auto* const when = std::get_if<syntax::When>(&value);
  if (when == nullptr || (is_date && when->time)) {
    checking.report.add(is_date ? kDateNeedsDate : kTimeNeedsTime, range_of(value), {declared.title.name},
                        {declared_here(checking, fact)});
    return std::nullopt;
  }
  if (!when->time) return time::format_date(when->date.date);
  return time::format_rfc3339(within_statable_years(instant_of(checking, *when)));
}

/// The value of a fact as it stands in the JSON of an event or a request.
std::optional<RawValue> raw_value(Checking& checking, model::FactId fact, const syntax::Value& value) {
  switch (checking.model->facts[fact].type) {
    case model::FactType::kDate:
    case model::FactType::kTime:
      return date_value(checking, fact, value);
    case model::FactType::kNumber:
      return number_value(checking, fact, value);
    case model::FactType::kText:
      return text_value(checking, fact, value);
    case model::FactType::kYesNo:
      return yes_or_no_value(checking, fact, value);
    case model::FactType::kChoice:
      if (const auto choice = choice_value(checking, fact, value)) {
        return checking.model->facts[fact].choices[*choice];
      }
      return std::nullopt;
  }
  return std::nullopt;
}

/// The names as text; false if one of them is unknown.
template <class IdType>
bool take_names(Checking& checking, const syntax::Names& names, std::vector<std::string>& texts) {
  bool all_known = true;
  for (const syntax::Name& name : names) {
    if (!resolve<IdType>(checking, name)) all_known = false;
    texts.push_back(name.text);
  }
  return all_known;
}

bool take_device(Checking& checking, const std::optional<syntax::Text>& device, std::optional<std::string>& holder) {
  if (!device) return true;
  holder = device->text;
  if (!device->text.empty() && device->text.size() <= limits::kHolderBytes) return true;
  checking.report.add(kDeviceName, device->range, {std::to_string(limits::kHolderBytes)});
  return false;
}

bool take_consent(Checking& checking, const syntax::GivenEvent& given, Event& event) {
  const auto consent = resolve<model::ConsentId>(checking, *given.subject);
  if (!consent) return false;
  event.consent = given.subject->text;
  if (checking.model->consents[*consent].scope == model::ConsentScope::kPerson || given.device) return true;
  checking.report.add(kConsentNeedsDevice, given.subject->range, {given.subject->text},
                      {{checking.model->consents[*consent].title.range, kDeclaredHere, {given.subject->text}}});
  return false;
}

bool take_fact(Checking& checking, const syntax::GivenEvent& given, Event& event) {
  const auto fact = resolve<model::FactId>(checking, *given.subject);
  if (!fact) return false;
  event.fact = given.subject->text;
  event.value = raw_value(checking, *fact, *given.value);
  const model::FactOwner owner = checking.model->facts[*fact].owner;
  if (owner == model::FactOwner::kRequest) {
    checking.report.add(kGivenFactOfRequest, given.subject->range, {event.fact}, {declared_here(checking, *fact)});
    return false;
  }
  if (owner == model::FactOwner::kDevice && !given.device) {
    checking.report.add(kFactNeedsDevice, given.subject->range, {event.fact}, {declared_here(checking, *fact)});
    return false;
  }
  return event.value.has_value();
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
  bool all_fit = true;
  for (const syntax::FactValue& stated : ask.facts) {
    const auto fact = resolve<model::FactId>(checking, stated.fact);
    if (!fact) {
      all_fit = false;
      continue;
    }
    const std::optional<RawValue> value = raw_value(checking, *fact, stated.value);
    if (checking.model->facts[*fact].owner != model::FactOwner::kRequest) {
      checking.report.add(kAskedFactNotOfRequest, stated.fact.range, {stated.fact.text},
                          {declared_here(checking, *fact)});
      all_fit = false;
    } else if (!value) {
      all_fit = false;
    } else if (!request.facts.emplace(stated.fact.text, *value).second) {
      checking.report.add(kAskedFactTwice, stated.fact.range, {stated.fact.text});
      all_fit = false;
    }
  }
  return all_fit;
}

}  // namespace

Instant instant_of(const Checking& checking, const syntax::When& when) {
  const time::Zone& zone = *checking.model->zone;
  if (!when.time) return zone.start_of_day(when.date.date);
  return zone.instant(when.date.date, when.time->hour * 3600U + when.time->minute * 60U + when.time->second);
}

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
  usable = take_names<model::DataId>(checking, given.data, event.data) && usable;
  if (!usable) return std::nullopt;
  return event;
}

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
