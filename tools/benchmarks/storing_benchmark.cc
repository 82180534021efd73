// What a store on disk costs: a decision beside LMDB alone, recording beside appending alone, in one run.
//
// LICET_BENCHMARK_CUSTOMERS sets how many customers there are, in place of 100,000 and 1,000,000;
// LICET_BENCHMARK_STORE names a directory in which prepared stores are kept for the next run.

#include <benchmark/benchmark.h>
#include <chrono>
#include <cstdlib>
#include <fmt/format.h>
#include <memory>
#include <mutex>
#include <numeric>
#include <string>
#include <tools/benchmarks/allocation_count.h>
#include <tools/benchmarks/or_end.h>
#include <tools/benchmarks/raw_append.h>
#include <tools/benchmarks/recording_store.h>
#include <tools/benchmarks/stored_customers.h>

namespace licet::benchmarks {
namespace {

constexpr std::size_t kRecordingCustomers = 100'000;

/// What the run needs, each made when the first benchmark asks for it; the last that was asked for is kept. Any number
/// of threads may ask for the same.
class Stage {
 public:
  const StoreFolder& folder() const { return folder_; }

  StoredCustomers& customers(std::size_t count) {
    const std::lock_guard lock(guard_);
    recording_.reset();
    if (!customers_ || customers_->size() != count) {
      customers_.reset();
      customers_ = std::make_unique<StoredCustomers>(folder_, policy_, count);
    }
    return *customers_;
  }

  RecordingStore& recording(std::size_t customers) {
    const std::lock_guard lock(guard_);
    customers_.reset();
    if (!recording_) recording_ = std::make_unique<RecordingStore>(folder_, policy_, customers);
    return *recording_;
  }

 private:
  std::mutex guard_;
  StoreFolder folder_;
  PolicySet policy_ = load_shop_policy(folder_);
  std::unique_ptr<StoredCustomers> customers_;
  std::unique_ptr<RecordingStore> recording_;
};

/// Calls `run` with the place of the next customer, an iteration.
template <class Run>
void run_cycle(benchmark::State& state, std::size_t customers, const Run& run) {
  std::size_t next = 0;
  const std::uint64_t before = allocations_of_this_thread();
  for ([[maybe_unused]] const auto iteration : state) {
    run(next);
    if (++next == customers) next = 0;
  }
  const auto allocations = static_cast<double>(allocations_of_this_thread() - before);
  state.counters["allocations"] = benchmark::Counter(allocations, benchmark::Counter::kAvgIterations);
}

void get_raw(benchmark::State& state, StoredCustomers& with) {
  facts::RawRows& raw = with.raw();
  run_cycle(state, with.size(), [&](std::size_t place) {
    const auto row = raw.get(with.keys()[place]);
    benchmark::DoNotOptimize(row->data());
    raw.reset();
  });
}

void get_raw_and_read(benchmark::State& state, StoredCustomers& with) {
  facts::RawRows& raw = with.raw();
  run_cycle(state, with.size(), [&](std::size_t place) {
    const auto row = raw.get(with.keys()[place]);
    benchmark::DoNotOptimize(std::accumulate(row->begin(), row->end(), std::uint64_t{0}));
    raw.reset();
  });
}

/// With `decide`, a question is answered on what was found, with until.
void look(benchmark::State& state, StoredCustomers& with, bool decide) {
  OpenedStore& opened = with.opened();
  const decide::Decider& decider = with.policy().decider();
  decide::Workspace workspace = decider.make_workspace();
  facts::Holders holders;
  run_cycle(state, with.size(), [&](std::size_t place) {
    const exchange::Question& question = with.questions()[place % kQuestions];
    name_customer(holders.customer, with.order()[place]);
    if (!opened.session.look(holders, opened.rules, {question.at, question.known})) {
      return state.SkipWithError("nothing can be answered");
    }
    if (decide) benchmark::DoNotOptimize(decider.decide(question, states_of(opened.session), workspace));
    opened.session.release();
  });
}

/// Counts for thread 0 what all threads have recorded and written; `appended` was written beside the store.
void count_bytes(benchmark::State& state, const WrittenBytes& written, std::uint64_t appended, std::size_t lines) {
  const auto records = static_cast<double>(state.iterations()) * static_cast<double>(lines) * state.threads();
  state.counters["log_bytes"] = static_cast<double>(written.segments) / records;
  state.counters["index_bytes"] = static_cast<double>(written.indexes) / records;
  state.counters["lmdb_bytes"] = static_cast<double>(written.lmdb - appended) / records;
  state.counters["records_a_sync"] = records / static_cast<double>(written.batches);
}

/// `lines` in each call, and after each call as many bytes appended to a file of no store: in turns, so that the disk
/// is as busy for both. The time is that of the calls.
void record_and_append(benchmark::State& state, RecordingStore& store, Sent what, std::size_t lines,
                       const StoreFolder& folder) {
  using Clock = std::chrono::steady_clock;
  using Seconds = std::chrono::duration<double>;
  RecordingStore::Lines source(store, what, 1);
  RawAppend raw(folder.path() / "appended");
  const std::size_t bytes = store.record_bytes(what) * lines;
  raw.append(bytes);
  const std::uint64_t appended = raw.appended();
  const WrittenBytes before = written_bytes(store.directory());
  Seconds recording{};
  Seconds appending{};
  for ([[maybe_unused]] const auto iteration : state) {
    const std::vector<std::string_view>& next = source.next(lines);
    const Clock::time_point begin = Clock::now();
    store.send(what, next);
    const Clock::time_point sent = Clock::now();
    raw.append(bytes);
    appending += Clock::now() - sent;
    recording += sent - begin;
    state.SetIterationTime(Seconds(sent - begin).count());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(lines));
  count_bytes(state, written_bytes(store.directory()) - before, raw.appended() - appended, lines);
  state.counters["appended_per_second"] =
      static_cast<double>(state.iterations()) * static_cast<double>(lines) / appending.count();
  state.counters["of_appending"] = appending / recording;
}

/// One line in each call, by several threads.
void record_in_threads(benchmark::State& state, RecordingStore& store, Sent what) {
  RecordingStore::Lines source(store, what, static_cast<std::size_t>(state.thread_index()) + 1);
  const WrittenBytes before = written_bytes(store.directory());
  for ([[maybe_unused]] const auto iteration : state) store.send(what, source.next(1));
  state.SetItemsProcessed(state.iterations());
  if (state.thread_index() == 0) count_bytes(state, written_bytes(store.directory()) - before, 0, 1);
}

/// `make` gives what `run` is measured with.
template <class Make, class Run>
benchmark::internal::Benchmark* add(const std::string& name, const Make& make, const Run& run) {
  return benchmark::RegisterBenchmark(name.c_str(), [make, run](benchmark::State& state) { run(state, make()); });
}

void add_deciding(Stage& stage, std::size_t customers) {
  const auto with = [&stage, customers]() -> StoredCustomers& { return stage.customers(customers); };
  const auto named = [customers](const char* name) { return fmt::format("{}/{}", name, customers); };
  add(named("mdb_get"), with, get_raw);
  add(named("mdb_get_and_read"), with, get_raw_and_read);
  add(named("look"), with, [](benchmark::State& state, StoredCustomers& of) { look(state, of, false); });
  add(named("look_and_decide"), with, [](benchmark::State& state, StoredCustomers& of) { look(state, of, true); });
}

void add_recording(Stage& stage, std::size_t customers, Sent what) {
  const std::string like = what == Sent::kEvents ? "events" : "decisions";
  const auto into = [&stage, customers]() -> RecordingStore& { return stage.recording(customers); };
  for (const std::size_t lines : {std::size_t{1}, std::size_t{64}, std::size_t{1'024}}) {
    const auto run = [&stage, what, lines](benchmark::State& state, RecordingStore& store) {
      record_and_append(state, store, what, lines, stage.folder());
    };
    add(fmt::format("record_{}/{}", like, lines), into, run)->UseManualTime();
  }
  constexpr int threads = 64;
  const auto run = [what](benchmark::State& state, RecordingStore& store) { record_in_threads(state, store, what); };
  add(fmt::format("record_{}/1", like), into, run)->Threads(threads)->UseRealTime();
}

std::vector<std::size_t> sizes() {
  const char* const given = std::getenv("LICET_BENCHMARK_CUSTOMERS");
  if (given == nullptr) return {100'000, 1'000'000};
  const std::size_t size = std::strtoull(given, nullptr, 10);
  if (size == 0) end_program("LICET_BENCHMARK_CUSTOMERS must be a number of customers");
  return {size};
}

int run(int argument_count, char** arguments) {
  benchmark::Initialize(&argument_count, arguments);
  if (benchmark::ReportUnrecognizedArguments(argument_count, arguments)) return 2;
  Stage stage;
  const std::vector<std::size_t> customers = sizes();
  for (const std::size_t size : customers) add_deciding(stage, size);
  const std::size_t recording = std::min(customers.front(), kRecordingCustomers);
  add_recording(stage, recording, Sent::kEvents);
  add_recording(stage, recording, Sent::kDecisions);
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}

}  // namespace
}  // namespace licet::benchmarks

int main(int argument_count, char** arguments) { return licet::benchmarks::run(argument_count, arguments); }
