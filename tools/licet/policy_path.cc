#include <algorithm>
#include <iostream>
#include <licet/limits.h>
#include <tools/licet/policy_path.h>

namespace licet::tool {
namespace {

constexpr std::size_t kReadStep = std::size_t{1} << 16U;
constexpr const char* kNameOfStandardInput = "standard input";

/// What a policy file may have, and one byte more, so that a longer one shows.
std::string read_standard_input() {
  std::string text;
  while (std::cin && text.size() <= limits::kPolicyFileBytes) {
    const std::size_t before = text.size();
    text.resize(before + std::min(kReadStep, limits::kPolicyFileBytes + 1 - before));
    std::cin.read(text.data() + before, static_cast<std::streamsize>(text.size() - before));
    text.resize(before + static_cast<std::size_t>(std::cin.gcount()));
  }
  return text;
}

}  // namespace

Result<decide::ReadySet> load_policy_path(const std::string& path) {
  if (path != kStandardInput) return decide::load_ready_set(path);
  return decide::make_ready(check::load_policy_text(read_standard_input(), kNameOfStandardInput));
}

std::string name_of_path(const std::string& path) { return path == kStandardInput ? kNameOfStandardInput : path; }

}  // namespace licet::tool
