#pragma once
// Rows read by LMDB alone, nothing checked: the floor beside which benchmarks measure what a read of the index costs.
//
// On the index of a store that nobody in this process has open. It stands here because only this stage knows LMDB.
// Thread rule: one thread.

#include <cstdint>
#include <engine/record/store_keys.h>
#include <filesystem>
#include <licet/result.h>
#include <memory>
#include <optional>
#include <span>

namespace licet::facts {

class RawRows {
 public:
  /// `directory` is the store's. kNotReadable if LMDB does not open it.
  static Result<RawRows> open(const std::filesystem::path& directory);
  RawRows(RawRows&&) noexcept;
  RawRows& operator=(RawRows&&) noexcept;
  ~RawRows();

  /// Renews the transaction and gets; none if there is no such row. The words are dead after reset().
  std::optional<std::span<const std::uint64_t>> get(const record::KeyedHash& key);
  void reset();

  /// Goes through all rows with a cursor and reads every word of each.
  struct Scan {
    std::uint64_t rows = 0;
    std::uint64_t words = 0;
    std::uint64_t sum = 0;  ///< of the words, so that they are read
  };
  Scan scan();

 private:
  struct State;
  explicit RawRows(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace licet::facts
