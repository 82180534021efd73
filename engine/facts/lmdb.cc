#include <algorithm>
#include <cerrno>
#include <engine/facts/lmdb.h>
#include <engine/facts/memory_mapping.h>
#include <lmdb.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace licet::facts {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr unsigned int kReaders = 1'000;
constexpr milliseconds kGateClosed{50};
constexpr milliseconds kBetweenClosings{5};
constexpr milliseconds kPatience{10'000};
constexpr mdb_mode_t kOwnerOnly = 0600;
constexpr const char* kNames[kDatabases] = {"meta", "rows", "known", "ids", "erased", "due"};

/// A code beside those of LMDB and of the system.
constexpr int kAsserted = -1;

struct AssertionFailed {};

// LMDB ends the process when this returns. Unwinding through its frames leaves a transaction that can only be aborted.
[[noreturn]] void refuse_to_abort(MDB_env* /*env*/, const char* /*text*/) { throw AssertionFailed{}; }

template <class Call>
int guarded(const Call& call) {
  try {
    return call();
  } catch (const AssertionFailed&) {
    return kAsserted;
  }
}

MDB_val value_of(std::string_view bytes) { return {bytes.size(), const_cast<char*>(bytes.data())}; }
std::string_view bytes_of(const MDB_val& value) { return {static_cast<const char*>(value.mv_data), value.mv_size}; }

struct Abort {
  void operator()(MDB_txn* transaction) const {
    guarded([&] { return mdb_txn_abort(transaction), 0; });
  }
};
using Transaction = std::unique_ptr<MDB_txn, Abort>;

struct CloseCursor {
  void operator()(MDB_cursor* cursor) const { mdb_cursor_close(cursor); }
};

/// Takes a snapshot, with the reader's place that the transaction has, if it has one.
int renew(MDB_env* env, Transaction& transaction) {
  if (transaction) return guarded([&] { return mdb_txn_renew(transaction.get()); });
  MDB_txn* begun = nullptr;
  const int code = guarded([&] { return mdb_txn_begin(env, nullptr, MDB_RDONLY, &begun); });
  transaction.reset(begun);
  return code;
}

}  // namespace

struct Environment::Handles {
  struct Close {
    void operator()(MDB_env* open) const { mdb_env_close(open); }
  };
  std::unique_ptr<MDB_env, Close> env;
  MDB_dbi databases[kDatabases] = {};
  bool has_due = true;
  Transaction probe;  ///< its own reader: where the map lies is found where places are short, too
};

Environment::Environment(std::filesystem::path directory) : directory_(std::move(directory)) {}
Environment::~Environment() = default;

Result<std::shared_ptr<Environment>> Environment::make(const std::filesystem::path& directory,
                                                       std::uint64_t map_bytes) {
  return open_flagged(directory, 0, map_bytes, true);
}

Result<std::shared_ptr<Environment>> Environment::open(const std::filesystem::path& directory, bool writable) {
  return open_flagged(directory, writable ? 0 : MDB_RDONLY, 0, false);
}

Result<std::shared_ptr<Environment>> Environment::open_flagged(const std::filesystem::path& directory,
                                                               unsigned int flags, std::uint64_t map_bytes, bool make) {
  const std::shared_ptr<Environment> made(new Environment(directory));
  made->writable_ = (flags & MDB_RDONLY) == 0;
  std::error_code ignored;
  if (!make && !std::filesystem::exists(directory / "data.mdb", ignored)) {
    return tl::unexpected(made->damaged("its file is missing"));
  }
  made->mark_ = OpenMark::set(directory);
  if (!made->mark_) {
    return tl::unexpected(Failure{FailureKind::kWrongUse, directory.string() + " is open in this process already."});
  }
  made->handles_ = std::make_unique<Handles>();
  MDB_env* env = nullptr;
  int code = mdb_env_create(&env);
  made->handles_->env.reset(env);
  if (code == 0) code = mdb_env_set_assert(env, refuse_to_abort);
  if (code == 0) code = mdb_env_set_maxreaders(env, kReaders);
  if (code == 0) code = mdb_env_set_maxdbs(env, kDatabases);
  if (code == 0 && map_bytes != 0) code = mdb_env_set_mapsize(env, map_bytes);
  if (code == 0) {
    code =
        guarded([&] { return mdb_env_open(env, directory.c_str(), flags | MDB_NOMETASYNC | MDB_NOTLS, kOwnerOnly); });
  }
  if (code != 0) return tl::unexpected(made->failure(code, FailureKind::kNotReadable));
  made->free_dead_readers();
  if (made->file_bytes() < made->used_bytes()) return tl::unexpected(made->damaged("its file is cut off"));
  if (auto opened = made->open_databases(make); !opened) return tl::unexpected(opened.error());
  if (auto settled = made->settle(); !settled) return tl::unexpected(settled.error());
  return made;
}

Result<void> Environment::open_databases(bool make) {
  MDB_txn* begun = nullptr;
  MDB_env* const env = handles_->env.get();
  int code = guarded([&] { return mdb_txn_begin(env, nullptr, make ? 0 : MDB_RDONLY, &begun); });
  Transaction transaction(begun);
  for (std::size_t i = 0; i < kDatabases && code == 0; ++i) {
    code = guarded(
        [&] { return mdb_dbi_open(transaction.get(), kNames[i], make ? MDB_CREATE : 0, &handles_->databases[i]); });
    if (code == MDB_NOTFOUND && i == static_cast<std::size_t>(Database::kDue)) {
      handles_->has_due = false;
      code = 0;
    }
    if (code == MDB_NOTFOUND && i == static_cast<std::size_t>(Database::kErased)) {
      return tl::unexpected(
          Failure{FailureKind::kNotFound, directory_.string() + " is of an earlier layout: it must be made anew."});
    }
  }
  if (code == 0) code = guarded([&] { return mdb_txn_commit(transaction.release()); });
  if (code != 0) return tl::unexpected(failure(code, make ? FailureKind::kNotWritable : FailureKind::kNotReadable));
  return handles_->has_due || !writable_ ? Result<void>() : open_due();
}

Result<void> Environment::open_due() {
  constexpr auto place = static_cast<std::size_t>(Database::kDue);
  MDB_txn* begun = nullptr;
  int code = guarded([&] { return mdb_txn_begin(handles_->env.get(), nullptr, 0, &begun); });
  Transaction transaction(begun);
  if (code == 0) {
    code = guarded(
        [&] { return mdb_dbi_open(transaction.get(), kNames[place], MDB_CREATE, &handles_->databases[place]); });
  }
  if (code == 0) code = guarded([&] { return mdb_txn_commit(transaction.release()); });
  if (code != 0) return tl::unexpected(failure(code, FailureKind::kNotWritable));
  handles_->has_due = true;
  return {};
}

std::uint64_t Environment::file_bytes() const {
  mdb_filehandle_t file = -1;
  struct stat status {};
  if (mdb_env_get_fd(handles_->env.get(), &file) != 0 || ::fstat(file, &status) != 0) return 0;
  return static_cast<std::uint64_t>(status.st_size);
}

bool Environment::has_due() const { return handles_->has_due; }

std::uint64_t Environment::map_bytes() const {
  MDB_envinfo info{};
  mdb_env_info(handles_->env.get(), &info);
  return info.me_mapsize;
}

std::uint64_t Environment::used_bytes() const {
  MDB_envinfo info{};
  MDB_stat stat{};
  mdb_env_info(handles_->env.get(), &info);
  mdb_env_stat(handles_->env.get(), &stat);
  return (std::uint64_t{info.me_last_pgno} + 1) * stat.ms_psize;
}

Result<void> Environment::sync() {
  const int code = mdb_env_sync(handles_->env.get(), 1);
  if (code != 0) return tl::unexpected(failure(code, FailureKind::kNotWritable));
  return {};
}

void Environment::put_off_syncs(bool off) { mdb_env_set_flags(handles_->env.get(), MDB_NOSYNC, off ? 1 : 0); }

void Environment::free_dead_readers() {
  int dead = 0;
  mdb_reader_check(handles_->env.get(), &dead);
}

Result<void> Environment::settle() {
  const std::uint64_t bytes = map_bytes();
  mdb_filehandle_t file = -1;
  mdb_env_get_fd(handles_->env.get(), &file);
  if (writable_ && file_bytes() < bytes && ::ftruncate(file, static_cast<off_t>(bytes)) != 0) {
    return tl::unexpected(failure(errno, FailureKind::kNotWritable));
  }
  return find_map();
}

Result<void> Environment::find_map() {
  MDB_env* const env = handles_->env.get();
  int code = renew(env, handles_->probe);
  while (code == MDB_MAP_RESIZED) {
    code = mdb_env_set_mapsize(env, 0);
    if (code == 0) code = renew(env, handles_->probe);
  }
  MDB_val key = value_of(kNames[0]);
  MDB_val found{};
  if (code == 0) {
    code = guarded([&] {
      MDB_dbi main = 0;
      const int opened = mdb_dbi_open(handles_->probe.get(), nullptr, 0, &main);
      return opened != 0 ? opened : mdb_get(handles_->probe.get(), main, &key, &found);
    });
    mdb_txn_reset(handles_->probe.get());
  }
  if (code != 0) return tl::unexpected(failure(code, FailureKind::kNotReadable));
  const auto mapping = mapping_of(reinterpret_cast<std::uintptr_t>(found.mv_data));
  if (!mapping) {
    return tl::unexpected(Failure{FailureKind::kNotReadable,
                                  "/proc/self/maps does not say where " + directory_.string() + " lies in memory."});
  }
  map_begin_ = mapping->begin;
  map_end_ = std::min(mapping->end, mapping->begin + map_bytes());
  backed_end_ = std::min(map_end_, mapping->begin + file_bytes());
  return {};
}

Result<bool> Environment::grow(std::uint64_t bytes, milliseconds patience) {
  mdb_filehandle_t file = -1;
  mdb_env_get_fd(handles_->env.get(), &file);
  // LMDB gives up the old map first: what can fail is tried before.
  if (!has_room_for(bytes)) return tl::unexpected(failure(ENOMEM, FailureKind::kNotWritable));
  if (file_bytes() < bytes && ::ftruncate(file, static_cast<off_t>(bytes)) != 0) {
    return tl::unexpected(failure(errno, FailureKind::kNotWritable));
  }
  return change_map(bytes, patience);
}

Result<void> Environment::adopt_size() {
  const auto changed = change_map(0, kPatience);
  if (!changed) return tl::unexpected(changed.error());
  if (*changed) return {};
  return tl::unexpected(Failure{FailureKind::kNotReadable, directory_.string() +
                                                               " has grown, and a transaction of this process that "
                                                               "does not end keeps it from being read."});
}

Result<bool> Environment::change_map(std::uint64_t bytes, milliseconds patience) {
  const auto deadline = steady_clock::now() + patience;
  Result<void> settled;
  const auto change = [&] {
    const int code = mdb_env_set_mapsize(handles_->env.get(), bytes);
    if (code == 0) settled = settle();
    if (code != 0) settled = tl::unexpected(failure(code, FailureKind::kNotReadable));
    map_lost_ = !settled;
  };
  while (!gate_.change_alone(kGateClosed, change)) {
    if (steady_clock::now() >= deadline) return false;
    std::this_thread::sleep_for(kBetweenClosings);
  }
  if (!settled) return tl::unexpected(settled.error());
  return true;
}

Failure Environment::damaged(std::string_view problem) const {
  return {FailureKind::kDamaged,
          directory_.string() + " is damaged: " + std::string(problem) + ". It can be made anew from the record."};
}

Failure Environment::failure(int code, FailureKind of_the_system) const {
  switch (code) {
    case kAsserted:
    case MDB_NOTFOUND:
    case MDB_INVALID:
    case MDB_CORRUPTED:
    case MDB_PAGE_NOTFOUND:
    case MDB_PAGE_FULL:
    case MDB_CURSOR_FULL:
    case MDB_INCOMPATIBLE:
    case MDB_BAD_DBI:
    case MDB_BAD_VALSIZE:
      return damaged("its pages contradict one another");
    case MDB_VERSION_MISMATCH:
      return {FailureKind::kWrongUse, directory_.string() + " was written by another version of LMDB."};
    default:
      return {of_the_system, directory_.string() + " cannot be " +
                                 (of_the_system == FailureKind::kNotWritable ? "written: " : "read: ") +
                                 mdb_strerror(code) + "."};
  }
}

struct ReadTransaction::State {
  explicit State(ReaderGate& gate) : place(gate) {}

  ReaderGate::Place place;
  Transaction transaction;
};

ReadTransaction::ReadTransaction(std::shared_ptr<Environment> environment)
    : environment_(std::move(environment)), state_(std::make_unique<State>(environment_->gate_)) {}

ReadTransaction::~ReadTransaction() { end(); }

Result<void> ReadTransaction::begin() {
  end();
  MDB_env* const env = environment_->handles_->env.get();
  bool looked_for_dead = false;
  while (true) {
    state_->place.enter();
    const int code = environment_->map_lost_ ? ENOMEM : renew(env, state_->transaction);
    if (code == 0) {
      active_ = true;
      return {};
    }
    state_->place.leave();
    if (code == MDB_MAP_RESIZED) {
      if (auto adopted = environment_->adopt_size(); !adopted) return adopted;
    } else if (code == MDB_READERS_FULL && !looked_for_dead) {
      environment_->free_dead_readers();
      looked_for_dead = true;
    } else {
      return tl::unexpected(environment_->failure(code, FailureKind::kNotReadable));
    }
  }
}

void ReadTransaction::end() {
  if (!active_) return;
  mdb_txn_reset(state_->transaction.get());
  active_ = false;
  state_->place.leave();
}

bool ReadTransaction::lies_in_map(std::string_view value) const {
  const auto first = reinterpret_cast<std::uintptr_t>(value.data());
  const Environment& map = *environment_;
  if (first < map.map_begin_ || first > map.map_end_ || value.size() > map.map_end_ - first) return false;
  return first + value.size() <= map.backed_end_ || first + value.size() <= map.map_begin_ + map.file_bytes();
}

Result<std::optional<std::string_view>> ReadTransaction::get(Database database, std::string_view key) const {
  if (!active_) return tl::unexpected(Failure{FailureKind::kWrongUse, "Nothing is read before begin()."});
  if (database == Database::kDue && !environment_->handles_->has_due) return std::nullopt;
  const MDB_dbi handle = environment_->handles_->databases[static_cast<std::size_t>(database)];
  MDB_val sought = value_of(key);
  MDB_val found{};
  const int code = guarded([&] { return mdb_get(state_->transaction.get(), handle, &sought, &found); });
  if (code == MDB_NOTFOUND) return std::nullopt;
  if (code != 0) return tl::unexpected(environment_->failure(code, FailureKind::kNotReadable));
  if (!lies_in_map(bytes_of(found))) return tl::unexpected(environment_->damaged("a value lies beyond its end"));
  return bytes_of(found);
}

namespace {

/// The first lines of it.
void prefetch(std::string_view value) {
  constexpr std::size_t line = 64;
  constexpr std::size_t most = 2'048;
  for (std::size_t at = 0; at < std::min(value.size(), most); at += line) __builtin_prefetch(value.data() + at);
}

}  // namespace

Result<void> ReadTransaction::walk(Database database, std::string_view from, const Visit& visit) const {
  if (!active_) return tl::unexpected(Failure{FailureKind::kWrongUse, "Nothing is read before begin()."});
  if (database == Database::kDue && !environment_->handles_->has_due) return {};
  const MDB_dbi handle = environment_->handles_->databases[static_cast<std::size_t>(database)];
  MDB_cursor* opened = nullptr;
  int code = guarded([&] { return mdb_cursor_open(state_->transaction.get(), handle, &opened); });
  const std::unique_ptr<MDB_cursor, CloseCursor> cursor(opened);
  MDB_val key = value_of(from);
  MDB_val value{};
  if (code == 0) {
    code = guarded([&] { return mdb_cursor_get(opened, &key, &value, from.empty() ? MDB_FIRST : MDB_SET_RANGE); });
  }
  std::string before;
  while (code == 0) {
    if (!lies_in_map(bytes_of(key)) || !lies_in_map(bytes_of(value))) {
      return tl::unexpected(environment_->damaged("a value lies beyond its end"));
    }
    if (bytes_of(key) <= before) return tl::unexpected(environment_->damaged("its keys do not rise"));
    before = bytes_of(key);
    // What comes next is fetched while this one is visited, which waited for memory more than it worked.
    MDB_val next_key{};
    MDB_val next_value{};
    code = guarded([&] { return mdb_cursor_get(opened, &next_key, &next_value, MDB_NEXT); });
    if (code == 0 && lies_in_map(bytes_of(next_value))) prefetch(bytes_of(next_value));
    const auto goes_on = visit(bytes_of(key), bytes_of(value));
    if (!goes_on) return tl::unexpected(goes_on.error());
    if (!*goes_on) return {};
    key = next_key;
    value = next_value;
  }
  if (code == MDB_NOTFOUND) return {};
  return tl::unexpected(environment_->failure(code, FailureKind::kNotReadable));
}

Result<std::optional<std::string>> ReadTransaction::last_before(Database database, std::string_view key) const {
  if (!active_) return tl::unexpected(Failure{FailureKind::kWrongUse, "Nothing is read before begin()."});
  if (database == Database::kDue && !environment_->handles_->has_due) return std::nullopt;
  const MDB_dbi handle = environment_->handles_->databases[static_cast<std::size_t>(database)];
  MDB_cursor* opened = nullptr;
  int code = guarded([&] { return mdb_cursor_open(state_->transaction.get(), handle, &opened); });
  const std::unique_ptr<MDB_cursor, CloseCursor> cursor(opened);
  MDB_val found = value_of(key);
  MDB_val value{};
  if (code == 0) code = guarded([&] { return mdb_cursor_get(opened, &found, &value, MDB_SET_RANGE); });
  if (code == 0 || code == MDB_NOTFOUND) {
    const MDB_cursor_op step = code == 0 ? MDB_PREV : MDB_LAST;
    code = guarded([&] { return mdb_cursor_get(opened, &found, &value, step); });
  }
  if (code == MDB_NOTFOUND) return std::nullopt;
  if (code != 0) return tl::unexpected(environment_->failure(code, FailureKind::kNotReadable));
  if (!lies_in_map(bytes_of(found))) return tl::unexpected(environment_->damaged("a value lies beyond its end"));
  if (bytes_of(found) >= key) return tl::unexpected(environment_->damaged("its keys do not rise"));
  return std::string(bytes_of(found));
}

struct WriteTransaction::State {
  Environment* environment = nullptr;
  Transaction transaction;

  Result<Written> outcome(int code) const {
    if (code == 0) return Written::kDone;
    if (code == MDB_MAP_FULL) return Written::kMapFull;
    return tl::unexpected(environment->failure(code, FailureKind::kNotWritable));
  }
};

WriteTransaction::WriteTransaction(std::unique_ptr<State> state) : state_(std::move(state)) {}
WriteTransaction::WriteTransaction(WriteTransaction&&) noexcept = default;
WriteTransaction& WriteTransaction::operator=(WriteTransaction&&) noexcept = default;
WriteTransaction::~WriteTransaction() = default;

Result<WriteTransaction> WriteTransaction::begin(Environment& environment) {
  // First, because a transaction that is begun and forgotten keeps every later writer waiting.
  auto state = std::make_unique<State>();
  state->environment = &environment;
  MDB_txn* begun = nullptr;
  const int code = environment.map_lost_
                       ? ENOMEM
                       : guarded([&] { return mdb_txn_begin(environment.handles_->env.get(), nullptr, 0, &begun); });
  if (code != 0) return tl::unexpected(environment.failure(code, FailureKind::kNotWritable));
  state->transaction.reset(begun);
  return WriteTransaction(std::move(state));
}

Result<WriteTransaction::Written> WriteTransaction::put(Database database, std::string_view key, std::string_view value,
                                                        unsigned int flags) {
  const MDB_dbi handle = state_->environment->handles_->databases[static_cast<std::size_t>(database)];
  MDB_val at = value_of(key);
  MDB_val put = value_of(value);
  return state_->outcome(guarded([&] { return mdb_put(state_->transaction.get(), handle, &at, &put, flags); }));
}

Result<WriteTransaction::Written> WriteTransaction::put(Database database, std::string_view key,
                                                        std::string_view value) {
  return put(database, key, value, 0);
}

Result<WriteTransaction::Written> WriteTransaction::append(Database database, std::string_view key,
                                                           std::string_view value) {
  return put(database, key, value, MDB_APPEND);
}

Result<WriteTransaction::Written> WriteTransaction::remove(Database database, std::string_view key) {
  const MDB_dbi handle = state_->environment->handles_->databases[static_cast<std::size_t>(database)];
  MDB_val at = value_of(key);
  const int code = guarded([&] { return mdb_del(state_->transaction.get(), handle, &at, nullptr); });
  return state_->outcome(code == MDB_NOTFOUND ? 0 : code);
}

Result<WriteTransaction::Written> WriteTransaction::commit() {
  MDB_txn* const over = state_->transaction.release();
  const int code = guarded([&] { return mdb_txn_commit(over); });
  if (code == kAsserted) state_->transaction.reset(over);  // LMDB frees what it has committed or refused, not this
  return state_->outcome(code);
}

}  // namespace licet::facts
