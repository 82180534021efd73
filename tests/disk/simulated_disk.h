#pragma once
// A disk in memory that loses power: what was not synced is then there, not there, there in part or in another order.
//
// Writes are lost sector by sector, a sector may be torn, a file may have grown without its bytes, and names that were
// made, renamed or removed count only once their directory is synced. Nothing is promised that POSIX does not promise.
// All of it follows from the seed. Thread rule: any number of threads; what they find depends on their order.

#include <cstdint>
#include <engine/record/file_system.h>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <vector>

namespace licet::test {

class SimulatedDisk final : public record::FileSystem {
 public:
  explicit SimulatedDisk(std::uint64_t seed) : random_(seed), root_(std::make_shared<Node>()) {
    root_->is_directory = true;
  }

  /// The power fails in the call after so many more: it may have been under way, and all later ones fail.
  void cut_after(std::uint64_t calls);
  /// The sync after so many more fails: of what it had to sync some is on the disk, and the rest will never be,
  /// whatever later syncs say. Of a directory: its file system has lost its journal, and takes nothing more until
  /// restart().
  void fail_sync_after(std::uint64_t syncs);
  /// Every write that makes a file longer fails from here on, for there is no room.
  void fill(bool full);
  bool is_cut() const;
  /// Calls that changed or might have changed something, so far.
  std::uint64_t calls() const;
  /// The power is back: all files are closed, no lock is held, and there is what the disk holds.
  void restart();

  /// A file's bytes as they are seen; none if there is no such file.
  std::string contents(const std::string& path) const;
  /// Every file's path.
  std::vector<std::string> paths() const;
  /// Changes a file as if its disk had.
  void overwrite(const std::string& path, std::string bytes);

  record::SystemResult<int> open(const std::string& path, int flags) override;
  void close(int file) override;
  record::SystemResult<std::size_t> read(int file, std::span<char> into, std::uint64_t offset) override;
  record::SystemResult<std::size_t> write(int file, std::string_view bytes) override;
  record::SystemResult<std::size_t> write_at(int file, std::string_view bytes, std::uint64_t offset) override;
  record::SystemResult<void> sync_data(int file) override { return sync(file); }
  record::SystemResult<void> sync(int file) override;
  record::SystemResult<void> truncate(int file, std::uint64_t size) override;
  record::SystemResult<std::uint64_t> size(int file) override;
  record::SystemResult<std::uint32_t> mode(int file) override;
  record::SystemResult<bool> lock(int file) override;
  record::SystemResult<bool> is_locked(int file) override;
  record::SystemResult<void> make_directory(const std::string& path) override;
  record::SystemResult<void> rename(const std::string& from, const std::string& to) override;
  record::SystemResult<void> remove(const std::string& path) override;
  record::SystemResult<std::vector<std::string>> entries(const std::string& path) override;

 private:
  struct Node;
  using NodePointer = std::shared_ptr<Node>;
  using Names = std::map<std::string, NodePointer>;

  /// Bytes written at `offset`; without bytes the file was cut, or made longer, to `offset`.
  struct Change {
    std::uint64_t offset = 0;
    std::string bytes;
    bool resizes = false;
  };
  /// One step; an empty pointer takes a name away.
  using NameChange = std::vector<std::pair<std::string, NodePointer>>;

  struct Node {
    bool is_directory = false;
    std::string seen;
    std::string durable;
    std::vector<Change> pending;
    Names names;
    Names durable_names;
    std::vector<NameChange> pending_names;
    int locked_by = -1;
  };
  struct Descriptor {
    NodePointer node;
    std::uint64_t position = 0;
  };
  struct Place {
    NodePointer directory;
    std::string name;
  };

  /// Counts a call that changes something. True if the power fails in it or is gone; `happens` says whether its change
  /// is under way nevertheless.
  bool fails(bool& happens);
  std::uint64_t dice(std::uint64_t sides) { return random_() % sides; }
  NodePointer find(const std::string& path) const;
  record::SystemResult<Place> place_of(const std::string& path) const;
  record::SystemResult<NodePointer> file_of(int file) const;
  record::SystemResult<void> change_names(Place place, NameChange change);
  record::SystemResult<std::size_t> put(Node& node, std::string_view bytes, std::uint64_t offset);
  void change(Node& node, Change change);
  static void apply(std::string& bytes, const Change& change);
  static void apply(Names& names, const NameChange& change);
  /// Some of what is pending, in pieces.
  void survive(Node& node);
  void survive_all(const NodePointer& node);

  mutable std::mutex mutex_;
  std::mt19937_64 random_;
  NodePointer root_;
  std::map<int, Descriptor> open_;
  int next_ = 3;
  std::uint64_t calls_ = 0;
  std::uint64_t cut_at_ = UINT64_MAX;
  std::uint64_t syncs_ = 0;
  std::uint64_t failing_sync_ = UINT64_MAX;
  bool full_ = false;
};

}  // namespace licet::test
