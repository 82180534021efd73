#pragma once
// Whether a text can name a customer, a device or a recipient. Pure function. Source: language.md section 11.

#include <licet/input_error.h>
#include <optional>
#include <string_view>

namespace licet::exchange {

/// 1 to 256 bytes of well-formed UTF-8; else what is wrong, at `field`.
std::optional<InputError> check_holder_key(std::string_view field, std::string_view key);

}  // namespace licet::exchange
