#pragma once
// The options `--store`, `--master-key`, `--signing-key`, `--sign-every`, `--events` and `--log`: where the events are
// that a question is decided on.
//
// Thread rule: one thread. Source: language.md section 13.

#include <CLI/CLI.hpp>
#include <chrono>
#include <licet/policy.h>
#include <licet/signed_heads.h>
#include <licet/store.h>
#include <optional>
#include <string>
#include <tools/licet/exit_status.h>
#include <tools/licet/operator_log.h>
#include <tools/licet/output.h>

namespace licet::tool {

struct StoreOptions {
  std::string store;        ///< a directory
  std::string master_key;   ///< a file; empty: in the store's directory
  std::string signing_key;  ///< a file; empty: in the store's directory
  std::string events;       ///< a file of JSON Lines, read into memory
  std::chrono::seconds sign_every = OpenOptions().sign_every;
  LogLevel log = LogLevel::kWarning;

  void add_to(CLI::App& app);
  /// Only `--master-key`, `--signing-key` and `--log`, for who opens a store but reads no events into memory.
  void add_opening_to(CLI::App& app);
  /// `--sign-every`, for who writes a store as long as there is input.
  void add_signing_to(CLI::App& app);
};

/// Opens what the options name; exactly one must be given. Of an events file every line must be usable: a decision on
/// some of the facts would be wrong. Says on standard error what is wrong, and then gives none.
std::optional<Store> open_store(Output& output, const StoreOptions& options, Access access, const PolicySet& policy);

/// Opens the directory that `--store` names, whatever `--events` says, and tells the operator what happens to it:
/// `output` must outlive the store. Says on standard error what is wrong, and then
/// gives none.
std::optional<Store> open_directory(Output& output, const StoreOptions& options, Access access);

/// Closes a store that was written, and tells the operator. What was acknowledged is durable however it ends; kFindings
/// if it does not end as it should: the head was not signed, or the index not written.
ExitStatus close_store(Store& store, OperatorLog& log);

/// Adds `--master-key FILE`.
void add_master_key_option(CLI::App& app, std::string& path);

/// Adds `--signing-key FILE`.
void add_signing_key_option(CLI::App& app, std::string& path);

/// Adds `--store DIR`, which must be given, `--master-key` and `--signing-key`, for who works on a store as a whole.
void add_place_options(CLI::App& app, StorePlace& place);

}  // namespace licet::tool
