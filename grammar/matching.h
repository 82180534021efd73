#pragma once
// What the PEGTL rules know while they match one statement, and what they remember of where matching failed.
//
// Of a statement that does not match the farthest place reached says best what is wrong; every word or literal that
// was tried there is one that could have stood there. Thread rule: one Matching per call of parse().

#include <cstdint>
#include <engine/base/finding.h>
#include <grammar/keywords.h>
#include <grammar/over_limit.h>
#include <string>
#include <string_view>
#include <vector>

namespace licet::grammar {

/// What could have stood at a place.
enum class Wanted : std::uint8_t {
  kPhrase,        ///< Expectation::phrase from its word `word` on
  kName,          ///< the name of what Expectation::phrase declares
  kDeclaredName,  ///< the same, where it is declared
  kTitle,
  kString,
  kNumber,
  kDuration,
  kUnit,
  kDate,
  kClock,
  kTimeZone,
  kCitation,
  kChoice,
  kValue,
  kDay,
  kDevice,
  kComma,
  kClosing,
  kCondition,   ///< the beginning of a condition
  kComparison,  ///< what may follow a fact or `last contact`
  kClause,      ///< a clause of the statement, or its end
  kAnchor,
  kTime,    ///< what a time is compared with
  kTiming,  ///< when a notice was given
  kEvent,
  kStep,  ///< a line of a scenario, or its end
};

struct Expectation {
  Wanted wanted = Wanted::kPhrase;
  Phrase phrase{};
  std::uint8_t word = 0;

  friend bool operator==(const Expectation&, const Expectation&) = default;
};

/// Thrown from within a match when only one finding can explain the text; never leaves grammar/.
struct Stopped {
  Finding finding;
};

/// A clause that was begun.
struct BegunClause {
  Phrase clause{};
  SourceRange range;
};

class Matching {
 public:
  /// `text` must outlive the object.
  Matching(SourceId source, std::string_view text, Language language)
      : source_(source),
        text_(text),
        language_(language),
        statement_begin_(text.data()),
        farthest_(text.data()),
        behind_previous_(text.data()) {}

  /// Forgets what belongs to the statement before.
  void begin_statement(Phrase statement, const char* at);

  Language language() const { return language_; }
  void set_language(Language language) { language_ = language; }
  Phrase statement() const { return statement_; }
  const char* statement_begin() const { return statement_begin_; }
  std::string_view text() const { return text_; }
  SourceRange range(const char* begin, const char* end) const;

  // --- where matching failed ---

  void expect(const char* at, Expectation expectation) {
    if (at < farthest_) return;
    if (at > farthest_) {
      farthest_ = at;
      behind_previous_ = last_space_end == at ? last_space_begin : at;
      unclosed_ = nullptr;
      expected_.clear();
    }
    expected_.push_back(expectation);
  }
  /// The innermost parenthesis could have been closed at `at`.
  void expect_closing(const char* at) {
    expect(at, {Wanted::kClosing, {}, 0});
    if (at == farthest_) unclosed_ = nesting_.back();
  }
  const char* farthest() const { return farthest_; }
  /// The end of the word or literal before the farthest place, where something may be missing.
  const char* behind_previous() const { return behind_previous_; }
  /// The parenthesis that kClosing is about, if it is among the farthest expectations.
  const char* unclosed() const { return unclosed_; }
  const std::vector<Expectation>& expected() const { return expected_; }

  // --- clauses ---

  /// A clause word was read. Stops if the clause stands there twice or out of order.
  void begin_clause(Phrase clause, const char* begin, const char* end);
  /// The clauses begun, in order; of one that repeats the first.
  const std::vector<BegunClause>& clauses() const { return clauses_; }
  /// The clause begun last. Precondition: there is one.
  Phrase last_clause() const { return last_clause_; }

  // --- scenarios ---

  void ask() { asked_ = timed_ = true; }
  void set_time() { timed_ = true; }
  bool asked() const { return asked_; }
  bool timed() const { return timed_; }

  // --- limits ---

  /// Counts a condition's term, which begins here. Stops over limits::kConditionTerms.
  void count_term(const char* at);

  /// Enters a parenthesis, or what follows `not`, that begins at `at`. Stops over limits::kConditionDepth.
  void enter(const char* at);
  void leave() { nesting_.pop_back(); }
  /// Is a parenthesis open?
  bool in_parenthesis() const;

  /// Counts a name, string or number. Stops if it is longer than `limit`, or over limits::kDeclarationParts.
  void count_part(std::string_view part, Limit limit);

  const char* token_end = nullptr;     ///< the end of the token read last, before the white space behind it
  const char* last_opening = nullptr;  ///< the `(` read last

  const char* term_begin = nullptr;  ///< of the term of a condition that was begun farthest
  const char* time_begin = nullptr;  ///< of the anchor of a period, or of what a time is compared with, begun last

  std::string_view last_string;  ///< the string read last, with its quotes, as far as it could be read

  // --- words read last, so that they are not read again for every phrase that is tried ---

  std::string_view last_word;
  const char* last_space_begin = nullptr;
  const char* last_space_end = nullptr;

  [[noreturn]] void stop_over(Limit limit, const char* begin, const char* end) const;
  [[noreturn]] void stop(Code code, const char* begin, const char* end, std::vector<std::string> arguments = {}) const;

 private:
  SourceId source_;
  std::string_view text_;
  Language language_;
  Phrase statement_{};
  const char* statement_begin_;
  const char* farthest_;
  const char* behind_previous_;
  const char* unclosed_ = nullptr;
  std::vector<Expectation> expected_;
  std::vector<BegunClause> clauses_;
  Phrase last_clause_{};
  bool asked_ = false;
  bool timed_ = false;
  std::vector<const char*> nesting_;
  std::size_t terms_ = 0;
  std::size_t parts_ = 0;
};

}  // namespace licet::grammar
