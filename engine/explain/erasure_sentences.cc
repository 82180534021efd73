#include <engine/explain/erasure_sentences.h>
#include <engine/explain/retention_words.h>
#include <engine/explain/speaker.h>

namespace licet::explain {
namespace {

Phrase phrase_of(DueAction action) {
  switch (action) {
    case DueAction::kErase:
      return Phrase::kThenErase;
    case DueAction::kAnonymise:
      return Phrase::kThenAnonymise;
    case DueAction::kRestrict:
      return Phrase::kThenRestrict;
    case DueAction::kReview:
      return Phrase::kThenReview;
  }
  return Phrase::kThenErase;
}

Phrase phrase_of(KeptGround ground, bool ends_a_day) {
  switch (ground) {
    case KeptGround::kUntilDue:
      return ends_a_day ? Phrase::kKeptUntilEnd : Phrase::kKeptUntil;
    case KeptGround::kOpen:
      return Phrase::kKeptOpen;
    case KeptGround::kUndetermined:
      return Phrase::kKeptUndetermined;
    case KeptGround::kNotBegun:
      return Phrase::kKeptNotBegun;
    case KeptGround::kNoRule:
      return Phrase::kKeptWithoutRule;
    case KeptGround::kSuspended:
      return Phrase::kKeptSuspended;
    case KeptGround::kObjections:
      return Phrase::kKeptObjections;
    case KeptGround::kReceivers:
      return Phrase::kKeptForReceivers;
  }
  return Phrase::kKeptWithoutRule;
}

std::string title_of(const Speaker& speaker, const std::string& rule) {
  const auto id = speaker.model().retentions.find(rule);
  return id ? title_of(speaker, *id) : std::string();
}

std::string kept_sentence(const Speaker& speaker, const KeptCategory& kept) {
  const bool dated = kept.due != kNever;
  const bool ends_a_day = dated && speaker.starts_day(kept.due);
  const std::string rule = kept.rule.value_or(std::string());
  const Subject subject = subject_of(speaker, kept.data, kept.item);
  return speaker.say(phrase_of(kept.ground, ends_a_day),
                     {{"data", subject.words, subject.is_name},
                      {"are", speaker.say(subject.is_plural ? Phrase::kAre : Phrase::kIs, {})},
                      {"date", ends_a_day ? speaker.last_day(kept.due) : std::string()},
                      {"zone", speaker.model().zone->name()},
                      {"moment", dated ? speaker.exact(kept.due) : std::string()},
                      {"rule", rule},
                      {"title", title_of(speaker, rule)},
                      {"because", citations(speaker, kept.because)},
                      {"facts", speaker.list(kept.undetermined)},
                      {"known", known_of(speaker, kept.undetermined)},
                      {"then", kept.action ? speaker.say(phrase_of(*kept.action), {}) : std::string()}});
}

}  // namespace

std::string kept_sentence(const KeptCategory& kept, const model::Model& model, Language language) {
  return kept_sentence(Speaker(model, language), kept);
}

std::vector<std::string> erasure_sentences(const Erasure& erasure, const model::Model& model, Language language) {
  const Speaker speaker(model, language);
  std::vector<std::string> sentences;
  const Phrase erased = erasure.kept.empty() ? Phrase::kErasedAll : Phrase::kErasedBut;
  sentences.push_back(speaker.say(erased, {{"moment", speaker.exact(erasure.at)}}));
  for (const KeptCategory& kept : erasure.kept) sentences.push_back(kept_sentence(speaker, kept));
  if (!erasure.still_listed.empty()) {
    sentences.push_back(speaker.say(Phrase::kStillListed, {{"data", speaker.list(erasure.still_listed)}}));
  }
  sentences.push_back(speaker.say(Phrase::kEarlierEvents, {}));
  return sentences;
}

}  // namespace licet::explain
