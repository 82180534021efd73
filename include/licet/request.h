#pragma once
// A question to the engine: may this be done, for this customer, at this moment?
//
// Thread rule: values. Source: language.md section 12.

#include <licet/event.h>
#include <licet/instant.h>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace licet {

/// One request, by names of the policy set. At least one of `customer` and `device` is set; a category that is
/// named twice counts once.
struct Request {
  std::optional<std::string> customer;
  std::optional<std::string> device;
  std::string action;
  std::string purpose;
  std::optional<std::string> channel;
  std::optional<std::string> recipient;
  std::vector<std::string> data;
  std::map<std::string, RawValue> facts;  ///< values of the facts `of request`
  std::optional<Instant> at;              ///< the time decided for; absent: now. May lie ahead
  std::optional<Instant> known;           ///< only what was recorded until then; absent: everything

  friend bool operator==(const Request&, const Request&) = default;
};

}  // namespace licet
