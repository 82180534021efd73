#pragma once
// How messages speak of statements, clauses and what may stand at a place, by language.
//
// Thread rule: pure functions of constant tables.

#include <grammar/matching.h>
#include <string>
#include <string_view>
#include <vector>

namespace licet::grammar {

/// "a rule"
std::string_view describe_statement(Phrase statement, Language language);

/// What a clause is, such as "the purposes" for `for`.
std::string_view describe_clause(Phrase clause, Language language);

/// What to do about a clause that stands twice, by what it holds: names, a condition, or one thing only.
std::string_view describe_single_clause(Phrase clause, Language language);

/// "a date", "the name of a purpose"; of kPhrase its words, quoted; nothing for kClause.
std::vector<std::string> describe_expectation(const Expectation& expectation, Language language);

/// "a, b or c"
std::string any_of_these(const std::vector<std::string>& items, Language language);

/// The word in quotation marks.
std::string quoted(std::string_view word);

/// "the end of the file"
std::string_view end_of_file(Language language);

/// "the next declaration"
std::string_view next_declaration(Language language);

/// "a string"
std::string_view a_string(Language language);

/// `Did you mean "when"?`
std::string did_you_mean(std::string_view nearest, Language language);

}  // namespace licet::grammar
