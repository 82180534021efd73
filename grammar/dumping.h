#pragma once
// The parts of a syntax tree as text. Pure functions.

#include <grammar/syntax_tree.h>
#include <optional>
#include <string>

namespace licet::grammar {

std::string dump_names(const syntax::Names& names);
std::string dump_text(const syntax::Text& text);
std::string dump_date(const syntax::DateLiteral& date);
std::string dump_clock(const syntax::ClockTime& clock);
std::string dump_when(const syntax::When& when);
std::string dump_duration(const syntax::Duration& duration);
std::string dump_value(const syntax::Value& value);
/// A fact by its name, anything else in prefix form.
std::string dump_time(const syntax::TimeSource& source);
std::string dump_kept(const syntax::Kept& kept);
std::string dump_in_force(const syntax::InForce& in_force);
std::string dump_condition(const syntax::Condition& condition);
std::string dump_scenario(const syntax::ScenarioDeclaration& scenario);

}  // namespace licet::grammar
