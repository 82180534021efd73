#pragma once
// Policy text → syntax tree, with as many findings as the text has mistakes.
//
// The only door to the PEGTL grammar. Thread rule: calls are independent.
// Limits, each with a finding of its own: limits::kPolicyFileBytes, kFileDeclarations, kDeclarationParts, kNameBytes,
// kStringBytes, kConditionDepth, kConditionTerms, kDurationAmount; reading stops after limits::kTextFindings.

#include <engine/base/finding.h>
#include <engine/base/source.h>
#include <grammar/lost_names.h>
#include <grammar/syntax_tree.h>
#include <string_view>

namespace licet::grammar {

/// What could be read. A statement with a mistake is left out of the tree and the reading goes on with the next one, so
/// that `findings` holds a mistake each; a file whose header cannot be read still yields its declarations.
struct Parsed {
  syntax::File file;
  Findings findings;
  LostNames lost;  ///< what was left out
};

/// Reads one file. `source` is what ranges will say. Never throws; time is proportional to the text.
Parsed parse(SourceId source, std::string_view text);

/// Only the header; what is wrong with it parse() tells. Time is that of looking at each byte once.
syntax::Header parse_header(std::string_view text);

/// Is this word reserved in files of this language, so that it can never be a name? Case does not count.
bool is_reserved(std::string_view word, Language language);

}  // namespace licet::grammar
