#include <algorithm>
#include <grammar/lost_names.h>

namespace licet::grammar {

bool LostNames::may_declare(Phrase kind, std::string_view name) const {
  const std::string text(name);
  return anything || kinds[static_cast<std::size_t>(kind)] || names.contains({kind, text}) ||
         names_of_any_kind.contains(text);
}

bool LostNames::may_declare(Phrase kind) const {
  return anything || kinds[static_cast<std::size_t>(kind)] || !names_of_any_kind.empty() ||
         std::any_of(names.begin(), names.end(), [&](const auto& name) { return name.first == kind; });
}

void LostNames::add(const LostNames& others) {
  names.insert(others.names.begin(), others.names.end());
  names_of_any_kind.insert(others.names_of_any_kind.begin(), others.names_of_any_kind.end());
  for (std::size_t i = 0; i < kinds.size(); ++i) kinds[i] = kinds[i] || others.kinds[i];
  anything = anything || others.anything;
}

}  // namespace licet::grammar
