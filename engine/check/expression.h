#pragma once
// Conditions with every name resolved and every type known.
//
// Expressions live in one list of the model and refer to their parts by number; parts stand before what uses them,
// and a named condition is one expression, shared by all its uses. Plain data. Source: language.md section 6.

#include <cstdint>
#include <engine/base/strong_id.h>
#include <grammar/syntax_tree.h>
#include <licet/event.h>
#include <licet/instant.h>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace licet::model {

using PurposeId = Id<struct PurposeTag>;
using ActionId = Id<struct ActionTag>;
using ChannelId = Id<struct ChannelTag>;
using DataId = Id<struct DataTag>;
using RecipientId = Id<struct RecipientTag>;
using FactId = Id<struct FactTag>;
using NoticeId = Id<struct NoticeTag>;
using DutyId = Id<struct DutyTag>;
using ConditionId = Id<struct ConditionTag>;
using ConsentId = Id<struct ConsentTag>;
using RuleId = Id<struct RuleTag>;
using RetentionId = Id<struct RetentionTag>;
using LevelId = Id<struct LevelTag>;
using TimeId = Id<struct TimeTag>;
using ExpressionId = Id<struct ExpressionTag>;

using syntax::Attribute;
using syntax::Comparison;
using syntax::ConsentQuestion;
using syntax::TimeRelation;
using time::Period;

/// Seconds after midnight of a clock.
using ClockSeconds = std::uint32_t;

enum class Weekday : std::uint8_t { kMonday, kTuesday, kWednesday, kThursday, kFriday, kSaturday, kSunday };

struct AllOf {
  std::vector<ExpressionId> parts;
};
struct AnyOf {
  std::vector<ExpressionId> parts;
};
struct Not {
  ExpressionId part;
};
/// Without a consent: some declaration that covers the request.
struct ConsentIs {
  std::optional<ConsentId> consent;
  ConsentQuestion question = ConsentQuestion::kIsValid;
};
struct ObjectionStands {};
struct RestrictionStands {};
struct ErasureRequested {};
struct NoticeGiven {
  NoticeId notice;
};
struct LevelAtLeast {
  LevelId level;
};
/// `period` is meant by the relations that take one, `date` by those that compare.
struct TimeIs {
  TimeId subject;
  TimeRelation relation = TimeRelation::kWithin;
  Period period;
  Date date;
};
/// The four relations that compare: by instants, or by whole local days.
struct TimesCompared {
  TimeId left;
  TimeRelation relation = TimeRelation::kBefore;
  TimeId right;
  bool by_days = false;
};
/// Of what is in time a TimeId, of other facts the fact.
struct IsKnown {
  std::variant<TimeId, FactId> subject;
};
struct FactIsYes {
  FactId fact;
  bool yes = true;
};
/// Choices by their place in the fact's list.
struct FactIsChoice {
  FactId fact;
  std::vector<std::uint32_t> choices;
};
struct FactIsText {
  FactId fact;
  std::vector<std::string> texts;
};
struct FactIsNumber {
  FactId fact;
  std::vector<std::int64_t> numbers;
};
struct FactCompared {
  FactId fact;
  Comparison comparison = Comparison::kMoreThan;
  std::int64_t number = 0;
};
/// `name` is an index into the vocabulary of `attribute`.
struct RequestIs {
  Attribute attribute = Attribute::kPurpose;
  bool within = false;
  std::uint32_t name = 0;
};
/// From the first, up to but not including the second; may cross midnight; never the same.
struct LocalTimeBetween {
  ClockSeconds from = 0;
  ClockSeconds to = 0;
};
/// Bit i stands for the i-th Weekday.
struct DayIs {
  std::uint8_t days = 0;
};
/// A named condition; its expression is Model::conditions[condition].expression.
struct NamedCondition {
  ConditionId condition;
};

struct Expression {
  std::variant<AllOf, AnyOf, Not, ConsentIs, ObjectionStands, RestrictionStands, ErasureRequested, NoticeGiven,
               LevelAtLeast, TimeIs, TimesCompared, IsKnown, FactIsYes, FactIsChoice, FactIsText, FactIsNumber,
               FactCompared, RequestIs, LocalTimeBetween, DayIs, NamedCondition>
      node;
  SourceRange range;
};

}  // namespace licet::model
