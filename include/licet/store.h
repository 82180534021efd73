#pragma once
// Events and decisions, kept and asked.
//
// Thread rule: one thread at a time per Store. One process at a time may hold a store's directory for writing; others
// may open it for reading, and see what was complete when they opened it. Nothing is answered before it is durable:
// when record() or decide() returns a value, its line has been synced to disk. After a failed write every call fails
// with kNotWritable until the store is opened again, because memory then knows what the disk may not.
//
// Times (language.md section 11): `recorded` strictly increases over events and decisions. A decision without `at` is
// about a time not before the last `recorded`.

#include <filesystem>
#include <licet/clock.h>
#include <licet/decision.h>
#include <licet/due.h>
#include <licet/event.h>
#include <licet/explanation.h>
#include <licet/input_error.h>
#include <licet/policy.h>
#include <licet/request.h>
#include <licet/result.h>
#include <memory>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

namespace licet {

/// Either the sender's fault (a field by its name) or the machine's.
using CallError = std::variant<InputError, Failure>;

/// An event that is durably recorded.
struct Recorded {
  std::uint64_t record = 0;  ///< its number in the record
  Instant recorded;          ///< when it was taken
  bool repeated = false;     ///< the same `id` and content was there already; this is the first answer again

  friend bool operator==(const Recorded&, const Recorded&) = default;
};

enum class Access : std::uint8_t {
  kRead,
  kWrite,   ///< a store that is there
  kCreate,  ///< likewise, and makes it if the directory is missing or empty
};

struct RecordOptions {
  /// May a line of JSON carry `recorded`, strictly increasing, as the time it was taken? Only in memory.
  bool recorded_given = false;
};

struct DecideOptions {
  bool record = true;  ///< not with Access::kRead
  bool until = true;   ///< otherwise `until` is kNever
};

class Store {
 public:
  /// A store that lives in memory and is gone with this object.
  static Store in_memory(Clock clock = system_clock());

  /// Opens a directory. kNotFound if it holds no store, kBusy if another process writes it, kDamaged if its files are
  /// not as they were written. Events are kept as they were recorded, whatever policy set is used later. Takes time and
  /// memory in proportion to the events.
  static Result<Store> open(const std::filesystem::path& directory, Access access, Clock clock = system_clock());

  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  /// Records one event, or a line of JSON (language.md section 11).
  tl::expected<Recorded, CallError> record(const Event& event, const PolicySet& policy);
  tl::expected<Recorded, CallError> record_json(std::string_view line, const PolicySet& policy);

  /// Records many lines, with one sync for each 1,024; one outcome a line, in order. Each line sees those before it;
  /// one that is refused does not stop the others.
  std::vector<tl::expected<Recorded, CallError>> record_json(std::span<const std::string_view> lines,
                                                             const PolicySet& policy, RecordOptions options = {});

  /// Decides one request, or a line of JSON (language.md section 12).
  tl::expected<Decision, CallError> decide(const Request& request, const PolicySet& policy, DecideOptions options = {});
  tl::expected<Decision, CallError> decide_json(std::string_view line, const PolicySet& policy,
                                                DecideOptions options = {});

  /// Decides many lines, with one sync for each 1,024; one outcome a line, in order.
  std::vector<tl::expected<Decision, CallError>> decide_json(std::span<const std::string_view> lines,
                                                             const PolicySet& policy, DecideOptions options = {});

  /// Decides as decide() and decide_json() do, recording included, and says why: the decision is a part of the
  /// explanation. `sentences()` (sentences.h) puts it into words.
  tl::expected<Explanation, CallError> explain(const Request& request, const PolicySet& policy,
                                               DecideOptions options = {});
  std::vector<tl::expected<Explanation, CallError>> explain_json(std::span<const std::string_view> lines,
                                                                 const PolicySet& policy, DecideOptions options = {});

  /// What everyone holds at `at` and when it falls due: customers first, each kind sorted, categories in source order.
  Result<std::vector<DueEntry>> due(const PolicySet& policy, Instant at) const;

 private:
  struct State;
  explicit Store(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace licet
