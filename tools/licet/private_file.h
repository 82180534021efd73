#pragma once
// Files with personal data, which only their owner may read.
//
// Thread rule: one thread.

#include <string>
#include <string_view>

namespace licet::tool {

/// Writes the file, in place of one that is there. Gives why it cannot be written, or nothing.
std::string write_private_file(const std::string& path, std::string_view bytes);

}  // namespace licet::tool
