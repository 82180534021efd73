#pragma once
// PEGTL rules of scenarios. Source: language.md section 10, language-additions.md.

#include <grammar/declaration_rules.h>

namespace licet::grammar::rules {

// NOLINTBEGIN(readability-identifier-naming): grammar rules have lower-case names, as PEGTL's own do

// --- what a line needs above it ---

struct ask_begins : note<ask_begins> {
  static void note(Input& /*input*/, Matching& matching) { matching.ask(); }
};
struct time_is_set : note<time_is_set> {
  static void note(Input& /*input*/, Matching& matching) { matching.set_time(); }
};

/// The phrase of an `expect` line; stops if what it is about does not stand above.
template <Phrase P>
struct expect_lead : token<expect_lead<P>, NodeKind::kPhrase> {
  static constexpr Phrase kPhrase = P;
  static bool read(Input& input, Matching& matching) {
    const char* const begin = input.current();
    if (!match_phrase(input, matching, P, true)) return false;
    if (P == Phrase::kExpectDue && !matching.timed()) {
      matching.stop(text::kExpectDueWithoutTime, begin, input.current());
    }
    if (P != Phrase::kExpectDue && !matching.asked()) matching.stop(text::kExpectWithoutAsk, begin, input.current());
    return true;
  }
};

/// `given`, where it is not the `given on` of the next line.
struct ask_given : token<ask_given, NodeKind::kPhrase> {
  static constexpr Phrase kPhrase = Phrase::kAskGiven;
  static bool read(Input& input, Matching& matching) {
    return !stands_here(input, matching, Phrase::kGivenOn) && match_phrase(input, matching, kPhrase, true);
  }
};

/// Do a word and `is` stand here: the value of a fact?
inline bool fact_stands_here(Input& input, Matching& matching) {
  const char* const begin = input.current();
  input.bump_in_this_line(word_here(input, matching).size());
  skip_white_space(input, matching);
  const bool stands = input.current() != begin && stands_here(input, matching, Phrase::kIs);
  input.iterator() = begin;
  return stands;
}

/// Matches without consuming where the value of a fact stands, not an event.
struct fact_ahead : by_hand<fact_ahead, may_consume_nothing> {
  static bool read(Input& input, Matching& matching) { return fact_stands_here(input, matching); }
};

/// `item`, where it is not the fact of the next line.
struct item_word : token<item_word, NodeKind::kPhrase> {
  static constexpr Phrase kPhrase = Phrase::kItem;
  static bool read(Input& input, Matching& matching) {
    return !fact_stands_here(input, matching) && match_phrase(input, matching, kPhrase, false);
  }
};

// clang-format off

// --- events ---

template <Phrase P, class... Rules>
struct part : node<NodeKind::kClause, phrase<P>, Rules...> {};

struct part_for : part<Phrase::kFor, names<Phrase::kPurpose>> {};
struct part_by : part<Phrase::kBy, names<Phrase::kChannel>> {};
struct part_with : part<Phrase::kWith, list_of<kept>> {};
struct part_to : part<Phrase::kTo, names<Phrase::kPurpose>> {};
struct part_wording : part<Phrase::kWording, string> {};
struct part_item : node<NodeKind::kClause, item_word, string> {};
struct on_device : part<Phrase::kOnDevice, pegtl::sor<string, device_name>> {};

template <Phrase P, class... Parts>
struct event : pegtl::seq<lead<P>, pegtl::star<pegtl::sor<Parts...>>> {};
template <Phrase P, class... Parts>
struct consent_event : pegtl::seq<lead<P>, name_of<Phrase::kConsent>, pegtl::star<pegtl::sor<Parts...>>> {};

struct fact_value : node<NodeKind::kFactValue, name_of<Phrase::kFact>, phrase<Phrase::kIs>, stated_value> {};
struct part_given : node<NodeKind::kClause, ask_given, list_of<fact_value>> {};

struct any_event : pegtl::sor<
    pegtl::seq<fact_ahead, fact_value, pegtl::star<pegtl::sor<part_item, part<Phrase::kTo, name_of<Phrase::kRecipient>>>>>,
    consent_event<Phrase::kGranted, part_for, part_by, part_wording, part_given>,
    consent_event<Phrase::kConfirmed, part_given>,
    consent_event<Phrase::kRefused, part_given>,
    consent_event<Phrase::kWithdrawn, part_for, part_by, part_given>,
    event<Phrase::kObjected, part_to, part_by>,
    event<Phrase::kObjectionLifted, part_to>,
    event<Phrase::kRestricted, part_with>,
    event<Phrase::kRestrictionLifted, part_with>,
    event<Phrase::kErasureRequested, part_with>,
    event<Phrase::kErased, part_with, part_item>,
    pegtl::seq<lead<Phrase::kCollected>, part_with, pegtl::opt<part_item>>,
    pegtl::seq<lead<Phrase::kInformed>, name_of<Phrase::kNotice>, pegtl::opt<part_wording>>,
    pegtl::seq<lead<Phrase::kContacted>, node<NodeKind::kClause, phrase<Phrase::kFor>, names<Phrase::kPurpose>>,
               pegtl::opt<part<Phrase::kBy, name_of<Phrase::kChannel>>>>,
    event<Phrase::kHold, part_with>,
    event<Phrase::kHoldLifted, part_with>,
    nothing_but<Wanted::kEvent>> {};
struct event_line : node<NodeKind::kEvent, any_event, pegtl::opt<on_device>> {};

// --- steps ---

template <class... Rules>
struct step : node<NodeKind::kStep, Rules...> {};
template <Phrase P, class... Rules>
struct expect : step<expect_lead<P>, Rules...> {};

struct given_step : step<lead<Phrase::kGivenOn>, when, pegtl::plus<event_line>> {};
struct ask_step : step<lead<Phrase::kAskOn>, ask_begins, when, pegtl::opt<on_device>, name_of<Phrase::kAction>,
    node<NodeKind::kClause, phrase<Phrase::kFor>, name_of<Phrase::kPurpose>>,
    pegtl::star<pegtl::sor<part<Phrase::kBy, name_of<Phrase::kChannel>>,
                           part<Phrase::kWith, names<Phrase::kData>>,
                           part<Phrase::kTo, name_of<Phrase::kRecipient>>,
                           part_given>>> {};
struct on_step : step<lead<Phrase::kOn>, time_is_set, when> {};

struct by_rule : pegtl::seq<phrase<Phrase::kBy>, name_of<Phrase::kRule>> {};
struct any_step : pegtl::sor<
    given_step,
    ask_step,
    on_step,
    expect<Phrase::kExpectPermit, pegtl::opt<by_rule>>,
    expect<Phrase::kExpectDeny, pegtl::opt<pegtl::sor<by_rule, phrase<Phrase::kBecauseNothingPermits>>>>,
    expect<Phrase::kExpectReview, pegtl::opt<by_rule>>,
    expect<Phrase::kExpectDuties, names<Phrase::kDuty>>,
    expect<Phrase::kExpectLevels, names<Phrase::kLevel>>,
    expect<Phrase::kExpectUntil, pegtl::sor<phrase<Phrase::kNever>, when>>,
    expect<Phrase::kExpectDue, kept, pegtl::opt<part_item>, pegtl::sor<phrase<Phrase::kNever>,
                                                                       pegtl::seq<phrase<Phrase::kDueOn>, date>>>,
    nothing_but<Wanted::kStep>> {};

struct scenario : node<NodeKind::kStatement, lead<Phrase::kScenario>, string, pegtl::star<any_step>> {};

/// Every statement but the header.
struct statement : pegtl::sor<
    plain_term<Phrase::kPurpose>, action, plain_term<Phrase::kChannel>, data, plain_term<Phrase::kRecipient>, fact,
    notice, duty, condition_declaration, consent, rule, retention, level, scenario> {};
// clang-format on

// NOLINTEND(readability-identifier-naming)

}  // namespace licet::grammar::rules
