// What stands behind conditions on facts, notices, contacts, marks and the request.
#include <engine/explain/condition_trees.h>
#include <engine/explain/stated_value.h>
#include <engine/time/legal_period.h>

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

}  // namespace

void ConditionTrees::add_evidence(ConditionExplanation& into, const facts::EventRef& ref, EventKind kind,
                                  const std::string& subject) {
  if (detail_ == Detail::kAll) into.evidence.push_back(evidence_.of(ref, kind, subject));
}

std::optional<Instant> ConditionTrees::as_of(const graph::Viewpoint& from) const {
  if (!from.at_grant) return std::nullopt;
  const facts::ConsentEntry* entry = values_.observation().consent(*from.at_grant);
  if (entry == nullptr || entry->current.present == 0) return std::nullopt;
  return entry->current.given.at;
}

bool ConditionTrees::is_holder_named(const model::Fact& fact) {
  if (fact.owner == model::FactOwner::kRequest) return true;
  const decide::States& states = observation().states();
  return fact.owner == model::FactOwner::kDevice ? states.has_device : states.has_person;
}

void ConditionTrees::describe_fact(ConditionExplanation& into, model::FactId id, const graph::Viewpoint& from) {
  const model::Fact& fact = model().facts[id];
  into.subject = fact.title.name;
  if (fact.owner == model::FactOwner::kRequest) {
    const exchange::FactValue* stated = observation().question()->stated(id);
    if (stated != nullptr) into.stated = raw_value(fact, *stated, *model().zone);
    return;
  }
  if (!is_holder_named(fact)) into.hindrance = fact.owner == model::FactOwner::kDevice ? "no_device" : "no_customer";
  const facts::FactEntry* entry = observation().stated(id, from.at_grant);
  if (entry == nullptr) return;
  into.stated = raw_value(fact, *entry, observation().states().of(fact.owner), *model().zone);
  add_evidence(into, entry->stated, EventKind::kFact, fact.title.name);
}

void ConditionTrees::describe_contact(ConditionExplanation& into) {
  if (const auto contact = observation().last_contact()) add_evidence(into, *contact, EventKind::kContacted, {});
}

void ConditionTrees::describe(ConditionExplanation& into, const model::TimeIs& node, const graph::VariableKey& key) {
  into.kind = ConditionKind::kTime;
  if (node.subject.fact) {
    describe_fact(into, *node.subject.fact, {std::nullopt, key.at_grant});
  } else {
    describe_contact(into);
  }
  into.since = observation().time_of(key);
  if (!into.since || key.kind != graph::VariableKind::kAge) return;
  const Instant end = key.boundary == graph::AgeBoundary::kEnd
                          ? time::end_of_period(*into.since, key.period, *model().zone)
                          : time::reached(*into.since, key.period, *model().zone);
  if (end != kNever) into.ends = end;
}

void ConditionTrees::describe(ConditionExplanation& into, const model::IsKnown& node, const graph::Viewpoint& from) {
  into.kind = ConditionKind::kKnown;
  if (node.fact) {
    describe_fact(into, *node.fact, from);
  } else {
    describe_contact(into);
  }
}

void ConditionTrees::describe(ConditionExplanation& into, const model::RequestIs& node) {
  into.kind = ConditionKind::kRequest;
  into.subject = name_asked(model(), node);
  if (into.value == ConditionValue::kUnknown) into.hindrance = wider(node.attribute);
}

void ConditionTrees::describe(ConditionExplanation& into, const model::NoticeGiven& node,
                              const graph::Viewpoint& /*from*/) {
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
