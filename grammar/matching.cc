#include <algorithm>
#include <grammar/clauses.h>
#include <grammar/codes_of_text.h>
#include <grammar/descriptions.h>
#include <grammar/matching.h>
#include <iterator>

namespace licet::grammar {
namespace {

const ClauseForm* form_of(std::span<const ClauseForm> forms, Phrase clause) {
  const auto found =
      std::find_if(forms.begin(), forms.end(), [&](const ClauseForm& form) { return form.clause == clause; });
  return found == forms.end() ? nullptr : &*found;
}

/// `the actions ("permit", "forbid" or "refer"), "for", "by" …`: the clauses of a statement in their order, those of
/// one place together.
std::string order_of(std::span<const ClauseForm> forms, Language language) {
  std::string order;
  for (auto form = forms.begin(); form != forms.end();) {
    const std::uint8_t place = form->place;
    std::vector<std::string> together;
    for (; form != forms.end() && form->place == place; ++form) {
      together.push_back(quoted(spelling(form->clause, language)));
    }
    if (!order.empty()) order += ", ";
    order += together.size() == 1 ? together.front()
                                  : std::string(describe_clause(std::prev(form)->clause, language)) + " (" +
                                        any_of_these(together, language) + ")";
  }
  return order;
}

}  // namespace

void Matching::begin_statement(Phrase statement, const char* at) {
  statement_ = statement;
  statement_begin_ = farthest_ = behind_previous_ = at;
  last_string = {};
  term_begin = time_begin = nullptr;
  unclosed_ = nullptr;
  expected_.clear();
  clauses_.clear();
  asked_ = timed_ = false;
  nesting_.clear();
  terms_ = parts_ = 0;
}

SourceRange Matching::range(const char* begin, const char* end) const {
  return {source_, static_cast<std::uint32_t>(begin - text_.data()), static_cast<std::uint32_t>(end - text_.data())};
}

void Matching::stop(Code code, const char* begin, const char* end, std::vector<std::string> arguments) const {
  throw Stopped{Finding{code, range(begin, end), std::move(arguments), {}, {}}};
}

void Matching::begin_clause(Phrase clause, const char* begin, const char* end) {
  const auto forms = clauses_of(statement_);
  const ClauseForm* const form = form_of(forms, clause);
  const std::string word(spelling(clause, language_));
  const bool in_citation =
      !clauses_.empty() && last_clause_ == Phrase::kBecause &&
      std::string_view(token_end, static_cast<std::size_t>(begin - token_end)).find('\n') == std::string_view::npos;
  bool is_first = true;
  for (const BegunClause& begun : clauses_) {
    if (begun.clause == clause) is_first = false;
    const ClauseForm* const other = form_of(forms, begun.clause);
    if (form == nullptr || other == nullptr) continue;
    const std::string other_word(spelling(begun.clause, language_));
    const auto stopped = [&](Code code, std::vector<std::string> arguments) {
      if (in_citation) return Stopped{Finding{text::kCitationEnds, range(begin, end), {word}, {}, {}}};
      return Stopped{Finding{code,
                             range(begin, end),
                             std::move(arguments),
                             {},
                             {FindingNote{begun.range, text::kClauseStandsHere, {other_word}}}}};
    };
    if (clause == begun.clause && !form->repeats) {
      throw stopped(text::kClauseTwice, {word, std::string(describe_single_clause(clause, language_))});
    }
    if (exclude_each_other(*form, *other)) {
      const bool is_for = clause == Phrase::kForPeriod || begun.clause == Phrase::kForPeriod;
      if (is_for) throw stopped(text::kForBesideLimit, {word, other_word});
      throw stopped(text::kClausesExclude, {word, other_word});
    }
    if (form->place < other->place) {
      throw stopped(text::kClauseOrder, {word, other_word, std::string(describe_statement(statement_, language_)),
                                         order_of(forms, language_)});
    }
  }
  // Only the first of those that repeat, so that no clause is compared with all before it.
  if (is_first) clauses_.push_back({clause, range(begin, end)});
  last_clause_ = clause;
  terms_ = 0;
}

void Matching::stop_over(Limit limit, const char* begin, const char* end) const {
  stop(text::kOverLimit, begin, end, describe_limit(limit, language_));
}

void Matching::count_term(const char* at) {
  // A parenthesis that does not match is tried again as a term, from its beginning.
  if (term_begin == nullptr || at > term_begin) term_begin = at;
  if (++terms_ > greatest(Limit::kTerms)) stop_over(Limit::kTerms, at, at);
}

void Matching::enter(const char* at) {
  nesting_.push_back(at);
  if (nesting_.size() > greatest(Limit::kDepth)) stop_over(Limit::kDepth, at, at + 1);
}

bool Matching::in_parenthesis() const {
  return std::any_of(nesting_.begin(), nesting_.end(), [](const char* at) { return *at == '('; });
}

void Matching::count_part(std::string_view part, Limit limit) {
  const char* const end = part.data() + part.size();
  if (part.size() > greatest(limit)) stop_over(limit, part.data(), end);
  if (++parts_ > greatest(Limit::kParts)) stop_over(Limit::kParts, part.data(), end);
}

}  // namespace licet::grammar
