#pragma once
// What became of a scenario, printed.
//
// Thread rule: one thread. Source: language.md section 13, `licet test`.

#include <engine/base/source.h>
#include <engine/scenario/run.h>
#include <tools/licet/output.h>

namespace licet::tool {

/// For people: a line with `ok` or `FAILED`, its place and title, and for each failure its place, the source line, what
/// was expected, what was found and why. As JSON one object: `scenario`, `path`, `line`, `passed`, `expectations`,
/// `failures` (each `path`, `line`, `column`, `expected`, `found`, `why`).
void print_scenario(Output& output, const SourceFiles& sources, const scenario::ScenarioResult& result);

}  // namespace licet::tool
