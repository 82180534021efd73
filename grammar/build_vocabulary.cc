#include <grammar/building.h>
#include <limits>

namespace licet::grammar {
namespace {

syntax::FactType type_of(Phrase phrase) {
  switch (phrase) {
    case Phrase::kIsADate:
      return syntax::FactType::kDate;
    case Phrase::kIsATime:
      return syntax::FactType::kTime;
    case Phrase::kIsANumber:
      return syntax::FactType::kNumber;
    case Phrase::kIsAText:
      return syntax::FactType::kText;
    case Phrase::kIsOneOf:
      return syntax::FactType::kChoice;
    default:
      return syntax::FactType::kYesNo;
  }
}

syntax::Attribute kind_of(Phrase phrase) {
  switch (phrase) {
    case Phrase::kAction:
      return syntax::Attribute::kAction;
    case Phrase::kChannel:
      return syntax::Attribute::kChannel;
    case Phrase::kData:
      return syntax::Attribute::kData;
    case Phrase::kRecipient:
      return syntax::Attribute::kRecipient;
    default:
      return syntax::Attribute::kPurpose;
  }
}

std::optional<syntax::FactOwner> owner_of(Phrase phrase) {
  switch (phrase) {
    case Phrase::kOfDevice:
      return syntax::FactOwner::kDevice;
    case Phrase::kOfRequest:
      return syntax::FactOwner::kRequest;
    case Phrase::kOfConsent:
      return syntax::FactOwner::kConsent;
    case Phrase::kOfItem:
      return syntax::FactOwner::kItem;
    case Phrase::kOfRecipient:
      return syntax::FactOwner::kRecipient;
    default:
      return std::nullopt;
  }
}

}  // namespace

syntax::Header build_header(const Node& statement, const Building& building) {
  Opening opening = build_opening(statement, building);
  syntax::Header header;
  header.name = std::move(opening.name);
  header.title = std::move(opening.title);
  header.range = building.range(statement);
  for (std::size_t i = opening.clauses; i < statement.children.size(); ++i) {
    const Node& clause = *statement.children[i];
    switch (clause.children.front()->phrase) {
      case Phrase::kVersion:
        header.version = build_number(*clause.children[1], 0, std::numeric_limits<std::int64_t>::max(), building);
        break;
      case Phrase::kTimeZone:
        header.time_zone = build_name(*clause.children[1], building);
        break;
      case Phrase::kInForce:
        header.in_force = build_in_force(clause, building);
        break;
      default:
        header.uses.push_back({build_text(*clause.children[1], building)});
        break;
    }
  }
  return header;
}

syntax::TermDeclaration build_term_declaration(const Node& statement, const Building& building) {
  Opening opening = build_opening(statement, building);
  syntax::TermDeclaration term;
  term.kind = kind_of(statement.children.front()->phrase);
  term.name = std::move(opening.name);
  term.title = std::move(opening.title);
  if (const Node* clause = find_clause(statement, Phrase::kWithin)) {
    term.within = build_name(*clause->children[1], building);
  }
  if (const Node* clause = find_clause(statement, Phrase::kNeeds)) {
    for (std::size_t i = 1; i < clause->children.size(); ++i) {
      const Node& word = *clause->children[i];
      term.needs.push_back({std::string(spelling(word.phrase, Language::kEnglish)), building.range(word)});
    }
  }
  term.by_item = find_clause(statement, Phrase::kByItem) != nullptr;
  term.special = find_clause(statement, Phrase::kIsSpecial) != nullptr;
  return term;
}

syntax::FactDeclaration build_fact(const Node& statement, const Building& building) {
  Opening opening = build_opening(statement, building);
  syntax::FactDeclaration fact;
  fact.name = std::move(opening.name);
  fact.title = std::move(opening.title);
  for (std::size_t i = opening.clauses; i < statement.children.size(); ++i) {
    const Node& clause = *statement.children[i];
    const Phrase phrase = clause.children.front()->phrase;
    if (const auto owner = owner_of(phrase)) {
      fact.owner = *owner;
    } else {
      fact.type = type_of(phrase);
      fact.choices = build_names(clause.children, 1, building);
    }
  }
  return fact;
}

syntax::NoticeDeclaration build_notice(const Node& statement, const Building& building) {
  Opening opening = build_opening(statement, building);
  syntax::NoticeDeclaration notice;
  notice.name = std::move(opening.name);
  notice.title = std::move(opening.title);
  for (std::size_t i = opening.clauses; i < statement.children.size(); ++i) {
    notice.wordings.push_back(build_wording(*statement.children[i], building));
  }
  return notice;
}

syntax::DutyDeclaration build_duty(const Node& statement, const Building& building) {
  Opening opening = build_opening(statement, building);
  return {std::move(opening.name), std::move(opening.title)};
}

syntax::ConditionDeclaration build_condition_declaration(const Node& statement, const Building& building) {
  Opening opening = build_opening(statement, building);
  return {std::move(opening.name), std::move(opening.title), build_condition(*statement.children.back(), building)};
}

}  // namespace licet::grammar
