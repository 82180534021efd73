#pragma once
// Conditions on the value of one fact: `FACT`, `FACT is V`, `FACT is one of V, …`, and what each type allows.
//
// Source: language.md section 6 and, for words that are values, section 2. Precondition: check_facts has run.

#include <engine/check/checking.h>
#include <optional>
#include <string>

namespace licet::check {

/// Does a fact of this type have a place in time?
inline bool is_in_time(model::FactType type) {
  return type == model::FactType::kDate || type == model::FactType::kTime;
}

/// A fact that stands alone: only if it is yes or no.
std::optional<decltype(model::Expression::node)> lower_fact_alone(Checking& checking, model::FactId fact,
                                                                  const syntax::Name& name);

std::optional<decltype(model::Expression::node)> lower_fact_is(Checking& checking, model::FactId fact,
                                                               const syntax::FactIs& is);

SourceRange range_of(const syntax::Value& value);

/// The value as one of a number, a text, yes or no, or a choice by its place; each reports what does not fit the fact.
std::optional<std::int64_t> number_value(Checking& checking, model::FactId fact, const syntax::Value& value);
std::optional<std::string> text_value(Checking& checking, model::FactId fact, const syntax::Value& value);
std::optional<bool> yes_or_no_value(Checking& checking, model::FactId fact, const syntax::Value& value);
std::optional<std::uint32_t> choice_value(Checking& checking, model::FactId fact, const syntax::Value& value);

}  // namespace licet::check
