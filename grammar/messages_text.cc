#include <array>
#include <grammar/codes_of_text.h>
#include <grammar/messages.h>

namespace licet::grammar {
namespace {

using namespace text;

constexpr std::array kEnglish = {
    Message{kNotUtf8, "Byte {0} of this file is not UTF-8",
            "Save the file as UTF-8; other encodings of letters such as \"ü\" or \"§\" cannot be read."},
    Message{kControlCharacter, "The invisible control character {0} stands here",
            "Delete it. If there are many, the file is perhaps not a plain text; save it as UTF-8."},
    Message{kStringNotClosed, "The text that {0} opens here is not closed",
            "Put a quotation mark at its end. A text may run over several lines, but it must end."},
    Message{kUnknownEscape, "In a text \"{0}\" has no meaning",
            "Write \\\\ for a backslash and \\\" for a quotation mark."},
    Message{kDateDoesNotExist, "There is no day {0}", "Correct the date; it is written year, month, day."},
    Message{kDateMisspelt, "\"{0}\" is not how a date is written", "Write year, month and day as in 2026-04-01."},
    Message{kTimeOfDay, "\"{0}\" is not a time of day",
            "Times run from 00:00 to 23:59, with two digits each; only a point in time may have seconds."},
    Message{kDurationOutOfRange, "A duration of {0} cannot be counted", "Write a whole number from 1 to {1}."},
    Message{kNumberOutOfRange, "The number {0} is out of range", "Write a whole number from {1} to {2}."},
    Message{kOverLimit, "{0} has more than {1} {2}",
            "Licet reads no more, so that no text can overload it. Split it into several."},
    Message{kOtherQuotationMark, "A text does not begin with {0}",
            "Put the text between double quotation marks, such as \"Newsletter\"."},

    Message{kAfterClause, "After {0} of {1} may stand {2}, but here stands {3}", ""},
    Message{kExpected, "Here {0} should stand, not {1}", ""},
    Message{kMissing, "Something is missing here: {0}", ""},
    Message{kOrdinaryWord, "\"{0}\" is not a keyword that can stand here", "Write \"{1}\"."},
    Message{kReservedName, "\"{0}\" cannot be a name for {1}: the word is reserved",
            "Choose another name, such as \"{0}_1\"; the words of the language mean the same everywhere."},
    Message{kForbiddenName, "A {1} cannot be called \"{0}\"",
            "The word has a meaning of its own in conditions. Choose another name."},
    Message{kNoHeader, "The file does not begin with its header",
            "Begin with \"policy\" and a name, such as: policy shop \"Customer communication\".",
            "A file begins with \"policy\" and a name, such as: policy shop \"Customer communication\"."},
    Message{kSecondHeader, "A second header stands here",
            "A file has one header, at its beginning. Move what follows to a file of its own, or remove this line."},
    Message{kMisspelt, "\"{0}\" cannot be read here", "If it is the name of a fact, say what must be true of it."},

    Message{kCitationEnds, "The citation ends before \"{0}\", which begins something else",
            "Put a citation that holds such a word in quotation marks: because \"Guidelines on consent\". "
            "What begins something else stands on a line of its own."},

    Message{kClauseOrder, "\"{0}\" stands behind \"{1}\", but belongs before it", "In {2} the order is: {3}."},
    Message{kClauseTwice, "\"{0}\" stands here a second time", "Each clause stands once. {1}"},
    Message{kClausesExclude, "\"{0}\" cannot stand beside \"{1}\"", "Keep one of the two."},
    Message{kClauseMissing, "The {0} \"{1}\" lacks {2}", "Add {2} and {3}."},
    Message{kRequireOnForbid, "A rule that forbids cannot require a duty",
            "Duties come with a permission. Remove \"require\", or write \"permit\"."},
    Message{kRetentionWithoutPeriod, "The retention \"{0}\" states no period",
            "Say how long with \"at least\" (a statutory minimum), \"at most\" (the storage limit), or both; \"for\" "
            "stands for both with the same period."},
    Message{kWhileWithoutAtMost, "The retention \"{0}\" has \"while\" without \"at most\"",
            "\"while\" extends a storage limit; state that limit with \"at most\"."},
    Message{kAnyDataAlone, "\"any data\" stands alone",
            "It names all data that are not special. Special categories need a rule or consent that names them."},
    Message{kCitationGoesOn, "This belongs to the citation that begins in line {0}",
            "It only lengthens the citation, and has no other effect. If something new should begin here, write the "
            "word that begins it, such as \"rule\"; if not, put the whole citation in quotation marks.",
            "As it stands, it only lengthens the citation, and has no other effect. If that is meant, put the whole "
            "citation in quotation marks."},
    Message{kNounRepeated, "\"{0}\" is one word too many here", "Leave out \"{0}\": only the name is written here."},

    Message{kAndBesideOr, "\"{0}\" can be read as \"{1}\" or as \"{2}\"", "Add parentheses to say which is meant."},
    Message{kParenthesisNotClosed, "A parenthesis is not closed before {0}", "Close it with \")\"."},
    Message{kIsNot, "\"not\" cannot stand within a condition", "Put it before the whole condition, as in: not {0}."},
    Message{kNoChoice, "\"{0}\" cannot be a value",
            "\"is known\" and \"is one of\" have a meaning of their own. Choose another word for the value."},
    Message{kParenthesisNotOpened, "There is one \")\" too many",
            "No parenthesis is open here. Remove the \")\", or put the missing \"(\" where it should open."},
    Message{kContactBesideClause, "\"{0}\" can belong to \"last contact\", or begin a clause of the consent",
            "Put the condition in parentheses: (… last contact {0} …), or (… last contact) {0} …"},
    Message{
        kTimingOfNotice, "\"{0}\" does not say when a notice was given",
        "Behind \"was given\" may stand \"before\", \"on or before\", \"after\" or \"on or after\" with a date or a "
        "time; \"within\" with a duration; or \"more than\", \"at least\" or \"less than\" with a duration and "
        "\"ago\", such as: was given more than 30 days ago. With none of them it is enough that it was given."},

    Message{kExpectWithoutAsk, "Nothing has been asked yet",
            "An expectation about a decision stands below the \"ask on …\" that it is about."},
    Message{kExpectDueWithoutTime, "No time is set yet",
            "What is due is seen at the time of the last \"ask on …\" or \"on …\" above."},
    Message{kGivenWithoutGrant, "\"{0}\" brings no values of facts",
            "Facts of a consent are stated with \"granted\" or \"confirmed\". Remove \"given\" here."},
    Message{kProofNotErased, "\"{0}\" cannot name \"{1}\"",
            "Licet writes these records itself, and a retention that keeps them says how long. Only "
            "\"erasure_requested\" and \"expect due\" can name them: name data here, or leave it out."},

    Message{kRequireOnRefer, "A rule that refers to a person cannot require a duty",
            "It never permits, and duties come with a permission. Remove \"require\", or write \"permit\"."},
    Message{kForBesideLimit, "\"{0}\" cannot stand beside \"{1}\"",
            "\"for\" stands for both \"at least\" and \"at most\" with the same period. Keep either \"for\", or the "
            "others."},
    Message{kClauseInCitation, "\"{0}\" belongs to the citation that begins in line {1}",
            "As it stands, it only lengthens the citation, and has no other effect. If it should begin a clause, write "
            "that "
            "clause before \"because\"; if not, put the whole citation in quotation marks."},

    Message{kClauseStandsHere, "\"{0}\" stands here", ""},
    Message{kParenthesisOpensHere, "The parenthesis opens here", ""},
};

}  // namespace

std::span<const Message> messages_of_text(Language language) {
  if (language == Language::kEnglish) return kEnglish;
  return {};
}

}  // namespace licet::grammar
