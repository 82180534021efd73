#include <engine/facts/index_generations.h>
#include <engine/facts/raw_rows.h>
#include <lmdb.h>
#include <string>
#include <utility>

namespace licet::facts {
namespace {

constexpr unsigned int kDatabases = 4;
constexpr unsigned int kFlags = MDB_RDONLY | MDB_NOTLS;  ///< as the index itself is read

struct Close {
  void operator()(MDB_env* environment) const { mdb_env_close(environment); }
  void operator()(MDB_txn* transaction) const { mdb_txn_abort(transaction); }
};

}  // namespace

struct RawRows::State {
  std::unique_ptr<MDB_env, Close> environment;
  std::unique_ptr<MDB_txn, Close> transaction;
  MDB_dbi rows = 0;

  int open(const std::string& path) {
    MDB_env* made = nullptr;
    if (const int code = mdb_env_create(&made); code != 0) return code;
    environment.reset(made);
    if (const int code = mdb_env_set_maxdbs(made, kDatabases); code != 0) return code;
    if (const int code = mdb_env_open(made, path.c_str(), kFlags, 0); code != 0) return code;
    MDB_txn* begun = nullptr;
    if (const int code = mdb_txn_begin(made, nullptr, MDB_RDONLY, &begun); code != 0) return code;
    transaction.reset(begun);
    if (const int code = mdb_dbi_open(begun, "rows", 0, &rows); code != 0) return code;
    if (const int code = mdb_txn_commit(transaction.release()); code != 0) return code;
    if (const int code = mdb_txn_begin(made, nullptr, MDB_RDONLY, &begun); code != 0) return code;
    transaction.reset(begun);
    mdb_txn_reset(begun);
    return 0;
  }
};

RawRows::RawRows(std::unique_ptr<State> state) : state_(std::move(state)) {}
RawRows::RawRows(RawRows&&) noexcept = default;
RawRows& RawRows::operator=(RawRows&&) noexcept = default;
RawRows::~RawRows() = default;

Result<RawRows> RawRows::open(const std::filesystem::path& directory) {
  const std::filesystem::path facts = directory / "facts";
  const auto generation = current_generation(facts);
  if (!generation) return tl::unexpected(generation.error());
  auto state = std::make_unique<State>();
  if (const int code = state->open(generation_path(facts, *generation).string()); code != 0) {
    return tl::unexpected(Failure{FailureKind::kNotReadable, mdb_strerror(code)});
  }
  return RawRows(std::move(state));
}

std::optional<std::span<const std::uint64_t>> RawRows::get(const record::KeyedHash& key) {
  if (mdb_txn_renew(state_->transaction.get()) != 0) return std::nullopt;
  record::KeyedHash sought = key;
  MDB_val at{sought.size(), sought.data()};
  MDB_val found{};
  if (mdb_get(state_->transaction.get(), state_->rows, &at, &found) != 0) return std::nullopt;
  return std::span(static_cast<const std::uint64_t*>(found.mv_data), found.mv_size / sizeof(std::uint64_t));
}

RawRows::Scan RawRows::scan() {
  Scan scan;
  MDB_txn* const transaction = state_->transaction.get();
  if (mdb_txn_renew(transaction) != 0) return scan;
  MDB_cursor* cursor = nullptr;
  if (mdb_cursor_open(transaction, state_->rows, &cursor) == 0) {
    MDB_val key{};
    MDB_val value{};
    while (mdb_cursor_get(cursor, &key, &value, MDB_NEXT) == 0) {
      const std::span words(static_cast<const std::uint64_t*>(value.mv_data), value.mv_size / sizeof(std::uint64_t));
      for (const std::uint64_t word : words) scan.sum += word;
      scan.words += words.size();
      ++scan.rows;
    }
    mdb_cursor_close(cursor);
  }
  mdb_txn_reset(transaction);
  return scan;
}

void RawRows::reset() { mdb_txn_reset(state_->transaction.get()); }

}  // namespace licet::facts
