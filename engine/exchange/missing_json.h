#pragma once
// What is missing as JSON. The form is described in docs/missing.md.
//
// Thread rule: pure functions. Source: language.md section 13.

#include <licet/missing.h>
#include <span>
#include <string>
#include <string_view>

namespace licet::exchange {

/// `learn`, `inform`, `ask`, `confirm`.
std::string_view text_of(ActKind kind);
/// `customer`, `device`, `recipient`, `request`.
std::string_view text_of(ActHolder holder);
/// `objection`, `restriction`, `erasure_request`.
std::string_view text_of(ObstacleKind kind);

/// One object on one line, without its end. `sentences` in the languages asked for.
std::string write_missing(const Missing& missing, std::span<const Sentences> sentences);

}  // namespace licet::exchange
