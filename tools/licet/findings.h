#pragma once
// What is wrong with a policy set, printed.
//
// Thread rule: one thread. Source: architecture.md, Errors.

#include <cstddef>
#include <licet/diagnostic.h>
#include <string>
#include <tools/licet/output.h>
#include <vector>

namespace licet::tool {

/// As results: for people with the source line and a mark, or one JSON object a line. `errors` is how many there are in
/// all; what is not among `diagnostics` is counted in a last line of the text.
void print_findings(Output& output, const std::vector<Diagnostic>& diagnostics, std::size_t errors);

/// As messages, for people.
void report_findings(Output& output, const std::vector<Diagnostic>& diagnostics, std::size_t errors);

/// "3 errors in 2 files".
std::string findings_summary(const std::vector<Diagnostic>& diagnostics, std::size_t errors);

}  // namespace licet::tool
