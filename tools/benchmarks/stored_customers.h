#pragma once
// A prepared store for deciding: its customers in random order, and what is asked of them.
//
// Thread rule: one thread. The store and LMDB alone are open in turns, because a process may open an index only once.

#include <engine/decide/ready_policy.h>
#include <engine/facts/durable_store.h>
#include <engine/facts/raw_rows.h>
#include <filesystem>
#include <licet/policy.h>
#include <memory>
#include <optional>
#include <tools/benchmarks/prepared_store.h>
#include <vector>

namespace licet::benchmarks {

/// How many different questions are asked; who is asked about does not depend on them.
inline constexpr std::size_t kQuestions = 1'024;

/// A store that is open, with what a service has for each of its threads.
struct OpenedStore {
  facts::DurableStore store;
  facts::Session session;
  facts::FoldRules rules;
};

class StoredCustomers {
 public:
  /// Prepares the store, and compares `kQuestions` of its answers with those on states folded from the same events:
  /// ends the program if they differ.
  StoredCustomers(const StoreFolder& folder, const PolicySet& policy, std::size_t customers);

  std::size_t size() const { return order_.size(); }
  const decide::ReadyPolicy& policy() const { return policy_.ready(); }
  /// Each customer once, in random order.
  const std::vector<std::size_t>& order() const { return order_; }
  /// The keys of their rows in this order.
  const std::vector<record::KeyedHash>& keys() const { return keys_; }
  const std::vector<exchange::Question>& questions() const { return questions_; }

  /// Opens what is not open, and reads every row once, so that all of it is mapped.
  OpenedStore& opened();
  facts::RawRows& raw();

 private:
  void draw(std::size_t customers);
  void compare();

  PolicySet policy_;
  std::filesystem::path directory_;
  std::vector<std::size_t> order_;
  std::vector<record::KeyedHash> keys_;
  std::vector<exchange::Question> questions_;
  std::unique_ptr<OpenedStore> opened_;
  std::optional<facts::RawRows> raw_;
};

/// Writes `customer_12` over what stands there; allocates at most once.
void name_customer(std::optional<std::string>& id, std::size_t customer);

/// What a session has found, for a question about a customer.
decide::States states_of(const facts::Session& session);

}  // namespace licet::benchmarks
