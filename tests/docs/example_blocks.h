#pragma once
// The examples that documents show: blocks fenced as ```licet, each a whole policy file.
//
// Thread rule: pure functions of the files.

#include <iosfwd>
#include <string>
#include <vector>

namespace licet::docs {

struct ExampleBlock {
  std::string document;  ///< path relative to the project
  int line = 0;          ///< of the fence, from 1
  std::string text;
};

/// `docs/language.md:28`
std::ostream& operator<<(std::ostream& out, const ExampleBlock& block);

/// The blocks of README.md, of docs/ and of policies/, in order. docs/diagnostics.md is left out: its examples are
/// wrong on purpose, and have a test of their own.
std::vector<ExampleBlock> example_blocks();

}  // namespace licet::docs
