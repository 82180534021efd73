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

std::vector<Statement> Statements::of(const RuleExplanation& rule) const {
  std::vector<Statement> statements;
  if (rule.when && rule.when->value == rule.condition) add(*rule.when, statements);
  const bool excepted =
      rule.unless && (rule.condition == ConditionValue::kUnknown
                          ? rule.unless->value == ConditionValue::kUnknown
                          : rule.unless->value != rule.condition && rule.unless->value != ConditionValue::kUnknown);
  if (excepted) add(*rule.unless, statements);
  return statements;
}

void Statements::add(const ConditionExplanation& condition, std::vector<Statement>& into) const {
  const auto add_one = [&](Statement statement) {
    if (std::find(into.begin(), into.end(), statement) == into.end()) into.push_back(std::move(statement));
  };
  switch (condition.kind) {
    case ConditionKind::kAll:
    case ConditionKind::kAny:
      for (const ConditionExplanation& part : condition.parts) {
        if (part.value == condition.value) add(part, into);
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
      break;
    case ConditionKind::kRestriction:
      add_one(mark(condition, Phrase::kRestrictionStands, Phrase::kNoRestriction));
      break;
    case ConditionKind::kErasure:
      add_one(mark(condition, Phrase::kErasureRequested, Phrase::kNoErasure));
      break;
    case ConditionKind::kNotice:
      add_one(notice(condition));
      break;
    case ConditionKind::kLevel:
      add_one(level(condition));
      break;
    case ConditionKind::kLevelCondition:
      for (const ConditionExplanation& part : condition.parts) add(part, into);
      break;
    case ConditionKind::kTime:
    case ConditionKind::kKnown:
    case ConditionKind::kFact:
      add_one(condition.subject.empty() ? contact(condition) : fact(condition));
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
  while (meant->kind == ConditionKind::kNamed && !meant->parts.empty()) meant = &meant->parts.front();
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

Statement Statements::mark(const ConditionExplanation& condition, Phrase stands, Phrase none) const {
  if (!condition.since) return speaker_.state(none, {});
  std::string data;
  if (!condition.evidence.empty() && !condition.evidence.front().data.empty()) {
    data = speaker_.say(Phrase::kOfData, {{"data", speaker_.list(condition.evidence.front().data)}});
  }
  return speaker_.state(stands, {{"data", data}, {"date", speaker_.date(*condition.since)}});
}

std::string Statements::wording(const Evidence& evidence) const {
  return evidence.wording ? speaker_.say(Phrase::kWithWording, {{"wording", *evidence.wording}}) : std::string();
}

Statement Statements::notice(const ConditionExplanation& condition) const {
  if (!condition.since) return speaker_.state(Phrase::kNoticeNotGiven, {{"notice", condition.subject}});
  const bool late = condition.value == ConditionValue::kFalse;
  const Evidence* given = evidence_of(condition, EventKind::kInformed);
  return speaker_.state(late ? Phrase::kNoticeLate : Phrase::kNoticeGiven,
                        {{"notice", condition.subject},
                         {"date", speaker_.date(*condition.since)},
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
    const Filling reasons = why(of_parts(*reached, ConditionValue::kTrue));
    if (reached->subject == condition.subject) return speaker_.state(Phrase::kLevelReachedWhy, {level, reasons});
    return speaker_.state(Phrase::kLevelReachedThrough, {level, {"higher", reached->subject}, reasons});
  }
  const bool open = condition.value == ConditionValue::kUnknown;
  return speaker_.state(open ? Phrase::kLevelUncertain : Phrase::kLevelNotReached,
                        {level, why(of_parts(condition, condition.value))});
}

void Statements::add_named(const ConditionExplanation& condition, std::vector<Statement>& into) const {
  // What is unknown is told by what is missing, without the way to it.
  if (condition.value == ConditionValue::kUnknown && !condition.parts.empty()) {
    add_reasons(condition, into);
    return;
  }
  std::vector<Statement> reasons;
  if (!condition.parts.empty()) add_reasons(condition.parts.front(), reasons);
  Phrase phrase = Phrase::kNamedUncertain;
  if (condition.value == ConditionValue::kTrue) phrase = reasons.empty() ? Phrase::kNamedMet : Phrase::kNamedMetWhy;
  if (condition.value == ConditionValue::kFalse) {
    phrase = reasons.empty() ? Phrase::kNamedNotMet : Phrase::kNamedNotMetWhy;
  }
  into.push_back(speaker_.state(phrase, {{"name", condition.subject}, why(reasons)}));
}

}  // namespace licet::explain
