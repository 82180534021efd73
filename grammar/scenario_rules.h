#pragma once
// PEGTL rules of scenarios. Source: language.md section 10.

#include <grammar/declaration_rules.h>

namespace licet::grammar::rules {

// --- what a line needs above it ---

struct ask_begins {
  using rule_t = may_consume_nothing;
  using subs_t = pegtl::type_list<>;
  template <pegtl::apply_mode, pegtl::rewind_mode, template <class...> class, template <class...> class, class Input,
            class... States>
  static bool match(Input& /*input*/, Matching& matching, States&&... /*states*/) {
    matching.ask();
    return true;
  }
};
struct time_is_set {
  using rule_t = may_consume_nothing;
  using subs_t = pegtl::type_list<>;
  template <pegtl::apply_mode, pegtl::rewind_mode, template <class...> class, template <class...> class, class Input,
            class... States>
  static bool match(Input& /*input*/, Matching& matching, States&&... /*states*/) {
    matching.set_time();
    return true;
  }
};

/// The phrase of an `expect` line; stops if what it is about does not stand above.
template <Phrase P>
struct expect_leaf {
  using rule_t = consumes;
  using subs_t = pegtl::type_list<>;
  static constexpr NodeKind kKind = NodeKind::kPhrase;
  static constexpr Phrase kPhrase = P;
  template <pegtl::apply_mode A, pegtl::rewind_mode M, template <class...> class Action,
            template <class...> class Control, class Input, class... States>
  static bool match(Input& input, Matching& matching, States&&... states) {
    const char* const begin = input.current();
    if (!phrase_leaf<P, true>::template match<A, M, Action, Control>(input, matching, states...)) return false;
    if (P == Phrase::kExpectDue && !matching.timed()) {
      matching.stop(text::kExpectDueWithoutTime, begin, input.current());
    }
    if (P != Phrase::kExpectDue && !matching.asked()) matching.stop(text::kExpectWithoutAsk, begin, input.current());
    return true;
  }
};

/// `given`, where it is not the `given on` of the next line.
struct ask_given_leaf : phrase_leaf<Phrase::kAskGiven, true> {
  template <pegtl::apply_mode A, pegtl::rewind_mode M, template <class...> class Action,
            template <class...> class Control, class Input, class... States>
  static bool match(Input& input, Matching& matching, States&&... states) {
    {
      const auto mark = input.template mark<pegtl::rewind_mode::required>();
      if (match_words(input, matching, Phrase::kGivenOn) == kAllWords) return false;
    }
    return phrase_leaf<Phrase::kAskGiven, true>::match<A, M, Action, Control>(input, matching, states...);
  }
};

/// Matches without consuming where a word and `is` stand: the value of a fact, not an event.
struct fact_ahead {
  using rule_t = may_consume_nothing;
  using subs_t = pegtl::type_list<>;
  template <pegtl::apply_mode, pegtl::rewind_mode, template <class...> class, template <class...> class, class Input,
            class... States>
  static bool match(Input& input, Matching& matching, States&&... /*states*/) {
    const auto mark = input.template mark<pegtl::rewind_mode::required>();
    if (!scan<word>(input)) return false;
    skip_white_space(input, matching);
    return match_words(input, matching, Phrase::kIs) == kAllWords;
  }
};

// clang-format off

// --- events ---

template <Phrase P, class... Rules>
struct part : node<NodeKind::kClause, lead<P>, Rules...> {};

struct part_for : part<Phrase::kFor, names<Phrase::kPurpose>> {};
struct part_by : part<Phrase::kBy, names<Phrase::kChannel>> {};
struct part_with : part<Phrase::kWith, names<Phrase::kData>> {};
struct part_to : part<Phrase::kTo, names<Phrase::kPurpose>> {};
struct part_wording : part<Phrase::kWording, string> {};
struct on_device : part<Phrase::kOnDevice, pegtl::sor<string, device_name>> {};

template <Phrase P, class... Parts>
struct event : pegtl::seq<lead<P>, pegtl::star<pegtl::sor<Parts...>>> {};
template <Phrase P, class... Parts>
struct consent_event : pegtl::seq<lead<P>, name_of<Phrase::kConsent>, pegtl::star<pegtl::sor<Parts...>>> {};

struct fact_value : node<NodeKind::kFactValue, name_of<Phrase::kFact>, phrase<Phrase::kIs>, stated_value> {};

struct any_event : pegtl::sor<
    pegtl::seq<fact_ahead, fact_value>,
    consent_event<Phrase::kGranted, part_for, part_by, part_wording>,
    pegtl::seq<lead<Phrase::kConfirmed>, name_of<Phrase::kConsent>>,
    pegtl::seq<lead<Phrase::kRefused>, name_of<Phrase::kConsent>>,
    consent_event<Phrase::kWithdrawn, part_for, part_by>,
    event<Phrase::kObjected, part_to, part_by>,
    event<Phrase::kObjectionLifted, part_to>,
    event<Phrase::kRestricted, part_with>,
    event<Phrase::kRestrictionLifted, part_with>,
    event<Phrase::kErasureRequested, part_with>,
    event<Phrase::kErased, part_with>,
    pegtl::seq<lead<Phrase::kCollected>, node<NodeKind::kClause, phrase<Phrase::kWith>, names<Phrase::kData>>>,
    pegtl::seq<lead<Phrase::kInformed>, name_of<Phrase::kNotice>, pegtl::opt<part_wording>>,
    pegtl::seq<lead<Phrase::kContacted>, node<NodeKind::kClause, phrase<Phrase::kFor>, names<Phrase::kPurpose>>,
               pegtl::opt<part<Phrase::kBy, name_of<Phrase::kChannel>>>>,
    lead<Phrase::kHold>,
    lead<Phrase::kHoldLifted>,
    nothing_but<Wanted::kEvent>> {};
struct event_line : node<NodeKind::kEvent, any_event, pegtl::opt<on_device>> {};

// --- steps ---

template <class... Rules>
struct step : node<NodeKind::kStep, Rules...> {};
template <Phrase P, class... Rules>
struct expect : step<token<expect_leaf<P>>, Rules...> {};

struct given_step : step<lead<Phrase::kGivenOn>, when, pegtl::plus<event_line>> {};
struct ask_step : step<lead<Phrase::kAskOn>, ask_begins, when, pegtl::opt<on_device>, name_of<Phrase::kAction>,
    node<NodeKind::kClause, phrase<Phrase::kFor>, name_of<Phrase::kPurpose>>,
    pegtl::star<pegtl::sor<part<Phrase::kBy, name_of<Phrase::kChannel>>,
                           part_with,
                           part<Phrase::kTo, name_of<Phrase::kRecipient>>,
                           node<NodeKind::kClause, token<ask_given_leaf>, list_of<fact_value>>>>> {};
struct on_step : step<lead<Phrase::kOn>, time_is_set, when> {};

struct by_rule : pegtl::seq<phrase<Phrase::kBy>, name_of<Phrase::kRule>> {};
struct any_step : pegtl::sor<
    given_step,
    ask_step,
    on_step,
    expect<Phrase::kExpectPermit, pegtl::opt<by_rule>>,
    expect<Phrase::kExpectDeny, pegtl::opt<pegtl::sor<by_rule, phrase<Phrase::kBecauseNothingPermits>>>>,
    expect<Phrase::kExpectDuties, names<Phrase::kDuty>>,
    expect<Phrase::kExpectLevels, names<Phrase::kLevel>>,
    expect<Phrase::kExpectUntil, pegtl::sor<phrase<Phrase::kNever>, when>>,
    expect<Phrase::kExpectDue, name_of<Phrase::kData>, pegtl::sor<phrase<Phrase::kNever>,
                                                                  pegtl::seq<phrase<Phrase::kDueOn>, date>>>,
    nothing_but<Wanted::kStep>> {};

struct scenario : node<NodeKind::kStatement, lead<Phrase::kScenario>, string, pegtl::star<any_step>> {};

/// Every statement but the header.
struct statement : pegtl::sor<
    plain_term<Phrase::kPurpose>, action, plain_term<Phrase::kChannel>, data, plain_term<Phrase::kRecipient>, fact,
    notice, duty, condition_declaration, consent, rule, retention, level, scenario> {};
// clang-format on

}  // namespace licet::grammar::rules
