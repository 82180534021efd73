#pragma once
// What of a person stands in the files of a store, byte by byte.

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace licet::crash {

/// The person's key as it is wrapped in `keys`, by the number of one of the person's records. A failure of the test if
/// there is none. This process must not have the store open.
std::string wrapped_key_of(const std::filesystem::path& directory, std::uint64_t record);

/// Which of the secrets stand in which files, free pages and slack included.
std::vector<std::string> places_of(const std::filesystem::path& directory, const std::set<std::string>& secrets);

}  // namespace licet::crash
