#pragma once
// How a call ends. Source: language.md section 13.

namespace licet::tool {

enum class ExitStatus : int {
  kDone = 0,
  kFindings = 1,  ///< done, and there are findings: errors of a policy, failed scenarios, a broken record
  kUnusable = 2,  ///< wrong use or unusable input
};

/// The worse of two.
constexpr ExitStatus worse(ExitStatus a, ExitStatus b) { return a < b ? b : a; }

}  // namespace licet::tool
