#pragma once
// What an index and its readers consist of. Private to engine/facts.

#include <engine/facts/fact_index.h>
#include <engine/facts/lmdb.h>

namespace licet::facts {

struct FactIndex::State {
  std::filesystem::path directory;
  record::LogId log{};
  IndexOptions options;
  std::shared_ptr<Environment> environment;  ///< null: there is no index
  bool made = false;
};

struct IndexReader::State {
  explicit State(std::shared_ptr<Environment> environment) {
    if (environment) transaction.emplace(std::move(environment));
  }

  std::optional<ReadTransaction> transaction;  ///< none: there is no index
  record::LogId log{};
};

}  // namespace licet::facts
