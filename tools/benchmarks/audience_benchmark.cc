// What it costs to ask something of all customers, beside a cursor that reads the same rows and does nothing else, and
// beside the same question as one statement of SQL, in one run.
//
// LICET_BENCHMARK_CUSTOMERS sets how many customers there are, in place of 1,000,000; LICET_BENCHMARK_STORE names a
// directory in which the store is kept for the next run. Where the three do not agree on who is permitted, or the store
// of two threads on what one thread says, the program says so and ends with 1.

#include <algorithm>
#include <benchmark/benchmark.h>
#include <cstdlib>
#include <engine/decide/ready_policy.h>
#include <engine/facts/raw_rows.h>
#include <fmt/format.h>
#include <licet/store.h>
#include <memory>
#include <optional>
#include <tools/benchmarks/customer_history.h>
#include <tools/benchmarks/customers_in_sql.h>
#include <tools/benchmarks/or_end.h>
#include <tools/benchmarks/plain_customer.h>
#include <tools/benchmarks/prepared_store.h>

namespace licet::benchmarks {
namespace {

std::size_t customers() {
  const char* const told = std::getenv("LICET_BENCHMARK_CUSTOMERS");
  return told == nullptr ? 1'000'000 : std::strtoull(told, nullptr, 10);
}

/// Of more than a million customers each has three events at most, so that disk and memory hold them.
MakeHistory history() {
  if (customers() <= 1'000'000) return usual_history;
  return [](std::size_t customer, std::uint64_t first_record) {
    constexpr std::size_t most = 3;
    std::vector<RecordedEvent> events = usual_history(customer, first_record);
    events.resize(std::min(events.size(), most));
    return events;
  };
}

Request own_products() {
  Request request;
  request.action = "send";
  request.purpose = "own_products" + shop_suffix();
  request.channel = "email";
  request.data = {"email_address"};
  request.at = kHistoriesEnd;
  return request;
}

class AudienceStage {
 public:
  std::size_t size() const { return customers_; }

  Store& store() {
    raw_.reset();
    if (!store_) store_ = std::make_unique<Store>(or_end(Store::open(directory(), Access::kWrite)));
    return *store_;
  }
  facts::RawRows& raw() {
    close();
    if (!raw_) raw_.emplace(or_end(facts::RawRows::open(directory())));
    return *raw_;
  }

  void ask(bool record, bool until, unsigned threads) {
    AudienceOptions options;
    options.record = record;
    options.until = until;
    options.threads = threads;
    const auto audience = store().audience(own_products(), policy_, options);
    if (!audience) end_program("the store does not answer");
    if (audience->customers != customers_) end_program("the store has another number of customers");
    compare(audience->permitted.size());
  }

  void scan() {
    const facts::RawRows::Scan scan = raw().scan();
    if (scan.rows != customers_) end_program("the cursor finds another number of rows");
    benchmark::DoNotOptimize(scan.sum);
    row_bytes_ = static_cast<double>(scan.words * sizeof(std::uint64_t)) / static_cast<double>(scan.rows);
  }
  double row_bytes() const { return row_bytes_; }
  std::size_t permitted() const { return permitted_.value_or(0); }

  void ask_in_sql() { compare(sql().ask(kHistoriesEnd)); }

 private:
  const std::filesystem::path& directory() {
    if (directory_.empty()) directory_ = prepared_store(folder_, policy_, customers_, history());
    return directory_;
  }
  void close() {
    if (store_ && !store_->close()) end_program("the store cannot be closed");
    store_.reset();
  }
  void compare(std::size_t permitted) {
    if (!permitted_) permitted_ = permitted;
    if (*permitted_ != permitted || permitted == 0) {
      end_program(fmt::format("{} are permitted, and {} were when it was asked first", permitted, *permitted_));
    }
  }

  CustomersInSql& sql() {
    if (sql_) return *sql_;
    const std::filesystem::path file = directory().string() + ".sqlite";
    sql_ = std::make_unique<CustomersInSql>(file);
    if (sql_->is_filled()) return *sql_;
    close();
    raw_.reset();
    sql_->begin();
    const auto opened = or_end(facts::DurableStore::open(directory(), {}));
    const facts::FoldRules rules({policy_.shared(), &policy_.ready().fold_plan()});
    const model::Model& model = policy_.model();
    const auto add = [&](const facts::Holder& holder, const facts::HolderView& state) -> Result<void> {
      sql_->add(holder.id, plain_customer(state, model, shop_suffix()), *model.zone);
      return {};
    };
    or_end(opened.visit(rules, {kHistoriesEnd, kNever}, add));
    sql_->end();
    return *sql_;
  }

  StoreFolder folder_;
  std::size_t customers_ = customers();
  PolicySet policy_ = load_shop_policy(folder_);
  std::filesystem::path directory_;
  std::unique_ptr<Store> store_;
  std::optional<facts::RawRows> raw_;
  std::unique_ptr<CustomersInSql> sql_;
  std::optional<std::size_t> permitted_;
  double row_bytes_ = 0;
};

AudienceStage& stage() {
  static AudienceStage made;
  return made;
}

void count(benchmark::State& state, double cores) {
  const auto all = static_cast<double>(state.iterations()) * static_cast<double>(stage().size());
  state.counters["customers_per_second"] = benchmark::Counter(all, benchmark::Counter::kIsRate);
  state.counters["per_core"] = benchmark::Counter(all / cores, benchmark::Counter::kIsRate);
}

void raw_scan(benchmark::State& state) {
  stage().scan();
  for ([[maybe_unused]] const auto iteration : state) stage().scan();
  count(state, 1);
  state.counters["row_bytes"] = stage().row_bytes();
}

void audience(benchmark::State& state, bool record, bool until, unsigned threads) {
  stage().ask(false, until, threads);  // every page is mapped, and the policy set is known to the store
  for ([[maybe_unused]] const auto iteration : state) stage().ask(record, until, threads);
  count(state, threads);
  state.counters["permitted"] = static_cast<double>(stage().permitted());
}

void in_sql(benchmark::State& state) {
  stage().ask_in_sql();
  for ([[maybe_unused]] const auto iteration : state) stage().ask_in_sql();
  count(state, 1);
}

BENCHMARK(raw_scan)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(audience, without_record_and_until, false, false, 1)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(audience, without_record, false, true, 1)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(audience, recorded, true, true, 1)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(audience, without_record_and_until_in_two_threads, false, false, 2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(audience, without_record_in_two_threads, false, true, 2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(audience, recorded_in_two_threads, true, true, 2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(in_sql)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace licet::benchmarks

BENCHMARK_MAIN();
