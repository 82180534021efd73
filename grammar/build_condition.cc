#include <algorithm>
#include <engine/base/utf8.h>
#include <grammar/building.h>
#include <grammar/codes_of_text.h>

namespace licet::grammar {
namespace {

/// The operands are the even children, the words that join them the odd ones.
bool is_or(const Node& condition, std::size_t joiner) { return condition.children[2 * joiner + 1]->is(Phrase::kOr); }

constexpr std::size_t kShownCodePoints = 60;

/// The text of an operand on one line; of a long one its beginning.
std::string shown(const Node& node) {
  std::string text = single_spaced(node.text());
  std::replace_if(
      text.begin(), text.end(), [](char byte) { return byte == '\n' || byte == '\r'; }, ' ');
  std::size_t end = 0;
  for (std::size_t points = 0; points < kShownCodePoints && end < text.size(); ++points) {
    end += code_point_at(text, end).length;
  }
  return end < text.size() ? text.substr(0, end) + "…" : text;
}

/// `a and b or c`: shown where `and` and `or` meet first.
void report_mixture(const Node& condition, std::size_t joiner, const Building& building) {
  const Node& left = *condition.children[2 * joiner - 2];
  const Node& middle = *condition.children[2 * joiner];
  const Node& right = *condition.children[2 * joiner + 2];
  const std::string first = shown(left) + " " + std::string(condition.children[2 * joiner - 1]->text()) + " ";
  const std::string second = " " + std::string(condition.children[2 * joiner + 1]->text()) + " " + shown(right);
  const std::string centre = shown(middle);
  const std::string written = first + centre + second;
  const std::string one = "(" + first + centre + ")" + second;
  const std::string other = first + "(" + centre + second + ")";
  building.report(text::kAndBesideOr, building.range(left.begin, right.end), {written, one, other});
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
