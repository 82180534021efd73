#pragma once
// Files with personal data, which only their owner may read.
//
// Thread rule: one thread.

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace licet::tool {

/// A file that is open before it is known what will be written, so that a path that cannot be is told in time. What was
/// there stays until write(); one that was not is removed if nothing is written.
class PrivateFile {
 public:
  /// Or why it cannot be written.
  static tl::expected<PrivateFile, std::string> open(const std::string& path);
  PrivateFile(PrivateFile&& other) noexcept;
  PrivateFile& operator=(PrivateFile&&) = delete;
  ~PrivateFile();

  /// Once. Gives why it cannot be written, or nothing.
  std::string write(std::string_view bytes);

 private:
  PrivateFile(std::string path, int file, bool is_new) : path_(std::move(path)), file_(file), is_new_(is_new) {}

  std::string path_;
  int file_;
  bool is_new_;
};

/// Writes the file, in place of one that is there. Gives why it cannot be written, or nothing.
std::string write_private_file(const std::string& path, std::string_view bytes);

}  // namespace licet::tool
