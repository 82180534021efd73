#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <tests/disk/simulated_disk.h>

namespace licet::test {
namespace {

using record::SystemResult;

std::vector<std::string> parts_of(const std::string& path) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  while (begin <= path.size()) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string part = path.substr(begin, end - begin);
    if (!part.empty() && part != ".") parts.push_back(part);
    begin = end + 1;
  }
  return parts;
}

}  // namespace

void SimulatedDisk::cut_after(std::uint64_t calls) {
  const std::lock_guard lock(mutex_);
  cut_at_ = calls_ + calls;
}

void SimulatedDisk::fail_sync_after(std::uint64_t syncs) {
  const std::lock_guard lock(mutex_);
  failing_sync_ = syncs_ + syncs;
}

void SimulatedDisk::fill(bool full) {
  const std::lock_guard lock(mutex_);
  full_ = full;
}

bool SimulatedDisk::is_cut() const {
  const std::lock_guard lock(mutex_);
  return calls_ > cut_at_;
}

std::uint64_t SimulatedDisk::calls() const {
  const std::lock_guard lock(mutex_);
  return calls_;
}

std::string SimulatedDisk::contents(const std::string& path) const {
  const std::lock_guard lock(mutex_);
  const NodePointer node = find(path);
  return node ? node->seen : std::string();
}

std::vector<std::string> SimulatedDisk::paths() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> found;
  std::vector<std::pair<std::string, NodePointer>> left = {{"", root_}};
  while (!left.empty()) {
    const auto [path, node] = left.back();
    left.pop_back();
    if (!node->is_directory) found.push_back(path);
    for (const auto& [name, below] : node->names) left.emplace_back(path + "/" + name, below);
  }
  std::sort(found.begin(), found.end());
  return found;
}

void SimulatedDisk::overwrite(const std::string& path, std::string bytes) {
  const std::lock_guard lock(mutex_);
  const NodePointer node = find(path);
  if (!node) return;
  node->seen = std::move(bytes);
  node->durable = node->seen;
  node->pending.clear();
}

bool SimulatedDisk::fails(bool& happens) {
  ++calls_;
  happens = calls_ <= cut_at_ || (calls_ == cut_at_ + 1 && dice(2) == 0);
  return calls_ > cut_at_;
}

SimulatedDisk::NodePointer SimulatedDisk::find(const std::string& path) const {
  NodePointer node = root_;
  for (const std::string& part : parts_of(path)) {
    const auto next = node->names.find(part);
    if (next == node->names.end()) return nullptr;
    node = next->second;
  }
  return node;
}

SystemResult<SimulatedDisk::Place> SimulatedDisk::place_of(const std::string& path) const {
  auto parts = parts_of(path);
  if (parts.empty()) return tl::unexpected(EEXIST);
  Place place{root_, std::move(parts.back())};
  parts.pop_back();
  for (const std::string& part : parts) {
    const auto next = place.directory->names.find(part);
    if (next == place.directory->names.end()) return tl::unexpected(ENOENT);
    if (!next->second->is_directory) return tl::unexpected(ENOTDIR);
    place.directory = next->second;
  }
  return place;
}

SystemResult<SimulatedDisk::NodePointer> SimulatedDisk::file_of(int file) const {
  const auto found = open_.find(file);
  if (found == open_.end()) return tl::unexpected(EBADF);
  return found->second.node;
}

void SimulatedDisk::apply(std::string& bytes, const Change& change) {
  if (change.resizes) {
    bytes.resize(change.offset, '\0');
    return;
  }
  const std::size_t end = change.offset + change.bytes.size();
  if (bytes.size() < end) bytes.resize(end, '\0');
  std::copy(change.bytes.begin(), change.bytes.end(), bytes.begin() + static_cast<std::ptrdiff_t>(change.offset));
}

void SimulatedDisk::apply(Names& names, const NameChange& change) {
  for (const auto& [name, node] : change) {
    if (node) {
      names[name] = node;
    } else {
      names.erase(name);
    }
  }
}

void SimulatedDisk::change(Node& node, Change change) {
  apply(node.seen, change);
  node.pending.push_back(std::move(change));
}

SystemResult<void> SimulatedDisk::change_names(Place place, NameChange change) {
  bool happens = false;
  const bool failed = fails(happens);
  if (happens) {
    apply(place.directory->names, change);
    place.directory->pending_names.push_back(std::move(change));
  }
  if (failed) return tl::unexpected(EIO);
  return {};
}

SystemResult<int> SimulatedDisk::open(const std::string& path, int flags) {
  const std::lock_guard lock(mutex_);
  if (calls_ > cut_at_) return tl::unexpected(EIO);
  NodePointer node = find(path);
  if (node && (flags & O_CREAT) != 0 && (flags & O_EXCL) != 0) return tl::unexpected(EEXIST);
  if (!node) {
    if ((flags & O_CREAT) == 0) return tl::unexpected(ENOENT);
    if (full_) return tl::unexpected(ENOSPC);
    auto place = place_of(path);
    if (!place) return tl::unexpected(place.error());
    node = std::make_shared<Node>();
    const std::string name = place->name;
    if (auto made = change_names(std::move(*place), {{name, node}}); !made) return tl::unexpected(made.error());
  } else if ((flags & O_TRUNC) != 0 && !node->seen.empty()) {
    bool happens = false;
    const bool failed = fails(happens);
    if (happens) change(*node, {0, {}, true});
    if (failed) return tl::unexpected(EIO);
  }
  if ((flags & O_DIRECTORY) != 0 && !node->is_directory) return tl::unexpected(ENOTDIR);
  const int file = next_++;
  open_[file] = {node, 0};
  return file;
}

void SimulatedDisk::close(int file) {
  const std::lock_guard lock(mutex_);
  const auto found = open_.find(file);
  if (found == open_.end()) return;
  if (found->second.node->locked_by == file) found->second.node->locked_by = -1;
  open_.erase(found);
}

SystemResult<std::size_t> SimulatedDisk::read(int file, std::span<char> into, std::uint64_t offset) {
  const std::lock_guard lock(mutex_);
  if (calls_ > cut_at_) return tl::unexpected(EIO);
  const auto node = file_of(file);
  if (!node) return tl::unexpected(node.error());
  const std::string& bytes = (*node)->seen;
  if (offset >= bytes.size()) return 0;
  const std::size_t count = std::min<std::size_t>(into.size(), bytes.size() - offset);
  std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(offset), count, into.begin());
  return count;
}

SystemResult<std::size_t> SimulatedDisk::put(Node& node, std::string_view bytes, std::uint64_t offset) {
  if (full_ && offset + bytes.size() > node.seen.size()) return tl::unexpected(ENOSPC);
  bool happens = false;
  const bool failed = fails(happens);
  if (happens) change(node, {offset, std::string(bytes), false});
  if (failed) return tl::unexpected(EIO);
  return bytes.size();
}

SystemResult<std::size_t> SimulatedDisk::write(int file, std::string_view bytes) {
  const std::lock_guard lock(mutex_);
  const auto found = open_.find(file);
  if (found == open_.end()) return tl::unexpected(EBADF);
  auto written = put(*found->second.node, bytes, found->second.position);
  if (written) found->second.position += *written;
  return written;
}

SystemResult<std::size_t> SimulatedDisk::write_at(int file, std::string_view bytes, std::uint64_t offset) {
  const std::lock_guard lock(mutex_);
  const auto node = file_of(file);
  if (!node) return tl::unexpected(node.error());
  return put(**node, bytes, offset);
}

SystemResult<void> SimulatedDisk::sync(int file) {
  const std::lock_guard lock(mutex_);
  const auto node = file_of(file);
  if (!node) return tl::unexpected(node.error());
  bool happens = false;
  if (fails(happens)) return tl::unexpected(EIO);
  Node& synced = **node;
  if (syncs_++ == failing_sync_) {
    if (synced.is_directory) {
      cut_at_ = calls_ - 1;
      return tl::unexpected(EIO);
    }
    const std::string seen = synced.seen;
    survive(synced);
    synced.seen = seen;
    // A file's length stands in the journal, which forgets nothing.
    synced.pending.push_back({seen.size(), {}, true});
    return tl::unexpected(EIO);
  }
  // What a failed sync has lost stays lost: only what is pending is written.
  for (const Change& each : synced.pending) apply(synced.durable, each);
  synced.pending.clear();
  for (const NameChange& each : synced.pending_names) apply(synced.durable_names, each);
  synced.pending_names.clear();
  return {};
}

SystemResult<void> SimulatedDisk::truncate(int file, std::uint64_t size) {
  const std::lock_guard lock(mutex_);
  const auto node = file_of(file);
  if (!node) return tl::unexpected(node.error());
  bool happens = false;
  const bool failed = fails(happens);
  if (happens) change(**node, {size, {}, true});
  if (failed) return tl::unexpected(EIO);
  return {};
}

SystemResult<std::uint64_t> SimulatedDisk::size(int file) {
  const std::lock_guard lock(mutex_);
  const auto node = file_of(file);
  if (!node) return tl::unexpected(node.error());
  return (*node)->seen.size();
}

SystemResult<std::uint32_t> SimulatedDisk::mode(int file) {
  const std::lock_guard lock(mutex_);
  const auto node = file_of(file);
  if (!node) return tl::unexpected(node.error());
  return static_cast<std::uint32_t>((*node)->is_directory ? S_IFDIR | 0700 : S_IFREG | 0600);
}

SystemResult<bool> SimulatedDisk::lock(int file) {
  const std::lock_guard lock(mutex_);
  const auto node = file_of(file);
  if (!node) return tl::unexpected(node.error());
  if ((*node)->locked_by >= 0 && (*node)->locked_by != file) return false;
  (*node)->locked_by = file;
  return true;
}

SystemResult<bool> SimulatedDisk::is_locked(int file) {
  const std::lock_guard lock(mutex_);
  const auto node = file_of(file);
  if (!node) return tl::unexpected(node.error());
  return (*node)->locked_by >= 0 && (*node)->locked_by != file;
}

SystemResult<void> SimulatedDisk::make_directory(const std::string& path) {
  const std::lock_guard lock(mutex_);
  if (find(path)) return tl::unexpected(EEXIST);
  auto place = place_of(path);
  if (!place) return tl::unexpected(place.error());
  auto made = std::make_shared<Node>();
  made->is_directory = true;
  const std::string name = place->name;
  return change_names(std::move(*place), {{name, std::move(made)}});
}

SystemResult<void> SimulatedDisk::rename(const std::string& from, const std::string& to) {
  const std::lock_guard lock(mutex_);
  const NodePointer moved = find(from);
  if (!moved) return tl::unexpected(ENOENT);
  auto source = place_of(from);
  auto target = place_of(to);
  if (!source || !target) return tl::unexpected(ENOENT);
  if (source->directory != target->directory) return tl::unexpected(EXDEV);
  NameChange change = {{source->name, nullptr}, {target->name, moved}};
  return change_names(std::move(*target), std::move(change));
}

SystemResult<void> SimulatedDisk::remove(const std::string& path) {
  const std::lock_guard lock(mutex_);
  const NodePointer node = find(path);
  if (!node) return tl::unexpected(ENOENT);
  if (node->is_directory) return tl::unexpected(EISDIR);
  auto place = place_of(path);
  if (!place) return tl::unexpected(place.error());
  const std::string name = place->name;
  return change_names(std::move(*place), {{name, nullptr}});
}

SystemResult<std::vector<std::string>> SimulatedDisk::entries(const std::string& path) {
  const std::lock_guard lock(mutex_);
  const NodePointer node = find(path);
  if (!node) return tl::unexpected(ENOENT);
  if (!node->is_directory) return tl::unexpected(ENOTDIR);
  std::vector<std::string> names;
  for (const auto& [name, below] : node->names) names.push_back(name);
  return names;
}

}  // namespace licet::test
