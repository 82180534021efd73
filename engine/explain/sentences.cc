#include <algorithm>
#include <engine/explain/change_sentence.h>
#include <engine/explain/rule_sentences.h>
#include <engine/explain/sentences.h>
#include <unordered_map>

namespace licet::explain {
namespace {

/// Of rules that might have permitted, as many stand in the summary.
constexpr std::size_t kSummaryRules = 3;

/// Categories that are decided alike, and of which the same is told.
struct Alike {
  const CategoryExplanation* first = nullptr;
  std::vector<std::string> told;  ///< without the categories' names
  std::vector<std::string> data;
};

class Telling {
 public:
  Telling(const Explanation& explanation, const model::Model& model, Language language)
      : explanation_(explanation),
        speaker_(model, language),
        brief_(speaker_, explanation, Fullness::kBrief),
        full_(speaker_, explanation, Fullness::kFull),
        brief_rules_(speaker_, brief_),
        full_rules_(speaker_, full_) {}

  std::vector<std::string> summary() const {
    std::vector<std::string> sentences;
    std::vector<Alike> groups = decisive();
    // A review decides only where no category is denied for another reason.
    std::stable_partition(groups.begin(), groups.end(),
                          [](const Alike& alike) { return alike.first->reason != Reason::kNeedsReview; });
    for (const Alike& alike : groups) {
      if (alike.first->reason == Reason::kNothingPermits) {
        tell_nothing_permits(alike, sentences);
      } else {
        tell_decision(alike, sentences);
      }
    }
    tell_whole(sentences);
    if (std::string change = change_sentence(speaker_, explanation_); !change.empty()) {
      sentences.push_back(std::move(change));
    }
    return sentences;
  }

  std::vector<std::string> details() const {
    std::vector<std::string> paragraphs;
    add_rules(paragraphs);
    add_duties(paragraphs);
    add_levels(paragraphs);
    paragraphs.push_back(stamp());
    return paragraphs;
  }

 private:
  /// Of a permitted request all categories, of a denied one those denied; together where the same is told.
  std::vector<Alike> decisive() const {
    std::vector<Alike> groups;
    for (const CategoryExplanation& category : explanation_.categories) {
      if (category.outcome != explanation_.decision.outcome) continue;
      std::vector<std::string> told = told_of(category);
      const auto found = std::find_if(groups.begin(), groups.end(), [&](const Alike& alike) {
        return alike.first->reason == category.reason && alike.first->rule == category.rule && alike.told == told;
      });
      Alike& alike = found == groups.end() ? groups.emplace_back(Alike{&category, std::move(told), {}}) : *found;
      if (!category.data.empty()) alike.data.push_back(category.data);
    }
    return groups;
  }

  std::vector<std::string> told_of(const CategoryExplanation& category) const {
    std::vector<std::string> told;
    for (const RuleExplanation& rule : category.rules) {
      const bool candidate = category.reason == Reason::kNothingPermits && rule.effect == RuleEffect::kPermit;
      if (candidate || category.rule == rule.rule) told.push_back(brief_rules_.paragraph(rule, category, {}));
    }
    return told;
  }

  /// Where some categories by themselves would be permitted, or are only to be weighed.
  void tell_whole(std::vector<std::string>& sentences) const {
    if (explanation_.decision.outcome == Outcome::kPermit) return;
    const bool review = explanation_.decision.reason == Reason::kNeedsReview;
    std::vector<std::string> decisive;
    for (const CategoryExplanation& category : explanation_.categories) {
      const bool needs_review = category.reason == Reason::kNeedsReview;
      if (category.outcome == Outcome::kDeny && needs_review == review) decisive.push_back(category.data);
    }
    if (decisive.size() == explanation_.categories.size()) return;
    sentences.push_back(speaker_.say(review ? Phrase::kReviewBecauseOf : Phrase::kDeniedBecauseOf,
                                     {{"data", speaker_.list(decisive)}}));
  }

  void tell_decision(const Alike& alike, std::vector<std::string>& sentences) const {
    const auto& rules = alike.first->rules;
    const auto deciding = std::find_if(rules.begin(), rules.end(),
                                       [&](const RuleExplanation& rule) { return rule.rule == alike.first->rule; });
    if (deciding == rules.end()) return;
    const bool all = alike.data.size() == explanation_.categories.size() || explanation_.categories.size() == 1;
    const bool permitted = alike.first->outcome == Outcome::kPermit;
    const bool review = alike.first->reason == Reason::kNeedsReview;
    const Phrase whole = permitted ? Phrase::kPermitted : review ? Phrase::kNeedsReview : Phrase::kForbidden;
    const Phrase part = permitted ? Phrase::kPermittedFor : review ? Phrase::kNeedsReviewFor : Phrase::kForbiddenFor;
    sentences.push_back(speaker_.say(all ? whole : part, {{"rule", deciding->rule},
                                                          {"title", brief_rules_.title(*deciding)},
                                                          {"because", brief_rules_.because(*deciding)},
                                                          {"data", speaker_.list(alike.data)}}));
    const std::vector<Statement> facts = brief_.of(*deciding, speaker_.list(alike.data));
    if (!permitted && deciding->condition == ConditionValue::kUnknown) {
      const Statement row = in_a_row(facts);
      sentences.push_back(speaker_.say(
          Phrase::kNotRuledOut, {{"condition", brief_rules_.condition(*deciding)}, {"why", row.text, row.name_first}}));
      const std::string settled = brief_rules_.settled_by(*deciding);
      if (!settled.empty()) sentences.push_back(settled.substr(1));
    } else if (!facts.empty()) {
      sentences.push_back(sentence(facts));
    }
    if (permitted) tell_overridden(*deciding, *alike.first, sentences);
  }

  void tell_overridden(const RuleExplanation& deciding, const CategoryExplanation& category,
                       std::vector<std::string>& sentences) const {
    std::vector<std::string> overridden;
    for (const RuleExplanation& rule : category.rules) {
      const auto& by = rule.overridden_by;
      if (rule.effect == RuleEffect::kForbid && rule.applies &&
          std::find(by.begin(), by.end(), deciding.rule) != by.end()) {
        overridden.push_back(rule.rule);
      }
    }
    if (overridden.empty()) return;
    sentences.push_back(speaker_.say(overridden.size() > 1 ? Phrase::kOverridesForbids : Phrase::kOverridesForbid,
                                     {{"rules", speaker_.list(overridden)}}));
  }

  void tell_nothing_permits(const Alike& alike, std::vector<std::string>& sentences) const {
    sentences.push_back(speaker_.say(Phrase::kNothingPermits, {{"asked", asked(alike.data)}}));
    // Those that reach the request come before those that a clause keeps out.
    std::vector<const RuleExplanation*> candidates;
    for (const bool reached : {true, false}) {
      for (const RuleExplanation& rule : alike.first->rules) {
        if (rule.effect == RuleEffect::kPermit && rule.out_of_reach.empty() == reached) candidates.push_back(&rule);
      }
    }
    if (candidates.empty()) sentences.push_back(speaker_.say(Phrase::kNoPermission, {}));
    for (std::size_t i = 0; i < std::min(candidates.size(), kSummaryRules); ++i) {
      sentences.push_back(brief_rules_.paragraph(*candidates[i], *alike.first, speaker_.list(alike.data)));
    }
    if (candidates.size() > kSummaryRules) sentences.push_back(speaker_.say(Phrase::kMoreRules, {}));
  }

  std::string asked(const std::vector<std::string>& data) const {
    const AskedFor& asked = explanation_.asked;
    const auto with = [&](Phrase phrase, std::string_view place, const std::string& name) {
      return name.empty() ? std::string() : speaker_.say(phrase, {{place, name}});
    };
    return speaker_.say(Phrase::kAsked,
                        {{"action", asked.action},
                         {"purpose", asked.purpose},
                         {"channel", with(Phrase::kByChannel, "channel", asked.channel.value_or(""))},
                         {"data", with(Phrase::kWithData, "data", speaker_.choice(data))},
                         {"recipient", with(Phrase::kToRecipient, "recipient", asked.recipient.value_or(""))}});
  }

  /// What is said of a rule for several categories is said once, and of which only where not of all.
  void add_rules(std::vector<std::string>& paragraphs) const {
    struct Said {
      const CategoryExplanation* category;
      const RuleExplanation* rule;
      std::vector<std::string> data;
    };
    std::vector<Said> said;
    std::unordered_map<std::string, std::size_t> places;
    for (const CategoryExplanation& category : explanation_.categories) {
      for (const RuleExplanation& rule : category.rules) {
        std::string paragraph = full_rules_.paragraph(rule, category, {});
        const auto [place, fresh] = places.try_emplace(std::move(paragraph), said.size());
        if (fresh) said.push_back({&category, &rule, {}});
        said[place->second].data.push_back(category.data);
      }
    }
    for (const auto& [category, rule, data] : said) {
      const std::string paragraph = full_rules_.paragraph(*rule, *category, speaker_.list(data));
      paragraphs.push_back(
          data.size() == explanation_.categories.size()
              ? paragraph
              : speaker_.say(Phrase::kWithCategory, {{"data", speaker_.list(data)}, {"sentence", paragraph}}));
    }
  }

  std::string titled(const std::string& name, const std::string& title) const {
    return title.empty() ? name : name + speaker_.say(Phrase::kTitle, {{"title", speaker_.quoted(title)}});
  }

  void add_levels(std::vector<std::string>& paragraphs) const {
    std::vector<std::string> levels;
    for (const std::string& name : explanation_.decision.levels) {
      const auto level = speaker_.model().levels.find(name);
      levels.push_back(titled(name, level ? speaker_.model().levels[*level].title.title : std::string()));
    }
    if (!levels.empty()) paragraphs.push_back(speaker_.say(Phrase::kLevels, {{"levels", speaker_.list(levels)}}));
  }

  void add_duties(std::vector<std::string>& paragraphs) const {
    std::vector<std::string> duties;
    for (const std::string& name : explanation_.decision.duties) {
      const auto duty = speaker_.model().duties.find(name);
      duties.push_back(titled(name, duty ? speaker_.model().duties[*duty].title.title : std::string()));
    }
    if (!duties.empty()) paragraphs.push_back(speaker_.say(Phrase::kDuties, {{"duties", speaker_.list(duties)}}));
  }

  std::string stamp() const {
    std::string known;
    if (explanation_.asked.known) {
      known = speaker_.say(Phrase::kKnownAt, {{"moment", speaker_.exact(*explanation_.asked.known)}});
    }
    const PolicyStamp& policy = explanation_.decision.policy;
    // Calendars begin there; what was decided before is as at that moment.
    constexpr Instant first{-62'135'596'800'000'000};
    const Instant at = explanation_.decision.at;
    return speaker_.say(policy.version == 0 ? Phrase::kStamp : Phrase::kStampVersion,
                        {{"moment", at <= first ? speaker_.say(Phrase::kBeginning, {}) : speaker_.exact(at)},
                         {"known", known},
                         {"policy", policy.name},
                         {"version", std::to_string(policy.version)}});
  }

  const Explanation& explanation_;
  Speaker speaker_;
  Statements brief_;
  Statements full_;
  RuleSentences brief_rules_;
  RuleSentences full_rules_;
};

}  // namespace

Sentences sentences(const Explanation& explanation, const model::Model& model, Language language) {
  const Telling telling(explanation, model, language);
  return {language, telling.summary(), telling.details()};
}

}  // namespace licet::explain
