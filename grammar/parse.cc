#include <algorithm>
#include <engine/base/nearest_name.h>
#include <grammar/building.h>
#include <grammar/citation_check.h>
#include <grammar/codes_of_text.h>
#include <grammar/failure.h>
#include <grammar/match.h>
#include <grammar/parse.h>
#include <grammar/recovery.h>
#include <grammar/text_check.h>
#include <iterator>
#include <licet/limits.h>
#include <utility>

namespace licet::grammar {
namespace {

class Parser {
 public:
  Parser(SourceId source, std::string_view text, Language language)
      : text_(text),
        language_(language),
        matching_(source, text, language),
        search_(text, language),
        building_{source, text.data(), language, parsed_.findings} {
    parsed_.file.source = source;
    parsed_.file.language = language;
  }

  Parsed parse(std::size_t begin) && {
    std::size_t at = parse_header(begin);
    while (at < text_.size() && parsed_.findings.size() < limits::kTextFindings) {
      if (parsed_.file.declarations.size() == limits::kFileDeclarations) {
        report(text::kOverLimit, at, at).arguments = describe_limit(Limit::kDeclarations, language_);
        break;
      }
      at = parse_statement(at);
    }
    if (at < text_.size()) parsed_.lost.anything = true;
    merge_warnings();
    return std::move(parsed_);
  }

  syntax::Header parse_header_alone(std::size_t begin) && {
    parse_header(begin);
    return std::move(parsed_.file.header);
  }

 private:
  /// Returns where the next statement begins, as do the functions below.
  std::size_t parse_header(std::size_t at) {
    const std::string_view word = word_at(text_, at);
    if (statement_of(word, language_) != Phrase::kPolicy) {
      const std::size_t next = begins_statement_at(text_, at, language_) ? at : search_.next(at);
      lose_uses(at, next);
      Finding& finding = report(text::kNoHeader, at, at + word.size());
      const std::vector<std::string> headers{std::string(spelling(Phrase::kPolicy, language_))};
      const std::vector<std::string> near = nearest_names(word, headers, 1);
      if (!near.empty()) finding.nearest = near.front();
      return next;
    }
    return match_and_build(at, Phrase::kPolicy,
                           [&](const Node& tree) { parsed_.file.header = build_header(tree, building_); });
  }

  std::size_t parse_statement(std::size_t at) {
    const std::string_view word = word_at(text_, at);
    const Phrase statement = statement_of(word, language_).value_or(Phrase::kScenario);
    if (statement == Phrase::kPolicy) {
      report(text::kSecondHeader, at, at + word.size());
      const std::size_t next = match_and_build(at, statement, [](const Node& /*tree*/) {});
      lose_uses(at, next);
      return next;
    }
    return match_and_build(at, statement, [&](const Node& tree) {
      const std::size_t before = parsed_.findings.size();
      // No more than a name stands there, so that it may well be text: `because Art. 5(1)(b) purpose limitation`.
      const bool ends_citation = citation_ended_at_ == at && tree.children.size() == 2;
      syntax::Declaration declaration = build_declaration(tree, building_);
      if (parsed_.findings.size() == before) {
        parsed_.file.declarations.push_back(std::move(declaration));
        warn_of_citations(tree);
        if (ends_citation) warnings_.emplace_back(citation_ends_at(at)).severity = Severity::kWarning;
        return;
      }
      lose_name(statement, at + word.size());
      if (ends_citation) {
        parsed_.findings.resize(before);
        parsed_.findings.push_back(citation_ends_at(at));
      }
    });
  }

  template <class Build>
  std::size_t match_and_build(std::size_t at, Phrase statement, const Build& build) {
    try {
      matching_.begin_statement(statement, text_.data() + at);
      const Matched matched =
          statement == Phrase::kPolicy ? match_header(text_, at, matching_) : match_statement(text_, at, matching_);
      if (matched.tree != nullptr &&
          (matched.end == text_.size() || begins_statement_at(text_, matched.end, language_))) {
        build(*matched.tree);
        note_citation(*matched.tree, matched.end);
        return matched.end;
      }
      if (citation_ended_at_ == at) {
        return recover(at, citation_ends_at(at));
      }
      return recover(at, explain_failure(matching_));
    } catch (Stopped& stopped) {
      return recover(at, std::move(stopped.finding));
    }
  }

  /// A word that begins a statement also ends a citation, where it was perhaps not meant to: on the same line.
  void note_citation(const Node& tree, std::size_t end) {
    const auto behind = static_cast<std::size_t>(tree.end - text_.data());
    const Node& last = *tree.children.back();
    const bool ends_in_citation = last.kind == NodeKind::kClause && last.children.back()->kind == NodeKind::kCitation;
    if (ends_in_citation && text_.substr(behind, end - behind).find('\n') == std::string_view::npos) {
      citation_ended_at_ = end;
    }
  }

  void warn_of_citations(const Node& tree) {
    if (warnings_.size() >= limits::kTextFindings) return;
    Findings found = check_citations(tree, building_);
    std::move(found.begin(), found.end(), std::back_inserter(warnings_));
  }

  /// They were kept apart, because reading stops after so many mistakes, but never because of warnings.
  void merge_warnings() {
    if (warnings_.empty()) return;
    std::move(warnings_.begin(), warnings_.end(), std::back_inserter(parsed_.findings));
    std::stable_sort(parsed_.findings.begin(), parsed_.findings.end(),
                     [](const Finding& a, const Finding& b) { return a.range < b.range; });
  }

  std::size_t recover(std::size_t at, Finding finding) {
    const std::string_view word = word_at(text_, at);
    const std::size_t behind = std::max<std::size_t>(resumption(finding), at + word.size());
    const std::size_t next = search_.next(behind);
    lose(at, next, finding);
    parsed_.findings.push_back(std::move(finding));
    return next;
  }

  // --- what may have been declared where nothing could be read ---

  /// The name behind the word that begins a statement.
  void lose_name(Phrase statement, std::size_t behind_word) {
    if (statement == Phrase::kScenario || statement == Phrase::kPolicy) return;
    const std::string_view name = word_at(text_, skip_white_space(text_, behind_word));
    if (name.empty() || is_reserved_word(name, language_)) {
      parsed_.lost.kinds[static_cast<std::size_t>(statement)] = true;
    } else {
      parsed_.lost.names.emplace(statement, name);
    }
  }

  /// What a header uses declares anything.
  void lose_uses(std::size_t begin, std::size_t end) {
    if (text_.substr(begin, end - begin).find(spelling(Phrase::kUse, language_)) != std::string_view::npos) {
      parsed_.lost.anything = true;
    }
  }

  /// The statement at `at`, and what was to begin at the mistake, or at a line behind it.
  void lose(std::size_t at, std::size_t next, const Finding& finding) {
    const std::string_view word = word_at(text_, at);
    const Phrase statement = statement_of(word, language_).value_or(Phrase::kScenario);
    lose_name(statement, at + word.size());
    if (statement == Phrase::kPolicy) lose_uses(at, next);
    const bool is_ordinary = finding.code == text::kOrdinaryWord && finding.arguments.size() > 1;
    if (const auto meant = statement_of(is_ordinary ? finding.arguments[1] : finding.nearest, language_)) {
      lose_name(*meant, finding.range.end);
    }
    if (statement == Phrase::kScenario) return;
    std::size_t begin = at;
    for (std::size_t line = text_.find('\n', at); line < next; line = text_.find('\n', begin)) {
      begin = skip_white_space(text_, line);
      const std::string_view first = word_at(text_, begin);
      if (begin >= next || begin < finding.range.begin || first.empty() || is_reserved_word(first, language_)) continue;
      const std::string_view name = word_at(text_, skip_white_space(text_, begin + first.size()));
      if (!name.empty() && !is_reserved_word(name, language_)) parsed_.lost.names_of_any_kind.emplace(name);
    }
  }

  /// Where reading can go on: behind a string that is wrong; of one that does not end, or is in other quotation marks,
  /// behind its first line.
  std::size_t resumption(const Finding& finding) const {
    if (finding.code == text::kNounRepeated) return finding.range.end;
    if (finding.code == text::kOtherQuotationMark) return std::min(text_.find('\n', finding.range.begin), text_.size());
    const bool is_string = finding.code == text::kStringNotClosed || finding.code == text::kUnknownEscape ||
                           (finding.code == text::kOverLimit && begins_string(text_, finding.range.begin));
    if (!is_string) return finding.range.begin;
    const auto begin = static_cast<std::size_t>(matching_.last_string.data() - text_.data());
    const std::size_t length = finding.code == text::kUnknownEscape ? string_length(text_, begin) : 0;
    return length > 0 ? begin + length : std::min(text_.find('\n', begin), text_.size());
  }

  Finding citation_ends_at(std::size_t at) const {
    const std::string_view word = word_at(text_, at);
    const SourceRange range = building_.range(word.data(), word.data() + word.size());
    return Finding{text::kCitationEnds, range, {std::string(word)}, {}, {}};
  }

  Finding& report(Code code, std::size_t begin, std::size_t end) {
    return building_.report(code, building_.range(text_.data() + begin, text_.data() + end));
  }

  Parsed parsed_;
  std::string_view text_;
  Language language_;
  Matching matching_;
  StatementSearch search_;
  Building building_;
  Findings warnings_;
  std::size_t citation_ended_at_ = std::string_view::npos;
};

/// The text as it can be read, where its first word stands, and the language that this word chooses.
struct Beginning {
  std::string_view text;
  std::size_t at = 0;
  Language language = Language::kEnglish;
};

Beginning beginning_of(const TextCheck& check, std::string_view text) {
  Beginning beginning{check.malformed ? std::string_view(check.mended) : text};
  beginning.at = skip_white_space(beginning.text, check.begin);
  beginning.language = language_of(word_at(beginning.text, beginning.at)).value_or(Language::kEnglish);
  return beginning;
}

}  // namespace

Parsed parse(SourceId source, std::string_view text) {
  const TextCheck check = check_text(source, text);
  Parsed parsed;
  parsed.file.source = source;
  parsed.lost.anything = !check.readable;
  if (check.readable) {
    const Beginning beginning = beginning_of(check, text);
    parsed = Parser(source, beginning.text, beginning.language).parse(beginning.at);
    if (check.malformed) {
      parsed.findings.clear();
      parsed.lost.anything = true;
    }
  }
  parsed.findings.insert(parsed.findings.begin(), check.findings.begin(), check.findings.end());
  return parsed;
}

syntax::Header parse_header(std::string_view text) {
  const TextCheck check = check_text(SourceId{}, text);
  if (!check.readable) return {};
  const Beginning beginning = beginning_of(check, text);
  return Parser(SourceId{}, beginning.text, beginning.language).parse_header_alone(beginning.at);
}

bool is_reserved(std::string_view word, Language language) { return is_reserved_word(word, language); }

}  // namespace licet::grammar
