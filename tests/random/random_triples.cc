// random_triples [--count N] [--seed S] [--first P] [--keep DIR]: compares the decision graph with the slow evaluator
// on N random triples of policy, events and request, from the P-th policy on. The same numbers make the same triples. A
// triple that differs is made small, printed, and written into DIR; the exit status is then 1.

#include <charconv>
#include <cstdint>
#include <fmt/format.h>
#include <string>
#include <string_view>
#include <tests/random/compared/triples.h>

namespace {

using namespace licet::random;

struct Plan {
  std::uint64_t count = 20'000;
  std::uint64_t seed = 1;
  std::uint64_t first = 0;
  std::string keep = "kept";
};

bool read_number(std::string_view digits, std::uint64_t& number) {
  const char* const end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, number);
  return read.ec == std::errc() && read.ptr == end;
}

/// False if the arguments are none that are known.
bool read_arguments(int count, char** arguments, Plan& plan) {
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string_view name = arguments[i];
    const std::string_view value = arguments[i + 1];
    if (name == "--keep") {
      plan.keep = value;
      continue;
    }
    std::uint64_t* const number = name == "--count"   ? &plan.count
                                  : name == "--seed"  ? &plan.seed
                                  : name == "--first" ? &plan.first
                                                      : nullptr;
    if (number == nullptr || !read_number(value, *number)) return false;
  }
  return count % 2 == 1;
}

void print(const FoundDifference& found, const Plan& plan) {
  fmt::print("policy {} of seed {} differs in: {}\n\n{}\n", found.policy, plan.seed, found.part, found.smallest.policy);
  fmt::print("graph:     {}\nevaluator: {}\n", found.sides.graph, found.sides.evaluator);
  if (write_case(plan.keep, found.smallest, found.sides)) {
    fmt::print("written into {}\n", plan.keep);
  } else {
    fmt::print("{} cannot be written\n", plan.keep);
  }
}

void print(const Tally& tally) {
  fmt::print("{} triples: {} permitted, {} forbidden, {} not ruled out, {} to be reviewed\n", tally.triples,
             tally.permitted, tally.forbidden, tally.not_ruled_out, tally.to_review);
  fmt::print("{} change some day; {} reach several levels\n", tally.with_until, tally.with_levels);
  fmt::print("rules: {} applied, {} overridden, {} did not apply; {} categories held, {} of them due some day\n",
             tally.rules_applied, tally.rules_overridden, tally.rules_not_applied, tally.due_entries,
             tally.due_some_day);
  fmt::print("lines of what is due: {} of pieces, {} of own records, {} with facts undetermined\n", tally.due_pieces,
             tally.due_records, tally.undetermined);
}

}  // namespace

int main(int count, char** arguments) {
  Plan plan;
  if (!read_arguments(count, arguments, plan)) {
    fmt::print(stderr, "usage: random_triples [--count N] [--seed S] [--first P] [--keep DIR]\n");
    return 2;
  }
  Tally tally;
  const std::uint64_t policies = (plan.count + kRequestsPerPolicy - 1) / kRequestsPerPolicy;
  for (std::uint64_t number = plan.first; number < plan.first + policies; ++number) {
    std::string wrong_policy;
    const auto found = run_policy(plan.seed, number, tally, wrong_policy);
    if (!wrong_policy.empty()) fmt::print("policy {} has an error: {}\n", number, wrong_policy);
    if (found) print(*found, plan);
    if (found || !wrong_policy.empty()) return 1;
  }
  print(tally);
  return 0;
}
