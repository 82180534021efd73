#pragma once
// PEGTL rules of the header and of all declarations but scenarios. Source: language.md sections 1 to 4, 7 and 8,
// language-additions.md.
//
// The clauses of a statement are matched in any order; beginning one that may not stand there stops the match.

#include <grammar/condition_rules.h>

namespace licet::grammar::rules {

// NOLINTBEGIN(readability-identifier-naming): grammar rules have lower-case names, as PEGTL's own do

// --- clauses ---

/// The phrase that begins a clause.
template <Phrase P>
struct clause_lead : token<clause_lead<P>, NodeKind::kPhrase> {
  static constexpr Phrase kPhrase = P;
  static bool read(Input& input, Matching& matching) {
    const char* const begin = input.current();
    if (!match_phrase(input, matching, P, true)) return false;
    matching.begin_clause(P, begin, input.current());
    return true;
  }
};

/// `any data` where it stands alone. Stops where a comma follows.
struct any_data : token<any_data, NodeKind::kPhrase> {
  static constexpr Phrase kPhrase = Phrase::kAnyData;
  static bool read(Input& input, Matching& matching) {
    const char* const begin = input.current();
    if (!match_phrase(input, matching, kPhrase, true)) return false;
    const char* const end = input.current();
    skip_white_space(input, matching);
    if (!input.empty() && *input.current() == ',') matching.stop(text::kAnyDataAlone, begin, end);
    input.iterator() = end;
    return true;
  }
};

/// Stops where `any data` follows a comma.
struct no_any_data : note<no_any_data> {
  static void note(Input& input, Matching& matching) {
    const char* const begin = input.current();
    if (match_words(input, matching, Phrase::kAnyData) == kAllWords) {
      matching.stop(text::kAnyDataAlone, begin, input.current());
    }
    input.iterator() = begin;
  }
};

// clang-format off
template <Phrase P, class... Rules>
struct clause : node<NodeKind::kClause, clause_lead<P>, Rules...> {};

template <class... Clauses>
struct clauses : pegtl::star<pegtl::sor<Clauses..., nothing_but<Wanted::kClause>>> {};

struct data_names : pegtl::sor<any_data,
                               pegtl::seq<name_of<Phrase::kData>, pegtl::star<comma, no_any_data, name_of<Phrase::kData>>>> {};

struct for_purposes : clause<Phrase::kFor, names<Phrase::kPurpose>> {};
struct by_channels : clause<Phrase::kBy, names<Phrase::kChannel>> {};
struct with_data : clause<Phrase::kWith, data_names> {};
struct to_recipients : clause<Phrase::kTo, names<Phrase::kRecipient>> {};
struct because : clause<Phrase::kBecause, list_of<citation>> {};
struct wording : clause<Phrase::kWording, string, pegtl::opt<phrase<Phrase::kWordingIn>, string>> {};
struct from_day : pegtl::seq<phrase<Phrase::kFrom>, date> {};
struct until_day : pegtl::seq<phrase<Phrase::kUntil>, date> {};
struct in_force : clause<Phrase::kInForce, pegtl::sor<pegtl::seq<from_day, pegtl::opt<until_day>>, until_day>> {};

template <Phrase P, class... Clauses>
struct declaration : node<NodeKind::kStatement, lead<P>, declared_name, pegtl::opt<title>, clauses<Clauses...>> {};

// --- header and vocabulary ---

struct header : declaration<Phrase::kPolicy,
    clause<Phrase::kVersion, number>,
    clause<Phrase::kTimeZone, time_zone>,
    in_force,
    clause<Phrase::kUse, string>> {};

template <Phrase P>
struct within : clause<Phrase::kWithin, name_of<P>> {};
template <Phrase P>
struct plain_term : declaration<P, within<P>> {};

struct needed : pegtl::sor<phrase<Phrase::kNeedsChannel>, phrase<Phrase::kNeedsRecipient>, phrase<Phrase::kNeedsData>> {};
struct action : declaration<Phrase::kAction, within<Phrase::kAction>, clause<Phrase::kNeeds, list_of<needed>>> {};
struct data : declaration<Phrase::kData, within<Phrase::kData>, clause<Phrase::kIsSpecial>, clause<Phrase::kByItem>> {};
struct fact : declaration<Phrase::kFact,
    clause<Phrase::kIsADate>,
    clause<Phrase::kIsATime>,
    clause<Phrase::kIsANumber>,
    clause<Phrase::kIsAText>,
    clause<Phrase::kIsYesOrNo>,
    clause<Phrase::kIsOneOf, list_of<choice>>,
    clause<Phrase::kOfDevice>,
    clause<Phrase::kOfRequest>,
    clause<Phrase::kOfConsent>,
    clause<Phrase::kOfItem>,
    clause<Phrase::kOfRecipient>> {};
struct notice : declaration<Phrase::kNotice, wording> {};
struct duty : declaration<Phrase::kDuty> {};
struct condition_declaration : node<NodeKind::kStatement, lead<Phrase::kCondition>, declared_name,
                                    pegtl::opt<title>, phrase<Phrase::kMeans>, condition> {};

// --- consents, rules, retentions, levels ---

struct validity_start : pegtl::sor<phrase<Phrase::kAfterGrant>, phrase<Phrase::kAfterConfirmation>,
                                   phrase<Phrase::kAfterLastContact>> {};
struct consent : declaration<Phrase::kConsent,
    for_purposes,
    by_channels,
    with_data,
    to_recipients,
    clause<Phrase::kAllows, names<Phrase::kAction>>,
    clause<Phrase::kScope, pegtl::sor<phrase<Phrase::kPerson>, phrase<Phrase::kDevice>>>,
    clause<Phrase::kNeedsConfirmation, pegtl::opt<phrase<Phrase::kConfirmationWithin>, duration>>,
    clause<Phrase::kProvided, condition, pegtl::opt<phrase<Phrase::kAtGrant>>>,
    clause<Phrase::kValidFor, duration, validity_start>,
    wording,
    because> {};

struct actions : pegtl::sor<lead<Phrase::kAnything>, names<Phrase::kAction>> {};
struct rule : declaration<Phrase::kRule,
    clause<Phrase::kPermit, actions>,
    clause<Phrase::kForbid, actions>,
    clause<Phrase::kRefer, actions>,
    for_purposes,
    by_channels,
    with_data,
    to_recipients,
    in_force,
    clause<Phrase::kWhen, condition>,
    clause<Phrase::kUnless, condition>,
    clause<Phrase::kRequire, names<Phrase::kDuty>>,
    clause<Phrase::kOverrides, names<Phrase::kRule>>,
    because> {};

struct period : node<NodeKind::kPeriod, duration, phrase<Phrase::kAfter>, pegtl::opt<lead<Phrase::kEndOfYearOf>>, anchor> {};
struct retention_action : pegtl::sor<phrase<Phrase::kErase>, phrase<Phrase::kAnonymise>, phrase<Phrase::kRestrict>,
                                     phrase<Phrase::kReview>> {};
/// A category, or `proof of C`. Whether `objections` and `decisions` are categories only the whole set tells.
struct kept : node<NodeKind::kKept, pegtl::sor<pegtl::seq<lead<Phrase::kProofOf>, name_of<Phrase::kConsent>>,
                                               name_of<Phrase::kData>>> {};
struct retention : declaration<Phrase::kRetention,
    clause<Phrase::kKeep, list_of<kept>>,
    in_force,
    clause<Phrase::kWhen, condition>,
    clause<Phrase::kWhile, condition>,
    clause<Phrase::kAtLeast, period>,
    clause<Phrase::kAtMost, period>,
    clause<Phrase::kForPeriod, period>,
    clause<Phrase::kThen, retention_action>,
    because> {};

struct level : declaration<Phrase::kLevel,
    clause<Phrase::kAbove, names<Phrase::kLevel>>,
    clause<Phrase::kWhen, condition>> {};
// clang-format on

// NOLINTEND(readability-identifier-naming)

}  // namespace licet::grammar::rules
