#include <grammar/building.h>
#include <grammar/codes_of_text.h>

namespace licet::grammar {
namespace {

/// The operands are the even children, the words that join them the odd ones.
bool is_or(const Node& condition, std::size_t joiner) { return condition.children[2 * joiner + 1]->is(Phrase::kOr); }

std::string between(const Node& first, const Node& last) { return {first.begin, last.end}; }

/// `a and b or c`: shown where `and` and `or` meet first.
void report_mixture(const Node& condition, std::size_t joiner, const Building& building) {
  const Node& left = *condition.children[2 * joiner - 2];
  const Node& middle = *condition.children[2 * joiner];
  const Node& right = *condition.children[2 * joiner + 2];
  const std::string first_word(condition.children[2 * joiner - 1]->text());
  const std::string second_word(condition.children[2 * joiner + 1]->text());
  const std::string first = "(" + between(left, middle) + ") " + second_word + " " + std::string(right.text());
  const std::string second = std::string(left.text()) + " " + first_word + " (" + between(middle, right) + ")";
  building.report(text::kAndBesideOr, building.range(left.begin, right.end), {between(left, right), first, second});
}

syntax::Condition build_operand(const Node& node, const Building& building) {
  if (node.kind == NodeKind::kParenthesis) return build_condition(*node.children[1], building);
  if (node.kind == NodeKind::kNegation) {
    syntax::Not negation;
    negation.part.push_back(build_operand(*node.children[1], building));
    return {std::move(negation), building.range(node)};
  }
  return build_term(node, building);
}

}  // namespace

syntax::Condition build_condition(const Node& node, const Building& building) {
  const std::size_t joiners = node.children.size() / 2;
  if (joiners == 0) return build_operand(*node.children.front(), building);
  for (std::size_t i = 1; i < joiners; ++i) {
    if (is_or(node, i) != is_or(node, i - 1)) {
      report_mixture(node, i, building);
      break;
    }
  }
  std::vector<syntax::Condition> parts;
  parts.reserve(joiners + 1);
  for (std::size_t i = 0; i < node.children.size(); i += 2) parts.push_back(build_operand(*node.children[i], building));
  if (is_or(node, 0)) return {syntax::AnyOf{std::move(parts)}, building.range(node)};
  return {syntax::AllOf{std::move(parts)}, building.range(node)};
}

}  // namespace licet::grammar
