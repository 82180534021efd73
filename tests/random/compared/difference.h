#pragma once
// Where the decision graph and the slow evaluator differ about one request.

#include <licet/event.h>
#include <licet/request.h>
#include <span>
#include <string>
#include <tests/random/compared/readied.h>

namespace licet::random {

/// What was met, so that a run can tell whether its triples reach everything.
struct Tally {
  std::size_t triples = 0;
  std::size_t permitted = 0;
  std::size_t forbidden = 0;
  std::size_t not_ruled_out = 0;
  std::size_t to_review = 0;
  std::size_t with_until = 0;
  std::size_t with_levels = 0;
  std::size_t rules_applied = 0;
  std::size_t rules_overridden = 0;
  std::size_t rules_not_applied = 0;
  std::size_t due_entries = 0;
  std::size_t due_some_day = 0;
  std::size_t due_pieces = 0;   ///< lines of categories by item
  std::size_t due_records = 0;  ///< lines of Licet's own records
  std::size_t undetermined = 0;
};

/// The same for both sides.
struct Sides {
  std::string graph;
  std::string evaluator;
};

/// The whole comparison: the answer with and without *valid until*, on states folded for the request and, where they
/// hold for it, on states of the whole history; the stated value of every rule, by its diagrams and in the explanation;
/// and what each holder's data fall due, at the request's time. Empty if all agree; else the part that differs. `sides`
/// are then the two answers. `workspace` is used as it is found, as by a program that decides many requests.
/// Precondition: the request can be resolved.
std::string difference(const Readied& policy, std::span<const RecordedEvent> events, const Request& request,
                       decide::Workspace& workspace, Sides& sides, Tally& tally);

}  // namespace licet::random
