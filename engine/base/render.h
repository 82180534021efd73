#pragma once
// A diagnostic as text for people, as compilers show it:
//
//     shop.licet:12:7: error[L101]: there is no purpose newsleter
//        12 |   for newsleter
//           |       ^~~~~~~~~
//     shop.licet:3:9: note: the nearest name stands here
//         3 | purpose newsletter "Weekly newsletter"
//           |         ^~~~~~~~~~
//       help: did you mean newsletter?
//
// Pure function. What the policy text holds cannot steer a terminal: controls are shown as pictures. The marks stand
// right under tabs, wide and combining characters, as far as single code points tell. Source: architecture.md, Errors.

#include <licet/diagnostic.h>
#include <string>

namespace licet {

struct RenderOptions {
  bool colour = false;  ///< with ANSI escape sequences
};

/// Ends with a line end. A place without text is given by its first line alone.
std::string render(const Diagnostic& diagnostic, RenderOptions options = {});

}  // namespace licet
