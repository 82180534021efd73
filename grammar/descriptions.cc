#include <grammar/descriptions.h>

namespace licet::grammar {
namespace {

std::string_view english_statement(Phrase statement) {
  switch (statement) {
    case Phrase::kPolicy:
      return "the policy";
    case Phrase::kPurpose:
      return "a purpose";
    case Phrase::kAction:
      return "an action";
    case Phrase::kChannel:
      return "a channel";
    case Phrase::kData:
      return "a data category";
    case Phrase::kRecipient:
      return "a recipient";
    case Phrase::kFact:
      return "a fact";
    case Phrase::kNotice:
      return "a notice";
    case Phrase::kDuty:
      return "a duty";
    case Phrase::kCondition:
      return "a condition";
    case Phrase::kConsent:
      return "a consent";
    case Phrase::kRule:
      return "a rule";
    case Phrase::kRetention:
      return "a retention";
    case Phrase::kLevel:
      return "a level";
    default:
      return "a scenario";
  }
}

std::string_view english_clause(Phrase clause) {
  switch (clause) {
    case Phrase::kVersion:
      return "the version";
    case Phrase::kTimeZone:
      return "the time zone";
    case Phrase::kInForce:
      return "the days in force";
    case Phrase::kUse:
      return "the file used";
    case Phrase::kWithin:
      return "what it lies within";
    case Phrase::kNeeds:
      return "what is needed";
    case Phrase::kWording:
      return "the wording";
    case Phrase::kFor:
      return "the purposes";
    case Phrase::kBy:
      return "the channels";
    case Phrase::kWith:
      return "the data";
    case Phrase::kTo:
      return "the recipients";
    case Phrase::kPermit:
    case Phrase::kForbid:
    case Phrase::kRefer:
    case Phrase::kAllows:
      return "the actions";
    case Phrase::kScope:
      return "the scope";
    case Phrase::kNeedsConfirmation:
      return "the confirmation";
    case Phrase::kProvided:
    case Phrase::kWhen:
    case Phrase::kUnless:
    case Phrase::kWhile:
    case Phrase::kMeans:
      return "the condition";
    case Phrase::kValidFor:
    case Phrase::kAtLeast:
    case Phrase::kAtMost:
    case Phrase::kForPeriod:
      return "the period";
    case Phrase::kBecause:
      return "the citations";
    case Phrase::kRequire:
      return "the duties";
    case Phrase::kOverrides:
      return "the rules overridden";
    case Phrase::kAbove:
      return "the levels below";
    case Phrase::kKeep:
      return "the data";
    case Phrase::kThen:
      return "the action";
    default:
      return "the type";
  }
}

std::string_view english_single_clause(Phrase clause) {
  switch (clause) {
    case Phrase::kFor:
    case Phrase::kBy:
    case Phrase::kWith:
    case Phrase::kTo:
    case Phrase::kAllows:
    case Phrase::kPermit:
    case Phrase::kForbid:
    case Phrase::kRefer:
    case Phrase::kRequire:
    case Phrase::kOverrides:
    case Phrase::kAbove:
    case Phrase::kKeep:
    case Phrase::kNeeds:
    case Phrase::kIsOneOf:
    case Phrase::kAskGiven:
    case Phrase::kBecause:
      return "Write all it names behind the first, separated by commas.";
    case Phrase::kWhen:
    case Phrase::kProvided:
    case Phrase::kWhile:
      return "Join both conditions with \"and\" behind the first.";
    case Phrase::kUnless:
      return "Join both conditions with \"or\" behind the first: each of them is an exception.";
    default:
      return "Remove one of the two.";
  }
}

std::string_view english_wanted(Wanted wanted) {
  switch (wanted) {
    case Wanted::kTitle:
      return "a title in quotation marks";
    case Wanted::kString:
      return "a text in quotation marks";
    case Wanted::kNumber:
      return "a whole number";
    case Wanted::kDuration:
      return "a duration, such as \"30 days\"";
    case Wanted::kUnit:
      return "a unit (\"minutes\", \"hours\", \"days\", \"weeks\", \"months\" or \"years\")";
    case Wanted::kDate:
      return "a date";
    case Wanted::kClock:
      return "a time of day, such as \"08:00\"";
    case Wanted::kTimeZone:
      return "the name of a time zone, such as \"Europe/Berlin\"";
    case Wanted::kCitation:
      return "a citation";
    case Wanted::kChoice:
    case Wanted::kValue:
      return "a value";
    case Wanted::kDay:
      return "a day of the week";
    case Wanted::kDevice:
      return "the device";
    case Wanted::kComma:
      return "a comma";
    case Wanted::kClosing:
      return "\")\"";
    case Wanted::kCondition:
      return "a condition";
    case Wanted::kComparison:
      return "\"is …\"";
    case Wanted::kEvent:
      return "an event";
    default:
      return "";
  }
}

}  // namespace

std::string_view describe_statement(Phrase statement, Language /*language*/) { return english_statement(statement); }

std::string_view describe_clause(Phrase clause, Language /*language*/) { return english_clause(clause); }

std::string_view describe_single_clause(Phrase clause, Language /*language*/) { return english_single_clause(clause); }

std::vector<std::string> describe_expectation(const Expectation& expectation, Language language) {
  switch (expectation.wanted) {
    case Wanted::kPhrase:
      return {quoted(words_from(expectation.phrase, expectation.word, language))};
    case Wanted::kName:
      return {"the name of " + std::string(english_statement(expectation.phrase))};
    case Wanted::kDeclaredName:
      return {"a name for " + std::string(english_statement(expectation.phrase))};
    case Wanted::kTime:
    case Wanted::kAnchor: {
      const bool is_anchor = expectation.wanted == Wanted::kAnchor;
      return {"a fact",
              is_anchor ? quoted(spelling(Phrase::kCollection, language)) : "\"collection of …\"",
              quoted(spelling(Phrase::kLastContact, language)),
              "\"consent … ends\"",
              "\"consent … starts\"",
              "\"objection to …\"",
              quoted(spelling(Phrase::kLastRestriction, language))};
    }
    case Wanted::kStep:
      return {quoted(spelling(Phrase::kGivenOn, language)), quoted(spelling(Phrase::kAskOn, language)),
              quoted(spelling(Phrase::kOn, language)), "\"expect …\""};
    case Wanted::kClause:
      return {};
    default:
      return {std::string(english_wanted(expectation.wanted))};
  }
}

std::string any_of_these(const std::vector<std::string>& items, Language /*language*/) {
  std::string list;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) list += i + 1 == items.size() ? " or " : ", ";
    list += items[i];
  }
  return list;
}

std::string quoted(std::string_view word) { return "\"" + std::string(word) + "\""; }

std::string_view end_of_file(Language /*language*/) { return "the end of the file"; }

std::string_view next_declaration(Language /*language*/) { return "the next declaration"; }

std::string_view a_string(Language /*language*/) { return "a text in quotation marks"; }

std::string did_you_mean(std::string_view nearest, Language /*language*/) {
  return "Did you mean " + quoted(nearest) + "?";
}

}  // namespace licet::grammar
