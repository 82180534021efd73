#include <fstream>
#include <gtest/gtest.h>
#include <tests/engine/check/folder.h>
#include <unistd.h>

namespace licet::tests {

Folder::Folder() {
  static int count = 0;
  path_ = std::filesystem::path(testing::TempDir()) /
          ("licet-check-" + std::to_string(getpid()) + "-" + std::to_string(++count));
  std::filesystem::remove_all(path_);
  std::filesystem::create_directories(path_);
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void Folder::write(const std::string& file, std::string_view text) const {
  std::filesystem::create_directories((path_ / file).parent_path());
  std::ofstream(path_ / file, std::ios::binary) << text;
}

}  // namespace licet::tests
