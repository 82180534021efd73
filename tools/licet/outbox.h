#pragma once
// The options of `licet due` by which other systems work off what they have to carry out.
//
// Thread rule: one thread. Description: docs/outbox.md.

#include <CLI/CLI.hpp>
#include <cstddef>
#include <cstdint>
#include <licet/diagnostic.h>
#include <licet/instant.h>
#include <licet/policy.h>
#include <licet/store.h>
#include <optional>
#include <string>
#include <tools/licet/exit_status.h>
#include <tools/licet/output.h>
#include <tools/licet/store_argument.h>
#include <vector>

namespace licet::tool {

struct OutboxOptions {
  std::optional<std::string> add;
  std::optional<std::string> remove;
  std::optional<std::string> release;
  std::optional<std::string> claim;
  std::vector<std::string> confirm;  ///< receiver and file
  bool dry_run = false;
  std::size_t limit = ClaimRequest().most;
  std::int64_t minutes = ClaimRequest().lease.count();
  std::size_t sample = OutboxRequest().sample;

  void add_to(CLI::App& app);
  /// Is it about the outbox at all?
  bool asked() const { return changes() || dry_run; }
  /// Does it record something?
  bool changes() const { return add || remove || release || (claim && !dry_run) || !confirm.empty(); }
};

/// `at` is that of `--at`; `languages` those in which what is due says why.
ExitStatus work_outbox(Output& output, const StoreOptions& store, const PolicySet& policy, const OutboxOptions& options,
                       std::optional<Instant> at, const std::vector<Language>& languages);

}  // namespace licet::tool
