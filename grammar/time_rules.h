#pragma once
// PEGTL rules of what has a time, and of what is said of it. Source: language.md sections 5 to 7,
// language-additions.md.

#include <grammar/string_rules.h>

namespace licet::grammar::rules {

// NOLINTBEGIN(readability-identifier-naming): grammar rules have lower-case names, as PEGTL's own do

// --- what has a time ---

struct time_begins : note<time_begins> {
  static void note(Input& input, Matching& matching) { matching.time_begin = input.current(); }
};

/// `for` behind `last contact`, where it is not the `for` of a retention's period.
struct contact_for : token<contact_for, NodeKind::kPhrase> {
  static constexpr Phrase kPhrase = Phrase::kFor;
  static bool read(Input& input, Matching& matching) {
    if (!match_phrase(input, matching, kPhrase, false)) return false;
    const char* const end = input.current();
    skip_white_space(input, matching);
    const bool is_period = matching.statement() == Phrase::kRetention && scan<pegtl::at<pegtl::digit>>(input);
    input.iterator() = end;
    return !is_period;
  }
};

/// Where a condition may end with `last contact`: stops before a word that could as well begin a clause of the consent.
struct no_clause_of_consent : note<no_clause_of_consent> {
  static void note(Input& input, Matching& matching) {
    if (matching.statement() != Phrase::kConsent || matching.in_parenthesis()) return;
    const std::string_view here = word_here(input, matching);
    for (const Phrase clause : {Phrase::kFor, Phrase::kBy}) {
      if (!stands_here(input, matching, clause)) continue;
      matching.stop(text::kContactBesideClause, here.data(), here.data() + here.size(), {std::string(here)});
    }
  }
};

// clang-format off
struct end_of_consent : pegtl::seq<lead<Phrase::kEndOfConsent>, name_of<Phrase::kConsent>,
                                   phrase<Phrase::kEndOfConsentAfter>> {};
struct start_of_consent : pegtl::seq<lead<Phrase::kStartOfConsent>, name_of<Phrase::kConsent>,
                                     phrase<Phrase::kStartOfConsentAfter>> {};
struct contact_purposes : node<NodeKind::kClause, contact_for, names<Phrase::kPurpose>> {};
struct contact_channels : node<NodeKind::kClause, phrase<Phrase::kBy>, names<Phrase::kChannel>> {};
template <class... Checks>
struct contact : pegtl::seq<lead<Phrase::kLastContact>, Checks..., pegtl::opt<contact_purposes>,
                            pegtl::opt<contact_channels>> {};
struct collection_of : pegtl::seq<silent_lead<Phrase::kCollectionOf>, name_of<Phrase::kData>> {};
struct objection_to : pegtl::seq<lead<Phrase::kObjectionTo>, name_of<Phrase::kPurpose>> {};

template <class... Rules>
struct time : node<NodeKind::kTime, Rules...> {};

/// The subject of a condition. `collection` alone is read as a fact, since one may be called so.
struct event_time : time<pegtl::sor<end_of_consent, start_of_consent, contact<>, objection_to,
                                    lead<Phrase::kLastRestriction>>> {};
struct collection_time : time<collection_of> {};

/// What a time is compared with.
struct other_time : time<time_begins, pegtl::sor<
    end_of_consent, start_of_consent, contact<no_clause_of_consent>, collection_of, objection_to,
    lead<Phrase::kLastRestriction>, fact_name, nothing_but<Wanted::kTime>>> {};

/// What a period runs from.
struct anchor : time<time_begins, pegtl::sor<
    end_of_consent, start_of_consent, contact<>, collection_of, lead<Phrase::kCollection>, objection_to,
    lead<Phrase::kLastRestriction>, fact_name, nothing_but<Wanted::kAnchor>>> {};

// --- what is said of a time ---

template <Phrase Before, Phrase After>
struct duration_relation : pegtl::seq<lead<Before>, duration, closing_phrase<After>> {};
struct compared_time : pegtl::sor<date, other_time> {};
template <Phrase P>
struct comparing_relation : pegtl::seq<lead<P>, compared_time> {};

struct time_comparison : pegtl::sor<
    duration_relation<Phrase::kIsWithin, Phrase::kIsWithinAfter>,
    duration_relation<Phrase::kIsMoreThanAgo, Phrase::kIsMoreThanAgoAfter>,
    duration_relation<Phrase::kIsAtLeastAgo, Phrase::kIsAtLeastAgoAfter>,
    duration_relation<Phrase::kIsLessThanAgo, Phrase::kIsLessThanAgoAfter>,
    comparing_relation<Phrase::kIsOnOrBefore>,
    comparing_relation<Phrase::kIsOnOrAfter>,
    comparing_relation<Phrase::kIsBefore>,
    comparing_relation<Phrase::kIsAfter>,
    lead<Phrase::kIsInThePast>,
    lead<Phrase::kIsInTheFuture>> {};

/// When a notice was given.
template <Phrase P>
struct timing_lead : longer_lead<P, Phrase::kWasGiven> {};
template <Phrase Before, Phrase After>
struct timing_by_duration : pegtl::seq<timing_lead<Before>, duration, closing_phrase<After>> {};
template <Phrase P>
struct timing_by_time : pegtl::seq<timing_lead<P>, compared_time, closing_phrase<Phrase::kWasGivenComparedAfter>> {};

struct timing : pegtl::sor<
    timing_by_time<Phrase::kWasGivenOnOrBefore>,
    timing_by_time<Phrase::kWasGivenOnOrAfter>,
    timing_by_time<Phrase::kWasGivenBefore>,
    timing_by_time<Phrase::kWasGivenAfter>,
    timing_by_duration<Phrase::kWasGivenWithin, Phrase::kWasGivenWithinAfter>,
    timing_by_duration<Phrase::kWasGivenMoreThanAgo, Phrase::kWasGivenMoreThanAgoAfter>,
    timing_by_duration<Phrase::kWasGivenAtLeastAgo, Phrase::kWasGivenAtLeastAgoAfter>,
    timing_by_duration<Phrase::kWasGivenLessThanAgo, Phrase::kWasGivenLessThanAgoAfter>> {};
// clang-format on

/// The meant timing is found among them, though the message does not list them.
struct timing_possible : note<timing_possible> {
  static void note(Input& input, Matching& matching) { matching.expect(input.current(), {Wanted::kTiming, {}, 0}); }
};

// NOLINTEND(readability-identifier-naming)

}  // namespace licet::grammar::rules
