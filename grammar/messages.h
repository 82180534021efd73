#pragma once
// Findings → diagnostics: the sentences that a lawyer reads, from tables by language.
//
// Every code has one row: the cause, in words of the law or the language, and the help, what to do. `{0}`, `{1}` …
// stand for the finding's arguments. Codes 1 to 99: text and grammar (messages_text.cc); 100 to 299: names, types and
// meaning (messages_meaning.cc). Thread rule: pure functions of constant tables.

#include <engine/base/finding.h>
#include <licet/diagnostic.h>
#include <span>
#include <string_view>

namespace licet::grammar {

struct Message {
  Code code{};
  std::string_view cause;
  std::string_view help;            ///< may be empty
  std::string_view otherwise = {};  ///< the help behind "Did you mean …?"; empty if it is the same there
};

/// The rows of a language, by code. English has every code.
std::span<const Message> messages_of_text(Language language);
std::span<const Message> messages_of_meaning(Language language);

/// The row for a code: in the language, or else in English.
const Message& message(Code code, Language language);

/// "L012".
std::string code_name(Code code);

/// Puts a finding into words. `sources` holds the files its ranges refer to.
Diagnostic describe(const Finding& finding, const SourceFiles& sources, Language language);

}  // namespace licet::grammar
