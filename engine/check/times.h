#pragma once
// What has a time → Model::times: facts that are dates or times, and events.
//
// Source: language-additions.md "Times of events", language.md section 5. Precondition: check_facts has run.

#include <engine/check/checking.h>
#include <optional>

namespace licet::check {

/// Where a time stands. `last contact` without `for` is in a condition the one for what is asked, see
/// model::Model::elsewhere; as what a period runs from it is any.
enum class TimePlace : std::uint8_t { kCondition, kAnchor };

/// Is it `collection` alone, rather than a fact called so?
bool is_own_collection(const Checking& checking, const syntax::TimeSource& source);

/// The place of a fact that is a date or a time.
model::TimeId time_of_fact(Checking& checking, model::FactId fact);

/// The place of anything but a fact; none if a name in it was reported. Precondition: `source` is no fact.
std::optional<model::TimeId> lower_event_time(Checking& checking, const syntax::TimeSource& source, TimePlace place);

/// Conditions about times; `range` is that of the whole condition. None if something in it was reported.
std::optional<decltype(model::Expression::node)> lower_time_is(Checking& checking, const syntax::TimeIs& is,
                                                               SourceRange range);
std::optional<decltype(model::Expression::node)> lower_notice_given(Checking& checking,
                                                                    const syntax::NoticeGiven& given);
std::optional<decltype(model::Expression::node)> lower_is_known(Checking& checking, const syntax::IsKnown& is);

}  // namespace licet::check
