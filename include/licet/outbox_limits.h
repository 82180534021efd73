#pragma once
// Limits of the outbox, beside those of limits.h, for the few who need them. What is over one is refused by the field.

#include <cstddef>
#include <cstdint>

namespace licet::limits {

/// Receivers are systems of one company, set up by hand; each needs a bit in what is remembered of a task, also after
/// it was removed.
inline constexpr std::size_t kReceiversEver = 64;
inline constexpr std::size_t kReceiverBytes = 64;  ///< a receiver's name
/// Of one claim: it is one record, and its lines stand in memory.
inline constexpr std::size_t kClaimedTasks = 10'000;
/// A claim that holds longer than a month would use up the time in which Art. 12(3) GDPR wants it carried out.
inline constexpr std::int64_t kLeaseMinutes = 60LL * 24 * 30;

}  // namespace licet::limits
