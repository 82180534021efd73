#include <algorithm>
#include <grammar/clauses.h>

namespace licet::grammar {
namespace {

constexpr ClauseForm free_form(Phrase clause) { return {clause, 0, clause, false}; }
constexpr ClauseForm repeated_form(Phrase clause) { return {clause, 0, clause, true}; }
constexpr ClauseForm placed_form(std::uint8_t place, Phrase clause) { return {clause, place, clause, false}; }
constexpr ClauseForm without_end_of_citation(ClauseForm form) {
  form.ends_citation = false;
  return form;
}
constexpr bool is_one_limit(Phrase clause) { return clause == Phrase::kAtLeast || clause == Phrase::kAtMost; }

constexpr std::array kHeader = {free_form(Phrase::kVersion), free_form(Phrase::kTimeZone), free_form(Phrase::kInForce),
                                repeated_form(Phrase::kUse)};
constexpr std::array kPlainTerm = {free_form(Phrase::kWithin)};
constexpr std::array kAction = {free_form(Phrase::kWithin), free_form(Phrase::kNeeds)};
constexpr std::array kData = {free_form(Phrase::kWithin), free_form(Phrase::kIsSpecial), free_form(Phrase::kByItem)};
constexpr std::array kFact = {ClauseForm{Phrase::kIsADate, 0, Phrase::kIsADate, false},
                              ClauseForm{Phrase::kIsATime, 0, Phrase::kIsADate, false},
                              ClauseForm{Phrase::kIsANumber, 0, Phrase::kIsADate, false},
                              ClauseForm{Phrase::kIsAText, 0, Phrase::kIsADate, false},
                              ClauseForm{Phrase::kIsYesOrNo, 0, Phrase::kIsADate, false},
                              ClauseForm{Phrase::kIsOneOf, 0, Phrase::kIsADate, false},
                              ClauseForm{Phrase::kOfDevice, 0, Phrase::kOfDevice, false},
                              ClauseForm{Phrase::kOfRequest, 0, Phrase::kOfDevice, false},
                              ClauseForm{Phrase::kOfConsent, 0, Phrase::kOfDevice, false},
                              ClauseForm{Phrase::kOfItem, 0, Phrase::kOfDevice, false},
                              ClauseForm{Phrase::kOfRecipient, 0, Phrase::kOfDevice, false}};
constexpr std::array kNotice = {repeated_form(Phrase::kWording)};
constexpr std::array kCondition = {free_form(Phrase::kMeans)};
constexpr std::array kConsent = {free_form(Phrase::kFor),
                                 free_form(Phrase::kBy),
                                 free_form(Phrase::kWith),
                                 free_form(Phrase::kTo),
                                 free_form(Phrase::kAllows),
                                 free_form(Phrase::kScope),
                                 free_form(Phrase::kNeedsConfirmation),
                                 free_form(Phrase::kProvided),
                                 free_form(Phrase::kValidFor),
                                 repeated_form(Phrase::kWording),
                                 free_form(Phrase::kBecause)};
constexpr std::array kRule = {ClauseForm{Phrase::kPermit, 0, Phrase::kPermit, false},
                              ClauseForm{Phrase::kForbid, 0, Phrase::kPermit, false},
                              ClauseForm{Phrase::kRefer, 0, Phrase::kPermit, false, false},
                              placed_form(1, Phrase::kFor),
                              placed_form(2, Phrase::kBy),
                              placed_form(3, Phrase::kWith),
                              placed_form(4, Phrase::kTo),
                              placed_form(5, Phrase::kInForce),
                              placed_form(6, Phrase::kWhen),
                              placed_form(7, Phrase::kUnless),
                              placed_form(8, Phrase::kRequire),
                              placed_form(9, Phrase::kOverrides),
                              placed_form(10, Phrase::kBecause)};
constexpr std::array kRetention = {placed_form(0, Phrase::kKeep),
                                   without_end_of_citation(placed_form(1, Phrase::kInForce)),
                                   without_end_of_citation(placed_form(2, Phrase::kWhen)),
                                   placed_form(3, Phrase::kWhile),
                                   placed_form(3, Phrase::kAtLeast),
                                   placed_form(3, Phrase::kAtMost),
                                   without_end_of_citation(placed_form(3, Phrase::kForPeriod)),
                                   placed_form(4, Phrase::kThen),
                                   placed_form(5, Phrase::kBecause)};
constexpr std::array kLevel = {free_form(Phrase::kAbove), free_form(Phrase::kWhen)};

}  // namespace

std::span<const ClauseForm> clauses_of(Phrase statement) {
  switch (statement) {
    case Phrase::kPolicy:
      return kHeader;
    case Phrase::kPurpose:
    case Phrase::kChannel:
    case Phrase::kRecipient:
      return kPlainTerm;
    case Phrase::kAction:
      return kAction;
    case Phrase::kData:
      return kData;
    case Phrase::kFact:
      return kFact;
    case Phrase::kNotice:
      return kNotice;
    case Phrase::kCondition:
      return kCondition;
    case Phrase::kConsent:
      return kConsent;
    case Phrase::kRule:
      return kRule;
    case Phrase::kRetention:
      return kRetention;
    case Phrase::kLevel:
      return kLevel;
    default:
      return {};
  }
}

bool exclude_each_other(const ClauseForm& one, const ClauseForm& other) {
  if (one.clause == other.clause) return false;
  return one.alike == other.alike || (one.clause == Phrase::kForPeriod && is_one_limit(other.clause)) ||
         (other.clause == Phrase::kForPeriod && is_one_limit(one.clause));
}

bool has_clause_order(Phrase statement) {
  const auto forms = clauses_of(statement);
  return std::any_of(forms.begin(), forms.end(), [](const ClauseForm& form) { return form.place > 0; });
}

}  // namespace licet::grammar
