#pragma once
// Bundles made from nothing but numbers, always the same bytes, and parts of them to be changed before they are joined.

#include <cstdint>
#include <engine/base/digest.h>
#include <engine/record/note_key.h>
#include <engine/record/signed_note.h>
#include <string>
#include <string_view>
#include <vector>

namespace licet::vectors {

/// What stands in a bundle for one record.
struct RecordParts {
  std::string leaf;
  std::string payload;
  std::string proof;
};

struct BundleParts {
  std::string policy;
  std::string zone;
  std::string explanation;
  RecordParts decision;
  std::vector<RecordParts> events;

  std::string join() const;
};

/// A key whose seed is 32 times this byte.
record::NoteSigner sample_signer(std::string_view name, std::uint8_t seed);
/// The key of the log in all samples, `shop.example/log`.
record::NoteSigner log_signer();
/// A witness's key, and its signature under a text.
record::NoteKey witness_key();
record::NoteSignature cosignature(std::string_view text, std::uint64_t time);

/// What a sample is made of.
struct Plan {
  std::vector<std::uint64_t> events{2, 3, 5};  ///< their numbers
  std::uint64_t decision = 7;
  std::uint64_t basis = 6;
  std::uint64_t size = 11;  ///< records under the head
  std::string origin = "shop.example/log";
  record::NoteSigner signer = log_signer();
  std::vector<std::string> extensions;  ///< lines of the head
  std::uint8_t decision_kind = 2;
  std::uint8_t event_kind = 1;
  std::uint8_t leaf_version = 1;  ///< of the decision
  std::uint8_t event_leaf_version = 1;
  std::uint8_t leaf_reserved = 0;
  std::string decision_content;   ///< empty: the usual one
  std::string event_content;      ///< empty: the usual one
  std::size_t more_padding = 0;   ///< bytes of zeros too many, of the decision
  char padding = '\0';            ///< the last byte of the decision's payload
  std::size_t length_beyond = 0;  ///< added to the length that the decision's payload states
};

/// The content of the decision in a sample with this plan.
std::string usual_content(const Plan& plan);
std::string zone_digest();

BundleParts make_parts(const Plan& plan = {});

/// With its Hash made right again. Precondition: 32 bytes at least.
std::string rehashed(std::string bytes);
/// The text with the first occurrence replaced; it must occur.
std::string replaced(std::string text, std::string_view what, std::string_view with);

}  // namespace licet::vectors
