#include <algorithm>
#include <grammar/match.h>
#include <grammar/scanning_rules.h>
#include <grammar/scenario_rules.h>
#include <licet/limits.h>
#include <tao/pegtl/contrib/parse_tree.hpp>

namespace licet::grammar {
namespace {

namespace pegtl = tao::pegtl;

using rules::Input;

/// Rules with a kind make nodes. A closing phrase that is empty in the file's language leaves none.
template <class Rule>
    struct Selected : std::bool_constant < requires {
  Rule::kKind;
} > {template <class... States> static void transform(std::unique_ptr<Node> & node, States&&... /*states*/){
        if (node->kind == NodeKind::kPhrase && node->begin == node->end) node.reset();
}  // namespace
};  // namespace licet::grammar

template <class Rule>
Matched match(std::string_view text, std::size_t begin, Matching& matching) {
  Input input(text.data() + begin, text.data() + text.size(), "");
  const std::unique_ptr<Node> root = pegtl::parse_tree::parse<Rule, Node, Selected>(input, matching);
  if (root == nullptr || root->children.empty()) return {};
  return {std::move(root->children.front()), static_cast<std::size_t>(input.current() - text.data())};
}

template <class Rule>
std::size_t length_of(std::string_view text, std::size_t begin) {
  Input input(text.data() + begin, text.data() + text.size(), "");
  if (!rules::scan<Rule>(input)) return 0;
  return static_cast<std::size_t>(input.current() - text.data()) - begin;
}

}  // namespace

Matched match_header(std::string_view text, std::size_t begin, Matching& matching) {
  return match<rules::header>(text, begin, matching);
}

Matched match_statement(std::string_view text, std::size_t begin, Matching& matching) {
  return match<rules::statement>(text, begin, matching);
}

std::size_t skip_white_space(std::string_view text, std::size_t begin) {
  return begin + length_of<rules::white_space>(text, begin);
}

std::string_view word_at(std::string_view text, std::size_t begin) {
  return text.substr(begin, length_of<rules::word>(text, begin));
}

std::size_t number_length(std::string_view text, std::size_t begin) {
  return length_of<rules::number_run>(text, begin);
}

bool begins_string(std::string_view text, std::size_t begin) {
  return length_of<rules::opening_quote>(text, begin) > 0;
}

std::size_t string_length(std::string_view text, std::size_t begin) {
  const std::size_t longest = limits::kStringBytes + 3;
  return length_of<rules::any_closed_string>(text.substr(0, std::min(text.size(), begin + longest)), begin);
}

}  // namespace licet::grammar
