#include <algorithm>
#include <tests/random/generated/conditions.h>
#include <tests/random/generated/large_policy.h>
#include <tests/random/generated/vocabulary.h>

namespace licet::random {
namespace {

using Names = std::vector<std::string>;

Names numbered(const std::string& name, std::size_t count) {
  Names names;
  for (std::size_t i = 1; i <= count; ++i) names.push_back(name + "_" + std::to_string(i));
  return names;
}

/// Declares names in small trees: every fourth stands by itself, the others lie within one before.
void declare_trees(Dice& dice, const std::string& kind, const Names& names, PolicyText& policy) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    Declaration declaration{kind + " " + names[i], {}};
    const std::size_t top = i - i % 4;
    if (i != top) declaration.clauses.push_back({"within", {names[top + dice.below(i - top)]}, {}, ""});
    policy.declarations.push_back(std::move(declaration));
  }
}

class Making {
 public:
  Making(Dice& dice, const LargeShape& shape) : dice_(dice), shape_(shape) {}

  PolicyText run() {
    policy_.declarations.push_back({"policy large", {{"time zone Europe/Berlin", {}, {}, ""}}});
    declare_trees(dice_, "purpose", purposes_, policy_);
    declare_trees(dice_, "action", actions_, policy_);
    declare_trees(dice_, "channel", channels_, policy_);
    declare_trees(dice_, "data", data_, policy_);
    for (std::size_t i = 0; i < consents_.size(); ++i) add_consent(i);
    for (std::size_t i = 0; i < conditions_.size(); ++i) add_condition(i);
    for (std::size_t i = 0; i < shape_.rules; ++i) add_rule(i);
    policy_.declarations.push_back(
        {"retention all", {{"keep", data_, {}, ""}, {"at most 3 years after collection then erase", {}, {}, ""}}});
    return std::move(policy_);
  }

 private:
  void add_consent(std::size_t number) {
    Declaration consent{"consent " + consents_[number], {{"for", some_of(dice_, purposes_, 2), {}, ""}}};
    if (dice_.percent(50)) consent.clauses.push_back({"by", some_of(dice_, channels_, 2), {}, ""});
    consent.clauses.push_back({"with", some_of(dice_, data_, 3), {}, ""});
    if (dice_.percent(50)) consent.clauses.push_back({"valid for 2 years after last contact", {}, {}, ""});
    policy_.declarations.push_back(std::move(consent));
  }

  /// One atom, mostly on a fact of its own.
  Condition make_atom(std::size_t number) {
    FactName fact{"fact_" + std::to_string(number + 1), model::FactType::kYesNo, model::FactOwner::kCustomer, {}};
    switch (number % 8) {
      case 0:
        return atom_of("consent " + dice_.one_of(consents_) + " is valid");
      case 1:
        policy_.declarations.push_back({"notice notice_" + std::to_string(number + 1), {}});
        return atom_of("notice notice_" + std::to_string(number + 1) + " was given");
      case 2:
      case 3:
        policy_.declarations.push_back({"fact " + fact.name + " is a date", {}});
        return atom_of(fact.name + " is within " + make_calendar_duration(dice_));
      case 4:
        policy_.declarations.push_back({"fact " + fact.name + " is a number", {}});
        return atom_of(fact.name + " is more than " + std::to_string(dice_.below(9)));
      default:
        policy_.declarations.push_back({"fact " + fact.name + " is yes or no", {}});
        return atom_of(fact.name);
    }
  }

  void add_condition(std::size_t number) {
    const Condition atom = make_atom(number);
    policy_.declarations.push_back({"condition " + conditions_[number] + " means", {{"", {}, atom, ""}}});
  }

  Condition make_literal() {
    Condition condition = atom_of(dice_.one_of(conditions_));
    if (dice_.percent(10)) condition = atom_of("consent is valid");
    if (dice_.percent(8)) condition = atom_of("objection stands");
    if (!dice_.percent(25)) return condition;
    return {Condition::Kind::kNot, "", {condition}};
  }

  Condition make_joined(std::size_t depth) {
    if (depth == 0) return make_literal();
    Condition joined{dice_.percent(65) ? Condition::Kind::kAll : Condition::Kind::kAny, "", {}};
    for (std::size_t parts = 2 + dice_.below(2); parts > 0; --parts) {
      joined.parts.push_back(dice_.percent(70) ? make_literal() : make_joined(depth - 1));
    }
    return joined;
  }

  void add_rule(std::size_t number) {
    const bool permits = dice_.percent(65);
    Declaration rule{"rule rule_" + std::to_string(number + 1), {}};
    auto& clauses = rule.clauses;
    clauses.push_back({permits ? "permit" : "forbid", some_of(dice_, actions_, 3), {}, ""});
    clauses.push_back({"for", some_of(dice_, purposes_, 3), {}, ""});
    if (dice_.percent(30)) clauses.push_back({"by", some_of(dice_, channels_, 2), {}, ""});
    if (dice_.percent(permits ? 90 : 20)) clauses.push_back({"with", some_of(dice_, data_, 3), {}, ""});
    clauses.push_back({"when", {}, make_joined(2), ""});
    if (dice_.percent(20)) clauses.push_back({"unless", {}, make_literal(), ""});
    if (number > 0 && dice_.percent(shape_.overriding)) {
      Names near;
      for (std::size_t back = 1; back <= std::min(shape_.override_distance, number); ++back) {
        near.push_back("rule_" + std::to_string(number + 1 - back));
      }
      clauses.push_back({"overrides", some_of(dice_, near, 2), {}, ""});
    }
    policy_.declarations.push_back(std::move(rule));
  }

  Dice& dice_;
  LargeShape shape_;
  PolicyText policy_;
  Names purposes_ = numbered("purpose", shape_.purposes);
  Names actions_ = numbered("action", shape_.actions);
  Names channels_ = numbered("channel", 5);
  Names data_ = numbered("data", 8);
  Names consents_ = numbered("consent", 8);
  Names conditions_ = numbered("condition", shape_.conditions);
};

}  // namespace

PolicyText make_large_policy(Dice& dice, const LargeShape& shape) { return Making(dice, shape).run(); }

PolicyText shuffled(Dice& dice, const PolicyText& policy) {
  PolicyText result = policy;
  std::vector<Declaration>& all = result.declarations;
  for (std::size_t i = all.size(); i > 2; --i) std::swap(all[i - 1], all[1 + dice.below(i - 1)]);
  // Among the places of rules, the rules stand as they stood.
  std::size_t next = 0;
  for (Declaration& declaration : all) {
    if (!declaration.head.starts_with("rule ")) continue;
    while (!policy.declarations[next].head.starts_with("rule ")) ++next;
    declaration = policy.declarations[next++];
  }
  return result;
}

}  // namespace licet::random
