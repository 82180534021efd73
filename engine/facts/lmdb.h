#pragma once
// LMDB, the little of it that the index needs. Private to engine/facts; lmdb.cc alone includes LMDB's header.
//
// Pages on disk are not trusted: every value is looked at for where it lies before it is handed out, an assertion that
// fails within LMDB is kDamaged and no end of the process, and the file is as long as the map (sparse), so that no
// address of the map faults. LMDB: 0.9; MDB_NOMETASYNC, MDB_NOTLS.
//
// The map of a process can be changed only while none of its readers is inside a transaction. Readers pass a
// ReaderGate: a store each. Who grows closes it for at most 50 ms at a time; if a reader stays inside for longer, the
// growth that 70 % ask for is put off to the next commit, and the one without which a commit cannot be written is tried
// again for as long as its caller says. So no reader waits longer than 50 ms and a change of the map, and a transaction
// for reading should be short. A thread inside one must not begin a second of the same environment, nor write.

#include <chrono>
#include <cstdint>
#include <engine/facts/open_mark.h>
#include <engine/facts/reader_gate.h>
#include <filesystem>
#include <functional>
#include <licet/result.h>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace licet::facts {

/// kDue is missing in an index of an earlier layout that nobody has opened for writing since: it reads as empty.
enum class Database : std::uint8_t { kMeta, kRows, kKnown, kIds, kErased, kDue };
inline constexpr std::size_t kDatabases = 6;

/// An open environment with its databases. Thread rule: const members by any number; others by the writing thread.
class Environment {
 public:
  /// Makes one in an empty directory; durable after sync(), but for the directory's own name.
  static Result<std::shared_ptr<Environment>> make(const std::filesystem::path& directory, std::uint64_t map_bytes);
  /// kDamaged, kNotReadable; kWrongUse where this process has it open (LMDB's locks would be lost with the first
  /// close); kNotFound if it is of an earlier layout, without the database of erasures.
  static Result<std::shared_ptr<Environment>> open(const std::filesystem::path& directory, bool writable);
  ~Environment();
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

  /// Is the database of dates there?
  bool has_due() const;
  std::uint64_t map_bytes() const;
  /// Up to the end of the last page in use; a page that is free again counts.
  std::uint64_t used_bytes() const;

  /// Changes the map, and the file with it. False if readers stayed inside for `patience`.
  Result<bool> grow(std::uint64_t bytes, std::chrono::milliseconds patience);
  /// Makes durable what was committed last, too.
  Result<void> sync();
  /// No commit waits for the disk until sync(): for one that nobody reads yet.
  void put_off_syncs(bool off);
  /// Frees the places of readers whose process is dead; they would keep old pages from being used again.
  void free_dead_readers();

  /// "PATH is damaged: PROBLEM. …"
  Failure damaged(std::string_view problem) const;

 private:
  friend class ReadTransaction;
  friend class WriteTransaction;
  struct Handles;

  explicit Environment(std::filesystem::path directory);

  static Result<std::shared_ptr<Environment>> open_flagged(const std::filesystem::path& directory, unsigned int flags,
                                                           std::uint64_t map_bytes, bool make);
  Result<void> open_databases(bool make);
  /// Makes what an earlier layout does not have, if it may be written.
  Result<void> open_due();
  /// Brings the file to the map's length if it may be written, and finds where the map lies. With no reader inside.
  Result<void> settle();
  Result<void> find_map();
  Result<void> adopt_size();
  /// 0 as LMDB has it: the size that another process has given the map.
  Result<bool> change_map(std::uint64_t bytes, std::chrono::milliseconds patience);
  std::uint64_t file_bytes() const;
  Failure failure(int code, FailureKind of_the_system) const;

  std::filesystem::path directory_;
  bool writable_ = false;
  std::unique_ptr<OpenMark> mark_;
  std::unique_ptr<Handles> handles_;
  ReaderGate gate_;
  // Written while no reader is inside:
  std::uintptr_t map_begin_ = 0;
  std::uintptr_t map_end_ = 0;
  std::uintptr_t backed_end_ = 0;  ///< so far the file reached when it was looked at
  bool map_lost_ = false;
};

/// Reads one snapshot after the other. Thread rule: one thread at a time.
class ReadTransaction {
 public:
  explicit ReadTransaction(std::shared_ptr<Environment> environment);
  ~ReadTransaction();
  ReadTransaction(const ReadTransaction&) = delete;
  ReadTransaction& operator=(const ReadTransaction&) = delete;

  /// The newest snapshot; gives back the one before. Takes a map that another process has grown.
  Result<void> begin();
  void end();

  /// The value, in the map until end(). Where keys have 16 bytes and values a length that is a multiple of eight, LMDB
  /// lays them on eight-byte boundaries.
  Result<std::optional<std::string_view>> get(Database database, std::string_view key) const;
  /// All from the first key not before `from` on; ends where `visit` gives false or a Failure.
  using Visit = std::function<Result<bool>(std::string_view key, std::string_view value)>;
  Result<void> walk(Database database, std::string_view from, const Visit& visit) const;
  /// The last key before this one.
  Result<std::optional<std::string>> last_before(Database database, std::string_view key) const;

  const Environment& environment() const { return *environment_; }

 private:
  struct State;
  bool lies_in_map(std::string_view value) const;

  std::shared_ptr<Environment> environment_;
  std::unique_ptr<State> state_;
  bool active_ = false;
};

/// Writes all or nothing; nothing unless commit() is reached. Thread rule: one a time.
class WriteTransaction {
 public:
  enum class Written : std::uint8_t { kDone, kMapFull };

  static Result<WriteTransaction> begin(Environment& environment);
  WriteTransaction(WriteTransaction&&) noexcept;
  WriteTransaction& operator=(WriteTransaction&&) noexcept;
  ~WriteTransaction();

  Result<Written> put(Database database, std::string_view key, std::string_view value);
  /// Of a key that comes after all that are there.
  Result<Written> append(Database database, std::string_view key, std::string_view value);
  /// Nothing, where there is none.
  Result<Written> remove(Database database, std::string_view key);
  /// The transaction is over whatever is returned.
  Result<Written> commit();

 private:
  struct State;
  explicit WriteTransaction(std::unique_ptr<State> state);
  Result<Written> put(Database database, std::string_view key, std::string_view value, unsigned int flags);

  std::unique_ptr<State> state_;
};

}  // namespace licet::facts
