#pragma once
// In which fields two JSON texts differ. Pure functions.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace licet::exchange {

/// A field by its path, such as `categories[0].rule`; its values as JSON, empty where it is missing.
struct JsonDifference {
  std::string field;
  std::string before;
  std::string after;

  friend bool operator==(const JsonDifference&, const JsonDifference&) = default;
};

/// In order of the fields of `before`, then those only in `after`; at most `most`. In a list that became longer or
/// shorter the items between those at both ends that are the same differ. A text that is no JSON object
/// differs as a whole, with an empty path. Neither text need be trusted. Objects and lists may lie deeper within one
/// another than in what is sent.
std::vector<JsonDifference> json_differences(std::string_view before, std::string_view after, std::size_t most);

}  // namespace licet::exchange
