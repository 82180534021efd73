#pragma once
// Events and decisions, kept and asked.
//
// Thread rule: any number of threads may use a Store at once (but move or destroy it alone). Calls that record are
// grouped: those that wait while the disk syncs become durable together with the next sync. One process at a time may
// hold a store's directory for writing; others may open it for reading beside it, and see what the writer has
// acknowledged.
// Nothing is answered before it is durable: when record() or decide() returns a value, it has been synced to disk.
// After a failed write every call that records fails with kNotWritable until the store is opened again, because the
// disk may hold what memory does not.
//
// Times (language.md section 11): `recorded` strictly increases over events and decisions. A decision without `at` is
// about a time not before the last `recorded`.

#include <chrono>
#include <filesystem>
#include <licet/audience.h>
#include <licet/clock.h>
#include <licet/decision.h>
#include <licet/due.h>
#include <licet/erasure.h>
#include <licet/event.h>
#include <licet/explanation.h>
#include <licet/export.h>
#include <licet/input_error.h>
#include <licet/missing.h>
#include <licet/outbox.h>
#include <licet/overview.h>
#include <licet/policy.h>
#include <licet/request.h>
#include <licet/result.h>
#include <licet/standing.h>
#include <licet/store_event.h>
#include <licet/timeline.h>
#include <memory>
#include <optional>
#include <span>
#include <string>
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

struct OpenOptions {
  Access access = Access::kRead;
  /// Where the master key stands, without which nothing can be read; empty: `master.key` in the directory. With kCreate
  /// it is made if it is missing. Keep it apart from backups of the store.
  std::filesystem::path master_key;
  /// Is told what happens to the store, from open() to the end of close(); may be empty.
  StoreObserver observer = {};
  /// Where the key stands that signs heads of the record; empty: `signing.key` in the directory, if it is there.
  /// Without a key nothing is signed. Make one with make_signing_key() (signed_heads.h), and keep it apart too: beside
  /// it stands the second copy of the newest head.
  std::filesystem::path signing_key = {};
  /// The writer signs so long after the first record that is under no head; with 0 only when it is closed. After a call
  /// with more than 1,024 lines it signs as well.
  std::chrono::seconds sign_every = std::chrono::minutes(1);
};

/// A decision as it was recorded, explained again from the record alone.
struct RecordedDecision {
  std::uint64_t record = 0;
  Instant recorded;
  Request request;          ///< without a device beside a customer
  Explanation explanation;  ///< its decision is the recorded one
  PolicySet policy;         ///< the set that decided, from the store's archive
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

  /// Opens a directory. kNotFound if it holds no store or a key is missing, kBusy if another process writes it,
  /// kDamaged if its files are not as they were written or hold fewer records than a signed head covers. Events are
  /// kept as they were recorded, whatever policy set is used later. Takes time and memory in proportion to what was
  /// recorded since the index was last written: little.
  static Result<Store> open(const std::filesystem::path& directory, const OpenOptions& options,
                            Clock clock = system_clock());
  static Result<Store> open(const std::filesystem::path& directory, Access access, Clock clock = system_clock()) {
    return open(directory, OpenOptions{access, {}}, std::move(clock));
  }

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
  /// Likewise, or only what is due, with the reason in words. Only what is due is found by date in the index, where
  /// that has the dates of this set's retention rules and nothing in it happened after `at`: in time in proportion to
  /// those who have something due, and to those of whom something was recorded since the index was written. Else, for
  /// everything that is held, and where a retention keeps `decisions`: in proportion to all.
  Result<DueList> due(const DueRequest& request, const PolicySet& policy) const;

  /// All that is known of a customer or a device. The error names the field `customer` if neither or both are given.
  tl::expected<Standing, CallError> standing(const StandingRequest& request, const PolicySet& policy) const;

  /// Likewise, with what falls due when and why, what happened in its order, and what was decided. Takes time in
  /// proportion to the holder's events, for each that is about a consent anew.
  tl::expected<Overview, CallError> overview(const OverviewRequest& request, const PolicySet& policy) const;

  /// Audience, the other way round: all that is permitted to one customer or device, exactly what decide() would say of
  /// each combination. Nothing is recorded. The error names what decide() would, or `action` if there are more
  /// combinations than limits::kPermittedCombinations. Takes the time of as many decisions.
  tl::expected<Permitted, CallError> permitted(const PermittedRequest& request, const PolicySet& policy) const;

  /// Audience: one request, which names neither customer nor device, decided for every customer of the store, with
  /// exactly the outcome that decide() comes to for each. Recorded as one record that commits to every outcome
  /// (docs/audience.md), and answered when that is durable.
  /// Others may record beside it: it is about what was visible when it began. The error names what decide() would, or
  /// `customer` or `device` if the request has one. kLimit beyond limits::kAudienceCustomers; kBusy if people are
  /// erased again and again meanwhile. Time and memory in proportion to the customers.
  tl::expected<Audience, CallError> audience(const Request& request, const PolicySet& policy,
                                             const AudienceOptions& options = {});
  /// What a recorded audience decided for one customer, checked against what the record commits to. An InputError
  /// (`record`) if there is no such record, (`customer`) if the run had no such customer, or it was erased; kDamaged.
  tl::expected<AudienceOutcome, CallError> audience_outcome(std::uint64_t record, const std::string& customer) const;

  /// From when until when a request is permitted. The error names `to` if it does not lie after `from`, `spans` if that
  /// is 0, else what decide() would. Takes time in proportion to the events of those named and to the spans.
  tl::expected<Timeline, CallError> timeline(const TimelineRequest& request, const PolicySet& policy) const;

  /// The smallest sets of acts that would permit a request that is denied. What erasure, restriction or objection
  /// stands in the way is told, and never proposed to be ended. Takes the time of as many decisions as are tried.
  tl::expected<Missing, CallError> missing(const MissingRequest& request, const PolicySet& policy) const;

  /// The policy set that was in use at a time: that of the last event or decision recorded until then, from the
  /// archive, with the time-zone data of today. An InputError (`policy`) if nothing was recorded by then. Takes the
  /// time of loading the set.
  tl::expected<PolicySet, CallError> policy_at(Instant at) const;

  /// All that is held of a customer or a device, recorded decisions included (Art. 15 GDPR). The error names the field
  /// `customer` if neither or both are given. kDamaged and kContradiction as of recorded_decision(). Takes the time of
  /// explaining each decision about the holder again.
  tl::expected<Export, CallError> export_of(const ExportRequest& request, const PolicySet& policy) const;

  /// A recorded decision with its explanation, from the record and the archived policy set alone. An InputError
  /// (`record`) if there is no such decision; kDamaged if the record cannot be what it was; kContradiction if deciding
  /// again comes to another answer.
  tl::expected<RecordedDecision, CallError> recorded_decision(std::uint64_t record) const;

  /// A proof bundle (docs/proof_bundle.md): one file that proves this decision to someone who has the company's public
  /// key and nothing else. It has passed the checks that it will be held to, but for the signature. An InputError
  /// (`record`) if there is no such decision, or no signed head covers it yet; kDamaged, kLimit. Personal data. Reads
  /// the hashes of all records once: about 0.3 µs each.
  tl::expected<std::string, CallError> prove(std::uint64_t record) const;

  /// Erases all that is recorded of a customer or a device (Art. 17 GDPR) but what the set's retention rules still
  /// need: the events that the dates of categories held and not due rest on, and what happened from the request's `at`
  /// on. When it returns a value, the rest is in no file of the store any more; what happened before `at` is refused
  /// from then on. A holder who is unknown is erased all the same. The error names the field `customer` if neither or
  /// both are given, `at` if it lies ahead.
  tl::expected<Erasure, CallError> erase(const ErasureRequest& request, const PolicySet& policy);

  /// Likewise several, one outcome each, in order. What costs most, copying the index without the erased, is done once
  /// for all. A request that is refused, or fails for itself (kLimit), does not stop the others; one that names whom an
  /// earlier one names is refused. Where the store fails, nothing more is taken, and what has begun is finished when it
  /// is opened for writing again; the message says so.
  std::vector<tl::expected<Erasure, CallError>> erase(std::span<const ErasureRequest> requests,
                                                      const PolicySet& policy);

  /// Registers a system that has to carry out what falls due and what customers demand (outbox.h, docs/outbox.md).
  /// Tasks that are not finished are handed to it too. The error names `receiver`.
  tl::expected<ReceiversChanged, CallError> add_receiver(std::string_view name, const PolicySet& policy);
  /// From here on no task waits for this receiver. Those that waited for it alone are finished, with the event `erased`
  /// where they are erasures that are due.
  tl::expected<ReceiversChanged, CallError> remove_receiver(std::string_view name, const PolicySet& policy);
  /// Hands out tasks that this receiver has not confirmed and does not hold by an earlier claim: events first, then
  /// what is due. The claim is durable when it returns. The error names `receiver`, `limit` or `for`. Nothing else is
  /// recorded meanwhile. Cost: that of due(), with only what is due, and in proportion to the tasks not finished and to
  /// what was recorded since the last time; the first call of a store that was opened reads all records of its outbox.
  tl::expected<Claim, CallError> claim(const ClaimRequest& request, const PolicySet& policy);
  /// Ends the claims of what the receiver has not confirmed: it is handed out again at once. Gives how many. The error
  /// names `receiver`.
  tl::expected<std::uint64_t, CallError> release(std::string_view receiver, const PolicySet& policy);
  /// Takes lines of tasks (task_line()) that this receiver has carried out; one outcome a line, in order. A line that
  /// was changed, or that it never claimed, is refused by its field, and does not stop the others. What it has
  /// confirmed already is answered alike, and nothing is recorded.
  std::vector<tl::expected<Confirmed, CallError>> confirm_json(std::string_view receiver,
                                                               std::span<const std::string_view> lines,
                                                               const PolicySet& policy);
  /// What is not finished, and how far each receiver is. Changes nothing; reads all records of the outbox.
  tl::expected<Outbox, CallError> outbox(const OutboxRequest& request, const PolicySet& policy) const;

  /// How many events and decisions are on the record, erased ones included, as far as the store has read. Of a store in
  /// memory, events. Stays after close().
  std::uint64_t records() const;

  /// Signs a head over all that is on the record now, and returns it: a signed note (docs/record_format.md, "Signed
  /// heads"). kDamaged if the record on disk contradicts an earlier head, or two heads each other: then nothing is
  /// signed. kNotFound without a signing key; kWrongUse of a store in memory or opened for reading.
  Result<std::string> sign();
  /// The newest head; none if nothing was signed. Its signatures are not verified here.
  Result<std::optional<std::string>> head() const;

  /// Writes the index, signs what is under no head, and gives the directory up; a Failure leaves what was acknowledged
  /// as durable as it is. Without it destruction does the same and says nothing.
  Result<void> close();

 private:
  struct State;
  explicit Store(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace licet
