#pragma once
// Conditions of a generated policy, of every form of language.md section 6 and, where the policy has additions, of
// language-additions.md, that may stand in their place.

#include <tests/random/generated/policy_text.h>
#include <tests/random/generated/vocabulary.h>

namespace licet::random {

/// Joined up to `depth` times within one another.
Condition make_condition(Dice& dice, const Vocabulary& names, Place place, std::size_t depth);

/// What has a time and may stand in the place: a fact or an event. Precondition: the policy has additions.
std::string make_time(Dice& dice, const Vocabulary& names, Place place);

/// "3 months": few different ones, so that they come to coincide, and some extreme.
std::string make_duration(Dice& dice);
/// The same of days to years, as the end of a year demands.
std::string make_calendar_duration(Dice& dice);

/// "2026-03-29": days around which something happens to calendars.
std::string make_date(Dice& dice);

}  // namespace licet::random
