#pragma once
// Fills the places of a phrase, such as `{moment}`. Private to this stage.
//
// Pure; allocates.

#include <string>
#include <string_view>

namespace licet::explain {

/// `add` appends what stands at a place, whose name it is given, to the text so far.
template <class Add>
std::string fill_places(std::string_view text, const Add& add) {
  std::string filled;
  while (true) {
    const std::size_t open = text.find('{');
    filled += text.substr(0, open);
    if (open == std::string_view::npos) return filled;
    const std::size_t close = text.find('}', open);
    add(text.substr(open + 1, close - open - 1), filled);
    text.remove_prefix(close + 1);
  }
}

}  // namespace licet::explain
