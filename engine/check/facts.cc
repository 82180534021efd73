#include <engine/base/digest.h>
#include <engine/check/facts.h>
#include <engine/check/set_path.h>
#include <grammar/codes_of_meaning.h>
#include <unordered_map>
#include <utility>

namespace licet::check {
namespace {

using namespace grammar::meaning;

/// Fills path, text and digest, if the clause names a file.
void take_text(Checking& checking, const syntax::Text& path, model::Wording& wording) {
  const std::size_t file = path.range.source.value;
  const auto in_set = path_in_set(checking.set.paths[file], path.text);
  if (!in_set) {
    checking.report.add(kPathNotRelative, path.range, {path.text});
    return;
  }
  const auto found = checking.set.wording_files.find({file, path.text});
  if (found == checking.set.wording_files.end()) {
    checking.report.add(kWordingMissing, path.range, {path.text});
    return;
  }
  wording.path = *in_set;
  wording.text = found->second;
  wording.sha256 = to_hex(sha256(wording.text));
}

}  // namespace

void check_facts(Checking& checking) {
  std::vector<model::Fact>& facts = checking.model->facts.list;
  checking.choices_of_fact.resize(facts.size());
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const syntax::FactDeclaration& declared = *checking.declared.facts[i];
    facts[i].type = declared.type;
    facts[i].owner = declared.owner;
    for (const syntax::Name& choice : declared.choices) {
      const auto place = static_cast<std::uint32_t>(facts[i].choices.size());
      if (checking.choices_of_fact[i].emplace(choice.text, place).second) {
        facts[i].choices.push_back(choice.text);
      } else {
        checking.report.add(kChoiceTwice, choice.range, {declared.name.text, choice.text});
      }
    }
  }
}

void check_notices(Checking& checking) {
  std::vector<model::Notice>& notices = checking.model->notices.list;
  for (std::size_t i = 0; i < notices.size(); ++i) {
    notices[i].wordings = check_wordings(checking, checking.declared.notices[i]->wordings);
  }
}

std::vector<model::Wording> check_wordings(Checking& checking, const std::vector<syntax::WordingClause>& clauses) {
  std::vector<model::Wording> wordings;
  std::unordered_map<std::string, SourceRange> first_place;
  for (const syntax::WordingClause& clause : clauses) {
    const auto [first, is_new] = first_place.emplace(clause.id.text, clause.id.range);
    if (!is_new) {
      checking.report.add(kWordingTwice, clause.id.range, {clause.id.text}, {{first->second, kDeclaredFirstHere, {}}});
    }
    wordings.emplace_back();
    wordings.back().id = clause.id.text;
    if (clause.path) take_text(checking, *clause.path, wordings.back());
  }
  return wordings;
}

}  // namespace licet::check
