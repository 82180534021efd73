// What it costs to ask what is due, by date and by going through all customers, in one run.
//
// LICET_BENCHMARK_CUSTOMERS sets how many customers there are, in place of 1,000,000 (then a thousandth is due, else
// 1,000 are); LICET_BENCHMARK_STORE names a directory in which the store is kept for the next run.

#include <algorithm>
#include <benchmark/benchmark.h>
#include <cstdlib>
#include <engine/decide/ready_policy.h>
#include <engine/decide/retention.h>
#include <engine/licet/due_dates.h>
#include <fmt/format.h>
#include <fstream>
#include <memory>
#include <tools/benchmarks/customer_history.h>
#include <tools/benchmarks/or_end.h>
#include <tools/benchmarks/prepared_store.h>
#include <tools/benchmarks/shop_policy.h>

namespace licet::benchmarks {
namespace {

constexpr std::int64_t kDay = 24LL * 3600 * 1'000'000;
constexpr std::size_t kDueCustomers = 1'000;
constexpr std::size_t kOtherEvents = 2;  ///< of a customer, beside what was collected
/// Before the end of the histories; none of the others is due for years.
constexpr std::int64_t kDaysSinceDue = 1'200;
constexpr std::int64_t kDaysOfOthers = 700;

constexpr const char* kRetention = R"(
retention kept_data "What is kept of a customer"
  keep contact, behaviour, billing_data, sensitive
  at most {} after collection
  then erase
  because GDPR Art. 5(1)(e)
)";

std::size_t customers() {
  const char* const told = std::getenv("LICET_BENCHMARK_CUSTOMERS");
  return told == nullptr ? 1'000'000 : std::strtoull(told, nullptr, 10);
}

PolicySet load_policy(const StoreFolder& folder, const char* name, const char* period) {
  const std::filesystem::path path = folder.path() / name;
  std::ofstream(path, std::ios::binary) << policy_text(1) << fmt::format(fmt::runtime(kRetention), period);
  auto policy = PolicySet::load(path);
  if (!policy) end_program("the policy in " + path.string() + " cannot be loaded");
  return std::move(*policy);
}

/// Something happened to each, nobody asked for erasure, and data of each were collected: of a few so long ago that
/// they are due.
std::vector<RecordedEvent> history_of(std::size_t customer, std::uint64_t first_record, std::size_t due_each) {
  std::vector<RecordedEvent> events = make_short_history(customer, shop_suffix(), first_record);
  // Whoever asked for erasure would be due at once.
  std::erase_if(events, [](const RecordedEvent& event) { return event.event.kind == EventKind::kErasureRequested; });
  events.resize(std::min<std::size_t>(events.size(), kOtherEvents));
  for (std::size_t i = 0; i < events.size(); ++i) events[i].record = first_record + i;
  const std::int64_t days =
      customer % due_each == 0 ? kDaysSinceDue : static_cast<std::int64_t>(customer * 7 % kDaysOfOthers);
  RecordedEvent& collected = events.emplace_back();
  collected.record = first_record + events.size() - 1;
  collected.event.kind = EventKind::kCollected;
  collected.event.customer = customer_id(customer);
  collected.event.data = {"contact"};
  collected.event.at = Instant{kHistoriesEnd.micros - days * kDay};
  return events;
}

class DueStage {
 public:
  facts::DurableStore& store() {
    if (!store_) store_ = open();
    return *store_;
  }
  const PolicySet& policy() const { return policy_; }
  const facts::FoldRules& rules() const { return rules_; }
  facts::DueRules& due() { return due_; }
  std::size_t due_customers() const { return (customers_ + due_each_ - 1) / due_each_; }
  std::size_t size() const { return customers_; }

  /// Ends the program where something else is due than was made so.
  std::size_t count(bool by_date) {
    decide::Workspace workspace = policy_.ready().decider().make_workspace();
    std::size_t found = 0;
    const facts::DurableStore::Visit look = [&](const facts::Holder&, const facts::HolderView& state) -> Result<void> {
      const auto entries = decide::due(policy_.ready().decider(), state, false, kHistoriesEnd, workspace);
      found +=
          std::any_of(entries.begin(), entries.end(), [](const DueEntry& entry) { return entry.due <= kHistoriesEnd; })
              ? 1U
              : 0U;
      return {};
    };
    if (by_date) {
      const facts::DueVisit visited = or_end(store().visit_due(rules_, due_.key, kHistoriesEnd, look));
      if (!visited.by_date) end_program("the store does not find by date what is due");
    } else {
      or_end(store().visit(rules_, {kHistoriesEnd, kNever}, look));
    }
    if (found != due_customers())
      end_program(fmt::format("{} customers have something due, not {}", found, due_customers()));
    return found;
  }

 private:
  std::unique_ptr<facts::DurableStore> open() {
    const MakeHistory history = [this](std::size_t customer, std::uint64_t first) {
      return history_of(customer, first, due_each_);
    };
    const auto directory = prepared_store(folder_, policy_, customers_, history);
    facts::DurableOptions options;
    options.log.access = record::LogAccess::kWrite;
    return std::make_unique<facts::DurableStore>(or_end(facts::DurableStore::open(directory, options)));
  }

  StoreFolder folder_;
  std::size_t customers_ = customers();
  std::size_t due_each_ = std::max<std::size_t>(1, customers_ >= 1'000'000 ? customers_ / kDueCustomers : 1'000);
  PolicySet policy_ = load_policy(folder_, "due.licet", "3 years");
  facts::FoldRules rules_{{policy_.shared(), &policy_.ready().fold_plan()}};
  facts::DueRules due_ = due_dates(policy_);
  std::unique_ptr<facts::DurableStore> store_;
};

DueStage& stage() {
  static DueStage made;
  return made;
}

void count_due(benchmark::State& state, bool by_date) {
  stage().count(by_date);
  for (auto _ : state) benchmark::DoNotOptimize(stage().count(by_date));
  state.counters["customers"] = static_cast<double>(stage().size());
  state.counters["due"] = static_cast<double>(stage().due_customers());
}

void due_by_date(benchmark::State& state) { count_due(state, true); }
void due_of_everyone(benchmark::State& state) { count_due(state, false); }

/// Other retention rules, by turns: every date is found anew.
void dates_anew(benchmark::State& state) {
  facts::DurableStore& store = stage().store();
  const StoreFolder folder;
  const PolicySet other = load_policy(folder, "other.licet", "4 years");
  const facts::FoldRules other_rules({other.shared(), &other.ready().fold_plan()});
  const facts::DueRules other_due = due_dates(other);
  bool back = false;
  for (auto _ : state) {
    back = !back;
    while (or_end(store.date_rows(back ? other_rules : stage().rules(), back ? other_due : stage().due(), true))) {
    }
  }
  // As it was, for the next.
  while (or_end(store.date_rows(stage().rules(), stage().due(), true))) {
  }
}

BENCHMARK(due_by_date)->Unit(benchmark::kMillisecond);
BENCHMARK(due_of_everyone)->Unit(benchmark::kMillisecond);
BENCHMARK(dates_anew)->Unit(benchmark::kSecond)->Iterations(2)->UseRealTime();

}  // namespace
}  // namespace licet::benchmarks

BENCHMARK_MAIN();
