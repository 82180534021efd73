#pragma once
// Diagnostics of policy texts as JSON, one object a line.
//
// Thread rule: pure functions.

#include <licet/diagnostic.h>
#include <string>

namespace licet::exchange {

/// One line without its end: code, severity, path, line, column, message, help (null if there is none), and notes, each
/// with path, line, column and message. Lines and columns count from 1, in code points.
std::string write_diagnostic(const Diagnostic& diagnostic);

}  // namespace licet::exchange
