#pragma once
// What the calls of the outbox do, on whatever ledger: docs/outbox.md says what they mean.
//
// Private to engine/licet. Thread rule: one thread at a time has the state and the host.

#include <cstdint>
#include <engine/decide/ready_policy.h>
#include <engine/exchange/outbox_content.h>
#include <engine/exchange/task_json.h>
#include <engine/facts/holder_state.h>
#include <engine/licet/due_lines.h>
#include <engine/licet/ledger.h>
#include <engine/rights/outbox.h>
#include <licet/due.h>
#include <licet/event.h>
#include <licet/outbox.h>
#include <licet/result.h>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace licet {

/// What the outbox needs of the ledger behind it.
class OutboxHost {
 public:
  OutboxHost() = default;
  OutboxHost(const OutboxHost&) = delete;
  OutboxHost& operator=(const OutboxHost&) = delete;
  virtual ~OutboxHost() = default;

  /// The clock's, or the time of what was recorded last if that is later.
  virtual Instant now() const = 0;
  /// The clock's alone: claims end by it, whatever was recorded while it was wrong.
  virtual Instant clock() const = 0;
  virtual std::uint64_t records() const = 0;

  /// Events among some records, by their numbers.
  struct Seen {
    std::vector<std::uint64_t> tasks;   ///< those that are tasks
    std::vector<std::uint64_t> voided;  ///< those that an event among the records voids
  };
  virtual Result<Seen> look(std::uint64_t from, std::uint64_t until) const = 0;

  virtual const model::Model& model() const = 0;
  virtual Result<HeldLines> due(const DueRequest& request) const = 0;
  /// As a receiver is told of it; none if it is erased.
  virtual Result<std::optional<RecordedEvent>> event(std::uint64_t record) const = 0;
  /// When this category, or this piece, was first collected, as it is held now; none if it is not held, or among
  /// Licet's own records.
  virtual Result<std::optional<Instant>> held_since(const DueEntry& entry) const = 0;
  virtual exchange::TaskId id_of(std::string_view task_text) const = 0;

  /// A record of the outbox, and the event that is recorded with it or not at all.
  struct Unit {
    exchange::OutboxContent content;  ///< `recorded` is set by record()
    std::optional<Event> erased;

    /// The event is not taken: the task ends without it.
    void leave_out_event() {
      content.finished.due.push_back(*content.erased);
      content.erased.reset();
      erased.reset();
    }
  };
  /// Whether the event is still taken is for the ledger to say: of who was erased since nothing earlier is. Then the
  /// task is finished without it.
  /// Durable when it returns: for each unit the number of its event. After a Failure none of them is recorded.
  virtual Result<std::vector<std::optional<std::uint64_t>>> record(std::vector<Unit>& units) = 0;
};

/// As OutboxHost::held_since, by the holder's state as of `at`.
std::optional<Instant> held_since(const decide::ReadyPolicy& policy, const facts::HolderView& state,
                                  const DueEntry& entry, Instant at);

/// So many lines are confirmed together.
inline constexpr std::size_t kConfirmedTogether = 1'024;

/// One call on the outbox of one ledger. After a Failure the state may lag behind the record: it has to be read anew.
class OutboxCall {
 public:
  /// Both must outlive it.
  OutboxCall(OutboxHost& host, rights::OutboxState& state) : host_(host), state_(state) {}

  /// Is the state what the record says, as far as it goes?
  bool is_sound() const { return sound_; }

  /// Looks at what was recorded since, if there is a receiver.
  Result<void> catch_up();

  Ledger::Outcome<ReceiversChanged> add_receiver(std::string_view name);
  Ledger::Outcome<ReceiversChanged> remove_receiver(std::string_view name);
  Ledger::Outcome<Claim> claim(const ClaimRequest& request);
  /// Gives how many claims ended.
  Ledger::Outcome<std::uint64_t> release(std::string_view receiver);
  /// At most kConfirmedTogether lines, on disk.
  Ledger::Outcomes<Confirmed> confirm(std::string_view receiver, std::span<const std::string_view> lines);

  /// Changes the state, not the record: it is a copy, or read for this.
  Ledger::Outcome<Outbox> outbox(const OutboxRequest& request);

 private:
  std::optional<InputError> unknown(std::string_view receiver) const;
  exchange::TaskId id_of(const HeldLine& held) const;
  OutboxTask told(const HeldLine& held, const exchange::TaskId& id) const;
  OutboxTask told(RecordedEvent event) const;
  /// What is wrong with the line of an event, compared with what would be handed out for it.
  std::optional<CallError> differs(const exchange::TaskLine& line, std::string_view receiver,
                                   std::string_view text) const;
  Result<void> apply(const exchange::OutboxContent& content);
  Result<std::vector<std::optional<std::uint64_t>>> put(std::vector<OutboxHost::Unit> units);
  /// Finds tasks up to the end of the record; with `write` it is recorded how far.
  Result<void> look(bool write);
  /// Finishes what is due and confirmed by all, because others were removed. Gives how many.
  Result<std::uint64_t> settle(const HeldLines& list);
  /// The event `erased`, if the task is an erasure, nothing within must be kept, and there is something to erase. It
  /// ends what was collected before anyone was handed the task: what came later is held.
  Result<std::optional<Event>> erased_by(const exchange::TaskId& id, const DueEntry& entry,
                                         const std::vector<std::string>& except) const;

  OutboxHost& host_;
  rights::OutboxState& state_;
  bool sound_ = true;
};

}  // namespace licet
