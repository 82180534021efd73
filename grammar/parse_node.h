#pragma once
// The parse tree of one statement: what the PEGTL rules matched, before it is read as a syntax tree.
//
// A node without children is a word, a phrase or a literal, and covers exactly its text. A node with children covers
// its children. Thread rule: plain data. `begin` and `end` point into the policy text, which must outlive the tree.

#include <cstdint>
#include <grammar/keywords.h>
#include <grammar/matching.h>
#include <memory>
#include <string_view>
#include <vector>

namespace licet::grammar {

enum class NodeKind : std::uint8_t {
  kRoot,
  // Leaves.
  kPhrase,    ///< `Node::phrase` says which
  kName,      ///< a name, or a word that may be spelled like a keyword (a choice)
  kString,    ///< with its quotes
  kNumber,    ///< with its sign
  kDate,      ///< four, two and two digits
  kClock,     ///< digits with colons between
  kUnit,      ///< the unit of a duration
  kTimeZone,  ///< the name of a time zone
  kCitation,  ///< text up to the comma or the word that ends it
  kOpening,   ///< `(`
  kClosing,   ///< `)`
  // Structure; what stands inside is said by the rules, in the order of the text.
  kDuration,
  kWhen,
  kStatement,
  kClause,
  kCondition,
  kNegation,
  kParenthesis,
  kTerm,
  kPeriod,
  kTime,  ///< something that has a time, but a fact that is the subject of a condition
  kKept,  ///< a category or `proof of C`
  kStep,
  kEvent,
  kFactValue,
};

struct Node {
  NodeKind kind = NodeKind::kRoot;
  Phrase phrase{};  ///< of a kPhrase node
  const char* begin = nullptr;
  const char* end = nullptr;
  std::vector<std::unique_ptr<Node>> children;

  std::string_view text() const { return {begin, static_cast<std::size_t>(end - begin)}; }
  bool is(Phrase wanted) const { return kind == NodeKind::kPhrase && phrase == wanted; }

  // What PEGTL's parse tree asks of a node.
  template <class Rule, class Input, class... States>
  void start(const Input& input, States&&... /*states*/) {
    kind = Rule::kKind;
    if constexpr (requires { Rule::kPhrase; }) phrase = Rule::kPhrase;
    begin = input.current();
  }
  template <class Rule, class Input, class... States>
  void success(const Input& /*input*/, const Matching& matching, States&&... /*states*/) {
    end = children.empty() ? matching.token_end : children.back()->end;
  }
  template <class Rule, class Input, class... States>
  void failure(const Input& /*input*/, States&&... /*states*/) {}
  template <class... States>
  void emplace_back(std::unique_ptr<Node>&& child, States&&... /*states*/) {
    children.push_back(std::move(child));
  }
};

}  // namespace licet::grammar
