#include <algorithm>
#include <grammar/clauses.h>
#include <grammar/codes_of_text.h>
#include <grammar/matching.h>
#include <licet/limits.h>

namespace licet::grammar {
namespace {

const ClauseForm* form_of(std::span<const ClauseForm> forms, Phrase clause) {
  const auto found =
      std::find_if(forms.begin(), forms.end(), [&](const ClauseForm& form) { return form.clause == clause; });
  return found == forms.end() ? nullptr : &*found;
}

/// "permit or forbid, for, by …": the clauses of a statement in their order.
std::string order_of(std::span<const ClauseForm> forms, Language language) {
  std::string order;
  std::uint8_t place = 0;
  for (const ClauseForm& form : forms) {
    if (!order.empty()) order += form.place == place ? "/" : " ";
    order += spelling(form.clause, language);
    place = form.place;
  }
  return order;
}

}  // namespace

void Matching::begin_statement(Phrase statement, const char* at) {
  statement_ = statement;
  statement_begin_ = farthest_ = behind_previous_ = at;
  last_string = {};
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
      !clauses_.empty() && clauses_.back().clause == Phrase::kBecause &&
      std::string_view(token_end, static_cast<std::size_t>(begin - token_end)).find('\n') == std::string_view::npos;
  for (const BegunClause& begun : clauses_) {
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
    const bool excludes = clause != begun.clause && form->alike == other->alike;
    if (clause == begun.clause && !form->repeats) throw stopped(text::kClauseTwice, {word});
    if (excludes) throw stopped(text::kClausesExclude, {word, other_word});
    if (form->place < other->place) throw stopped(text::kClauseOrder, {word, other_word, order_of(forms, language_)});
  }
  clauses_.push_back({clause, range(begin, end)});
  terms_ = 0;
}

void Matching::count_term(const char* at) {
  if (++terms_ > limits::kConditionTerms) {
    stop(text::kOverLimit, at, at, {"A condition", std::to_string(limits::kConditionTerms), "terms"});
  }
}

void Matching::enter(const char* at) {
  nesting_.push_back(at);
  if (nesting_.size() > limits::kConditionDepth) {
    stop(text::kOverLimit, at, at + 1,
         {"A condition", std::to_string(limits::kConditionDepth), "parentheses and \"not\" within one another"});
  }
}

void Matching::count_part(std::string_view part, std::string_view what, std::size_t limit) {
  const char* const end = part.data() + part.size();
  if (part.size() > limit)
    stop(text::kOverLimit, part.data(), end, {std::string(what), std::to_string(limit), "bytes"});
  if (++parts_ > limits::kDeclarationParts) {
    stop(text::kOverLimit, part.data(), end,
         {"A declaration", std::to_string(limits::kDeclarationParts), "names, numbers and strings"});
  }
}

}  // namespace licet::grammar
