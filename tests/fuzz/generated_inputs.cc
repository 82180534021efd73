// generated_inputs [--count N] [--seed S] [--first I] [--print]: makes N policy texts, events and requests, from the
// I-th on, plausible ones and ones made wrong, and checks what must hold for each. The same numbers make the same
// inputs. Exit status 1 and the number of the input if something does not hold. --print only shows the inputs.

#include <charconv>
#include <cstdio>
#include <fmt/format.h>
#include <string_view>
#include <tests/fuzz/generated/json_lines.h>
#include <tests/fuzz/generated/mutation.h>
#include <tests/fuzz/generated/policy_text.h>
#include <tests/fuzz/generated/properties.h>
#include <tests/fuzz/generated/watch.h>

namespace {

using namespace licet::fuzz;

/// An input that takes longer, even under sanitizers on a loaded machine, is a finding.
constexpr unsigned kSecondsPerInput = 30;

struct Plan {
  std::uint64_t count = 20'000;
  std::uint64_t seed = 1;
  std::uint64_t first = 0;
  bool print = false;
};

/// False if the arguments are none that are known.
bool read_arguments(int count, char** arguments, Plan& plan) {
  for (int i = 1; i < count; ++i) {
    const std::string_view name = arguments[i];
    if (name == "--print") {
      plan.print = true;
      continue;
    }
    std::uint64_t* const number = name == "--count"   ? &plan.count
                                  : name == "--seed"  ? &plan.seed
                                  : name == "--first" ? &plan.first
                                                      : nullptr;
    if (number == nullptr || ++i == count) return false;
    const std::string_view digits = arguments[i];
    if (std::from_chars(digits.data(), digits.data() + digits.size(), *number).ptr != digits.data() + digits.size()) {
      return false;
    }
  }
  return true;
}

enum class Kind { kPolicy, kEvent, kRequest };

struct Input {
  Kind kind = Kind::kPolicy;
  std::string text;
};

std::string make(Dice& dice, Kind kind) {
  switch (kind) {
    case Kind::kPolicy:
      return make_policy(dice);
    case Kind::kEvent:
      return make_event(dice);
    case Kind::kRequest:
      return make_request(dice);
  }
  return {};
}

Input make_input(std::uint64_t seed, std::uint64_t number) {
  Dice dice(seed * 0x9E3779B97F4A7C15U + number);
  Input input;
  const std::size_t kind = dice.below(10);
  input.kind = kind < 4 ? Kind::kPolicy : kind < 7 ? Kind::kEvent : Kind::kRequest;
  input.text = make(dice, input.kind);
  if (dice.percent(70)) input.text = mutate(dice, std::move(input.text), make(dice, input.kind));
  return input;
}

std::string wrong_with(const Input& input, const licet::model::Model& model, Tally& tally) {
  switch (input.kind) {
    case Kind::kPolicy:
      return wrong_with_policy(input.text, tally);
    case Kind::kEvent:
      return wrong_with_event(input.text, model, tally);
    case Kind::kRequest:
      return wrong_with_request(input.text, model, tally);
  }
  return {};
}

/// The first generated policy without an error: what events and requests are checked against.
std::shared_ptr<const licet::model::Model> some_model() {
  for (std::uint64_t number = 0; number < 200; ++number) {
    Dice dice(number);
    if (auto model = model_of(make_policy(dice))) return model;
  }
  return nullptr;
}

}  // namespace

int main(int count, char** arguments) {
  Plan plan;
  if (!read_arguments(count, arguments, plan)) {
    fmt::print(stderr, "usage: generated_inputs [--count N] [--seed S] [--first I] [--print]\n");
    return 2;
  }
  const auto model = some_model();
  if (model == nullptr) {
    fmt::print(stderr, "none of 200 plausible policies is without an error\n");
    return 1;
  }
  Tally tally;
  for (std::uint64_t number = plan.first; number < plan.first + plan.count; ++number) {
    const Input input = make_input(plan.seed, number);
    if (plan.print) {
      fmt::print("{}\n", input.text);
      continue;
    }
    watch(plan.seed, number, kSecondsPerInput);
    const std::string wrong = wrong_with(input, *model, tally);
    if (!wrong.empty()) {
      fmt::print(stderr, "{}; make it again with --seed {} --first {} --count 1 --print\n", wrong, plan.seed, number);
      return 1;
    }
  }
  if (plan.print) return 0;
  fmt::print("{} policies, of them {} well formed, {} without error; {} lines, of them {} well formed, {} accepted\n",
             tally.policies, tally.parsed, tally.checked, tally.lines, tally.read, tally.known);
  const bool reaches_all = tally.checked > tally.policies / 50 && tally.known > tally.lines / 10;
  if (plan.count >= 1'000 && !reaches_all) {
    fmt::print(stderr, "too few of the inputs are plausible: most of the engine was not reached\n");
    return 1;
  }
  return 0;
}
