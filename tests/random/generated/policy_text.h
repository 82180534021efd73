#pragma once
// A policy text in parts, so that a generator can put it together and a shrinker can take parts away.
//
// Plain data. A part that is taken away may leave a text that the language does not accept: then check() says so.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace licet::random {

/// A condition; joined ones are written with parentheses.
struct Condition {
  enum class Kind { kAtom, kAll, kAny, kNot };

  Kind kind = Kind::kAtom;
  std::string atom;              ///< kAtom
  std::vector<Condition> parts;  ///< kAll, kAny: at least two; kNot: one
};

Condition atom_of(std::string text);

/// `lead`, the names with commas, the condition, `tail`; each may be empty.
struct Clause {
  std::string lead;
  std::vector<std::string> names;
  std::optional<Condition> condition;
  std::string tail;
};

struct Declaration {
  std::string head;  ///< "rule by_consent"
  std::vector<Clause> clauses;
};

/// The header is the first declaration.
struct PolicyText {
  std::vector<Declaration> declarations;
};

std::string text_of(const PolicyText& policy);

/// Puts one whole word for another everywhere, in pairs; each place is changed at most once, so that names can be
/// exchanged.
void rename(PolicyText& policy, const std::vector<std::pair<std::string, std::string>>& renamed);

/// Every policy that has one part less: a declaration, a clause, a name of a list, a part of a condition.
std::vector<PolicyText> with_a_part_less(const PolicyText& policy);

}  // namespace licet::random
