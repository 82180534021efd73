#pragma once
// The table of vectors: bundles that are good, and for each check several that fail just there.

#include <string>
#include <vector>

namespace licet::vectors {

struct Vector {
  std::string name;
  std::string verdict;            ///< `good`, or the check that fails
  std::vector<std::string> keys;  ///< verifier keys that the verifier is given
  std::string bytes;
};

std::vector<Vector> all_vectors();

// In files of their own:
void add_good(std::vector<Vector>& all);
void add_damaged_containers(std::vector<Vector>& all);
void add_wrong_contents(std::vector<Vector>& all);
void add_wrong_heads(std::vector<Vector>& all);
void add_wrong_proofs(std::vector<Vector>& all);

}  // namespace licet::vectors
