#pragma once
// A diagnostic before it is put into words: a code, places, and the names that its sentence needs.
//
// Stages that read policy text produce findings; grammar/messages.h turns them into sentences in the language of
// the file. Thread rule: values.

#include <cstdint>
#include <engine/base/source.h>
#include <string>
#include <vector>

namespace licet {

/// The number behind `L` in a diagnostic's code. The tables in grammar/messages_*.cc name every one.
enum class Code : std::uint16_t {};

struct FindingNote {
  SourceRange range;
  Code code{};  ///< the note's sentence, from the same tables
  std::vector<std::string> arguments;
};

struct Finding {
  Code code{};
  SourceRange range;
  std::vector<std::string> arguments;  ///< fill {0}, {1} … of the sentence and of the help
  std::string nearest;                 ///< a name or word that may have been meant; empty if none is near
  std::vector<FindingNote> notes;
  Severity severity = Severity::kError;
};

using Findings = std::vector<Finding>;

}  // namespace licet
