#pragma once
// Events of customers of one shop: consents given, narrowed and withdrawn, objections, purchases, facts.
//
// Pure; the same number gives the same customer.

#include <licet/event.h>
#include <string>
#include <vector>

namespace licet::benchmarks {

/// Everything happens before it.
inline constexpr Instant kHistoriesEnd{1'780'272'000'000'000};  ///< 2026-06-01T00:00Z

/// `customer_12`.
std::string customer_id(std::size_t customer);

/// In order of recording; records are numbered from `first_record` on. Names that a shop has for itself end in
/// `suffix`.
std::vector<RecordedEvent> make_history(std::size_t customer, const std::string& suffix, std::uint64_t first_record);

/// About six of its events, at least one.
std::vector<RecordedEvent> make_short_history(std::size_t customer, const std::string& suffix,
                                              std::uint64_t first_record);

/// Twenty events, as the customers above have them.
std::vector<RecordedEvent> make_twenty_events(const std::string& suffix);

}  // namespace licet::benchmarks
