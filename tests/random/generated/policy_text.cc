#include <algorithm>
#include <cctype>
#include <tests/random/generated/policy_text.h>

namespace licet::random {
namespace {

void write(const Condition& condition, std::string& out) {
  switch (condition.kind) {
    case Condition::Kind::kAtom:
      out += condition.atom;
      return;
    case Condition::Kind::kNot:
      out += "not (";
      write(condition.parts.front(), out);
      out += ')';
      return;
    case Condition::Kind::kAll:
    case Condition::Kind::kAny:
      break;
  }
  const std::string_view join = condition.kind == Condition::Kind::kAll ? " and " : " or ";
  for (std::size_t i = 0; i < condition.parts.size(); ++i) {
    if (i > 0) out += join;
    const bool is_atom = condition.parts[i].kind == Condition::Kind::kAtom;
    if (!is_atom) out += '(';
    write(condition.parts[i], out);
    if (!is_atom) out += ')';
  }
}

void write(const Clause& clause, std::string& out) {
  const auto separate = [&out] {
    if (out.back() != ' ') out += ' ';
  };
  out += "  " + clause.lead;
  for (std::size_t i = 0; i < clause.names.size(); ++i) {
    if (i > 0) out += ',';
    separate();
    out += clause.names[i];
  }
  if (clause.condition) {
    separate();
    write(*clause.condition, out);
  }
  if (!clause.tail.empty()) {
    separate();
    out += clause.tail;
  }
}

bool is_of_word(char letter) { return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_'; }

std::string renamed_in(const std::string& text, const std::vector<std::pair<std::string, std::string>>& renamed) {
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && is_of_word(text[end])) ++end;
    if (end == i) {
      result += text[i++];
      continue;
    }
    const std::string word = text.substr(i, end - i);
    const auto found =
        std::find_if(renamed.begin(), renamed.end(), [&](const auto& pair) { return pair.first == word; });
    result += found == renamed.end() ? word : found->second;
    i = end;
  }
  return result;
}

template <class Change>
void change_condition(Condition& condition, const Change& change) {
  change(condition.atom);
  for (Condition& part : condition.parts) change_condition(part, change);
}

/// Every condition that is a part of this one, or has one part less.
void add_smaller(const Condition& condition, std::vector<Condition>& smaller) {
  for (std::size_t i = 0; i < condition.parts.size(); ++i) {
    smaller.push_back(condition.parts[i]);
    if (condition.parts.size() > 2) {
      smaller.push_back(condition);
      smaller.back().parts.erase(smaller.back().parts.begin() + static_cast<std::ptrdiff_t>(i));
    }
    std::vector<Condition> inner;
    add_smaller(condition.parts[i], inner);
    for (Condition& part : inner) {
      smaller.push_back(condition);
      smaller.back().parts[i] = std::move(part);
    }
  }
}

}  // namespace

Condition atom_of(std::string text) { return {Condition::Kind::kAtom, std::move(text), {}}; }

std::string text_of(const PolicyText& policy) {
  std::string text;
  for (const Declaration& declaration : policy.declarations) {
    text += declaration.head + '\n';
    for (const Clause& clause : declaration.clauses) {
      write(clause, text);
      text += '\n';
    }
  }
  return text;
}

void rename(PolicyText& policy, const std::vector<std::pair<std::string, std::string>>& renamed) {
  const auto change = [&](std::string& text) { text = renamed_in(text, renamed); };
  for (Declaration& declaration : policy.declarations) {
    change(declaration.head);
    for (Clause& clause : declaration.clauses) {
      change(clause.lead);
      change(clause.tail);
      for (std::string& name : clause.names) change(name);
      if (clause.condition) change_condition(*clause.condition, change);
    }
  }
}

std::vector<PolicyText> with_a_part_less(const PolicyText& policy) {
  std::vector<PolicyText> smaller;
  const auto erase_at = [](auto& list, std::size_t place) {
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(place));
  };
  for (std::size_t d = policy.declarations.size(); d-- > 1;) {
    erase_at(smaller.emplace_back(policy).declarations, d);
  }
  for (std::size_t d = policy.declarations.size(); d-- > 0;) {
    const std::vector<Clause>& clauses = policy.declarations[d].clauses;
    for (std::size_t c = 0; c < clauses.size(); ++c) {
      erase_at(smaller.emplace_back(policy).declarations[d].clauses, c);
      for (std::size_t n = 0; clauses[c].names.size() > 1 && n < clauses[c].names.size(); ++n) {
        erase_at(smaller.emplace_back(policy).declarations[d].clauses[c].names, n);
      }
      if (!clauses[c].condition) continue;
      std::vector<Condition> conditions;
      add_smaller(*clauses[c].condition, conditions);
      for (Condition& condition : conditions) {
        smaller.emplace_back(policy).declarations[d].clauses[c].condition = std::move(condition);
      }
    }
  }
  return smaller;
}

}  // namespace licet::random
