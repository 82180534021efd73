#pragma once
// What `--format json` prints: an object a line.

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

namespace licet::tests {

inline std::vector<nlohmann::json> lines(const std::string& text) {
  std::vector<nlohmann::json> objects;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) objects.push_back(nlohmann::json::parse(line));
  return objects;
}

}  // namespace licet::tests
