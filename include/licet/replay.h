#pragma once
// Recorded decisions, decided again: does the answer follow from the policy text, the events and the time zone?
//
// Thread rule: replay_bundle() is pure; replay_store() reads a directory, also beside the process that writes it, but
// not in that process. How an auditor uses it: docs/checking_a_proof.md.

#include <cstdint>
#include <functional>
#include <licet/instant.h>
#include <licet/result.h>
#include <licet/signed_heads.h>
#include <string>
#include <string_view>
#include <vector>

namespace licet {

/// Differences that are told of one decision, at most.
inline constexpr std::size_t kReplayDifferences = 20;

/// A field that came out differently. Values are JSON, empty where the field is missing; they are personal data.
struct ReplayDifference {
  std::string field;  ///< such as `rule`, `categories[0].outcome`, `explanation.rules[2].applies`, `german`
  std::string recorded;
  std::string again;

  friend bool operator==(const ReplayDifference&, const ReplayDifference&) = default;
};

struct Replayed {
  std::uint64_t record = 0;
  Instant recorded;
  std::string policy;  ///< digest, `sha256:…`
  std::string engine;  ///< the version that decided; sentences are compared only if it is this one
  bool sentences_compared = false;
  std::vector<ReplayDifference> differences;  ///< none: all is the same
};

/// Decides again from what the bundle holds and nothing else, and compares outcome, rule, reason, duties, levels,
/// `until` and all else of the answer, and the explanation. kDamaged if the bundle does not pass the checks of
/// docs/proof_bundle.md (whose signature the head bears is not among them), naming the first that fails; kWrongUse if
/// this version of Licet cannot read its policy text.
Result<Replayed> replay_bundle(std::string_view bundle);

struct ReplayCount {
  std::uint64_t records = 0;  ///< that were read
  std::uint64_t decisions = 0;
  std::uint64_t same = 0;
  std::uint64_t different = 0;
  std::uint64_t erased = 0;  ///< decisions that were erased with the person they were about
};

struct ReplayOptions {
  std::uint64_t from = 0;  ///< the first record
  /// The first record that is not looked at any more; at most as many as the store has when it is opened.
  std::uint64_t until = UINT64_MAX;
};

/// What is told while a store is replayed; either may be empty.
struct ReplayObserver {
  std::function<void(const Replayed&)> different;  ///< a decision that came out otherwise
  std::function<void(const ReplayCount& so_far, std::uint64_t records)>
      progress;  ///< every 1,024 records, and at the end
};

/// Decides every recorded decision of a store again, and compares answers. Explanations are not kept in a store. Policy
/// sets and time zones are made ready once each. kDamaged names the first record that is not as it was written.
Result<ReplayCount> replay_store(const StorePlace& place, const ReplayOptions& options, const ReplayObserver& observer);

}  // namespace licet
