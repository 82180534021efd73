#pragma once
// Versions of the library and of the policy language it reads.

namespace licet {

inline constexpr const char* kVersion = "0.1.0";
inline constexpr const char* kLanguageVersion = "1.1";

}  // namespace licet
