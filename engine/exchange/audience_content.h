#pragma once
// What the record of an audience holds, as JSON: one request that was decided for all customers.
//
// Thread rule: pure functions. Format: docs/record_format.md, "Audience".

#include <array>
#include <cstdint>
#include <engine/base/digest.h>
#include <licet/audience.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace licet::exchange {

struct AudienceContent {
  Instant recorded;
  std::array<std::uint8_t, 16> run{};  ///< of the file of outcomes
  std::uint64_t customers = 0;
  Digest root{};
  std::uint64_t basis = 0;
  std::string engine;  ///< version
  std::string zone;    ///< 64 hexadecimal digits
  bool until_known = true;
  Request request;                    ///< with `at`
  std::vector<AudienceGroup> groups;  ///< outcomes name them by their places
  PolicyStamp policy;                 ///< as answers state it; the reader passes it over
};

std::string write_audience_content(const AudienceContent& content);
/// None if it is not what the writer makes.
std::optional<AudienceContent> read_audience_content(std::string_view json);

}  // namespace licet::exchange
