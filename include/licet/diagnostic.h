#pragma once
// What is wrong with a policy text, for the person who wrote it.
//
// Thread rule: values. Source: architecture.md, Errors. Every code has an entry in docs/diagnostics.md with an
// example that is a test.

#include <cstdint>
#include <string>
#include <vector>

namespace licet {

enum class Severity : std::uint8_t { kError, kWarning };

/// The language that a message is written in; that of the file's keywords.
enum class Language : std::uint8_t { kEnglish, kGerman };

/// A place in a file. Line and column count from 1, in code points; `length` is the number of code points that
/// are marked, at least 1, and never beyond the end of `line_text`'s line (plus one for "here something is missing").
struct Place {
  std::string path;
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  std::uint32_t length = 1;
  std::string
      line_text;  ///< the line without its end, tabs as they stand; of a very long one the part around the place
  std::uint32_t text_column = 1;  ///< the column of the first code point of `line_text`; 1 unless shortened

  friend bool operator==(const Place&, const Place&) = default;
};

/// A further place that explains the diagnostic, such as where a name was declared first.
struct Note {
  Place place;
  std::string message;
};

struct Diagnostic {
  std::string code;  ///< "L012"
  Severity severity = Severity::kError;
  Place place;
  std::string message;      ///< what is wrong, in words of the law or the language
  std::string help;         ///< what to do; empty if there is nothing to add
  std::vector<Note> notes;  ///< in the order in which they should be read
};

}  // namespace licet
