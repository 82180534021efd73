#pragma once
// The options `--explain` and `--language`, and an explanation for people.
//
// Source: language.md sections 12 and 13.

#include <CLI/CLI.hpp>
#include <licet/explanation.h>
#include <licet/policy.h>
#include <string>
#include <tools/licet/output.h>
#include <vector>

namespace licet::tool {

struct ExplanationOptions {
  bool explain = false;
  std::vector<std::string> languages;  ///< `english`, `german`; without --language: English

  void add_to(CLI::App& app);
  /// Only `--language`, where there is an explanation anyway.
  CLI::Option* add_language_to(CLI::App& app);

  /// Each language asked for once, in that order; English if none is.
  std::vector<Language> chosen() const;
  /// The sentences in every language asked for; empty without --explain.
  std::vector<Sentences> sentences(const Explanation& explanation, const PolicySet& policy) const;
};

/// The sentences as wrapped paragraphs, the summary first; for each language a heading if there are several. Ends with
/// a line end.
std::string explanation_text(const std::vector<Sentences>& sentences, const Style& style);

}  // namespace licet::tool
