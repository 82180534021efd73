#include <grammar/building.h>

namespace licet::grammar {
namespace {

syntax::TimeSourceKind kind_of(Phrase phrase) {
  switch (phrase) {
    case Phrase::kEndOfConsent:
      return syntax::TimeSourceKind::kConsentEnds;
    case Phrase::kStartOfConsent:
      return syntax::TimeSourceKind::kConsentStarts;
    case Phrase::kLastContact:
      return syntax::TimeSourceKind::kLastContact;
    case Phrase::kObjectionTo:
      return syntax::TimeSourceKind::kObjection;
    case Phrase::kLastRestriction:
      return syntax::TimeSourceKind::kLastRestriction;
    default:
      return syntax::TimeSourceKind::kCollection;
  }
}

}  // namespace

syntax::TimeSource build_time_source(const Node& node, const Building& building) {
  syntax::TimeSource source;
  source.range = building.range(node);
  const Node& first = node.kind == NodeKind::kName ? node : *node.children.front();
  if (first.kind == NodeKind::kName) {
    source.name = build_name(first, building);
    return source;
  }
  source.kind = kind_of(first.phrase);
  for (const auto& child : node.children) {
    if (child->kind == NodeKind::kName) source.name = build_name(*child, building);
    if (child->kind != NodeKind::kClause) continue;
    const bool is_for = child->children.front()->is(Phrase::kFor);
    (is_for ? source.purposes : source.channels) = build_names(child->children, 1, building);
  }
  return source;
}

std::optional<syntax::TimeRelation> time_relation_of(Phrase phrase) {
  switch (phrase) {
    case Phrase::kIsWithin:
    case Phrase::kWasGivenWithin:
      return syntax::TimeRelation::kWithin;
    case Phrase::kIsMoreThanAgo:
    case Phrase::kWasGivenMoreThanAgo:
      return syntax::TimeRelation::kMoreThanAgo;
    case Phrase::kIsAtLeastAgo:
    case Phrase::kWasGivenAtLeastAgo:
      return syntax::TimeRelation::kAtLeastAgo;
    case Phrase::kIsLessThanAgo:
    case Phrase::kWasGivenLessThanAgo:
      return syntax::TimeRelation::kLessThanAgo;
    case Phrase::kIsBefore:
    case Phrase::kWasGivenBefore:
      return syntax::TimeRelation::kBefore;
    case Phrase::kIsOnOrBefore:
    case Phrase::kWasGivenOnOrBefore:
      return syntax::TimeRelation::kOnOrBefore;
    case Phrase::kIsAfter:
    case Phrase::kWasGivenAfter:
      return syntax::TimeRelation::kAfter;
    case Phrase::kIsOnOrAfter:
    case Phrase::kWasGivenOnOrAfter:
      return syntax::TimeRelation::kOnOrAfter;
    case Phrase::kIsInThePast:
      return syntax::TimeRelation::kInThePast;
    case Phrase::kIsInTheFuture:
      return syntax::TimeRelation::kInTheFuture;
    default:
      return std::nullopt;
  }
}

syntax::TimeTest build_time_test(const Children& children, std::size_t relation, const Building& building) {
  syntax::TimeTest test;
  test.relation = time_relation_of(children[relation]->phrase).value_or(syntax::TimeRelation::kWithin);
  if (relation + 1 == children.size()) return test;
  const Node& measure = *children[relation + 1];
  if (measure.kind == NodeKind::kDuration) test.duration = build_duration(measure, building);
  if (measure.kind == NodeKind::kDate) test.date = build_date(measure, building);
  if (measure.kind == NodeKind::kTime) test.other = build_time_source(measure, building);
  return test;
}

}  // namespace licet::grammar
