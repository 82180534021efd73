#pragma once
// What `licet-verify` was called with.
//
// Thread rule: values. Errors are sentences for whoever called it.

#include <engine/record/note_key.h>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace licet::verifier {

struct Arguments {
  std::vector<record::NoteKey> keys;  ///< each once
  std::vector<std::string> bundles;   ///< paths
  std::string log;                    ///< a directory with an exported log; empty: bundles are checked
  bool json = false;
  bool show = false;  ///< request and answer
  bool help = false;
  bool version = false;
};

/// `words` are those after the program's name.
tl::expected<Arguments, std::string> read_arguments(const std::vector<std::string>& words);

/// What `--help` prints.
extern const char* const kHelp;

}  // namespace licet::verifier
