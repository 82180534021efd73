#include <algorithm>
#include <engine/base/nearest_name.h>
#include <engine/base/utf8.h>
#include <grammar/citation_check.h>
#include <grammar/clauses.h>
#include <grammar/codes_of_text.h>
#include <grammar/match.h>
#include <grammar/word.h>

namespace licet::grammar {
namespace {

/// At the beginning of a line a shorter word is not held for a slip of the pen: `Act` is near `fact`.
constexpr std::size_t kLeastLetters = 4;

bool has_line_end(std::string_view gap) { return gap.find_first_of("\r\n") != std::string_view::npos; }

/// Is there a line without anything, not even a comment, between two words?
bool has_empty_line(std::string_view gap) {
  bool line_is_empty = false;
  for (const char byte : gap) {
    if (byte == '\n') {
      if (line_is_empty) return true;
      line_is_empty = true;
    } else if (byte == '#') {
      line_is_empty = false;
    }
  }
  return false;
}

/// What was perhaps to begin something, and the word that does.
struct Swallowed {
  std::string_view written;
  std::string meant;
  std::string clause = {};  ///< the clause that stands there, if it is one
};

class CitationLines {
 public:
  CitationLines(Phrase statement, Language language) : statement_(statement), language_(language) {}

  /// `citation` is a part of `lines`, which begins behind the citation before.
  std::optional<Swallowed> find(std::string_view lines, std::string_view citation) const {
    std::size_t behind = 0;
    bool on_later_line = false;
    std::string_view before;
    std::string_view before_name;  ///< the word before last, if two words stand here
    for (std::size_t at = skip_white_space(lines, 0); at < lines.size();) {
      const std::string_view gap = lines.substr(behind, at - behind);
      const std::string_view part = part_at(lines, at);
      const bool goes_on = part.data() > citation.data();
      if (goes_on && has_line_end(gap)) on_later_line = true;
      if (begins_string(lines, at)) {
        std::string meant = before_name.empty() ? std::string() : nearest_keyword(before_name, false);
        if (!meant.empty()) return Swallowed{part, std::move(meant)};
        if (on_later_line && part != citation) return Swallowed{part, {}};
      }
      const bool is_word = !word_at(lines, at).empty();
      if (at > 0 && is_word && has_line_end(gap) && part.size() >= kLeastLetters) {
        if (std::string meant = nearest_keyword(part, true); !meant.empty()) return Swallowed{part, std::move(meant)};
      }
      if (at > 0 && has_line_end(gap)) {
        if (const std::string_view clause = clause_at(lines, at); !clause.empty()) {
          return Swallowed{part, {}, std::string(clause)};
        }
      }
      if (goes_on && has_empty_line(gap)) return Swallowed{part, {}};
      before_name = is_word ? before : std::string_view();
      before = is_word ? part : std::string_view();
      behind = at + part.size();
      at = skip_white_space(lines, behind);
    }
    return std::nullopt;
  }

 private:
  static std::string_view part_at(std::string_view lines, std::size_t at) {
    if (const std::string_view word = word_at(lines, at); !word.empty()) return word;
    const std::size_t string = begins_string(lines, at) ? string_length(lines, at) : 0;
    const std::size_t length = std::max({string, number_length(lines, at), code_point_at(lines, at).length});
    return lines.substr(at, length);
  }

  /// The clause that stands here though it ends no citation, and that nobody would miss: what must stand is missed
  /// anyway.
  std::string_view clause_at(std::string_view lines, std::size_t at) const {
    for (const ClauseForm& form : clauses_of(statement_)) {
      if (form.ends_citation || (form.clause != Phrase::kWhen && form.clause != Phrase::kInForce)) continue;
      const std::string_view clause = spelling(form.clause, language_);
      if (words_stand_at(lines, at, clause)) return clause;
    }
    return {};
  }

  static bool words_stand_at(std::string_view lines, std::size_t at, std::string_view words) {
    while (!words.empty()) {
      const std::string_view keyword = words.substr(0, words.find(' '));
      const std::string_view word = word_at(lines, at);
      if (!is_keyword(word, keyword)) return false;
      at = skip_white_space(lines, at + word.size());
      words.remove_prefix(std::min(words.size(), keyword.size() + 1));
    }
    return true;
  }

  /// A slip in the first letter is rare, and many words of citations differ from a keyword by it.
  std::string nearest_keyword(std::string_view word, bool or_clause) const {
    std::vector<std::string> keywords;
    const auto add = [&](Phrase phrase) {
      const std::string_view words = spelling(phrase, language_);
      const std::string_view first = words.substr(0, words.find(' '));
      if (first.size() >= kLeastLetters && is_keyword(word.substr(0, 1), first.substr(0, 1))) {
        keywords.emplace_back(first);
      }
    };
    for (std::size_t i = 0; i < kStatementPhrases; ++i) add(static_cast<Phrase>(i));
    if (or_clause) {
      for (const ClauseForm& form : clauses_of(statement_)) {
        if (form.ends_citation) add(form.clause);
      }
    }
    const std::vector<std::string> near = nearest_names(word, keywords, 1);
    return near.empty() ? std::string() : near.front();
  }

  Phrase statement_;
  Language language_;
};

/// Where the order of clauses is free, a clause can follow a citation; on the same line a preposition may have
/// been text.
void warn_of_clause_behind(const Node& statement, const Building& building, Findings& findings) {
  for (std::size_t i = 2; i < statement.children.size(); ++i) {
    const Node& before = *statement.children[i - 1];
    const Node& clause = *statement.children[i];
    if (before.kind != NodeKind::kClause || before.children.back()->kind != NodeKind::kCitation) continue;
    if (has_line_end({before.end, static_cast<std::size_t>(clause.begin - before.end)})) continue;
    const Node& word = *clause.children.front();
    if (!word.is(Phrase::kFor) && !word.is(Phrase::kBy) && !word.is(Phrase::kWith) && !word.is(Phrase::kTo)) continue;
    Finding finding;
    finding.code = text::kCitationEnds;
    finding.range = building.range(word);
    finding.arguments = {std::string(word.text())};
    finding.severity = Severity::kWarning;
    findings.push_back(std::move(finding));
  }
}

}  // namespace

Findings check_citations(const Node& statement, const Building& building) {
  Findings findings;
  warn_of_clause_behind(statement, building, findings);
  const CitationLines lines(statement.children.front()->phrase, building.language);
  for (const auto& clause : statement.children) {
    const Node* previous = nullptr;
    for (const auto& child : clause->children) {
      if (child->kind == NodeKind::kCitation) {
        const char* const begin = previous == nullptr ? child->begin : previous->end;
        const auto swallowed = lines.find({begin, static_cast<std::size_t>(child->end - begin)}, child->text());
        if (swallowed) {
          const char* const at = swallowed->written.data();
          const auto line = std::count(building.text, clause->begin, '\n') + 1;
          Finding finding;
          finding.code = text::kCitationGoesOn;
          finding.range = building.range(at, at + swallowed->written.size());
          finding.arguments = {std::to_string(line)};
          finding.nearest = swallowed->meant;
          if (!swallowed->clause.empty()) {
            finding.code = text::kClauseInCitation;
            finding.arguments.insert(finding.arguments.begin(), swallowed->clause);
          }
          finding.severity = Severity::kWarning;
          findings.push_back(std::move(finding));
        }
        previous = child.get();
      }
    }
  }
  return findings;
}

}  // namespace licet::grammar
