#pragma once
// A folder with files, gone with the object.

#include <filesystem>
#include <string>
#include <string_view>

namespace licet::tests {

class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const std::filesystem::path& path() const { return path_; }

  /// Writes a file, with the folders that it needs.
  void write(const std::string& file, std::string_view text) const;

 private:
  std::filesystem::path path_;
};

}  // namespace licet::tests
