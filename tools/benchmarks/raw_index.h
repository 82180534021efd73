#pragma once
// LMDB alone, on the index of a store that nobody has open: what reading a row costs at the least.
//
// Thread rule: one thread.

#include <array>
#include <cstdint>
#include <filesystem>
#include <lmdb.h>
#include <memory>
#include <span>

namespace licet::benchmarks {

class RawIndex {
 public:
  /// `directory` is the store's. Ends the program if it cannot be opened.
  explicit RawIndex(const std::filesystem::path& directory);

  /// Renews the transaction, gets, calls `use` with the row's words, and resets; false, without a call, if there is no
  /// such row.
  template <class Use>
  bool get(const std::array<std::uint8_t, 16>& key, const Use& use) {
    if (mdb_txn_renew(transaction_.get()) != 0) return false;
    std::array<std::uint8_t, 16> sought = key;
    MDB_val at{sought.size(), sought.data()};
    MDB_val found{};
    const bool is_there = mdb_get(transaction_.get(), rows_, &at, &found) == 0;
    if (is_there) {
      use(std::span(static_cast<const std::uint64_t*>(found.mv_data), found.mv_size / sizeof(std::uint64_t)));
    }
    mdb_txn_reset(transaction_.get());
    return is_there;
  }

 private:
  struct Close {
    void operator()(MDB_env* environment) const { mdb_env_close(environment); }
    void operator()(MDB_txn* transaction) const { mdb_txn_abort(transaction); }
  };

  std::unique_ptr<MDB_env, Close> environment_;
  std::unique_ptr<MDB_txn, Close> transaction_;
  MDB_dbi rows_ = 0;
};

}  // namespace licet::benchmarks
