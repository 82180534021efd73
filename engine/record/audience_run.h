#pragma once
// The outcomes of one request asked of all customers: a file beside the log that the request's one record commits to,
// outcome by outcome, and that tells nothing to who does not have a customer's key.
//
// Format and reasons: docs/record_format.md, "Audience". Thread rule: an OutcomeSealer by one thread at a time, any
// number of them beside each other; the rest is pure but for the file system.

#include <array>
#include <cstdint>
#include <engine/base/digest.h>
#include <engine/record/audience_names.h>
#include <engine/record/file_system.h>
#include <engine/record/key_slots.h>
#include <engine/record/payload.h>
#include <filesystem>
#include <licet/result.h>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace licet::record {

inline constexpr std::size_t kOutcomeBytes = 16;
using OutcomeBytes = std::array<std::uint8_t, kOutcomeBytes>;

/// One customer's outcome as the file holds it.
struct SealedOutcome {
  std::array<std::uint8_t, 8> locator{};  ///< by which who has the customer's key finds it
  Digest commitment{};
  OutcomeBytes hidden{};
};
static_assert(sizeof(SealedOutcome) == 56);

/// Outcomes by the first byte of their locators, so that they are sorted in parts that fit a cache.
using SealedOutcomes = std::array<std::vector<SealedOutcome>, 256>;

/// The hash to which a run commits for one customer: a leaf of its tree. `holder` is the identifier.
Digest outcome_commitment(const Salt& salt, const OutcomeBytes& outcome, std::string_view holder);

/// Seals outcomes of one run. `slots` must outlive it. Cost: about 2.5 µs each, most of it for unwrapping the key.
class OutcomeSealer {
 public:
  OutcomeSealer(const KeySlots& slots, const RunId& run);
  OutcomeSealer(OutcomeSealer&&) noexcept;
  OutcomeSealer& operator=(OutcomeSealer&&) noexcept;
  ~OutcomeSealer();

  /// Adds it to `into`. False if the slot's key is gone: its holder was erased. kDamaged as KeySlots::find().
  Result<bool> seal(Slot slot, std::string_view holder, const OutcomeBytes& outcome, SealedOutcomes& into);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// An outcome that was found, and the proof that the run's root commits to it.
struct OpenedOutcome {
  std::uint64_t index = 0;  ///< of the leaf
  Salt salt{};
  OutcomeBytes outcome{};
  std::vector<Digest> path;
};

/// `audiences/N.run` of the store; N is the number of the record.
std::filesystem::path run_path(const std::filesystem::path& directory, std::uint64_t record);
/// Numbers of the records for which there is such a file, rising.
Result<std::vector<std::uint64_t>> runs_in(const std::filesystem::path& directory, FileSystem& files);

/// Writes the file under a name that counts for nothing, durably. Takes the outcomes; they are sorted meanwhile.
Result<AudienceNames> write_run(const std::filesystem::path& directory, const LogId& log, const RunId& run,
                                std::span<SealedOutcomes> outcomes, FileSystem& files);
/// Gives it the name that counts, durably, for the record that is about to be appended.
Result<void> name_run(const std::filesystem::path& directory, const RunId& run, std::uint64_t record,
                      FileSystem& files);
/// Removes what write_run() wrote, if it is there.
void drop_run(const std::filesystem::path& directory, const RunId& run, FileSystem& files);

/// Is the file of this record as it was written, and the one that the record names? One sentence if not.
Result<std::optional<std::string>> run_flaw(const std::filesystem::path& directory, const LogId& log,
                                            std::uint64_t record, const AudienceNames& names, FileSystem& files);

/// A customer's outcome; none if the run had none of this customer with this key. kDamaged if the file is not the one
/// that the record names, or what it says of the customer is not what was committed to; kNotFound without the file.
/// Reads the file once, with 64 bytes of memory for each customer.
Result<std::optional<OpenedOutcome>> open_outcome(const std::filesystem::path& directory, const LogId& log,
                                                  std::uint64_t record, const AudienceNames& names,
                                                  const SecretKey& key, std::string_view holder, FileSystem& files);

}  // namespace licet::record
