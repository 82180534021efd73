#pragma once
// What conditions rest on, directly or through named conditions, and what they may not rest on where they stand.
//
// Source: language.md sections 3 (`provided`), 7 (`while`) and 8 (levels), language-additions.md.

#include <array>
#include <bitset>
#include <engine/check/checking.h>
#include <optional>
#include <vector>

namespace licet::check {

/// What a condition may rest on besides facts, notices and time.
enum class Use : std::uint8_t {
  kNamedConsent,
  kAnyConsent,  ///< `consent is valid` and its like without a name
  kLevel,
  kAsked,          ///< what the request asks: objection, restriction, erasure, purpose is …
  kRequestFact,    ///< a fact of the request
  kGrantFact,      ///< a fact of a consent
  kItemFact,       ///< a fact of an item
  kRecipientFact,  ///< a fact of a recipient
  kOwnCollection,  ///< `collection` of no category in particular
  kLastContact,    ///< `last contact` without `for`; allowed everywhere
};
inline constexpr std::size_t kUseCount = 10;
using Uses = std::bitset<kUseCount>;

/// For each Use the code of the finding, where it is not allowed.
using ForbiddenUses = std::array<std::optional<Code>, kUseCount>;

ForbiddenUses forbidden_in_provided();
ForbiddenUses forbidden_in_levels();
ForbiddenUses forbidden_in_rules();
/// `by_item`: of a retention that keeps categories by item, and no other.
ForbiddenUses forbidden_in_retentions(bool by_item);

/// What a fact is besides a fact of somebody.
Uses uses_of_fact(const model::Model& model, model::FactId fact);

class ConditionUses {
 public:
  /// `order`: the named conditions as check_conditions lowered them. Linear in the expressions.
  ConditionUses(const Checking& checking, const std::vector<model::ConditionId>& order);

  /// Reports each part of the condition that is, or leads to, what is not allowed.
  void check(Checking& checking, model::ExpressionId condition, const ForbiddenUses& forbidden) const;

  /// The first part of the condition that is, or leads to, this use.
  std::optional<SourceRange> find(const model::Model& model, model::ExpressionId condition, Use use) const;

 private:
  /// The first part that uses something, and the named condition that it stands in.
  struct Part {
    SourceRange range;
    model::ConditionId condition;
  };
  std::vector<std::array<std::optional<Part>, kUseCount>> of_condition_;
};

}  // namespace licet::check
