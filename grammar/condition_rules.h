#pragma once
// PEGTL rules of conditions. Source: language.md section 6, language-additions.md.
//
// `and` and `or` are matched as one flat list, whatever stands between; what they mean together is read from the tree.
// No alternative begins with what another has matched at length: matching takes time in proportion to the text.

#include <grammar/expected_words.h>
#include <grammar/negation.h>
#include <grammar/time_rules.h>

namespace licet::grammar::rules {

// NOLINTBEGIN(readability-identifier-naming): grammar rules have lower-case names, as PEGTL's own do

struct condition;
struct operand;

/// What stands in a parenthesis, or behind `not`: a level of nesting, against limits::kConditionDepth.
template <NodeKind Kind, class Rule>
struct nested {
  using rule_t = typename pegtl::seq<Rule>::rule_t;
  using subs_t = pegtl::type_list<Rule>;
  template <pegtl::apply_mode A, pegtl::rewind_mode M, template <class...> class Action,
            template <class...> class Control, class... States>
  static bool match(Input& input, Matching& matching, States&&... states) {
    matching.enter(Kind == NodeKind::kParenthesis ? matching.last_opening : input.current());
    const bool matched = Control<Rule>::template match<A, M, Action, Control>(input, matching, states...);
    matching.leave();
    return matched;
  }
};

struct term_count : note<term_count> {
  static void note(Input& input, Matching& matching) { matching.count_term(input.current()); }
};

// --- parentheses and `not` ---

struct opening : token<opening, NodeKind::kOpening> {
  static bool read(Input& input, Matching& matching) {
    matching.last_opening = input.current();
    return scan<pegtl::one<'('>>(input);
  }
};

/// The parenthesis that closes the innermost one still open.
struct closing : token<closing, NodeKind::kClosing> {
  static bool read(Input& input, Matching& matching) {
    if (scan<pegtl::one<')'>>(input)) return true;
    matching.expect_closing(input.current());
    return false;
  }
};

// clang-format off
struct in_parenthesis : pegtl::seq<condition, closing> {};
struct parenthesis : node<NodeKind::kParenthesis, opening, nested<NodeKind::kParenthesis, in_parenthesis>> {};
struct negation : node<NodeKind::kNegation, lead<Phrase::kNot>, nested<NodeKind::kNegation, operand>> {};

// --- comparisons ---

template <Phrase P>
struct number_relation : pegtl::seq<lead<P>, number> {};

struct number_comparison : pegtl::sor<
    number_relation<Phrase::kIsMoreThan>,
    number_relation<Phrase::kIsAtLeast>,
    number_relation<Phrase::kIsAtMost>,
    number_relation<Phrase::kIsLessThan>> {};
// clang-format on

/// A choice after `is`. A word that is spelled like a keyword, or could begin a comparison, is one only where the
/// condition ends with it: what follows is the end, a comma, a closing parenthesis or a reserved word.
struct compared_choice : token<compared_choice, NodeKind::kName> {
  static bool read(Input& input, Matching& matching) {
    const std::string_view here = word_here(input, matching);
    const char* const begin = input.current();
    const Language language = matching.language();
    input.bump_in_this_line(here.size());
    skip_white_space(input, matching);
    const bool measures = scan<pegtl::at<pegtl::digit>>(input);
    const bool ends = input.empty() || scan<pegtl::at<pegtl::one<')', ','>>>(input) ||
                      is_reserved_word(word_here(input, matching), language);
    input.iterator() = begin;
    if (ends || here.empty()) return choice::read(input, matching);
    if (is_keyword(here, spelling(Phrase::kNot, language))) {
      matching.stop(text::kIsNot, begin, begin + here.size(), {affirmed_comparison(matching, begin)});
    }
    const auto at = static_cast<std::size_t>(begin - matching.text().data());
    if (!measures && !is_reserved_word(here, language) && !may_begin_comparison(here, language) &&
        !stands_for_comparison(matching.text(), at, language)) {
      return choice::read(input, matching);
    }
    matching.expect(begin, {Wanted::kValue, {}, 0});
    return false;
  }
};

// clang-format off
struct compared_value : pegtl::sor<when, string, number, compared_choice> {};
struct stated_value : pegtl::sor<when, string, number, choice> {};

struct fact_comparison : pegtl::sor<
    time_comparison,
    number_comparison,
    lead<Phrase::kIsKnown>,
    pegtl::seq<lead<Phrase::kIsOneOf>, list_of<stated_value>>,
    pegtl::seq<lead<Phrase::kIs>, compared_value>,
    nothing_but<Wanted::kComparison>> {};

// --- terms ---

template <class... Rules>
struct term : node<NodeKind::kTerm, Rules...> {};

struct consent_term : term<lead<Phrase::kConsent>, pegtl::opt<name_of<Phrase::kConsent>>,
                           pegtl::sor<phrase<Phrase::kIsValid>, phrase<Phrase::kIsPending>,
                                      phrase<Phrase::kWasWithdrawn>, phrase<Phrase::kWasRefused>,
                                      phrase<Phrase::kHasExpired>>> {};
struct notice_term : term<lead<Phrase::kNotice>, name_of<Phrase::kNotice>,
                          pegtl::sor<timing, pegtl::seq<phrase<Phrase::kWasGiven>, timing_possible>>> {};
struct level_term : term<lead<Phrase::kLevelIsAtLeast>, name_of<Phrase::kLevel>> {};
template <class Time>
struct time_term : term<Time, pegtl::sor<time_comparison, lead<Phrase::kIsKnown>, nothing_but<Wanted::kComparison>>> {};
struct clock_term : term<lead<Phrase::kLocalTimeIsBetween>, clock, phrase<Phrase::kBetweenAnd>, clock> {};
struct days_term : term<lead<Phrase::kDayIsOneOf>, list_of<day_name>> {};
struct day_term : term<lead<Phrase::kDayIs>, day_name> {};
struct fact_term : term<fact_name, pegtl::opt<fact_comparison>> {};

template <Phrase Attribute>
struct request_term : term<lead<Attribute>, pegtl::sor<pegtl::seq<phrase<Phrase::kRequestIsWithin>, name_of<Attribute>>,
                                                       pegtl::seq<phrase<Phrase::kRequestIs>, name_of<Attribute>>>> {};

struct any_term : pegtl::sor<
    time_term<collection_time>,
    fact_term,
    consent_term,
    notice_term,
    level_term,
    request_term<Phrase::kPurpose>,
    request_term<Phrase::kAction>,
    request_term<Phrase::kChannel>,
    request_term<Phrase::kData>,
    request_term<Phrase::kRecipient>,
    term<lead<Phrase::kObjectionStands>>,
    term<lead<Phrase::kRestrictionStands>>,
    term<lead<Phrase::kErasureIsRequested>>,
    time_term<event_time>,
    clock_term,
    days_term,
    day_term,
    nothing_but<Wanted::kCondition>> {};

struct operand : pegtl::sor<parenthesis, negation, pegtl::seq<term_count, any_term>> {};
struct joiner : pegtl::sor<phrase<Phrase::kAnd>, phrase<Phrase::kOr>> {};
struct condition : node<NodeKind::kCondition, operand, pegtl::star<joiner, operand>> {};
// clang-format on

// NOLINTEND(readability-identifier-naming)

}  // namespace licet::grammar::rules
