#include <grammar/building.h>
#include <limits>

namespace licet::grammar {
namespace {

using syntax::Condition;

syntax::Attribute attribute_of(Phrase phrase) {
  switch (phrase) {
    case Phrase::kAction:
      return syntax::Attribute::kAction;
    case Phrase::kChannel:
      return syntax::Attribute::kChannel;
    case Phrase::kData:
      return syntax::Attribute::kData;
    case Phrase::kRecipient:
      return syntax::Attribute::kRecipient;
    default:
      return syntax::Attribute::kPurpose;
  }
}

syntax::ConsentQuestion question_of(Phrase phrase) {
  switch (phrase) {
    case Phrase::kWasWithdrawn:
      return syntax::ConsentQuestion::kWasWithdrawn;
    case Phrase::kWasRefused:
      return syntax::ConsentQuestion::kWasRefused;
    case Phrase::kIsPending:
      return syntax::ConsentQuestion::kIsPending;
    case Phrase::kHasExpired:
      return syntax::ConsentQuestion::kHasExpired;
    default:
      return syntax::ConsentQuestion::kIsValid;
  }
}

std::optional<syntax::Comparison> comparison_of(Phrase phrase) {
  switch (phrase) {
    case Phrase::kIsMoreThan:
      return syntax::Comparison::kMoreThan;
    case Phrase::kIsAtLeast:
      return syntax::Comparison::kAtLeast;
    case Phrase::kIsAtMost:
      return syntax::Comparison::kAtMost;
    case Phrase::kIsLessThan:
      return syntax::Comparison::kLessThan;
    default:
      return std::nullopt;
  }
}

/// Something that has a time or a value, and what is said of it.
void build_comparison(const Node& term, const Building& building, Condition& condition) {
  const Node& subject = *term.children.front();
  if (term.children.size() == 1) {
    condition.node = syntax::Named{build_name(subject, building)};
    return;
  }
  const Phrase relation = term.children[1]->phrase;
  if (relation == Phrase::kIsKnown) {
    condition.node = syntax::IsKnown{build_time_source(subject, building)};
  } else if (time_relation_of(relation)) {
    condition.node = syntax::TimeIs{build_time_source(subject, building), build_time_test(term.children, 1, building)};
  } else if (const auto comparison = comparison_of(relation)) {
    condition.node = syntax::FactCompared{build_name(subject, building), *comparison,
                                          build_number(*term.children[2], std::numeric_limits<std::int64_t>::min(),
                                                       std::numeric_limits<std::int64_t>::max(), building)};
  } else {
    syntax::FactIs fact_is{build_name(subject, building), {}};
    for (std::size_t i = 2; i < term.children.size(); ++i) {
      fact_is.values.push_back(build_value(*term.children[i], building));
    }
    condition.node = std::move(fact_is);
  }
}

}  // namespace

syntax::Condition build_term(const Node& node, const Building& building) {
  Condition condition;
  condition.range = building.range(node);
  const Children& children = node.children;
  const Node& first = *children.front();
  if (first.kind == NodeKind::kName || first.kind == NodeKind::kTime) {
    build_comparison(node, building, condition);
    return condition;
  }
  switch (first.phrase) {
    case Phrase::kConsent: {
      syntax::ConsentIs consent;
      consent.question = question_of(children.back()->phrase);
      if (children.size() == 3) consent.consent = build_name(*children[1], building);
      condition.node = std::move(consent);
      break;
    }
    case Phrase::kNotice: {
      syntax::NoticeGiven given{build_name(*children[1], building), {}};
      if (time_relation_of(children[2]->phrase)) given.timing = build_time_test(children, 2, building);
      condition.node = std::move(given);
      break;
    }
    case Phrase::kLevelIsAtLeast:
      condition.node = syntax::LevelAtLeast{build_name(*children[1], building)};
      break;
    case Phrase::kObjectionStands:
      condition.node = syntax::ObjectionStands{};
      break;
    case Phrase::kRestrictionStands:
      condition.node = syntax::RestrictionStands{};
      break;
    case Phrase::kErasureIsRequested:
      condition.node = syntax::ErasureRequested{};
      break;
    case Phrase::kLocalTimeIsBetween:
      condition.node = syntax::LocalTimeBetween{build_clock(*children[1], false, building),
                                                build_clock(*children[3], false, building)};
      break;
    case Phrase::kDayIs:
    case Phrase::kDayIsOneOf:
      condition.node = syntax::DayIs{build_names(children, 1, building)};
      break;
    default:
      condition.node = syntax::RequestIs{attribute_of(first.phrase), children[1]->is(Phrase::kRequestIsWithin),
                                         build_name(*children[2], building)};
      break;
  }
  return condition;
}

}  // namespace licet::grammar
