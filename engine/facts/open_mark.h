#pragma once
// Says, for this process, that it has a directory open: what must not be opened twice. Private to engine/facts.
//
// Thread rule: any.

#include <filesystem>
#include <memory>
#include <string>
#include <sys/types.h>
#include <utility>

namespace licet::facts {

class OpenMark {
 public:
  /// Null if it is marked. A child process has none of its parent's marks.
  static std::unique_ptr<OpenMark> set(const std::filesystem::path& directory);
  ~OpenMark();
  OpenMark(const OpenMark&) = delete;
  OpenMark& operator=(const OpenMark&) = delete;

 private:
  using Name = std::pair<pid_t, std::string>;
  struct Names;

  OpenMark() = default;
  static Names& names();

  Name name_;  ///< none until it is listed
};

}  // namespace licet::facts
