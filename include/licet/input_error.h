#pragma once
// Why an event or a request cannot be used: never a decision, always the field by its name.
//
// Thread rule: values. Source: language.md sections 11 and 12.

#include <string>
#include <vector>

namespace licet {

/// `field` is the field's name as the sender knows it, `facts.NAME` for a fact of the request, and empty for a
/// line that is no JSON object. `message` never repeats a value that could be personal; names of the policy may
/// stand in it. `nearest` holds names the sender may have meant, nearest first, at most three.
struct InputError {
  std::string field;
  std::string message;
  std::vector<std::string> nearest;

  friend bool operator==(const InputError&, const InputError&) = default;
};

}  // namespace licet
