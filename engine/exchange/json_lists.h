#pragma once
// Lists in JSON objects. Private to engine/exchange. Thread rule: pure functions.

#include <engine/exchange/json_write.h>
#include <string>
#include <string_view>
#include <vector>

namespace licet::exchange {

/// A list of objects, each written by `write` to `line`, to which `out` writes.
template <class List, class Write>
void write_list(std::string& line, ObjectWriter& out, std::string_view name, const List& list, const Write& write) {
  out.name(name);
  line += '[';
  bool first = true;
  for (const auto& item : list) {
    if (!first) line += ',';
    first = false;
    write(line, item);
  }
  line += ']';
}

inline void texts_if_any(ObjectWriter& out, std::string_view name, const std::vector<std::string>& values) {
  if (!values.empty()) out.texts(name, values);
}

}  // namespace licet::exchange
