#pragma once
// The events and decisions of one store: in memory, and, where it has a directory, in a journal that memory is made
// from.
//
// Every line of the journal is one record, numbered from 0, and `recorded` strictly increases over all of them. Nothing
// is answered before its line is durable. After a failed append memory knows what the disk may not, so every call fails
// with kNotWritable. Private to engine/licet. Thread rule: one thread at a time. Source: language.md section 11.

#include <engine/decide/ready_policy.h>
#include <engine/facts/memory_store.h>
#include <engine/record/journal.h>
#include <filesystem>
#include <licet/clock.h>
#include <licet/explanation.h>
#include <licet/store.h>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace licet {

class Ledger {
 public:
  /// Without a journal: gone with this object.
  explicit Ledger(Clock clock) : clock_(std::move(clock)) {}

  /// Opens the journal of a directory and reads it into memory. `files` must outlive the ledger.
  static Result<Ledger> open(const std::filesystem::path& directory, Access access, Clock clock,
                             record::FileSystem& files = record::system_files());

  /// From here on every call fails as after a failed append.
  void give_up() { failed_ = true; }

  /// As Store::record and Store::record_json.
  tl::expected<Recorded, CallError> record(const Event& event, const model::Model& model);
  std::vector<tl::expected<Recorded, CallError>> record(std::span<const std::string_view> lines,
                                                        const model::Model& model, RecordOptions options);

  /// As Store::decide and Store::decide_json.
  tl::expected<Decision, CallError> decide(const Request& request, const decide::ReadyPolicy& policy,
                                           DecideOptions options);
  std::vector<tl::expected<Decision, CallError>> decide(std::span<const std::string_view> lines,
                                                        const decide::ReadyPolicy& policy, DecideOptions options);

  /// As Store::explain and Store::explain_json.
  tl::expected<Explanation, CallError> explain(const Request& request, const decide::ReadyPolicy& policy,
                                               DecideOptions options);
  std::vector<tl::expected<Explanation, CallError>> explain(std::span<const std::string_view> lines,
                                                            const decide::ReadyPolicy& policy, DecideOptions options);

  /// As Store::due.
  Result<std::vector<DueEntry>> due(const decide::ReadyPolicy& policy, Instant at) const;

 private:
  using RecordOutcome = tl::expected<Recorded, CallError>;
  /// Lines of the journal that become durable together.
  using Group = std::vector<std::string>;

  Result<void> replay();
  Result<void> restore(std::string_view line);

  std::optional<Failure> refuse_writing() const;
  RecordOutcome take(const facts::Offer& offer, const model::Model& model, Instant now, Group& group);
  RecordOutcome take_line(std::string_view line, const model::Model& model, RecordOptions options, Instant now,
                          Group& group);
  /// `Answer` is Decision or Explanation.
  template <class Answer>
  tl::expected<Answer, CallError> answer(const Request& request, const decide::ReadyPolicy& policy,
                                         DecideOptions options, Instant now, Group& group);
  template <class Answer>
  tl::expected<Answer, CallError> answer_one(const Request& request, const decide::ReadyPolicy& policy,
                                             DecideOptions options);
  template <class Answer>
  std::vector<tl::expected<Answer, CallError>> answer_lines(std::span<const std::string_view> lines,
                                                            const decide::ReadyPolicy& policy, DecideOptions options);

  /// Makes the group durable, or turns every outcome of it into the failure.
  template <class Value>
  void settle(const Group& group, std::span<tl::expected<Value, CallError>> outcomes);
  template <class Value, class Act>
  std::vector<tl::expected<Value, CallError>> in_groups(std::span<const std::string_view> lines, const Act& act);

  Clock clock_;
  facts::MemoryStore memory_;
  std::optional<record::Journal> journal_;
  bool writable_ = true;
  bool failed_ = false;
};

}  // namespace licet
