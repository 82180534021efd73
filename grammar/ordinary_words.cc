#include <algorithm>
#include <array>
#include <grammar/ordinary_words.h>
#include <grammar/word.h>

namespace licet::grammar {
namespace {

constexpr auto kEnglish = std::to_array<OrdinaryWord>({
    // Declarations.
    {"category", Phrase::kData},
    {"definition", Phrase::kCondition},
    {"obligation", Phrase::kDuty},
    {"permission", Phrase::kRule},
    {"prohibition", Phrase::kRule},
    {"processor", Phrase::kRecipient},
    {"vendor", Phrase::kRecipient},
    {"test", Phrase::kScenario},

    // Clauses.
    {"if", Phrase::kWhen},
    {"only if", Phrase::kWhen},
    {"where", Phrase::kWhen},
    {"provided", Phrase::kWhen},
    {"while", Phrase::kWhen},
    {"during", Phrase::kWhile},
    {"as long as", Phrase::kWhile},
    {"as long as", Phrase::kWhen},
    {"if", Phrase::kProvided},
    {"when", Phrase::kProvided},
    {"except", Phrase::kUnless},
    {"except if", Phrase::kUnless},
    {"except when", Phrase::kUnless},
    {"if not", Phrase::kUnless},
    {"but not", Phrase::kUnless},
    {"allow", Phrase::kPermit},
    {"allow", Phrase::kAllows},
    {"allows", Phrase::kPermit},
    {"permit", Phrase::kAllows},
    {"permits", Phrase::kAllows},
    {"may", Phrase::kPermit},
    {"authorise", Phrase::kPermit},
    {"authorize", Phrase::kPermit},
    {"deny", Phrase::kForbid},
    {"prohibit", Phrase::kForbid},
    {"disallow", Phrase::kForbid},
    {"refuse", Phrase::kForbid},
    {"reject", Phrase::kForbid},
    {"ban", Phrase::kForbid},
    {"block", Phrase::kForbid},
    {"must", Phrase::kRequire},
    {"shall", Phrase::kRequire},
    {"needs", Phrase::kRequire},
    {"oblige", Phrase::kRequire},
    {"demand", Phrase::kRequire},
    {"supersedes", Phrase::kOverrides},
    {"overrules", Phrase::kOverrides},
    {"replaces", Phrase::kOverrides},
    {"prevails over", Phrase::kOverrides},
    {"takes precedence over", Phrase::kOverrides},
    {"via", Phrase::kBy},
    {"through", Phrase::kBy},
    {"using", Phrase::kWith},
    {"about", Phrase::kWith},
    {"concerning", Phrase::kWith},
    {"towards", Phrase::kTo},
    {"since", Phrase::kBecause},
    {"under", Phrase::kBecause},
    {"based on", Phrase::kBecause},
    {"according to", Phrase::kBecause},
    {"pursuant to", Phrase::kBecause},
    {"effective", Phrase::kInForce},
    {"effect", Phrase::kInForce},
    {"valid", Phrase::kInForce},
    {"import", Phrase::kUse},
    {"include", Phrase::kUse},
    {"in", Phrase::kWithin},
    {"inside", Phrase::kWithin},
    {"under", Phrase::kWithin},
    {"below", Phrase::kWithin},
    {"part of", Phrase::kWithin},
    {"belongs to", Phrase::kWithin},
    {"requires", Phrase::kNeeds},
    {"require", Phrase::kNeeds},
    {"sensitive", Phrase::kIsSpecial},
    {"special", Phrase::kIsSpecial},
    {"text", Phrase::kWording},
    {"store", Phrase::kKeep},
    {"retain", Phrase::kKeep},
    {"preserve", Phrase::kKeep},
    {"minimum", Phrase::kAtLeast},
    {"not less than", Phrase::kAtLeast},
    {"no less than", Phrase::kAtLeast},
    {"maximum", Phrase::kAtMost},
    {"up to", Phrase::kAtMost},
    {"not more than", Phrase::kAtMost},
    {"no more than", Phrase::kAtMost},
    {"no longer than", Phrase::kAtMost},
    {"afterwards", Phrase::kThen},
    {"finally", Phrase::kThen},
    {"higher than", Phrase::kAbove},
    {"over", Phrase::kAbove},

    {"if", Phrase::kMeans},
    {"is", Phrase::kMeans},
    {"=", Phrase::kMeans},

    // Words within clauses.
    {"boolean", Phrase::kIsYesOrNo},
    {"integer", Phrase::kIsANumber},
    {"an integer", Phrase::kIsANumber},
    {"string", Phrase::kIsAText},
    {"timestamp", Phrase::kIsATime},
    {"from", Phrase::kAfter},
    {"delete", Phrase::kErase},
    {"remove", Phrase::kErase},
    {"destroy", Phrase::kErase},
    {"anonymize", Phrase::kAnonymise},
    {"block", Phrase::kRestrict},
    {"lock", Phrase::kRestrict},
    {"check", Phrase::kReview},
    {"since", Phrase::kAfter},
    {"following", Phrase::kAfter},
    {"since grant", Phrase::kAfterGrant},
    {"since confirmation", Phrase::kAfterConfirmation},
    {"since last contact", Phrase::kAfterLastContact},
    {"customer", Phrase::kPerson},
    {"till", Phrase::kUntil},
    {"since", Phrase::kFrom},

    // Conditions.
    {"&", Phrase::kAnd},
    {"plus", Phrase::kAnd},
    {"as well as", Phrase::kAnd},
    {"|", Phrase::kOr},
    {"!", Phrase::kNot},
    {"=", Phrase::kIs},
    {"=", Phrase::kRequestIs},
    {"equals", Phrase::kIs},
    {"equals", Phrase::kRequestIs},
    {"are", Phrase::kIs},
    {"given", Phrase::kIsValid},
    {"granted", Phrase::kIsValid},
    {"revoked", Phrase::kWasWithdrawn},
    {"declined", Phrase::kWasRefused},
    {"given", Phrase::kWasGiven},
    {"older than", Phrase::kIsMoreThanAgo},
    {"over", Phrase::kIsMoreThan},
    {"greater than", Phrase::kIsMoreThan},
    {"above", Phrase::kIsMoreThan},
    {"younger than", Phrase::kIsLessThanAgo},
    {"under", Phrase::kIsLessThan},
    {"below", Phrase::kIsLessThan},
    {"smaller than", Phrase::kIsLessThan},
    {"earlier than", Phrase::kIsBefore},
    {"later than", Phrase::kIsAfter},
    {"since", Phrase::kIsOnOrAfter},

    // Scenarios.
    {"allow", Phrase::kExpectPermit},
    {"forbid", Phrase::kExpectDeny},
    {"prohibit", Phrase::kExpectDeny},
    {"refuse", Phrase::kExpectDeny},
    {"consented", Phrase::kGranted},
    {"agreed", Phrase::kGranted},
    {"accepted", Phrase::kGranted},
    {"declined", Phrase::kRefused},
    {"revoked", Phrase::kWithdrawn},
    {"deleted", Phrase::kErased},
});

/// Any word is a name behind `permit` and `forbid`, so that these are seen only when no action is called so.
constexpr auto kEverything = std::to_array<std::string_view>({"everything", "all", "any", "whatever"});

}  // namespace

std::string meant_by_action(std::string_view name, Language language) {
  const bool is_meant =
      language == Language::kEnglish && std::any_of(kEverything.begin(), kEverything.end(),
                                                    [&](std::string_view word) { return is_keyword(name, word); });
  return is_meant ? std::string(spelling(Phrase::kAnything, language)) : std::string();
}

std::span<const OrdinaryWord> ordinary_words(Language language) {
  if (language == Language::kEnglish) return kEnglish;
  return {};
}

}  // namespace licet::grammar
