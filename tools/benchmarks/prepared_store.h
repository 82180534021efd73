#pragma once
// Stores with many customers of one shop, made in seconds: the record appended in large batches, rows put into the
// index as folding makes them, in the order of their keys.
//
// What is made is what recording and indexing the same events would have made.

#include <engine/facts/durable_store.h>
#include <filesystem>
#include <functional>
#include <licet/policy.h>
#include <string>
#include <vector>

namespace licet::benchmarks {

/// Where stores lie: the directory that LICET_BENCHMARK_STORE names, or one that is removed with this object.
class StoreFolder {
 public:
  StoreFolder();
  ~StoreFolder();
  StoreFolder(const StoreFolder&) = delete;
  StoreFolder& operator=(const StoreFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  bool is_temporary_ = false;
};

/// The forty rules of one shop, loaded from a file in the folder.
PolicySet load_shop_policy(const StoreFolder& folder);
/// What the names of this shop end in.
std::string shop_suffix();

/// The policy's digest as the record names it.
Digest digest_of(const PolicySet& policy);

/// The events of a customer, the first of which gets this number.
using MakeHistory = std::function<std::vector<RecordedEvent>(std::size_t customer, std::uint64_t first_record)>;
std::vector<RecordedEvent> usual_history(std::size_t customer, std::uint64_t first_record);

/// The folder's store of so many customers; one that is there, made for the same policy, is taken as it is. Ends the
/// program if it cannot be made.
std::filesystem::path prepared_store(const StoreFolder& folder, const PolicySet& policy, std::size_t customers,
                                     const MakeHistory& history = usual_history);

/// A store of so many customers, in place of what lies there.
void make_store(const std::filesystem::path& directory, const PolicySet& policy, std::size_t customers,
                const MakeHistory& history = usual_history);

}  // namespace licet::benchmarks
