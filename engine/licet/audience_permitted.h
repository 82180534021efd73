#pragma once
// What a PermittedCustomers is made of. Private to engine/licet. Thread rule: values.

#include <cstdint>
#include <cstring>
#include <licet/audience.h>
#include <memory>
#include <string_view>
#include <vector>

namespace licet {

/// The beginning of an identifier, so that most comparisons need no more of it.
inline std::uint64_t first_bytes(std::string_view id) {
  std::uint64_t first = 0;
  for (std::size_t i = 0; i < sizeof first; ++i) {
    first = first << 8U | (i < id.size() ? static_cast<unsigned char>(id[i]) : 0U);
  }
  return first;
}

struct KeptCustomer {
  std::uint64_t first = 0;  ///< first_bytes()
  const char* id = nullptr;
  std::uint32_t bytes = 0;
  std::uint32_t group = 0;
  Instant until;

  std::string_view name() const { return {id, bytes}; }
  friend bool operator<(const KeptCustomer& a, const KeptCustomer& b) {
    return a.first != b.first ? a.first < b.first : a.name() < b.name();
  }
};
static_assert(sizeof(KeptCustomer) == 32);

struct PermittedCustomers::Kept {
  std::vector<std::unique_ptr<char[]>> blocks;  ///< of identifiers
  std::vector<KeptCustomer> customers;
};

}  // namespace licet
