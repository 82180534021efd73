#pragma once
// Words of the language that stand where names stand: days, yes and no, none. Case does not count.
//
// Pure functions. Source: language.md sections 6 and 10.

#include <engine/check/model.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace licet::check {

std::optional<model::Weekday> weekday(std::string_view word);
std::vector<std::string> weekday_names();

/// `yes` or `no`.
std::optional<bool> yes_or_no(std::string_view word);

/// `none`, in `expect duties` and `expect levels`.
bool is_none(std::string_view word);

/// `any`, which no data category may be called.
bool is_any(std::string_view word);

}  // namespace licet::check
