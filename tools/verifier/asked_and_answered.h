#pragma once
// The request and the answer within the content of a recorded decision. Format: docs/record_format.md, "Content".
//
// Pure functions. What is found is the text as it stands; whether it is good JSON is not looked at.

#include <optional>
#include <string_view>

namespace licet::verifier {

struct AskedAndAnswered {
  std::string_view request;
  std::string_view answer;
};

/// None if the content is not laid out as a decision's. Refers to it.
std::optional<AskedAndAnswered> asked_and_answered(std::string_view content);

}  // namespace licet::verifier
