#include <tests/vectors/bundles/tool/vector_table.h>

namespace licet::vectors {

std::vector<Vector> all_vectors() {
  std::vector<Vector> all;
  add_good(all);
  add_damaged_containers(all);
  add_wrong_contents(all);
  add_wrong_heads(all);
  add_wrong_proofs(all);
  return all;
}

}  // namespace licet::vectors
