#pragma once
// The events and decisions of a store on disk: the record, the index in LMDB, and in memory what lies between.
//
// Thread rule: begin(), take(), take_decision(), commit(), erase() and close() by one thread at a time, the writer;
// index() by one thread at a time, which may be another; sessions and all const members by any number of threads beside
// them, a Session by one at a time. One process at a time holds a directory for writing; others read beside it.
// What is acknowledged is durable: commit() publishes what its batch staged only after the record has synced it.
// Failure: as engine/record/log.h. Source: architecture.md, Facts and Processes; language.md section 11.

#include <engine/facts/due_rules.h>
#include <engine/facts/fact_index.h>
#include <engine/facts/fold.h>
#include <engine/facts/stored_event.h>
#include <engine/record/log.h>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <variant>
#include <vector>

namespace licet::facts {

/// Why an event was not taken: its sender's fault, or the machine's.
using Refusal = std::variant<InputError, Failure>;

/// How folding is done under a policy set, and by which key its results are known. Keeps what it refers to alive.
struct FoldRules {
  FoldRules() = default;
  explicit FoldRules(std::shared_ptr<const FoldPlan> fold_plan)
      : plan(std::move(fold_plan)), key(fold_key_of(plan->model)) {}

  std::shared_ptr<const FoldPlan> plan;
  FoldKey key{};
};

struct DurableOptions {
  record::LogOptions log;
  std::uint64_t first_map_bytes = std::uint64_t{64} << 20U;
  /// A writer that finds more records beyond the index's marker takes them into the index by so many at a time.
  std::uint64_t portion_records = 16'384;
};

/// Whom a question is about.
struct Holders {
  std::optional<std::string> customer;
  std::optional<std::string> device;
  /// The recipient asked and what it lies within, nearest first.
  std::vector<std::string> recipients = {};
};

/// Whom to erase, and what of it stays.
struct ErasureOrder {
  Holder holder;  ///< a customer or a device
  Instant at;     ///< acts before it are not taken any more
  /// Numbers of events of this holder, as StoredEvent has them, and of decisions about it, in any order.
  std::vector<std::uint64_t> kept;
};

/// How those of whom something may be due were found.
struct DueVisit {
  bool by_date = false;    ///< else by going through all rows
  std::uint64_t rows = 0;  ///< of the index, that were read
};

struct DurableState;
class CustomerScan;
class DurableStore;

/// Reads the states that one question needs.
class Session {
 public:
  Session(Session&&) noexcept;
  Session& operator=(Session&&) noexcept;
  ~Session();

  /// Finds, or folds, the states of the holders as the bounds ask. Views are valid until the next look() or release().
  /// One read of the index a holder, of one that was touched lately none; no allocation where a row answers as it
  /// stands. kDamaged: nothing may be answered.
  Result<void> look(const Holders& holders, const FoldRules& rules, const FoldBounds& bounds);
  /// Gives the index's snapshot back, so that its writer can use pages again.
  void release();

  const HolderView& person() const;
  const HolderView& device() const;
  /// One for each recipient, in the order asked.
  std::span<const HolderView> recipients() const;
  /// How many records are visible in them.
  std::uint64_t basis() const;
  /// The slot of the holder for whom a decision is recorded: the customer, or the device alone; none if it has none.
  std::optional<record::Slot> slot() const;
  /// The link between customer and device, if both were asked for and are linked.
  const std::optional<LinkId>& link() const;

 private:
  friend class DurableStore;
  struct State;
  explicit Session(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Events and decisions on their way into the record together. Made by begin(), ended by commit().
class Batch {
 public:
  Batch(Batch&&) noexcept;
  Batch& operator=(Batch&&) noexcept;
  ~Batch();

  std::size_t records() const;
  /// Bytes of content so far.
  std::size_t bytes() const;

 private:
  friend class DurableStore;
  struct State;
  explicit Batch(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

class DurableStore {
 public:
  /// As record::Log::open. The record beyond the index's marker is read into memory; by a writer at most
  /// DurableOptions::portion_records of it, and what is more goes into the index at once, as rows that no policy set
  /// has folded. For writing, it finishes erasures that were interrupted, and applies those of KEY.erased that the
  /// record does not have, because an older store was put back; for reading it is kBusy as long as there are such.
  static Result<DurableStore> open(const std::filesystem::path& directory, const DurableOptions& options = {},
                                   record::FileSystem& files = record::system_files());
  DurableStore(DurableStore&&) noexcept;
  DurableStore& operator=(DurableStore&&) noexcept;
  ~DurableStore();

  const record::Log& log() const;
  /// Did open() make the index, because there was none?
  bool made_index() const;
  /// How large the index may become without growing its map.
  std::uint64_t index_bytes() const;
  /// Up to where the record is visible.
  record::LogEnd visible() const;
  Result<Session> session() const;

  /// The event with this number, as it is kept, an erasure's keeping included; none if it is no event, or erased.
  Result<std::optional<StoredEvent>> event(std::uint64_t record) const;
  /// The decision with this number, an erasure's keeping included: number and policy are those with which it was
  /// recorded. None if it is no decision, or erased.
  Result<std::optional<record::OpenedRecord>> decision(std::uint64_t record) const;
  /// The slot of a holder; none if nothing is recorded of it.
  Result<std::optional<record::Slot>> slot(const Holder& holder) const;
  /// Numbers of the decisions about a holder that are not erased, rising. In proportion to what is recorded of it.
  Result<std::vector<std::uint64_t>> decisions(const Holder& holder) const;
  /// All events of a holder below `basis`, in order of recording; none for one that is unknown.
  Result<std::vector<StoredEvent>> history(const Holder& holder, std::uint64_t basis) const;

  /// Every holder, recipients among them, with its state as of `at`, in no order.
  using Visit = std::function<Result<void>(const Holder& holder, const HolderView& state)>;
  Result<void> visit(const FoldRules& rules, const FoldBounds& bounds, const Visit& visit) const;
  /// Every holder of whom something may be due by `at`, as of then: by the index by date where it has what these
  /// retention rules say for all rows, and nothing in it happened after `at`; else every holder. Of who is touched
  /// meanwhile the state may be that of then.
  Result<DueVisit> visit_due(const FoldRules& rules, const RetentionKey& retention, Instant at,
                             const Visit& visit) const;

  /// All customers as they are now, to be gone through. `rules` must outlive it.
  std::unique_ptr<CustomerScan> customers(const FoldRules& rules, const FoldBounds& bounds) const;

  /// Stages what belongs together. `now` is the clock's.
  Batch begin(Instant now) const;
  /// As FactStore::take, without `recorded` given.
  tl::expected<Receipt, Refusal> take(Batch& batch, const Offer& offer, const model::Model& model,
                                      const Digest& policy);
  /// A decision for a holder. `slot` is Session::slot(), if there was one, and `basis` Session::basis(); `content`
  /// makes the record's content. kBusy, with nothing staged: someone was erased since the session looked; ask again.
  using DecisionWriter = std::function<std::string(const Receipt& receipt)>;
  Result<Receipt> take_decision(Batch& batch, const Holder& holder, std::optional<record::Slot> slot,
                                std::uint64_t basis, const Digest& policy, const DecisionWriter& content);
  /// A record of the outbox, which changes nobody's state. With `joins` it makes a unit with the event that was taken
  /// just before, for one holder, and has its time of recording.
  Receipt add_outbox(Batch& batch, const Digest& policy, bool joins, const DecisionWriter& content);
  /// The contents of the outbox's records, in order, with the number of each. In proportion to all records of the store
  /// itself.
  using OutboxReader = std::function<Result<void>(std::uint64_t record, std::string_view content)>;
  Result<void> read_outbox(const OutboxReader& read) const;
  /// Events among these records in order, those that an erasure keeps with the numbers under which they count.
  using EventReader = std::function<void(const StoredEvent& event)>;
  Result<void> visit_events(std::uint64_t from, std::uint64_t until, const EventReader& read) const;
  /// One request that was decided for all customers, whose outcomes were written as a run (Log::write_run). `basis` is
  /// CustomerScan::basis(). kBusy as take_decision().
  Result<Receipt> take_audience(Batch& batch, const record::RunId& run, std::uint64_t basis, const Digest& policy,
                                const DecisionWriter& content);
  /// Makes the batch durable, then visible. After a Failure nothing of it counts, and nothing more is taken until the
  /// store is opened again. An empty batch costs nothing.
  Result<void> commit(Batch batch);

  /// Erases all that is recorded of these holders, each named once, but for the events to keep: when it returns a
  /// value, no byte of the rest is left in a file of the store. A holder who is unknown is erased all the same, so that
  /// what happened before is not taken later. No batch may be staged; waits for index(). `at` is at most the time of
  /// recording, and after that of an earlier erasure. All of them share one copy of the index, which is what costs
  /// most. Each order has its own result, in their order. kWrongUse (a number that is none of the holder's events),
  /// kLimit (what stays of one holder exceeds a batch): nothing of that holder is erased, the others are. Any other
  /// Failure is that of all orders behind it too, and of those before it unless they were finished: if it came after
  /// the first write, nothing more is taken, and what has begun is finished when the store is opened again. Source:
  /// docs/record_format.md, "Erasing".
  std::vector<Result<Erasure>> erase(std::span<const ErasureOrder> orders, Instant now);
  Result<Erasure> erase(const Holder& holder, Instant at, std::span<const std::uint64_t> kept, Instant now);

  /// From here on nothing more is taken, as after a failed write.
  void give_up();

  /// Archives, so that records may name them.
  Result<void> archive(const Digest& policy, const record::ArchivedPolicy& set, std::string_view zone_bytes);
  Result<record::ArchivedPolicy> archived_policy(const Digest& policy) const;
  Result<std::string> archived_zone(const Digest& zone) const;

  /// How many holders wait for the index.
  std::size_t touched() const;
  /// Folds the touched holders into the index. Beside everything else, as the next two. With `due` their dates stand in
  /// it too, if they are by the retention rules by which the index has dates, or it has none yet; else they are looked
  /// at whenever someone asks what is due.
  Result<void> index(const FoldRules& rules, const DueRules& due = {});
  /// Folds the rows of other fold keys anew, as long as `stop` is not asked for, and says how many. Costs nothing where
  /// all rows are known to have this key, else goes through all.
  Result<std::uint64_t> fold_rows(const FoldRules& rules, const DueRules& due = {}, const std::stop_token& stop = {});
  /// Finds the dates of rows that have none by these retention rules, for a second or as long as `stop` is not asked
  /// for: where the index has those of another retention key, from the first row on, and only if `replace` says so.
  /// Says whether there are more. Costs next to nothing where there are none.
  Result<bool> date_rows(const FoldRules& rules, const DueRules& due, bool replace, const std::stop_token& stop = {});
  /// Did open() write rows that fold_rows() has not gone through since?
  bool has_unfolded_rows() const;

  /// Of a store opened for reading: looks how far the writer has come.
  Result<void> refresh();
  /// Syncs the durable end. The index stays as it is.
  Result<void> close();

 private:
  explicit DurableStore(std::unique_ptr<DurableState> state);
  std::unique_ptr<DurableState> state_;
};

}  // namespace licet::facts
