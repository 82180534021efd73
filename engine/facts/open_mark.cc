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
  // First, because a name that is listed and has no mark would stay.
  std::unique_ptr<OpenMark> mark(new OpenMark);
  const std::lock_guard lock(names().mutex);
  if (!names().open.insert(name).second) return nullptr;
  mark->name_ = std::move(name);
  return mark;
}

OpenMark::~OpenMark() {
  if (name_.second.empty()) return;
  const std::lock_guard lock(names().mutex);
  names().open.erase(name_);
}

}  // namespace licet::facts
