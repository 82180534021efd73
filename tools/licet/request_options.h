#pragma once
// One request, given by options in place of JSON.
//
// Thread rule: one thread. Source: language.md sections 12 and 13.

#include <CLI/CLI.hpp>
#include <licet/policy.h>
#include <licet/request.h>
#include <optional>
#include <string>
#include <tools/licet/output.h>
#include <vector>

namespace licet::tool {

struct RequestOptions {
  std::optional<std::string> customer;
  std::optional<std::string> device;
  std::optional<std::string> action;
  std::optional<std::string> purpose;
  std::optional<std::string> channel;
  std::optional<std::string> recipient;
  std::vector<std::string> data;
  std::vector<std::string> facts;  ///< NAME=VALUE
  std::optional<std::string> at;
  std::optional<std::string> known;

  void add_to(CLI::App& app) { add_to(app, "One request, in place of FILE", "The time decided for; default: now"); }
  /// Under another heading; `at_is` says what `--at` is there.
  void add_to(CLI::App& app, const std::string& group, const std::string& at_is);

  /// Is any of them given?
  bool any() const;
};

/// The request; values of facts as their declared types want them. If an option is missing or cannot be read, says so
/// on standard error and gives none.
std::optional<Request> request_of(Output& output, const RequestOptions& options, const PolicySet& policy);
/// Likewise one of all customers, which names nobody. asks_all() says whether what it needs is given, beforehand.
bool asks_all(Output& output, const RequestOptions& options);
std::optional<Request> request_of_all(Output& output, const RequestOptions& options, const PolicySet& policy);

}  // namespace licet::tool
