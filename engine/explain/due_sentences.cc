#include <algorithm>
#include <engine/explain/due_sentences.h>
#include <engine/explain/erasure_sentences.h>
#include <engine/explain/retention_words.h>
#include <iterator>
#include <optional>

namespace licet::explain {
namespace {

Phrase phrase_of(DueAction action) {
  switch (action) {
    case DueAction::kErase:
      return Phrase::kDueErase;
    case DueAction::kAnonymise:
      return Phrase::kDueAnonymise;
    case DueAction::kRestrict:
      return Phrase::kDueRestrict;
    case DueAction::kReview:
      return Phrase::kDueReview;
  }
  return Phrase::kDueErase;
}

/// As `for D after …` says both.
bool are_same(const model::RetentionPeriod& a, const model::RetentionPeriod& b) {
  return a.period.amount == b.period.amount && a.period.unit == b.period.unit && a.anchor.time == b.anchor.time &&
         a.anchor.end_of_year == b.anchor.end_of_year;
}

class HeldSentences {
 public:
  HeldSentences(const decide::HeldCategory& held, const model::Model& model, const SourceFiles& sources,
                Language language)
      : held_(held), model_(model), sources_(sources), speaker_(model, language) {}

  std::string due() const { return held_.entry.rule ? by_rule() : by_request(); }

  /// What is said of something that is kept, behind by which rule.
  void add_kept(const KeptCategory& kept, std::vector<std::string>& said) const {
    const auto rule = kept.rule ? model_.retentions.find(*kept.rule) : std::nullopt;
    const auto periods = std::find_if(held_.rules.begin(), held_.rules.end(),
                                      [&](const decide::RulePeriods& one) { return rule && one.rule == *rule; });
    if (periods != held_.rules.end()) {
      const std::string told = period(*periods, tells_at_least(kept, *periods), false);
      if (!told.empty()) said.push_back(speaker_.say(Phrase::kKeptPeriod, {{"period", told}}));
    }
    if (held_.entry.suspended && held_.stage) said.push_back(meanwhile(*held_.stage));
    if (held_.requested) said.push_back(speaker_.say(goes_before(kept), {{"date", speaker_.date(*held_.requested)}}));
  }

  /// What is not known, and what follows from that; `told`: the rule of which that has been said.
  void add_doubts(const std::optional<std::string>& told, std::vector<std::string>& said) const {
    for (const decide::MissingFacts& missing : held_.missing) {
      const model::Retention& rule = model_.retentions[missing.rule];
      const auto say = [&](Phrase phrase, const std::vector<std::string>& facts) {
        said.push_back(speaker_.say(
            phrase,
            {{"rule", rule.title.name}, {"facts", speaker_.list(facts)}, {"known", known_of(speaker_, facts)}}));
      };
      if (!missing.when.empty()) say(doubt_of(rule), missing.when);
      if (told == rule.title.name) continue;
      if (!missing.at_least.empty()) {
        say(Phrase::kOpenDuty, missing.at_least);
      } else if (!missing.at_most.empty()) {
        say(Phrase::kOpenLimit, missing.at_most);
      }
    }
  }

  std::vector<std::string> missing_times(const std::string& rule) const {
    std::vector<std::string> facts;
    for (const decide::MissingFacts& missing : held_.missing) {
      if (model_.retentions[missing.rule].title.name != rule) continue;
      facts = missing.at_least;
      std::copy_if(missing.at_most.begin(), missing.at_most.end(), std::back_inserter(facts), [&](const auto& fact) {
        return std::find(missing.at_least.begin(), missing.at_least.end(), fact) == missing.at_least.end();
      });
    }
    return facts;
  }

 private:
  /// What is to be done, from when on.
  Filling what() const {
    const DueAction action = held_.entry.action.value_or(DueAction::kErase);
    const Subject subject = subject_of(speaker_, held_.entry.data, held_.entry.item);
    // A name of the policy keeps its spelling at the beginning, too.
    return {"what",
            speaker_.say(phrase_of(action),
                         {{"data", subject.words, subject.is_name},
                          {"are", speaker_.say(subject.is_plural ? Phrase::kDueAre : Phrase::kDueIs, {})},
                          {"moment", speaker_.exact(held_.entry.due)}}),
            subject.is_name};
  }

  const decide::RulePeriods* periods_of_entry() const {
    if (held_.stage) return &*held_.stage;
    const auto found = std::find_if(held_.rules.begin(), held_.rules.end(), [&](const decide::RulePeriods& periods) {
      return model_.retentions[periods.rule].title.name == held_.entry.rule;
    });
    return found == held_.rules.end() ? nullptr : &*found;
  }

  std::string period(const decide::RulePeriods& periods, bool at_least, bool is_past) const {
    return period_of(speaker_, sources_, held_, periods, at_least, is_past);
  }

  bool tells_at_least(const KeptCategory& kept, const decide::RulePeriods& periods) const {
    if (!model_.retentions[periods.rule].at_most) return true;
    if (kept.due == kNever) return periods.at_least == kNever;
    // Without a rule of its own the date is that of a request, which only a duty to keep can move.
    return !held_.own_rule || periods.at_most != kept.due;
  }

  std::string meanwhile(const decide::RulePeriods& stage) const {
    const model::Retention& rule = model_.retentions[stage.rule];
    return speaker_.say(Phrase::kKeptMeanwhile, {{"moment", speaker_.exact(stage.at_most.value_or(kNever))},
                                                 {"rule", rule.title.name},
                                                 {"title", title_of(speaker_, stage.rule)},
                                                 {"because", citations(speaker_, rule.citations)},
                                                 {"period", period(stage, false, true)}});
  }

  Phrase goes_before(const KeptCategory& kept) const {
    if (held_.entry.suspended) return Phrase::kKeptByHold;
    const bool by_duty = kept.due != kNever || std::any_of(held_.rules.begin(), held_.rules.end(),
                                                           [](const auto& one) { return one.at_least == kNever; });
    return by_duty ? Phrase::kKeptByDuty : Phrase::kKeptAsProof;
  }

  static Phrase doubt_of(const model::Retention& rule) {
    if (!rule.at_least) return Phrase::kDoubtLimit;
    const bool has_limit = rule.at_most && !are_same(*rule.at_least, *rule.at_most);
    return has_limit ? Phrase::kDoubtDutyAlone : Phrase::kDoubtDuty;
  }

  std::string by_rule() const {
    const decide::RulePeriods* periods = periods_of_entry();
    if (periods == nullptr) return {};
    const model::Retention& rule = model_.retentions[periods->rule];
    return speaker_.say(Phrase::kDueByRule, {what(),
                                             {"rule", rule.title.name},
                                             {"title", title_of(speaker_, periods->rule)},
                                             {"because", citations(speaker_, rule.citations)},
                                             {"period", period(*periods, periods->at_most != held_.entry.due, true)}});
  }

  std::string by_request() const {
    const Instant requested = held_.requested.value_or(held_.entry.due);
    const auto kept = std::find_if(held_.rules.begin(), held_.rules.end(), [&](const decide::RulePeriods& periods) {
      return periods.at_least == held_.entry.due;
    });
    if (held_.entry.due <= requested || kept == held_.rules.end()) {
      return speaker_.say(Phrase::kDueRequested, {what(), {"date", speaker_.date(requested)}});
    }
    const model::Retention& rule = model_.retentions[kept->rule];
    return speaker_.say(Phrase::kDueHeldBack, {what(),
                                               {"requested", speaker_.date(requested)},
                                               {"rule", rule.title.name},
                                               {"title", title_of(speaker_, kept->rule)},
                                               {"because", citations(speaker_, rule.citations)},
                                               {"period", period(*kept, true, true)}});
  }

  const decide::HeldCategory& held_;
  const model::Model& model_;
  const SourceFiles& sources_;
  Speaker speaker_;
};

}  // namespace

std::vector<std::string> held_sentences(const decide::HeldCategory& held, Instant at, KeptCategory kept,
                                        const model::Model& model, const SourceFiles& sources, Language language) {
  const HeldSentences sentences(held, model, sources, language);
  std::vector<std::string> said;
  if (held.entry.due <= at) said.push_back(sentences.due());
  std::optional<std::string> undetermined;
  // What a first stage restricts is kept until its own date.
  if (held.own_due > at) {
    if (kept.ground == KeptGround::kUndetermined) {
      undetermined = kept.rule;
      kept.undetermined = sentences.missing_times(kept.rule.value_or(std::string()));
    }
    said.push_back(kept_sentence(kept, model, language));
    sentences.add_kept(kept, said);
  }
  sentences.add_doubts(undetermined, said);
  return said;
}

}  // namespace licet::explain
