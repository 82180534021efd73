#include <engine/facts/open_mark.h>
#include <mutex>
#include <set>
#include <unistd.h>

namespace licet::facts {

struct OpenMark::Names {
  std::mutex mutex;
  std::set<Name> open;
};

OpenMark::Names& OpenMark::names() {
  static Names all;
  return all;
}

std::unique_ptr<OpenMark> OpenMark::set(const std::filesystem::path& directory) {
  std::error_code ignored;
  Name name{::getpid(), std::filesystem::weakly_canonical(directory, ignored).string()};
  const std::lock_guard lock(names().mutex);
  if (!names().open.insert(name).second) return nullptr;
  return std::unique_ptr<OpenMark>(new OpenMark(std::move(name)));
}

OpenMark::~OpenMark() {
  const std::lock_guard lock(names().mutex);
  names().open.erase(name_);
}

}  // namespace licet::facts
