#pragma once
// Damage to a bundle, at random but always the same for the same seed.

#include <cstdint>
#include <random>
#include <string>
#include <tests/vectors/bundles/tool/sample_bundle.h>
#include <vector>

namespace licet::vectors {

class RandomDamage {
 public:
  explicit RandomDamage(std::uint64_t seed) : random_(seed) {}

  /// One of these bundles, damaged once or several times: in its bytes, with or without its Hash made right again, or
  /// in one of its parts, which are then joined as a bundle must be. Precondition: all are good.
  std::string damaged(const std::vector<std::string>& bundles);

 private:
  std::uint64_t below(std::uint64_t limit) { return random_() % limit; }
  void damage(std::string& bytes);
  /// In all proofs alike, so that the heads stay the same.
  void damage_heads(BundleParts& parts, RecordParts& first);
  std::string in_parts(const std::string& bundle);

  std::mt19937_64 random_;
};

}  // namespace licet::vectors
