#pragma once
// The policy sets that decided, from a store's archive, each made ready once.
//
// Private to engine/licet. Thread rule: one thread at a time. The store must outlive it.

#include <engine/base/digest.h>
#include <engine/decide/ready_policy.h>
#include <engine/facts/durable_store.h>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace licet {

/// A set compiled again from an archive's bytes, with the zone data of then. kDamaged if what comes of it has another
/// digest; else as decide::load_archived_ready.
Result<std::shared_ptr<const decide::ReadyPolicy>> ready_again(record::ArchivedPolicy set, std::string zone_bytes,
                                                               const Digest& digest);

class ArchivedSets {
 public:
  explicit ArchivedSets(const facts::DurableStore& store) : store_(&store) {}

  /// `zone` is the digest that the decision names, 64 hexadecimal digits.
  Result<std::shared_ptr<const decide::ReadyPolicy>> find(const Digest& policy, std::string_view zone);

 private:
  const facts::DurableStore* store_;
  std::map<std::pair<Digest, std::string>, std::shared_ptr<const decide::ReadyPolicy>, std::less<>> ready_;
};

}  // namespace licet
