#pragma once
// A store that is recorded into, and the lines that are sent to it.
//
// Thread rule: any number of threads may send, each with Lines of its own.

#include <atomic>
#include <filesystem>
#include <licet/policy.h>
#include <licet/store.h>
#include <string>
#include <string_view>
#include <tools/benchmarks/prepared_store.h>
#include <tools/benchmarks/written_bytes.h>
#include <vector>

namespace licet::benchmarks {

enum class Sent { kEvents, kDecisions };

class RecordingStore {
 public:
  /// Made anew in the folder, with so many customers known.
  RecordingStore(const StoreFolder& folder, const PolicySet& policy, std::size_t customers);
  ~RecordingStore();
  RecordingStore(const RecordingStore&) = delete;
  RecordingStore& operator=(const RecordingStore&) = delete;

  const std::filesystem::path& directory() const { return directory_; }

  /// Lines as they are sent: JSON about random customers, events each with an `id` of its own.
  class Lines {
   public:
    Lines(RecordingStore& store, Sent what, std::size_t seed);
    /// Valid until the next call.
    const std::vector<std::string_view>& next(std::size_t count);

   private:
    RecordingStore& store_;
    bool has_ids_;
    std::vector<std::string> pool_;
    std::size_t place_ = 0;
    std::vector<std::string_view> sent_;
  };

  /// Sends all at once; ends the program if one is refused.
  void send(Sent what, const std::vector<std::string_view>& lines);

  /// How long a record of these is in the log, on average.
  std::size_t record_bytes(Sent what) const { return what == Sent::kEvents ? event_bytes_ : decision_bytes_; }

 private:
  std::size_t measure(Sent what);

  std::filesystem::path directory_;
  PolicySet policy_;
  std::size_t customers_;
  Store store_;
  std::atomic<std::uint64_t> next_id_ = 0;
  std::size_t event_bytes_ = 0;
  std::size_t decision_bytes_ = 0;
};

}  // namespace licet::benchmarks
