#pragma once
// Which files a path means, and their bytes.
//
// Thread rule: calls are independent.

#include <filesystem>
#include <licet/result.h>
#include <optional>
#include <string>
#include <vector>

namespace licet::check {

/// Where the files of a set stand. `files` are relative to `root`, with `/`, in byte order.
struct SetFiles {
  std::filesystem::path root;
  std::vector<std::string> files;
};

/// Every *.licet below a directory, or one file. kNotFound if there is none, kNotReadable if the system refuses.
Result<SetFiles> list_set_files(const std::filesystem::path& path);

/// The bytes of a file, at most `most` and one more, so that a longer one shows. None if it is no file or cannot be
/// read.
std::optional<std::string> read_bytes(const std::filesystem::path& path, std::size_t most);

/// One spelling for all paths of the same file; empty if there is no such file.
std::string identity_of(const std::filesystem::path& path);

}  // namespace licet::check
