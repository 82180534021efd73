#pragma once
// The policy set and the store that a question is asked of: `--policy PATH`, or `--policy-at TIME` with the set that
// the store's archive says was in use then.
//
// Thread rule: one thread. Source: language.md section 13.

#include <CLI/CLI.hpp>
#include <licet/policy.h>
#include <licet/store.h>
#include <optional>
#include <string>
#include <tools/licet/output.h>
#include <tools/licet/store_argument.h>

namespace licet::tool {

struct PolicyOptions {
  std::string path;
  std::optional<std::string> at;  ///< a time with its offset: the time zone stands in the set sought

  /// Adds both; one of them must be given, which open_policy_and_store() sees to.
  void add_to(CLI::App& app);
};

struct PolicyAndStore {
  PolicySet policy;
  Store store;
};

/// Loads the one and opens the other, whichever tells which; `output` must outlive the store. Says on standard error
/// what is wrong, and then gives none.
std::optional<PolicyAndStore> open_policy_and_store(Output& output, const PolicyOptions& policy,
                                                    const StoreOptions& store, Access access);

}  // namespace licet::tool
