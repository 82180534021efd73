#include <array>
#include <grammar/codes_of_meaning.h>
#include <grammar/messages.h>

namespace licet::grammar {
namespace {

using namespace meaning;

constexpr std::array kEnglish = {
    Message{kDeclaredTwice, R"("{0}" is declared a second time)",
            "Within the whole set each kind of declaration uses a name once. Rename one of the two, or remove one."},
    Message{kFactAndCondition, R"("{0}" names both a fact and a condition)",
            "Facts and conditions share their names, because both can stand alone in a condition. Rename one of them."},
    Message{kAnyIsNoData, R"(A data category cannot be called "any")",
            R"("with any data" stands for all data that are not special. Choose another name.)"},
    Message{kChoiceTwice, R"(The fact "{0}" lists the value "{1}" twice)", "Remove one of the two."},
    Message{kWordingTwice, R"(The wording "{0}" is listed twice here)",
            "Each wording of a consent or a notice needs an identifier of its own, so that an event can say which text "
            "was shown."},

    Message{kUnknownPurpose, R"(No purpose is called "{0}")",
            "Declare it with \"purpose {0}\" in some file of the set, or correct the name.",
            "Otherwise declare it with \"purpose {0}\" in some file of the set."},
    Message{kUnknownAction, R"(No action is called "{0}")",
            "Declare it with \"action {0}\" in some file of the set, or correct the name.",
            "Otherwise declare it with \"action {0}\" in some file of the set."},
    Message{kUnknownChannel, R"(No channel is called "{0}")",
            "Declare it with \"channel {0}\" in some file of the set, or correct the name.",
            "Otherwise declare it with \"channel {0}\" in some file of the set."},
    Message{kUnknownData, R"(No data category is called "{0}")",
            "Declare it with \"data {0}\" in some file of the set, or correct the name.",
            "Otherwise declare it with \"data {0}\" in some file of the set."},
    Message{kUnknownRecipient, R"(No recipient is called "{0}")",
            "Declare it with \"recipient {0}\" in some file of the set, or correct the name.",
            "Otherwise declare it with \"recipient {0}\" in some file of the set."},
    Message{kUnknownFact, R"(No fact is called "{0}")",
            "Declare it with \"fact {0} is …\" in some file of the set, or correct the name.",
            "Otherwise declare it with \"fact {0} is …\" in some file of the set."},
    Message{kUnknownNotice, R"(No notice is called "{0}")",
            "Declare it with \"notice {0}\" in some file of the set, or correct the name.",
            "Otherwise declare it with \"notice {0}\" in some file of the set."},
    Message{kUnknownDuty, R"(No duty is called "{0}")",
            "Declare it with \"duty {0}\" in some file of the set, or correct the name.",
            "Otherwise declare it with \"duty {0}\" in some file of the set."},
    Message{
        kUnknownCondition, R"(No fact and no condition is called "{0}")",
        "A name that stands alone in a condition is a fact that is yes or no, or a condition. Declare it, or correct "
        "the name.",
        "Otherwise declare it: a name that stands alone in a condition is a fact that is yes or no, or a condition."},
    Message{kUnknownConsent, R"(No consent is called "{0}")",
            "Declare it with \"consent {0}\" in some file of the set, or correct the name.",
            "Otherwise declare it with \"consent {0}\" in some file of the set."},
    Message{kUnknownRule, R"(No rule is called "{0}")", "Correct the name, or write the rule.",
            "Otherwise write the rule."},
    Message{kUnknownLevel, R"(No level is called "{0}")",
            "Declare it with \"level {0}\" in some file of the set, or correct the name.",
            "Otherwise declare it with \"level {0}\" in some file of the set."},
    Message{kUnknownDay, R"("{0}" is not a day of the week)",
            "The days are monday, tuesday, wednesday, thursday, friday, saturday and sunday."},

    Message{kWithinCycle, R"("{0}" lies within itself: {1})",
            "A hierarchy has a top. Remove \"within\" from one of these declarations."},
    Message{kOverrideCycle, R"(The rule "{0}" overrides itself: {1})",
            "Of rules that override one another in a circle none could have the last word. Remove one of them from an "
            "\"overrides\" clause."},
    Message{kConditionCycle, R"(The condition "{0}" is defined by itself: {1})",
            "A condition must in the end rest on facts, events and time. Define one of these without the others."},
    Message{kLevelCycle, R"(The level "{0}" stands above itself: {1})",
            "Levels stand above one another without a circle. Remove one of these from an \"above\" clause; a level "
            "without \"above\" stands above the one declared before it."},
    Message{kUseCycle, "Files use one another in a circle: {0}",
            "Remove this \"use\", or move what both files need into a third one."},

    Message{kUnknownTimeZone, R"(The time zone "{0}" is not known)",
            "Use a name of the IANA time-zone database, such as Europe/Berlin.",
            "Otherwise use another name of the IANA time-zone database."},
    Message{kTimeZonesDiffer, R"(This file states the time zone "{0}", another one of the set "{1}")",
            "All files of a set reckon by one time zone. State the same in all of them, or in one only."},
    Message{kForceBackwards, "The last day in force lies before the first", "Exchange the two dates, or correct one."},
    Message{kUseMissing, R"(The file "{0}" is not there, or cannot be read)",
            "The path is relative to this file. Correct it, or add the file."},
    Message{kWordingMissing, R"(The text "{0}" of this wording is not there, or cannot be read)",
            "The path is relative to this file. Add the text exactly as it was shown: it is part of the proof."},
    Message{kPathNotRelative, R"("{0}" is not a path relative to this file)",
            "A policy set must mean the same on every machine. Write the path from the folder of this file, with \"/\" "
            "between folders."},
    Message{kFileTooLarge, R"("{0}" has more than {1} bytes)", "Split it into several files of the same folder."},
    Message{kSetTooLarge, "The files of this set have more than {0} bytes together, with the texts of its wordings",
            "Make a set of its own for each controller and area."},
    Message{kTooManyFiles, "This set has more than {0} files", "Put what belongs together into one file."},
    Message{kWordingTooLarge, R"(The text "{0}" has more than {1} bytes)",
            "Name the text itself as it was shown, not a collection or a scan."},

    Message{
        kNotADateOrTime, R"("{0}" is neither a date nor a time)",
        "Only a fact that \"is a date\" or \"is a time\", or an event, such as the last contact, has a place in time."},
    Message{
        kNotANumber, R"("{0}" is not a number)",
        "\"is more than\", \"is at least\", \"is at most\" and \"is less than\" compare a fact that \"is a number\"."},
    Message{kNotYesOrNo, R"("{0}" is not a fact that is yes or no)",
            "Say what must be true of it, such as \"{0} is …\" or \"{0} is known\"."},
    Message{kNotAChoice, R"("{1}" is not a value of "{0}")",
            "Use one of the values that the fact lists, or add this one to its declaration.",
            "Otherwise add this value to the declaration of the fact."},
    Message{kChoiceNeedsWord, R"("{0}" has one of several words as its value)",
            "After \"is\" stands one of the words that the fact lists, without quotation marks."},
    Message{kNumberNeedsNumber, R"("{0}" is a number, but something else stands here)",
            "Write a whole number, such as \"{0} is 3\"."},
    Message{kTextNeedsString, R"("{0}" is a text, but something else stands here)",
            "Write the text in quotation marks, such as {0} is \"gold\"."},
    Message{kYesOrNoNeedsWord, R"("{0}" is yes or no, but something else stands here)",
            "Write \"{0} is yes\" or \"{0} is no\"."},
    Message{
        kDateHasNoIs, R"("{0}" is a date or a time, and cannot be compared with "is" alone)",
        "Say \"{0} is before …\", \"is on or before …\", \"is after …\", \"is on or after …\", or how long ago it is."},
    Message{kConditionIsNoFact, R"("{0}" is a condition, not a fact)",
            "A condition stands alone, or after \"not\"; it has no value that could be stated or compared."},
    Message{
        kSameClockTimes, "Both clock times are the same",
        "The span runs from the first up to, but not including, the second. Leave the condition out if the whole day "
        "is meant."},
    Message{kYesOrNoHasNoOneOf, R"("{0}" is yes or no, and has no list of values)",
            "Write \"{0} is yes\" or \"{0} is no\"; for both, \"{0} is known\"."},

    Message{kNoConfirmationNeeded,
            R"(The consent "{0}" is valid for a time after a confirmation that it does not need)",
            "Add \"needs confirmation\", or let the time run \"after grant\"."},
    Message{kProvidedUsesConsent, R"(A consent's "provided" cannot rest on a consent: "{0}")",
            "It may use facts, notices and time. Ask for the other consent in the rules."},
    Message{kProvidedUsesLevel, R"(A consent's "provided" cannot rest on a level: "{0}")",
            "It may use facts, notices and time. Ask for the level in the rules."},
    Message{kProvidedAsksRequest, R"(A consent's "provided" cannot rest on what is asked: "{0}")",
            "Whether a consent is valid may not depend on the request. It may use facts, notices and time; ask for the "
            "rest in the rules."},
    Message{kLevelUsesLevel, R"(A level cannot be defined by a level: "{0}")",
            "Say what the level itself needs; with \"above\" it counts as the higher one."},
    Message{kLevelAsksRequest, R"(A level cannot rest on what is asked: "{0}")",
            "A level is a state of the customer. It may use facts, notices, time and consents by their names."},
    Message{kRetentionUsesLevel, R"(A retention cannot rest on a level: "{0}")",
            "It may use facts, notices, time and consents by their names."},
    Message{
        kRetentionAsksRequest, R"(A retention cannot rest on what is asked: "{0}")",
        "How long data are kept does not depend on a request. It may use facts, notices, time and consents by their "
        "names."},
    Message{kRetentionUsesRequestFact, R"(A retention cannot rest on a fact of the request: "{0}")",
            "How long data are kept does not depend on a request. Use a fact of the customer or of the device."},

    Message{
        kGrantFactElsewhere, R"(A fact of a consent can stand only in a consent's "provided": "{0}")",
        "Each grant has its own value. Ask for it in the \"provided\" of that consent, and here for the consent, or "
        "declare the fact as one of the customer."},
    Message{
        kItemFactElsewhere, R"(A fact of an item can stand only in a retention of categories by item: "{0}")",
        "Each item has its own value, and only a retention whose categories are all declared \"by item\" looks at each "
        "item by itself. Write one that keeps them alone."},
    Message{kRecipientFactElsewhere, R"(A fact of a recipient can stand only in rules and their conditions: "{0}")",
            "It has a value where a request names a recipient. Ask for it in the rules that permit or forbid."},
    Message{
        kOwnCollectionElsewhere, R"(Here must be said of which data the collection is meant: "{0}")",
        "Write \"collection of\" and a data category. Only in a retention it can be left out, for what that keeps."},

    Message{kFirstLevelHasCondition, R"(The first level, "{0}", has a condition)",
            "The first level is always reached. Remove its \"when\", or declare the lowest level before it."},
    Message{kFirstLevelAbove, R"(The first level, "{0}", stands above another)",
            "The first level stands below all others. Declare the lowest level before it."},
    Message{kLevelNeedsCondition, R"(The level "{0}" has no condition)",
            "Say with \"when\" what must be true for it to be reached; only the first level is always reached."},
    Message{
        kTooManyLevels, "This set has more than {0} levels",
        "Levels are the few steps of what customers have agreed to; what differs from case to case belongs into facts "
        "and conditions."},

    Message{
        kNoRetention, R"(No retention rule covers "{0}", although it may be used)",
        "Whoever may use data must say how long they are kept (Art. 5(1)(e) GDPR). Write a retention that keeps it, or "
        "what it lies within."},
    Message{
        kAnchorNotDateOrTime, R"(A period cannot run from "{0}": it is neither a date nor a time)",
        "Let it run from a fact that \"is a date\" or \"is a time\", from the end or the start of a consent, the last "
        "contact, the collection, an objection or the last restriction."},
    Message{kAnchorOfRequest, R"(A period cannot run from "{0}": it is a fact of the request)",
            "How long data are kept does not depend on a request. Use a fact of the customer or of the device."},
    Message{kEndOfYearUnit, "After the end of a year no minutes or hours are counted",
            "Write the period in days, weeks, months or years."},
    Message{
        kFirstStageAtLeast, R"(The retention "{0}" restricts as a first stage, and cannot state a minimum)",
        "Data are restricted from the end of \"at most\" on, until another retention lets them be erased. Write the "
        "period with \"at most\" alone, and the minimum in the retention that erases."},
    Message{
        kFirstStageAlone, R"("{0}" is restricted by the retention "{1}", but no retention ends it)",
        "\"then restrict\" is a first stage, which sets no limit: restricted data would stay for ever (Art. 5(1)(e) "
        "GDPR). Write a retention that keeps it, or what it lies within, and says with \"then erase\" when it goes."},

    Message{kReferOverridesOther, R"(The rule "{0}" refers to a person, and cannot override "{1}", which decides)",
            "A rule that refers may override only rules that refer. If there is to be a weighing in place of the other "
            "rule, limit that one with \"unless\"."},

    Message{kConsentNeedsDevice, R"(The consent "{0}" belongs to a device, and no device is named)",
            "Add \"on device\" and a name for the device."},
    Message{kFactNeedsDevice, R"(The fact "{0}" belongs to a device, and no device is named)",
            "Add \"on device\" and a name for the device."},
    Message{kGivenFactOfRequest, R"("{0}" is a fact of the request, so it cannot be given beforehand)",
            "State it with the request: \"ask … given {0} is …\"."},
    Message{kAskedFactNotOfRequest, R"("{0}" is not a fact of the request)",
            "State it above, under \"given on\"; or declare the fact \"of request\"."},
    Message{kAskedFactTwice, R"(The request states the fact "{0}" twice)", "Remove one of the two."},
    Message{kActionNeedsChannel, R"(The action "{0}" needs a channel)", "Add \"by\" and a channel."},
    Message{kActionNeedsRecipient, R"(The action "{0}" needs a recipient)", "Add \"to\" and a recipient."},
    Message{kActionNeedsData, R"(The action "{0}" needs data)", "Add \"with\" and the data categories."},
    Message{kDateNeedsDate, R"("{0}" is a date, but something else stands here)",
            "Write a date without a time of day, such as 2026-04-01."},
    Message{kTimeNeedsTime, R"("{0}" is a time, but something else stands here)",
            "Write a date, or a date and a time of day, such as 2026-04-01 14:30."},
    Message{kDeviceName, "The name of a device has 1 to {0} bytes",
            "Give the device a shorter name, or a name at all."},

    Message{kRuleTooLarge,
            R"(The conditions of "{0}", with those of the rules that override it, are too many to be decided exactly: )"
            "they need more than {1} cases",
            "Split the rule into several, each with fewer conditions, or let fewer rules override it."},

    Message{kCollectedNeedsItem, R"("{0}" is kept by item, and no item is named)",
            "Add \"item\" and what the item is called, such as item \"4711\"."},
    Message{kFactNeedsItem, R"(The fact "{0}" belongs to an item, and no item is named)",
            "Add \"item\" and what the item is called, such as item \"4711\"."},
    Message{kNothingByItem, "An item is named, but nothing here is kept by item",
            "Remove it, or declare the data category \"by item\", or the fact \"of item\"."},
    Message{kItemName, "The name of an item has 1 to {0} bytes", "Give the item a shorter name, or a name at all."},
    Message{kDueNeedsItem, R"(Of "{0}" each item falls due by itself, and no item is named)",
            "Add \"item\" and what the item is called, such as item \"4711\"."},
    Message{kFactNeedsRecipient, R"(The fact "{0}" belongs to a recipient, and none is named)",
            "Add \"to\" and the recipient."},
    Message{kNoFactOfRecipient, "Only a fact of a recipient can be stated of one",
            "Remove the recipient, or declare the fact \"of recipient\"."},
    Message{kRecipientBesideDevice, "A fact of a recipient belongs to no device", "Remove \"on device\"."},
    Message{kGivenFactOfGrant, R"("{0}" is a fact of a consent, so it comes with a grant)",
            "State it with the event: \"granted … given {0} is …\"."},
    Message{kGrantedFactNotOfConsent, R"("{0}" is not a fact of a consent)",
            "State it on a line of its own, \"{0} is …\"; or declare the fact \"of consent\"."},
    Message{kGrantedFactTwice, R"(The event states the fact "{0}" twice)", "Remove one of the two."},
    Message{kRecordInEvent, R"("{0}" cannot name "{1}")",
            "Licet writes these records itself, and a retention that keeps them says how long. Only "
            "\"erasure_requested\" and \"expect due\" can name them: name data here, or leave it out."},
    Message{kDecisionsToBeErased, R"(A request for erasure cannot name "{0}")",
            "The recorded decisions go with the holder's erasure, save what a retention keeps of them until it is due. "
            "Leave the name out."},
    Message{kReviewByOther, R"(The rule "{0}" does not refer to a person, so no review can come from it)",
            "A review is expected of a rule that begins with \"refer\". Name such a rule, or expect \"permit\" or "
            "\"deny\" by this one."},

    Message{kDeclaredFirstHere, "It is declared first here", ""},
    Message{kDeclaredHere, R"("{0}" is declared here)", ""},
    Message{kTimeZoneStatedHere, "The other time zone is stated here", ""},
    Message{kThroughCondition, R"(In the condition "{0}" it is this part: "{1}")", ""},
    Message{kIsOfAnotherKind, R"("{0}" is {1}, declared here)", ""},
    Message{kDeclaredWithValues, R"("{0}" is declared here, with these values: {1})", ""},
    Message{kAdditionStandsHere,
            "\"then restrict\" is a first stage because this set uses a form that version 1 of the language did not "
            "have, as here",
            ""},
};

}  // namespace

std::span<const Message> messages_of_meaning(Language language) {
  if (language == Language::kEnglish) return kEnglish;
  return {};
}

}  // namespace licet::grammar
