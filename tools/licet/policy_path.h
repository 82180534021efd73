#pragma once
// A PATH of `licet check` or `licet test`: a directory, a file, or `-` for one policy file on standard input.

#include <engine/decide/ready_set.h>
#include <string>

namespace licet::tool {

inline constexpr const char* kStandardInput = "-";
inline constexpr const char* kPolicyPaths =
    "A directory with *.licet files, one file, or - (standard input); each is a set of its own";

/// Fails as check::load_policy_set does. What a policy on standard input uses is sought from the current directory.
Result<decide::ReadySet> load_policy_path(const std::string& path);

/// How the set is called in messages.
std::string name_of_path(const std::string& path);

}  // namespace licet::tool
