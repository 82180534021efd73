#include <array>
#include <engine/explain/fill_places.h>
#include <engine/explain/page_phrases.h>

namespace licet::explain {
namespace {

struct InBoth {
  PagePhrase phrase;
  std::string_view english;
  std::string_view german;
};

constexpr std::array<InBoth, kPagePhraseCount> kPhrases = {{
    {PagePhrase::kTitle, "Your personal data", "Ihre personenbezogenen Daten"},
    {PagePhrase::kLead,
     "This is everything that is recorded about you under the reference {holder}, as it stands on {moment} (Article 15 "
     "of the General Data Protection Regulation, GDPR).",
     "Hier steht alles, was über Sie unter dem Kennzeichen {holder} aufgezeichnet ist, nach dem Stand vom {moment} "
     "(Artikel 15 der Datenschutz-Grundverordnung, DSGVO)."},
    {PagePhrase::kLeadDevice,
     "This is everything that is recorded about the device {holder}, as it stands on {moment} (Article 15 of the "
     "General Data Protection Regulation, GDPR).",
     "Hier steht alles, was über das Gerät {holder} aufgezeichnet ist, nach dem Stand vom {moment} (Artikel 15 der "
     "Datenschutz-Grundverordnung, DSGVO)."},
    {PagePhrase::kKnown, "Only what had been recorded by {moment} is taken into account.",
     "Berücksichtigt ist nur, was bis zum {moment} erfasst war."},
    {PagePhrase::kOtherHolder,
     "What is recorded about a device is told for that device alone; here you find only that it was linked to you.",
     "Was über ein Gerät aufgezeichnet ist, wird für dieses Gerät allein mitgeteilt; hier steht nur, dass es mit Ihnen "
     "verknüpft wurde."},
    {PagePhrase::kNothingRecorded, "Nothing is recorded under this reference.",
     "Unter diesem Kennzeichen ist nichts aufgezeichnet."},
    {PagePhrase::kLevels, "You have reached: {levels}.", "Erreicht haben Sie: {levels}."},
    {PagePhrase::kNone, "None.", "Keine."},
    {PagePhrase::kNothing, "—", "—"},
    {PagePhrase::kConsents, "Your consents", "Ihre Einwilligungen"},
    {PagePhrase::kGranted, "You have given this consent, and it counts.",
     "Sie haben diese Einwilligung erteilt; sie gilt."},
    {PagePhrase::kGrantedNotProvided, "You have given this consent, but it does not count: what it requires is not so.",
     "Sie haben diese Einwilligung erteilt; sie gilt aber nicht, weil ihre Voraussetzung nicht erfüllt ist."},
    {PagePhrase::kGrantedUncertain,
     "You have given this consent, but it does not count: whether what it requires is so is not known.",
     "Sie haben diese Einwilligung erteilt; sie gilt aber nicht, weil nicht bekannt ist, ob ihre Voraussetzung erfüllt "
     "ist."},
    {PagePhrase::kPending, "You have given this consent, but it has not been confirmed.",
     "Sie haben diese Einwilligung erteilt; sie ist aber nicht bestätigt."},
    {PagePhrase::kRefused, "You were asked for this consent and refused it.",
     "Sie wurden um diese Einwilligung gebeten und haben sie verweigert."},
    {PagePhrase::kWithdrawn, "You have withdrawn this consent.", "Sie haben diese Einwilligung widerrufen."},
    {PagePhrase::kExpired, "This consent has expired.", "Diese Einwilligung ist abgelaufen."},
    {PagePhrase::kLapsed, "You have given this consent, but it was not confirmed in time.",
     "Sie haben diese Einwilligung erteilt; sie wurde aber nicht rechtzeitig bestätigt."},
    {PagePhrase::kNeverAnswered, "You have given none of these consents, and refused none: {consents}.",
     "Zu diesen Einwilligungen ist keine Antwort von Ihnen aufgezeichnet: {consents}."},
    {PagePhrase::kAnsweredWithoutEffect,
     "To these consents an answer of yours is recorded, but as things stand it has no effect: {consents}.",
     "Zu diesen Einwilligungen ist eine Antwort von Ihnen aufgezeichnet, die nach jetzigem Stand keine Wirkung hat: "
     "{consents}."},
    {PagePhrase::kGivenOn, "Given", "Erteilt"},
    {PagePhrase::kConfirmedOn, "Confirmed", "Bestätigt"},
    {PagePhrase::kRefusedOn, "Refused", "Verweigert"},
    {PagePhrase::kWithdrawnOn, "Withdrawn", "Widerrufen"},
    {PagePhrase::kValidUntil, "Valid until", "Gültig bis"},
    {PagePhrase::kConfirmBy, "To be confirmed by", "Zu bestätigen bis"},
    {PagePhrase::kUntilWithdrawn, "you withdraw it", "zu Ihrem Widerruf"},
    {PagePhrase::kFor, "For", "Für"},
    {PagePhrase::kBy, "By", "Über"},
    {PagePhrase::kWithData, "With", "Mit"},
    {PagePhrase::kAnyData, "all data that are not of a special category", "allen Daten, die keine besonderen sind"},
    {PagePhrase::kToRecipients, "To", "An"},
    {PagePhrase::kStated, "Stated with it", "Dabei angegeben"},
    {PagePhrase::kWaiting, "Beside it a newer one waits to be confirmed.",
     "Daneben wartet eine neuere auf Ihre Bestätigung."},
    {PagePhrase::kShownText, "The text that was shown to you ({wording})",
     "Der Text, der Ihnen gezeigt wurde ({wording})"},
    {PagePhrase::kShownTextUnknown, "The text {wording} was shown to you; its words are not in the rules in use.",
     "Ihnen wurde der Text {wording} gezeigt; sein Wortlaut steht nicht in den geltenden Regeln."},
    {PagePhrase::kObjections, "Your objections, restrictions and requests",
     "Ihre Widersprüche, Einschränkungen und Verlangen"},
    {PagePhrase::kObjection, "Objection of {moment}: {what}.", "Widerspruch vom {moment}: {what}."},
    {PagePhrase::kRestriction, "Restriction of {moment}: {what}.", "Einschränkung vom {moment}: {what}."},
    {PagePhrase::kErasureRequest, "Request for erasure of {moment}: {what}.",
     "Verlangen nach Löschung vom {moment}: {what}."},
    {PagePhrase::kEverything, "everything", "alles"},
    {PagePhrase::kAllData, "all data", "alle Daten"},
    {PagePhrase::kByChannels, ", by {channels}", ", über {channels}"},
    {PagePhrase::kLiftedFor, "; lifted for {names}", "; aufgehoben für {names}"},
    {PagePhrase::kErasedSince, "; erased since: {names}", "; seither gelöscht: {names}"},
    {PagePhrase::kCollectedSince, "; not what was collected later: {names}",
     "; nicht, was später erhoben wurde: {names}"},
    {PagePhrase::kHold, "Nothing is erased at present: erasure is suspended.",
     "Derzeit wird nichts gelöscht: Die Löschung ist ausgesetzt."},
    {PagePhrase::kHoldOf, "Nothing of this is erased at present: {names}; erasure is suspended.",
     "Hiervon wird derzeit nichts gelöscht: {names}; die Löschung ist ausgesetzt."},
    {PagePhrase::kFirstStage, "Restricted since {moment} because of a retention period: {names}.",
     "Seit dem {moment} wegen einer Aufbewahrungsfrist eingeschränkt: {names}."},
    {PagePhrase::kFacts, "What is known of you", "Was über Sie bekannt ist"},
    {PagePhrase::kWhat, "What", "Was"},
    {PagePhrase::kValue, "Value", "Wert"},
    {PagePhrase::kSince, "Since", "Seit"},
    {PagePhrase::kYes, "yes", "ja"},
    {PagePhrase::kNo, "no", "nein"},
    {PagePhrase::kNoValue, "no value that fits", "kein passender Wert"},
    {PagePhrase::kOfItem, "{what}, {item}", "{what}, {item}"},
    {PagePhrase::kData, "Data that are held, and how long", "Gespeicherte Daten und ihre Dauer"},
    {PagePhrase::kDataHeader, "Data", "Daten"},
    {PagePhrase::kCollectedLast, "Collected last", "Zuletzt erhoben"},
    {PagePhrase::kUsedFor, "May be used for, as far as the rules permit it", "Nutzung, soweit die Regeln sie erlauben"},
    {PagePhrase::kHowLong, "How long, and why", "Wie lange und warum"},
    {PagePhrase::kProofOf, "Proof of your consent: {consent}", "Nachweis Ihrer Einwilligung: {consent}"},
    {PagePhrase::kYourObjections, "Your objections", "Ihre Widersprüche"},
    {PagePhrase::kDecisionsAboutYou, "Decisions about you", "Entscheidungen über Sie"},
    {PagePhrase::kDueSince, "Due since {moment}: {then}. {why}", "Fällig seit dem {moment}: {then}. {why}"},
    {PagePhrase::kUntil, "Until {moment}, {then}. {why}", "Bis zum {moment}, {then}. {why}"},
    {PagePhrase::kOpen, "As things stand the period has no end. {why}",
     "Nach jetzigem Stand endet die Frist nicht. {why}"},
    {PagePhrase::kUndetermined, "The period cannot be determined as long as this is not known: {facts}. {why}",
     "Die Frist lässt sich nicht bestimmen, solange dies nicht bekannt ist: {facts}. {why}"},
    {PagePhrase::kNotBegun, "The period has not begun. {why}", "Die Frist hat noch nicht begonnen. {why}"},
    {PagePhrase::kNoRule, "No rule sets a date.", "Keine Regel bestimmt einen Termin."},
    {PagePhrase::kSuspended, "As long as erasure is suspended.", "Solange die Löschung ausgesetzt ist."},
    {PagePhrase::kKeptObjections, "Kept because they protect you, until you ask for their erasure.",
     "Aufbewahrt, weil sie Sie schützen, bis Sie ihre Löschung verlangen."},
    {PagePhrase::kThenErase, "then they are to be erased", "danach sind sie zu löschen"},
    {PagePhrase::kThenAnonymise, "then they are to be anonymised", "danach sind sie zu anonymisieren"},
    {PagePhrase::kThenRestrict, "then their processing is to be restricted",
     "danach ist ihre Verarbeitung einzuschränken"},
    {PagePhrase::kThenReview, "then it is to be reviewed whether they are still needed",
     "danach ist zu prüfen, ob sie noch gebraucht werden"},
    {PagePhrase::kByRule, "Rule: {rule}.", "Regel: {rule}."},
    {PagePhrase::kByRuleBecause, "Rule: {rule} ({because}).", "Regel: {rule} ({because})."},
    {PagePhrase::kByRequest, "You asked for the erasure.", "Sie haben die Löschung verlangt."},
    {PagePhrase::kNotices, "What you were told", "Worüber Sie informiert wurden"},
    {PagePhrase::kNotice, "Information", "Information"},
    {PagePhrase::kGivenFirst, "Given first", "Erstmals gegeben"},
    {PagePhrase::kContacts, "When you were contacted last", "Wann Sie zuletzt angesprochen wurden"},
    {PagePhrase::kPurpose, "Purpose", "Zweck"},
    {PagePhrase::kChannel, "By", "Über"},
    {PagePhrase::kLast, "Last", "Zuletzt"},
    {PagePhrase::kDecisions, "Decisions about you", "Entscheidungen über Sie"},
    {PagePhrase::kDecisionsLead,
     "Each time it was asked whether something may be done with your data, the question and the answer were recorded.",
     "Jedes Mal, wenn gefragt wurde, ob etwas mit Ihren Daten geschehen darf, wurden Frage und Antwort aufgezeichnet."},
    {PagePhrase::kMadeOn, "Made", "Getroffen"},
    {PagePhrase::kNumber, "No.", "Nr."},
    {PagePhrase::kAsked, "Asked", "Gefragt"},
    {PagePhrase::kResult, "Answer", "Antwort"},
    {PagePhrase::kWhy, "Why", "Warum"},
    {PagePhrase::kRequest, "{action}; purpose: {purpose}", "{action}; Zweck: {purpose}"},
    {PagePhrase::kRequestChannel, "; by: {channel}", "; über: {channel}"},
    {PagePhrase::kRequestData, "; with: {data}", "; mit: {data}"},
    {PagePhrase::kRequestRecipient, "; to: {recipient}", "; an: {recipient}"},
    {PagePhrase::kRequestAt, "; for: {moment}", "; für: {moment}"},
    {PagePhrase::kPermitted, "Permitted", "Erlaubt"},
    {PagePhrase::kDenied, "Not permitted", "Nicht erlaubt"},
    {PagePhrase::kNotExplained, "The events behind it were erased.", "Die Ereignisse dahinter sind gelöscht."},
    {PagePhrase::kRecipients, "To whom disclosure was permitted", "An wen eine Offenlegung erlaubt wurde"},
    {PagePhrase::kRecipient, "Recipient", "Empfänger"},
    {PagePhrase::kPermittedFirst, "Permitted first", "Erstmals erlaubt"},
    {PagePhrase::kPermittedLast, "Permitted last", "Zuletzt erlaubt"},
    {PagePhrase::kHowOften, "How often", "Wie oft"},
    {PagePhrase::kHistory, "Everything that is recorded, in order", "Alles Aufgezeichnete der Reihe nach"},
    {PagePhrase::kHappened, "Happened", "Geschehen"},
    {PagePhrase::kRecorded, "Recorded", "Erfasst"},
    {PagePhrase::kDetails, "Details", "Einzelheiten"},
    {PagePhrase::kOrigin, "Where from, by whom, evidence", "Woher, durch wen, Nachweis"},
    {PagePhrase::kSource, "from: {text}", "woher: {text}"},
    {PagePhrase::kActor, "by: {text}", "durch: {text}"},
    {PagePhrase::kEvidence, "evidence: {text}", "Nachweis: {text}"},
    {PagePhrase::kWording, "text shown: {text}", "gezeigter Text: {text}"},
    {PagePhrase::kItem, "item: {text}", "Stück: {text}"},
    {PagePhrase::kLink, "link: {text}", "Verknüpfung: {text}"},
    {PagePhrase::kVoids, "the record with the key {text} never counted",
     "die Aufzeichnung mit dem Schlüssel {text} galt nie"},
    {PagePhrase::kReference, "your reference: {text}", "Kennung: {text}"},
    {PagePhrase::kVoided, "recorded wrongly: it never counted (no. {record})",
     "irrig erfasst: galt nie (Nr. {record})"},
    {PagePhrase::kUnknownNames, "not in the rules in use: {names}", "nicht in den geltenden Regeln: {names}"},
    {PagePhrase::kUnfit, "its value does not fit, and counts as none", "der Wert passt nicht und zählt nicht"},
    {PagePhrase::kWithoutEffect, "without effect under the rules in use", "nach den geltenden Regeln ohne Wirkung"},
    {PagePhrase::kRights, "Your rights", "Ihre Rechte"},
    {PagePhrase::kRight, "{sentence} ({because})", "{sentence} ({because})"},
    {PagePhrase::kAbout, "About this page", "Zu dieser Seite"},
    {PagePhrase::kRules, "What may be done with your data is decided by fixed rules: {policy}.",
     "Was mit Ihren Daten geschehen darf, entscheiden feste Regeln: {policy}."},
    {PagePhrase::kVersion, "{policy}, version {version}", "{policy}, Version {version}"},
    {PagePhrase::kDigest, "Digest of the rules", "Prüfsumme der Regeln"},
    {PagePhrase::kZone, "Times are given by the clock of {zone} (time-zone data {data}).",
     "Zeiten sind nach der Uhr von {zone} angegeben (Zeitzonendaten {data})."},
}};

struct EventInBoth {
  std::string_view english;
  std::string_view german;
};

/// In the order of EventKind.
constexpr std::array<EventInBoth, kEventKindCount> kEvents = {{
    {"Consent given", "Einwilligung erteilt"},
    {"Consent confirmed", "Einwilligung bestätigt"},
    {"Consent refused", "Einwilligung verweigert"},
    {"Consent withdrawn", "Einwilligung widerrufen"},
    {"Objected", "Widersprochen"},
    {"Objection taken back", "Widerspruch zurückgenommen"},
    {"Restriction of processing", "Einschränkung der Verarbeitung"},
    {"Restriction lifted", "Einschränkung aufgehoben"},
    {"Erasure asked for", "Löschung verlangt"},
    {"Erased", "Gelöscht"},
    {"Information given", "Informiert"},
    {"Data collected", "Daten erhoben"},
    {"Contacted", "Angesprochen"},
    {"Stated", "Angegeben"},
    {"Erasure suspended", "Löschung ausgesetzt"},
    {"Erasure suspended no longer", "Aussetzung der Löschung beendet"},
    {"Device linked", "Gerät verknüpft"},
    {"Device no longer linked", "Verknüpfung des Geräts gelöst"},
    {"Recorded wrongly", "Irrige Aufzeichnung"},
}};

}  // namespace

std::string_view page_phrase(PagePhrase phrase, Language language) {
  const InBoth& both = kPhrases[static_cast<std::size_t>(phrase)];
  return language == Language::kGerman ? both.german : both.english;
}

std::string page_text(PagePhrase phrase, Language language, std::initializer_list<PagePlace> places) {
  return fill_places(page_phrase(phrase, language), [&](std::string_view name, std::string& filled) {
    for (const PagePlace& place : places) {
      if (place.place == name) filled += place.text;
    }
  });
}

std::string_view event_text(EventKind kind, Language language) {
  const EventInBoth& both = kEvents[static_cast<std::size_t>(kind)];
  return language == Language::kGerman ? both.german : both.english;
}

}  // namespace licet::explain
