#pragma once
// What must be erased, by when, and by which rule.
//
// Thread rule: values. Source: language.md sections 7 and 13.

#include <cstdint>
#include <licet/diagnostic.h>
#include <licet/instant.h>
#include <optional>
#include <string>
#include <vector>

namespace licet {

enum class DueAction : std::uint8_t { kErase, kAnonymise, kRestrict, kReview };

/// One held category of one holder, or one piece of it; exactly one of `customer` and `device` is set.
struct DueEntry {
  std::optional<std::string> customer;
  std::optional<std::string> device;
  std::string data;                 ///< the category; or `proof of C`, `objections`, `decisions`
  std::optional<std::string> item;  ///< of a category that is kept by item
  Instant due = kNever;             ///< kNever: never, or suspended
  std::optional<DueAction> action;  ///< none if `due` is kNever
  std::optional<std::string> rule;  ///< none if `due` is kNever, or for a request for erasure
  bool suspended = false;
  std::vector<std::string> undetermined;  ///< names of the missing facts

  friend bool operator==(const DueEntry&, const DueEntry&) = default;
};

/// What is asked of all customers and devices.
struct DueRequest {
  std::optional<Instant> at;        ///< default: now, or the time of what was recorded last if that is later
  bool only_due = false;            ///< what is due by then; else everything that is held
  std::vector<Language> languages;  ///< in which each line says why
};

/// One entry, and why it is due, or is not.
struct DueLine {
  DueEntry entry;
  /// For each language asked: from when on, by which rule and provision, from what its period runs, or what keeps it.
  std::vector<std::string> why;

  friend bool operator==(const DueLine&, const DueLine&) = default;
};

/// Customers first, each kind sorted, categories in source order.
struct DueList {
  Instant at;  ///< as of when
  std::vector<DueLine> lines;

  friend bool operator==(const DueList&, const DueList&) = default;
};

}  // namespace licet
