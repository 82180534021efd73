#pragma once
// What an index and its readers consist of. Private to engine/facts.

#include <atomic>
#include <engine/facts/fact_index.h>
#include <engine/facts/index_values.h>
#include <engine/facts/lmdb.h>
#include <mutex>

namespace licet::facts {

/// The generation that is served, for all readers of one index. Thread rule: any number of threads.
class ServedGeneration {
 public:
  ServedGeneration(std::shared_ptr<Environment> environment, std::uint64_t number)
      : environment_(std::move(environment)), number_(number) {}

  /// Null: there is no index.
  std::shared_ptr<Environment> environment() const {
    const std::lock_guard lock(guard_);
    return environment_;
  }
  /// Without a lock, for those who look often. 0: there is no index.
  std::uint64_t number() const { return number_.load(std::memory_order_acquire); }

  void serve(std::shared_ptr<Environment> environment, std::uint64_t number) {
    const std::lock_guard lock(guard_);
    // What was served is closed, if nobody reads it, by the caller and without the lock.
    environment_.swap(environment);
    number_.store(number, std::memory_order_release);
  }

 private:
  mutable std::mutex guard_;
  std::shared_ptr<Environment> environment_;
  std::atomic<std::uint64_t> number_;
};

struct FactIndex::State {
  std::filesystem::path directory;
  record::LogId log{};
  IndexOptions options;
  std::shared_ptr<ServedGeneration> served;
  bool made = false;
};

struct IndexReader::State {
  explicit State(std::shared_ptr<const ServedGeneration> generations) : served(std::move(generations)) { move(); }

  /// To the generation that is served.
  void move() {
    transaction.reset();
    // The number first: should another one be served by then, the reader moves once more.
    number = served->number();
    if (auto environment = served->environment()) transaction.emplace(std::move(environment));
  }
  Result<ErasuresSum> sum() const;

  std::shared_ptr<const ServedGeneration> served;
  std::uint64_t number = 0;
  std::optional<ReadTransaction> transaction;  ///< none: there is no index
  record::LogId log{};
};

}  // namespace licet::facts
