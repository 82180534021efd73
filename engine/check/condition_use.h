#pragma once
// What conditions rest on, directly or through named conditions, and what `provided`, levels and `while` may not use.
//
// Source: language.md sections 3 (`provided`), 7 (`while`) and 8 (levels).

#include <array>
#include <engine/check/checking.h>
#include <optional>
#include <vector>

namespace licet::check {

/// What a condition may rest on besides facts, notices and time.
enum class Use : std::uint8_t {
  kNamedConsent,
  kAnyConsent,  ///< `consent is valid` and its like without a name
  kLevel,
  kAsked,        ///< what the request asks: objection, restriction, erasure, last contact, purpose is …
  kRequestFact,  ///< a fact of the request
};
inline constexpr std::size_t kUseCount = 5;

/// For each Use the code of the finding, where it is not allowed.
using ForbiddenUses = std::array<std::optional<Code>, kUseCount>;

ForbiddenUses forbidden_in_provided();
ForbiddenUses forbidden_in_levels();
ForbiddenUses forbidden_in_while();

class ConditionUses {
 public:
  /// `order`: the named conditions as check_conditions lowered them. Linear in the expressions.
  ConditionUses(const Checking& checking, const std::vector<model::ConditionId>& order);

  /// Reports each part of the condition that is, or leads to, what is not allowed.
  void check(Checking& checking, model::ExpressionId condition, const ForbiddenUses& forbidden) const;

 private:
  /// The first part that uses something, and the named condition that it stands in.
  struct Part {
    SourceRange range;
    model::ConditionId condition;
  };
  std::vector<std::array<std::optional<Part>, kUseCount>> of_condition_;
};

}  // namespace licet::check
