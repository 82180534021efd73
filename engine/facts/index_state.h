#pragma once
// What an index and its readers consist of. Private to engine/facts.

#include <engine/facts/fact_index.h>
#include <engine/facts/lmdb.h>

namespace licet::facts {

struct FactIndex::State {
  std::filesystem::path directory;
  record::LogId log{};
  IndexOptions options;
  std::shared_ptr<Environment> environment;
};

struct IndexReader::State {
  explicit State(std::shared_ptr<Environment> environment) : transaction(std::move(environment)) {}

  ReadTransaction transaction;
};

}  // namespace licet::facts
