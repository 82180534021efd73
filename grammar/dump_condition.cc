#include <array>
#include <grammar/dumping.h>
#include <string_view>

namespace licet::grammar {
namespace {

template <class Enum, std::size_t Count>
std::string_view word(Enum value, const std::array<std::string_view, Count>& words) {
  return words[static_cast<std::size_t>(value)];
}

constexpr std::array<std::string_view, 5> kQuestions = {"is-valid", "was-withdrawn", "was-refused", "is-pending",
                                                        "has-expired"};
constexpr std::array<std::string_view, 10> kRelations = {
    "within",       "more-than-ago", "at-least-ago", "less-than-ago", "before",
    "on-or-before", "after",         "on-or-after",  "in-the-past",   "in-the-future"};
constexpr std::array<std::string_view, 4> kComparisons = {">", ">=", "<=", "<"};
constexpr std::array<std::string_view, 5> kAttributes = {"action", "purpose", "channel", "data", "recipient"};

/// "relation subject measure", without a parenthesis.
std::string test_text(const syntax::TimeTest& test, const std::string& subject) {
  std::string text = std::string(word(test.relation, kRelations)) + (subject.empty() ? "" : " ") + subject;
  if (test.duration) text += " " + dump_duration(*test.duration);
  if (test.date) text += " " + dump_date(*test.date);
  if (test.other) text += " " + dump_time(*test.other);
  return text;
}

struct Printer {
  std::string operator()(const syntax::AllOf& all) const { return joined("and", all.parts); }
  std::string operator()(const syntax::AnyOf& any) const { return joined("or", any.parts); }
  std::string operator()(const syntax::Not& negation) const { return joined("not", negation.part); }
  std::string operator()(const syntax::ConsentIs& consent) const {
    const std::string name = consent.consent ? consent.consent->text + " " : "";
    return "(consent " + name + std::string(word(consent.question, kQuestions)) + ")";
  }
  std::string operator()(const syntax::ObjectionStands& /*stands*/) const { return "(objection-stands)"; }
  std::string operator()(const syntax::RestrictionStands& /*stands*/) const { return "(restriction-stands)"; }
  std::string operator()(const syntax::ErasureRequested& /*requested*/) const { return "(erasure-requested)"; }
  std::string operator()(const syntax::NoticeGiven& given) const {
    const std::string timing = given.timing ? " " + test_text(*given.timing, {}) : "";
    return "(notice-given " + given.notice.text + timing + ")";
  }
  std::string operator()(const syntax::LevelAtLeast& level) const { return "(level>= " + level.level.text + ")"; }
  std::string operator()(const syntax::TimeIs& time) const {
    return "(" + test_text(time.test, dump_time(time.subject)) + ")";
  }
  std::string operator()(const syntax::IsKnown& known) const { return "(known " + dump_time(known.subject) + ")"; }
  std::string operator()(const syntax::Named& named) const { return named.name.text; }
  std::string operator()(const syntax::FactIs& fact) const {
    std::string text = "(is " + fact.fact.text;
    for (const syntax::Value& value : fact.values) text += " " + dump_value(value);
    return text + ")";
  }
  std::string operator()(const syntax::FactCompared& fact) const {
    return "(" + std::string(word(fact.comparison, kComparisons)) + " " + fact.fact.text + " " +
           std::to_string(fact.number.value) + ")";
  }
  std::string operator()(const syntax::RequestIs& request) const {
    return "(" + std::string(word(request.attribute, kAttributes)) + (request.within ? " within " : " is ") +
           request.name.text + ")";
  }
  std::string operator()(const syntax::LocalTimeBetween& time) const {
    return "(local-time " + dump_clock(time.from) + " " + dump_clock(time.to) + ")";
  }
  std::string operator()(const syntax::DayIs& day) const { return "(day " + dump_names(day.days) + ")"; }

  static std::string joined(std::string_view joiner, const std::vector<syntax::Condition>& parts) {
    std::string text = "(" + std::string(joiner);
    for (const syntax::Condition& part : parts) text += " " + dump_condition(part);
    return text + ")";
  }
};

}  // namespace

std::string dump_condition(const syntax::Condition& condition) { return std::visit(Printer{}, condition.node); }

}  // namespace licet::grammar
