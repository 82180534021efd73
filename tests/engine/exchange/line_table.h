#pragma once
// Tables of input and output as files in tests/cases: line for line.

#include <fstream>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace licet::test {

inline std::vector<std::string> lines_of(const std::string& name) {
  std::ifstream file(std::string(LICET_SOURCE_DIR) + "/tests/cases/" + name);
  EXPECT_TRUE(file.is_open()) << name;
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

}  // namespace licet::test
