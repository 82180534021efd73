#include <algorithm>
#include <engine/explain/statements.h>

namespace licet::explain {

const Evidence* evidence_of(const ConditionExplanation& condition, EventKind kind) {
  const auto found = std::find_if(condition.evidence.begin(), condition.evidence.end(),
                                  [kind](const Evidence& evidence) { return evidence.kind == kind; });
  return found == condition.evidence.end() ? nullptr : &*found;
}

std::vector<Statement> Statements::of(const ConditionExplanation& condition) const {
  std::vector<Statement> statements;
  add(condition, statements);
  return statements;
}

Place place_within(const ConditionExplanation& condition, const Place& around) {
  if (condition.kind == ConditionKind::kDeclaration) return {false, condition.subject};
  if (condition.kind == ConditionKind::kLevelCondition) return {false, {}};
  return around;
}

namespace {

const ConditionExplanation* find_shown(const ConditionExplanation& within, const Place& place,
                                       const ConditionExplanation& named, const Place& wanted) {
  if (within.kind == ConditionKind::kNamed && within.subject == named.subject && wanted == place &&
      within.value == named.value && !within.parts.empty()) {
    return &within;
  }
  const Place inner = place_within(within, place);
  for (const ConditionExplanation& part : within.parts) {
    if (const auto* found = find_shown(part, inner, named, wanted)) return found;
  }
  return nullptr;
}

}  // namespace

const ConditionExplanation* shown_parts(const RuleExplanation& rule, const ConditionExplanation& named,
                                        const Place& place) {
  if (!named.parts.empty()) return &named;
  for (const auto* condition : {&rule.when, &rule.unless}) {
    if (!*condition) continue;
    if (const auto* found = find_shown(**condition, {}, named, place)) return found;
  }
  return nullptr;
}

std::vector<Statement> Statements::of(const RuleExplanation& rule, const std::string& data) const {
  if (rule_ == nullptr) {
    Statements within = *this;
    within.rule_ = &rule;
    within.data_ = data;
    return within.of(rule, data);
  }
  std::vector<Statement> statements;
  if (rule.when && rule.when->value == rule.condition) add(*rule.when, statements);
  const bool excepted =
      rule.unless && (rule.condition == ConditionValue::kUnknown
                          ? rule.unless->value == ConditionValue::kUnknown
                          : rule.unless->value != rule.condition && rule.unless->value != ConditionValue::kUnknown);
  if (excepted) add(*rule.unless, statements);
  return statements;
}

namespace {

/// Beside what is not known, that a consent has expired, or was withdrawn, is why it is asked at all.
bool is_what_ended(const ConditionExplanation& condition, const ConditionExplanation& part) {
  const bool beside_unknown = condition.kind == ConditionKind::kAny && condition.value == ConditionValue::kUnknown;
  if (!beside_unknown || part.kind != ConditionKind::kConsent || part.value != ConditionValue::kFalse) return false;
  return std::any_of(part.parts.begin(), part.parts.end(), [](const ConditionExplanation& declaration) {
    return declaration.status == "expired" || declaration.status == "withdrawn";
  });
}

}  // namespace

void Statements::add(const ConditionExplanation& condition, std::vector<Statement>& into) const {
  const auto add_one = [&](Statement statement) {
    if (std::find(into.begin(), into.end(), statement) == into.end()) into.push_back(std::move(statement));
  };
  switch (condition.kind) {
    case ConditionKind::kAll:
    case ConditionKind::kAny:
      for (const ConditionExplanation& part : condition.parts) {
        if (part.value == condition.value || is_what_ended(condition, part)) add(part, into);
      }
      break;
    case ConditionKind::kNot:
      for (const ConditionExplanation& part : condition.parts) add(part, into);
      break;
    case ConditionKind::kConsent:
      add_consent(condition, into);
      break;
    case ConditionKind::kObjection:
      add_objection(condition, into);
      break;
    case ConditionKind::kNamed:
      add_named(condition, into);
      break;
    case ConditionKind::kDeclaration:
      add_one(declaration(condition));
      if (fullness_ == Fullness::kFull && condition.value == ConditionValue::kTrue) {
        Statements within = *this;
        within.place_ = place_within(condition, place_);
        for (const ConditionExplanation& part : condition.parts) within.add_reasons(part, into);
      }
      break;
    case ConditionKind::kRestriction:
      add_restriction(condition, into);
      break;
    case ConditionKind::kFirstStage:
      add_one(stage(condition));
      break;
    case ConditionKind::kErasure:
      add_one(mark(condition, Phrase::kErasureRequested, Phrase::kNoErasure, Phrase::kNoErasureHere));
      break;
    case ConditionKind::kNotice:
      add_one(notice(condition));
      break;
    case ConditionKind::kLevel:
      add_one(level(condition));
      break;
    case ConditionKind::kLevelCondition: {
      Statements within = *this;
      within.place_ = place_within(condition, place_);
      for (const ConditionExplanation& part : condition.parts) within.add(part, into);
      break;
    }
    case ConditionKind::kTime:
    case ConditionKind::kKnown:
    case ConditionKind::kFact:
      add_one(condition.event_time ? time(condition) : fact(condition));
      break;
    case ConditionKind::kTimesCompared:
      add_compared(condition, into);
      break;
    case ConditionKind::kMoment:
      add_one(moment(condition, false));
      break;
    case ConditionKind::kRequest:
      add_one(request(condition));
      break;
    case ConditionKind::kWallClock:
      add_one(wall_clock(condition));
      break;
  }
}

void Statements::add_reasons(const ConditionExplanation& condition, std::vector<Statement>& into) const {
  const ConditionExplanation* meant = &condition;
  while (meant->kind == ConditionKind::kNamed && rule_ != nullptr) {
    const ConditionExplanation* shown = shown_parts(*rule_, *meant, place_);
    if (shown == nullptr) break;
    meant = &shown->parts.front();
  }
  add(*meant, into);
}

std::vector<Statement> Statements::of_parts(const ConditionExplanation& condition, ConditionValue value) const {
  std::vector<Statement> statements;
  for (const ConditionExplanation& part : condition.parts) {
    if (part.value == value) add_reasons(part, statements);
  }
  return statements;
}

Filling Statements::why(const std::vector<Statement>& statements) const {
  Statement list = speaker_.list(statements);
  return {"why", std::move(list.text), list.name_first};
}

void Statements::add_restriction(const ConditionExplanation& condition, std::vector<Statement>& into) const {
  const auto add_one = [&](Statement statement) {
    if (std::find(into.begin(), into.end(), statement) == into.end()) into.push_back(std::move(statement));
  };
  if (condition.since || condition.parts.empty()) {
    add_one(mark(condition, Phrase::kRestrictionStands, Phrase::kNoRestriction, Phrase::kNoRestrictionHere));
  }
  for (const ConditionExplanation& part : condition.parts) add_one(stage(part));
}

/// By the end of a day the stage has begun on the next.
Statement Statements::stage(const ConditionExplanation& condition) const {
  const auto retention = speaker_.model().retentions.find(condition.subject);
  const std::string title = retention ? speaker_.model().retentions[*retention].title.title : std::string();
  std::string brackets = title.empty() ? std::string() : speaker_.quoted(title);
  for (const std::string& citation : condition.because) brackets += (brackets.empty() ? "" : ", ") + citation;
  if (!brackets.empty()) brackets = speaker_.say(Phrase::kTitle, {{"title", brackets}});
  return speaker_.state(Phrase::kStageRestricts, {{"data", condition.data},
                                                  {"rule", condition.subject},
                                                  {"title", brackets},
                                                  {"moment", speaker_.moment(condition.since.value_or(at_))}});
}

Statement Statements::mark(const ConditionExplanation& condition, Phrase stands, Phrase none, Phrase none_here) const {
  if (!condition.since) return speaker_.state(data_.empty() ? none_here : none, {{"data", data_}});
  std::string data;
  if (!condition.evidence.empty() && !condition.evidence.front().data.empty()) {
    data = speaker_.say(Phrase::kOfData, {{"data", speaker_.list(condition.evidence.front().data)}});
  }
  return speaker_.state(stands,
                        {{"data", data},
                         {"date", speaker_.date(*condition.since) +
                                      source(condition.evidence.empty() ? nullptr : &condition.evidence.front())}});
}

std::string Statements::source(const Evidence* evidence) const {
  if (evidence == nullptr || fullness_ == Fullness::kBrief) return {};
  // An object, or what is written with escapes, stands in the data only.
  const std::string_view json = evidence->source;
  if (json.size() < 3 || json.front() != '"' || json.find('\\') != std::string_view::npos) return {};
  return speaker_.say(Phrase::kSource, {{"source", std::string(json.substr(1, json.size() - 2))}});
}

std::string Statements::wording(const Evidence& evidence) const {
  return evidence.wording ? speaker_.say(Phrase::kWithWording, {{"wording", *evidence.wording}}) : std::string();
}

Statement Statements::notice(const ConditionExplanation& condition) const {
  if (!condition.since) {
    const auto notice = speaker_.model().notices.find(condition.subject);
    const bool listed = notice && !speaker_.model().notices[*notice].wordings.empty();
    return not_recorded(speaker_.state(listed ? Phrase::kNoticeNotGivenListed : Phrase::kNoticeNotGiven,
                                       {{"notice", condition.subject}}),
                        condition);
  }
  const bool late = condition.value == ConditionValue::kFalse;
  const Evidence* given = evidence_of(condition, EventKind::kInformed);
  return speaker_.state(late ? Phrase::kNoticeLate : Phrase::kNoticeGiven,
                        {{"notice", condition.subject},
                         {"date", speaker_.date(*condition.since) + source(given)},
                         {"wording", given != nullptr ? wording(*given) : std::string()}});
}

Statement Statements::level(const ConditionExplanation& condition) const {
  const auto& levels = condition.parts;
  const Filling level{"level", condition.subject};
  if (condition.value == ConditionValue::kTrue) {
    const auto reached = std::find_if(levels.begin(), levels.end(), [](const ConditionExplanation& part) {
      return part.value == ConditionValue::kTrue;
    });
    if (reached == levels.end() || reached->parts.empty()) return speaker_.state(Phrase::kLevelReached, {level});
    Statements within = *this;
    within.place_ = place_within(*reached, place_);
    const Filling reasons = why(within.of_parts(*reached, ConditionValue::kTrue));
    if (reached->subject == condition.subject) return speaker_.state(Phrase::kLevelReachedWhy, {level, reasons});
    return speaker_.state(Phrase::kLevelReachedThrough, {level, {"higher", reached->subject}, reasons});
  }
  const bool open = condition.value == ConditionValue::kUnknown;
  return speaker_.state(open ? Phrase::kLevelUncertain : Phrase::kLevelNotReached,
                        {level, why(of_parts(condition, condition.value))});
}

void Statements::add_named(const ConditionExplanation& condition, std::vector<Statement>& into) const {
  const ConditionExplanation* shown = rule_ == nullptr ? nullptr : shown_parts(*rule_, condition, place_);
  std::vector<Statement> reasons;
  if (shown != nullptr) add_reasons(shown->parts.front(), reasons);
  // What is unknown is told by what is missing, without the way to it.
  if (condition.value == ConditionValue::kUnknown && shown != nullptr) {
    for (Statement& reason : reasons) {
      if (std::find(into.begin(), into.end(), reason) == into.end()) into.push_back(std::move(reason));
    }
    return;
  }
  Phrase phrase = Phrase::kNamedUncertain;
  if (condition.value == ConditionValue::kTrue) phrase = reasons.empty() ? Phrase::kNamedMet : Phrase::kNamedMetWhy;
  if (condition.value == ConditionValue::kFalse) {
    phrase = reasons.empty() ? Phrase::kNamedNotMet : Phrase::kNamedNotMetWhy;
  }
  Statement told = speaker_.state(phrase, {{"name", condition.subject}, why(reasons)});
  if (std::find(into.begin(), into.end(), told) == into.end()) into.push_back(std::move(told));
}

}  // namespace licet::explain
