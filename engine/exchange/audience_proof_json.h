#pragma once
// The proof of one outcome of an audience as one line of JSON.
//
// Thread rule: pure functions. Form: docs/audience.md, "Proving one outcome".

#include <cstdint>
#include <engine/base/digest.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace licet::exchange {

struct AudienceProof {
  std::string customer;
  std::string outcome;  ///< bytes
  std::string salt;     ///< likewise
  std::uint64_t index = 0;
  std::vector<Digest> path;
  std::string leaf;     ///< of the record; bytes
  std::string payload;  ///< its plain payload; bytes
  std::string receipt;  ///< of the leaf: a C2SP tlog-proof
};

std::string write_audience_proof(const AudienceProof& proof);
/// None if it is not what the writer makes.
std::optional<AudienceProof> read_audience_proof(std::string_view json);

}  // namespace licet::exchange
