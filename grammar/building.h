#pragma once
// Parse tree → syntax tree, one statement at a time. What the words say is checked here as far as the words themselves
// show it: dates that exist, numbers in range, clauses that must stand.
//
// Thread rule: one Building per call of parse().

#include <engine/base/finding.h>
#include <grammar/parse_node.h>
#include <grammar/syntax_tree.h>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

namespace licet::grammar {

/// Where the building stands: what ranges refer to, and where findings go.
struct Building {
  SourceId source;
  const char* text = nullptr;  ///< the beginning of the file
  Language language = Language::kEnglish;
  Findings& findings;

  SourceRange range(const char* begin, const char* end) const {
    return {source, static_cast<std::uint32_t>(begin - text), static_cast<std::uint32_t>(end - text)};
  }
  SourceRange range(const Node& node) const { return range(node.begin, node.end); }
  Finding& report(Code code, SourceRange where, std::vector<std::string> arguments = {}) const {
    return findings.emplace_back(Finding{code, where, std::move(arguments), {}, {}});
  }
};

using Children = std::vector<std::unique_ptr<Node>>;

// --- literals (build_literals.cc) ---

syntax::Name build_name(const Node& node, const Building& building);
/// A string without its quotes and escapes; a name stands for itself.
syntax::Text build_text(const Node& node, const Building& building);
/// A number from `least` to `greatest`; any other is reported.
syntax::Number build_number(const Node& node, std::int64_t least, std::int64_t greatest, const Building& building);
syntax::DateLiteral build_date(const Node& node, const Building& building);
/// A time of day; only that of a point in time may have seconds.
syntax::ClockTime build_clock(const Node& node, bool may_have_seconds, const Building& building);
syntax::When build_when(const Node& node, const Building& building);
syntax::Duration build_duration(const Node& node, const Building& building);
syntax::Value build_value(const Node& node, const Building& building);
/// The text with one space for each run of white space and comments outside of strings.
std::string single_spaced(std::string_view text);
/// The same, and strings without their quotes and escapes.
syntax::Text build_citation(const Node& node, const Building& building);

// --- conditions (build_condition.cc, build_term.cc) ---

syntax::Condition build_condition(const Node& node, const Building& building);
syntax::Condition build_term(const Node& node, const Building& building);

// --- times (build_time.cc) ---

/// A fact's name or a kTime node.
syntax::TimeSource build_time_source(const Node& node, const Building& building);
/// The relation that a phrase means, of a time or of when a notice was given.
std::optional<syntax::TimeRelation> time_relation_of(Phrase phrase);
/// What is said of a time; the child `relation` is the phrase of its relation.
syntax::TimeTest build_time_test(const Children& children, std::size_t relation, const Building& building);

// --- clauses (build_clauses.cc) ---

/// The names, or citations, among the children from `first` on.
syntax::Names build_names(const Children& children, std::size_t first, const Building& building);
std::vector<syntax::Text> build_citations(const Node& clause, const Building& building);
/// A kKept node.
syntax::Kept build_kept(const Node& node, const Building& building);
syntax::WithData build_with(const Node& clause, const Building& building);
syntax::InForce build_in_force(const Node& clause, const Building& building);
syntax::WordingClause build_wording(const Node& clause, const Building& building);

/// What a statement begins with; `clauses` is the number of its first child behind that.
struct Opening {
  syntax::Name name;
  std::optional<syntax::Text> title;
  std::size_t clauses = 2;
};
Opening build_opening(const Node& statement, const Building& building);

/// The clause of a statement that begins with this phrase, if it has one.
const Node* find_clause(const Node& statement, Phrase phrase);

/// Reports that a statement lacks a clause: one of these.
void report_missing(const Node& statement, std::initializer_list<Phrase> clauses, const Building& building);

// --- statements ---

syntax::Header build_header(const Node& statement, const Building& building);
syntax::TermDeclaration build_term_declaration(const Node& statement, const Building& building);
syntax::FactDeclaration build_fact(const Node& statement, const Building& building);
syntax::NoticeDeclaration build_notice(const Node& statement, const Building& building);
syntax::DutyDeclaration build_duty(const Node& statement, const Building& building);
syntax::ConditionDeclaration build_condition_declaration(const Node& statement, const Building& building);
syntax::ConsentDeclaration build_consent(const Node& statement, const Building& building);
syntax::RuleDeclaration build_rule(const Node& statement, const Building& building);
syntax::RetentionDeclaration build_retention(const Node& statement, const Building& building);
syntax::LevelDeclaration build_level(const Node& statement, const Building& building);
syntax::ScenarioDeclaration build_scenario(const Node& statement, const Building& building);

/// Any statement but the header.
syntax::Declaration build_declaration(const Node& statement, const Building& building);

}  // namespace licet::grammar
