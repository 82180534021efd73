#pragma once
// Timelines as JSON. The form is described in docs/timeline.md.
//
// Thread rule: pure functions. Source: language.md section 13.

#include <licet/explanation.h>
#include <licet/timeline.h>
#include <span>
#include <string>
#include <vector>

namespace licet::exchange {

/// One object on one line, without its end. `sentences[i]`, where there is one, are those of the explanation of span i.
std::string write_timeline(const Timeline& timeline, std::span<const std::vector<Sentences>> sentences);

}  // namespace licet::exchange
