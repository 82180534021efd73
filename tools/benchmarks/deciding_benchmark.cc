// What deciding costs: the decision graph beside a function written by hand for the same forty rules, in one run.
//
// Before a size of policy is measured, both answer every question of every customer. If they differ, a rule decides no
// question, or deciding has allocated, the program says so and ends with 1.

#include <array>
#include <benchmark/benchmark.h>
#include <cstdlib>
#include <engine/decide/batch.h>
#include <engine/explain/explain.h>
#include <engine/explain/sentences.h>
#include <engine/facts/fold.h>
#include <fmt/format.h>
#include <memory>
#include <mutex>
#include <tools/benchmarks/allocation_count.h>
#include <tools/benchmarks/customer_history.h>
#include <tools/benchmarks/market.h>

namespace licet::benchmarks {
namespace {

/// Ends the program if engine and function differ on any question, a rule decides none, or deciding has allocated.
void check(const Market& market) {
  constexpr std::size_t told = 10;
  const Comparison comparison = market.compare();
  const std::vector<std::string>& differ = comparison.disagreements;
  for (std::size_t i = 0; i < std::min(differ.size(), told); ++i) fmt::print(stderr, "{}\n", differ[i]);
  for (const std::string& rule : comparison.idle_rules) fmt::print(stderr, "{} decides no question.\n", rule);
  if (differ.empty() && comparison.idle_rules.empty() && comparison.allocations == 0) return;
  fmt::print(stderr,
             "{} rules: engine and function by hand differ on {} questions; {} rules decide none; deciding has "
             "allocated {} times.\n",
             market.rules(), differ.size(), comparison.idle_rules.size(), comparison.allocations);
  std::exit(1);
}

/// A market that is made and checked when it is asked for first, so that a run of some benchmarks makes only theirs.
class MarketOfSize {
 public:
  explicit MarketOfSize(std::size_t shops) : shops_(shops) {}

  std::size_t rules() const { return shops_ * kRulesOfShop; }
  const Market& get() {
    std::call_once(made_, [this] {
      market_ = std::make_unique<Market>(shops_);
      check(*market_);
    });
    return *market_;
  }

 private:
  std::size_t shops_;
  std::once_flag made_;
  std::unique_ptr<Market> market_;
};

/// Answers the questions of the cycle, one an iteration.
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
  state.SetItemsProcessed(state.iterations());
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

/// A thousand questions at a time, with finding each customer's state by its identifier.
void decide_batch(benchmark::State& state, const Market& market, std::size_t threads) {
  constexpr std::size_t batch = 1'000;
  const decide::Decider& decider = market.policy().decider();
  std::vector<decide::Workspace> workspaces;
  while (workspaces.size() < threads) workspaces.push_back(decider.make_workspace());
  std::vector<exchange::Question> questions;
  for (std::size_t i = 0; i < batch; ++i) questions.push_back(market.cycle()[i].question);
  std::vector<decide::BatchVerdict> verdicts(batch);
  for ([[maybe_unused]] const auto iteration : state) {
    decide::decide_batch(decider, market.memory(), questions, verdicts, workspaces, {false});
    benchmark::DoNotOptimize(verdicts.data());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(batch));
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
  state.counters["children"] = static_cast<double>(graph.words.size() - graph.nodes.size());
  state.counters["segments"] = static_cast<double>(graph.segments.size());
  state.counters["variables"] = static_cast<double>(graph.variables.size());
}

template <class Run>
benchmark::internal::Benchmark* add(const std::string& name, MarketOfSize& market, const Run& run) {
  return benchmark::RegisterBenchmark(fmt::format("{}/{}", name, market.rules()).c_str(),
                                      [&market, run](benchmark::State& state) { run(state, market.get()); });
}

void add_all(MarketOfSize& market) {
  const auto without_until = [](benchmark::State& state, const Market& of) { decide(state, of, false); };
  const auto with_until = [](benchmark::State& state, const Market& of) { decide(state, of, true); };
  const auto batch_in = [](std::size_t threads) {
    return [threads](benchmark::State& state, const Market& of) { decide_batch(state, of, threads); };
  };
  const auto sentences_in = [](std::optional<Language> language) {
    return [language](benchmark::State& state, const Market& of) { explain(state, of, language); };
  };
  add("decide_without_until", market, without_until);
  add("decide_with_until", market, with_until);
  add("decide_in_two_threads", market, without_until)->Threads(2)->UseRealTime();
  add("decide_batch_of_1000", market, batch_in(1))->Unit(benchmark::kMicrosecond);
  add("decide_batch_of_1000_in_two_threads", market, batch_in(2))->Unit(benchmark::kMicrosecond)->UseRealTime();
  add("answer", market, answer);
  add("explain", market, sentences_in(std::nullopt))->Unit(benchmark::kMicrosecond);
  add("explain_in_english", market, sentences_in(Language::kEnglish))->Unit(benchmark::kMicrosecond);
  add("explain_in_german", market, sentences_in(Language::kGerman))->Unit(benchmark::kMicrosecond);
  add("fold_20_events", market, fold_state);
  add("build_graph", market, build_graph)->Unit(benchmark::kMillisecond);
}

int run(int argument_count, char** arguments) {
  benchmark::Initialize(&argument_count, arguments);
  if (benchmark::ReportUnrecognizedArguments(argument_count, arguments)) return 2;
  std::array<MarketOfSize, 3> markets{MarketOfSize(1), MarketOfSize(25), MarketOfSize(250)};
  add("by_hand", markets.front(), by_hand_function);
  for (MarketOfSize& market : markets) add_all(market);
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}

}  // namespace
}  // namespace licet::benchmarks

int main(int argument_count, char** arguments) { return licet::benchmarks::run(argument_count, arguments); }
