#pragma once
// The options `--store` and `--events`: where the events are that a question is decided on.
//
// Thread rule: one thread. Source: language.md section 13.

#include <CLI/CLI.hpp>
#include <licet/policy.h>
#include <licet/store.h>
#include <optional>
#include <string>
#include <tools/licet/output.h>

namespace licet::tool {

struct StoreOptions {
  std::string store;   ///< a directory
  std::string events;  ///< a file of JSON Lines, read into memory

  void add_to(CLI::App& app);
};

/// Opens what the options name; exactly one must be given. Of an events file every line must be usable: a decision on
/// some of the facts would be wrong. Says on standard error what is wrong, and then gives none.
std::optional<Store> open_store(Output& output, const StoreOptions& options, Access access, const PolicySet& policy);

}  // namespace licet::tool
