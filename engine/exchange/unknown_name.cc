#include <engine/base/nearest_name.h>
#include <engine/exchange/unknown_name.h>
#include <fmt/format.h>
#include <licet/limits.h>

namespace licet::exchange {

std::vector<std::string> nearest_to(std::string_view word, const std::vector<std::string>& candidates) {
  if (word.size() > limits::kNameBytes) return {};
  return nearest_names(word, candidates);
}

InputError unknown_name(std::string_view field, std::string_view kind, std::string_view name,
                        const std::vector<std::string>& candidates) {
  return {std::string(field), fmt::format("The policy set declares no {} of this name.", kind),
          nearest_to(name, candidates)};
}

}  // namespace licet::exchange
