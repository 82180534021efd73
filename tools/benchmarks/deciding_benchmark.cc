// What deciding costs: the decision graph beside a function written by hand for the same forty rules, in one run.
//
// Before anything is measured, both answer every question of every customer; if they differ the program says where and
// ends with 1.

#include <benchmark/benchmark.h>
#include <engine/explain/explain.h>
#include <engine/explain/sentences.h>
#include <engine/facts/fold.h>
#include <fmt/format.h>
#include <tools/benchmarks/allocation_count.h>
#include <tools/benchmarks/customer_history.h>
#include <tools/benchmarks/market.h>

namespace licet::benchmarks {
namespace {

using Markets = std::vector<std::unique_ptr<Market>>;

/// Runs the questions of the cycle, one an iteration.
template <class Answer>
void run_cycle(benchmark::State& state, const Market& market, const Answer& answer) {
  const std::vector<PosedQuestion>& cycle = market.cycle();
  std::size_t next = 0;
  const std::uint64_t before = allocations_of_this_thread();
  for ([[maybe_unused]] const auto iteration : state) {
    answer(cycle[next]);
    next = (next + 1) % kCycle;
  }
  const auto allocations = static_cast<double>(allocations_of_this_thread() - before);
  state.counters["allocations"] = benchmark::Counter(allocations, benchmark::Counter::kAvgIterations);
}

void by_hand_function(benchmark::State& state, const Market& market) {
  const time::Zone& zone = *market.policy().model().zone;
  run_cycle(state, market, [&](const PosedQuestion& posed) {
    benchmark::DoNotOptimize(by_hand::decide(market.plain(posed.customer), posed.by_hand, zone));
  });
}

void decide(benchmark::State& state, const Market& market, bool until) {
  const decide::Decider& decider = market.policy().decider();
  decide::Workspace workspace = decider.make_workspace();
  run_cycle(state, market, [&](const PosedQuestion& posed) {
    benchmark::DoNotOptimize(decider.decide(posed.question, market.states(posed.customer), workspace, {until}));
  });
}

void answer(benchmark::State& state, const Market& market) {
  const decide::Decider& decider = market.policy().decider();
  decide::Workspace workspace = decider.make_workspace();
  run_cycle(state, market, [&](const PosedQuestion& posed) {
    benchmark::DoNotOptimize(decider.answer(posed.question, market.states(posed.customer), workspace));
  });
}

void explain(benchmark::State& state, const Market& market, std::optional<Language> sentences_in) {
  const decide::ReadyPolicy& policy = market.policy();
  decide::Workspace workspace = policy.decider().make_workspace();
  const explain::EventSource events = [&market](std::uint64_t record) {
    return std::optional(market.events()[record]);
  };
  run_cycle(state, market, [&](const PosedQuestion& posed) {
    const auto explanation = explain::explain(policy.decider(), posed.question, market.states(posed.customer),
                                              policy.sources(), events, workspace);
    if (!explanation) return state.SkipWithError(explanation.error().c_str());
    if (sentences_in) {
      benchmark::DoNotOptimize(explain::sentences(*explanation, policy.model(), *sentences_in));
    }
  });
}

/// A thousand questions at a time, each with finding its customer's state in memory.
void decide_batch(benchmark::State& state, const Market& market) {
  constexpr std::size_t kBatch = 1'000;
  const decide::Decider& decider = market.policy().decider();
  decide::Workspace workspace = decider.make_workspace();
  std::vector<decide::RuleVerdict> verdicts(kBatch);
  for ([[maybe_unused]] const auto iteration : state) {
    for (std::size_t i = 0; i < kBatch; ++i) {
      const exchange::Question& question = market.cycle()[i].question;
      decide::States states;
      states.person = *market.memory().find(facts::HolderKind::kCustomer, *question.customer);
      states.has_person = true;
      verdicts[i] = decider.decide(question, states, workspace, {false}).deciding;
    }
    benchmark::DoNotOptimize(verdicts.data());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kBatch));
}

void fold_state(benchmark::State& state, const Market& market) {
  const std::vector<RecordedEvent> events = make_twenty_events(suffix_of(0));
  const facts::Holder holder{facts::HolderKind::kCustomer, *events.front().event.customer};
  for ([[maybe_unused]] const auto iteration : state) {
    benchmark::DoNotOptimize(facts::fold(market.policy().fold_plan(), holder, events));
  }
}

void build_graph(benchmark::State& state, const Market& market) {
  const model::Model& model = market.policy().model();
  for ([[maybe_unused]] const auto iteration : state) {
    benchmark::DoNotOptimize(graph::build(model));
  }
  const graph::DecisionGraph& graph = market.policy().graph();
  state.counters["nodes"] = static_cast<double>(graph.nodes.size());
  state.counters["segments"] = static_cast<double>(graph.segments.size());
  state.counters["variables"] = static_cast<double>(graph.variables.size());
}

void register_all(const Markets& markets) {
  const auto add = [](const std::string& name, auto run) { return benchmark::RegisterBenchmark(name.c_str(), run); };
  const Market* forty = markets.front().get();
  add("by_hand/40", [forty](benchmark::State& state) { by_hand_function(state, *forty); });
  for (const auto& made : markets) {
    const Market* market = made.get();
    const auto each = [&](const std::string& name, auto run) {
      return add(fmt::format("{}/{}", name, market->rules()),
                 [market, run](benchmark::State& state) { run(state, *market); });
    };
    each("decide_without_until", [](auto& state, const Market& of) { decide(state, of, false); });
    each("decide_with_until", [](auto& state, const Market& of) { decide(state, of, true); });
    each("decide_without_until_in_two_threads", [](auto& state, const Market& of) { decide(state, of, false); })
        ->Threads(2)
        ->UseRealTime();
    each("decide_batch_of_1000", decide_batch)->Unit(benchmark::kMicrosecond);
    each("answer", answer);
    each("explain", [](auto& state, const Market& of) { explain(state, of, std::nullopt); });
    each("explain_in_english", [](auto& state, const Market& of) { explain(state, of, Language::kEnglish); });
    each("explain_in_german", [](auto& state, const Market& of) { explain(state, of, Language::kGerman); });
    each("fold_20_events", fold_state);
    each("build_graph", build_graph)->Unit(benchmark::kMillisecond);
  }
}

/// The number of questions on which engine and function differ; each of the first few is told.
std::size_t check(const Markets& markets) {
  constexpr std::size_t kTold = 10;
  std::size_t differing = 0;
  for (const auto& market : markets) {
    const std::vector<Disagreement> found = market->find_disagreements();
    for (std::size_t i = 0; i < std::min(found.size(), kTold); ++i) {
      fmt::print(stderr, "{} rules, customer {}, request {}: {}\n", market->rules(), found[i].customer,
                 found[i].request, found[i].description);
    }
    differing += found.size();
  }
  return differing;
}

int run(int argument_count, char** arguments) {
  benchmark::Initialize(&argument_count, arguments);
  if (benchmark::ReportUnrecognizedArguments(argument_count, arguments)) return 2;
  Markets markets;
  for (const std::size_t shops : {1U, 25U, 250U}) markets.push_back(std::make_unique<Market>(shops));
  if (const std::size_t differing = check(markets)) {
    fmt::print(stderr, "The engine and the function by hand differ on {} questions.\n", differing);
    return 1;
  }
  register_all(markets);
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}

}  // namespace
}  // namespace licet::benchmarks

int main(int argument_count, char** arguments) { return licet::benchmarks::run(argument_count, arguments); }
