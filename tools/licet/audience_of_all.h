#pragma once
// `licet audience` of all customers: who is permitted on standard output, why the others are not on standard error.
//
// Thread rule: one thread. Forms: docs/audience.md.

#include <cstdint>
#include <optional>
#include <string>
#include <tools/licet/output.h>
#include <tools/licet/policy_in_use.h>
#include <tools/licet/request_options.h>
#include <tools/licet/store_argument.h>

namespace licet::tool {

struct AudienceArguments {
  StoreOptions store;
  PolicyOptions policy;
  RequestOptions request;
  std::string file;
  bool denied = false;
  bool no_record = false;
  bool no_until = false;
  std::string summary;
  std::optional<std::uint64_t> told;    ///< the audience whose outcome is told
  std::optional<std::uint64_t> proven;  ///< likewise, proven
  std::string proof;                    ///< a file, to be checked
  std::string key;
  std::string format = "text";
  OutputOptions output;
};

ExitStatus permitted_of_all(Output& output, const AudienceArguments& arguments);

/// What a recorded audience decided for one customer; likewise its proof.
ExitStatus told_outcome(Output& output, const AudienceArguments& arguments);
ExitStatus proven_outcome(Output& output, const AudienceArguments& arguments);
/// Says what a proof shows, or that it shows nothing.
ExitStatus checked_outcome(Output& output, const AudienceArguments& arguments);

}  // namespace licet::tool
