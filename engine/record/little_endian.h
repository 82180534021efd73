#pragma once
// Numbers as the formats have them: least significant byte first. Pure; no alignment is needed.

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace licet::record {

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "Numbers are copied as they stand in memory.");

template <class Number>
void append_number(std::string& out, Number number) {
  char bytes[sizeof(Number)];
  std::memcpy(bytes, &number, sizeof number);
  out.append(bytes, sizeof bytes);
}

/// Precondition: `place` + sizeof(Number) <= bytes.size().
template <class Number>
Number number_at(std::string_view bytes, std::size_t place) {
  Number number{};
  std::memcpy(&number, bytes.data() + place, sizeof number);
  return number;
}

template <class Number>
void put_number(std::string& bytes, std::size_t place, Number number) {
  std::memcpy(bytes.data() + place, &number, sizeof number);
}

}  // namespace licet::record
