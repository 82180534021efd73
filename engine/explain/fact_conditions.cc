// What stands behind conditions on facts, notices, marks and the request.
#include <engine/explain/condition_trees.h>
#include <engine/explain/stated_value.h>

namespace licet::explain {
namespace {

const std::string& name_asked(const model::Model& model, const model::RequestIs& node) {
  switch (node.attribute) {
    case model::Attribute::kPurpose:
      return model.purposes.titles[node.name].name;
    case model::Attribute::kAction:
      return model.actions.titles[node.name].name;
    case model::Attribute::kChannel:
      return model.channels.titles[node.name].name;
    case model::Attribute::kRecipient:
      return model.recipients.titles[node.name].name;
    case model::Attribute::kData:
      break;
  }
  return model.data.titles[node.name].name;
}

const char* wider(model::Attribute attribute) {
  switch (attribute) {
    case model::Attribute::kPurpose:
      return "wider_purpose";
    case model::Attribute::kAction:
      return "wider_action";
    case model::Attribute::kChannel:
      return "wider_channel";
    case model::Attribute::kRecipient:
      return "wider_recipient";
    case model::Attribute::kData:
      break;
  }
  return "wider_data";
}

const char* unnamed_holder(model::FactOwner owner) {
  switch (owner) {
    case model::FactOwner::kDevice:
      return "no_device";
    case model::FactOwner::kRecipient:
      return "no_recipient";
    default:
      return "no_customer";
  }
}

}  // namespace

void ConditionTrees::add_evidence(ConditionExplanation& into, const facts::EventRef& ref, EventKind kind,
                                  const std::string& subject) {
  if (detail_ == Detail::kAll) into.evidence.push_back(evidence_.of(ref, kind, subject));
}

bool ConditionTrees::is_holder_named(const model::Fact& fact) {
  const decide::States& states = observation().states();
  switch (fact.owner) {
    case model::FactOwner::kRequest:
    case model::FactOwner::kConsent:
      return true;
    case model::FactOwner::kDevice:
      return states.has_device;
    case model::FactOwner::kRecipient:
      return observation().question()->recipient.has_value();
    case model::FactOwner::kCustomer:
    case model::FactOwner::kItem:
      break;
  }
  return states.has_person;
}

/// `stated`: the event that states it; null where neither the grant nor its confirmation does.
void ConditionTrees::add_grant_evidence(ConditionExplanation& into, model::ConsentId consent,
                                        const facts::EventRef* stated) {
  const facts::ConsentEntry* entry = observation().consent(consent);
  if (entry == nullptr || entry->current.present == 0) return;
  const std::string& name = model().consents[consent].title.name;
  const bool by_confirmation = stated != nullptr && *stated == entry->current.confirmed;
  add_evidence(into, by_confirmation ? entry->current.confirmed : entry->current.given,
               by_confirmation ? EventKind::kConfirmed : EventKind::kGranted, name);
}

void ConditionTrees::describe_fact(ConditionExplanation& into, model::FactId id, const graph::VariableKey& key) {
  const model::Fact& fact = model().facts[id];
  into.subject = fact.title.name;
  if (fact.owner == model::FactOwner::kRequest) {
    const exchange::FactValue* stated = observation().question()->stated(id);
    if (stated != nullptr) into.stated = raw_value(fact, *stated, *model().zone);
    return;
  }
  if (!is_holder_named(fact)) into.hindrance = unnamed_holder(fact.owner);
  const decide::Observation::Stated found = observation().stated(id, key.at_grant, key.at_clock);
  if (found.entry != nullptr) into.stated = raw_value(fact, *found.entry, *found.holder, *model().zone);
  if (fact.owner == model::FactOwner::kConsent) {
    if (key.at_grant) add_grant_evidence(into, *key.at_grant, found.entry != nullptr ? &found.entry->stated : nullptr);
  } else if (found.entry != nullptr) {
    add_evidence(into, found.entry->stated, EventKind::kFact, fact.title.name);
  }
}

void ConditionTrees::describe(ConditionExplanation& into, const model::IsKnown& node, const graph::VariableKey& key) {
  if (std::holds_alternative<model::TimeId>(node.subject)) {
    describe_time(into, model::TimeId(key.subject), key);
  } else {
    describe_fact(into, std::get<model::FactId>(node.subject), key);
  }
}

void ConditionTrees::describe(ConditionExplanation& into, const model::RequestIs& node) {
  into.kind = ConditionKind::kRequest;
  into.subject = name_asked(model(), node);
  if (into.value == ConditionValue::kUnknown) into.hindrance = wider(node.attribute);
}

void ConditionTrees::describe(ConditionExplanation& into, const model::NoticeGiven& node) {
  into.kind = ConditionKind::kNotice;
  into.subject = model().notices[node.notice].title.name;
  const auto given = observation().notice(node.notice);
  if (!given) return;
  into.since = given->at;
  add_evidence(into, *given, EventKind::kInformed, into.subject);
}

void ConditionTrees::describe_mark(ConditionExplanation& into, const facts::DataMarkEntry* mark, EventKind event) {
  if (mark == nullptr) return;
  into.since = mark->begun.at;
  add_evidence(into, mark->begun, event, {});
}

}  // namespace licet::explain
