#include <algorithm>
#include <engine/explain/due_sentences.h>
#include <engine/explain/retention_words.h>
#include <engine/explain/source_text.h>

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

class DueSentences {
 public:
  DueSentences(const decide::HeldCategory& held, const model::Model& model, const SourceFiles& sources,
               Language language)
      : held_(held), model_(model), sources_(sources), speaker_(model, language) {}

  std::string say() const {
    std::string said = held_.entry.rule ? by_rule() : by_request();
    if (!held_.entry.undetermined.empty()) {
      said += ' ' + speaker_.say(Phrase::kDueWithout, {{"facts", speaker_.list(held_.entry.undetermined)}});
    }
    return said;
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

  std::string period(const model::RetentionPeriod& period, bool at_least) const {
    return speaker_.say(
        at_least ? Phrase::kAtLeastAfter : Phrase::kAtMostAfter,
        {{"length", length_of(speaker_, period.period)}, {"anchor", anchor_of(speaker_, period.anchor)}});
  }

  std::string date(const decide::PeriodRun& runs) const { return runs.from ? speaker_.moment(*runs.from) : "-"; }

  std::string by_rule() const {
    const decide::RulePeriods* periods = periods_of_entry();
    if (periods == nullptr) return {};
    const model::Retention& rule = model_.retentions[periods->rule];
    const bool at_least = periods->at_most != held_.entry.due;
    const decide::PeriodRun& runs = at_least ? periods->at_least_runs : periods->at_most_runs;
    const auto& declared = at_least ? rule.at_least : rule.at_most;
    std::string prolonged;
    if (!at_least && rule.while_condition && runs.end != periods->at_most) {
      const std::string condition = source_text(sources_, model_[*rule.while_condition].range);
      prolonged = speaker_.say(Phrase::kDueWhile, {{"condition", condition}});
    }
    return speaker_.say(Phrase::kDueByRule, {what(),
                                             {"rule", rule.title.name},
                                             {"title", title_of(speaker_, periods->rule)},
                                             {"because", citations(speaker_, rule.citations)},
                                             {"period", declared ? period(*declared, at_least) : std::string()},
                                             {"date", date(runs)},
                                             {"while", prolonged}});
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
                                               {"period", rule.at_least ? period(*rule.at_least, true) : std::string()},
                                               {"date", date(kept->at_least_runs)}});
  }

  const decide::HeldCategory& held_;
  const model::Model& model_;
  const SourceFiles& sources_;
  Speaker speaker_;
};

}  // namespace

std::string due_sentence(const decide::HeldCategory& held, const model::Model& model, const SourceFiles& sources,
                         Language language) {
  return DueSentences(held, model, sources, language).say();
}

}  // namespace licet::explain
