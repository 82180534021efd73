#include <engine/exchange/event_json.h>
#include <engine/exchange/request_json.h>
#include <fmt/format.h>
#include <tools/benchmarks/asked.h>
#include <tools/benchmarks/customer_history.h>
#include <tools/benchmarks/dice.h>
#include <tools/benchmarks/or_end.h>
#include <tools/benchmarks/recording_store.h>

namespace licet::benchmarks {
namespace {

constexpr std::size_t kPool = 4'096;
constexpr std::string_view kIdField = R"("id":"event-)";
constexpr std::size_t kIdDigits = 16;

std::string event_line(Dice& dice, std::size_t customer) {
  const std::vector<RecordedEvent> history = make_short_history(customer, shop_suffix(), 0);
  Event event = dice.one_of(history).event;
  event.id = "event-" + std::string(kIdDigits, '0');
  event.at.reset();
  return exchange::write_event(event);
}

std::string request_line(Dice& dice, std::size_t customer) {
  Request request = make_asked(customer, dice.below(request_count()), shop_suffix()).request;
  request.at.reset();
  return exchange::write_request(request);
}

template <class Outcomes>
void check(const Outcomes& outcomes, std::size_t expected) {
  if (outcomes.size() != expected) end_program("not every line was answered");
  for (const auto& outcome : outcomes) {
    if (!outcome) end_program(std::visit([](const auto& error) { return error.message; }, outcome.error()));
  }
}

std::filesystem::path made_anew(const std::filesystem::path& directory, const PolicySet& policy,
                                std::size_t customers) {
  make_store(directory, policy, customers);
  return directory;
}

}  // namespace

RecordingStore::RecordingStore(const StoreFolder& folder, const PolicySet& policy, std::size_t customers)
    : directory_(made_anew(folder.path() / "recording", policy, customers)),
      policy_(policy),
      customers_(customers),
      store_(or_end(Store::open(directory_, Access::kWrite))),
      event_bytes_(measure(Sent::kEvents)),
      decision_bytes_(measure(Sent::kDecisions)) {}

RecordingStore::~RecordingStore() {
  static_cast<void>(store_.close());
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

std::size_t RecordingStore::measure(Sent what) {
  Lines lines(*this, what, 0);
  const WrittenBytes before = written_bytes(directory_);
  send(what, lines.next(kPool));
  return (written_bytes(directory_) - before).segments / kPool;
}

RecordingStore::Lines::Lines(RecordingStore& store, Sent what, std::size_t seed)
    : store_(store), has_ids_(what == Sent::kEvents) {
  Dice dice(seed);
  while (pool_.size() < kPool) {
    const std::size_t customer = dice.below(store.customers_);
    pool_.push_back(has_ids_ ? event_line(dice, customer) : request_line(dice, customer));
  }
}

const std::vector<std::string_view>& RecordingStore::Lines::next(std::size_t count) {
  sent_.clear();
  std::uint64_t id = has_ids_ ? store_.next_id_.fetch_add(count) : 0;
  while (sent_.size() < count) {
    std::string& line = pool_[place_];
    place_ = (place_ + 1) % pool_.size();
    if (has_ids_) {
      const std::size_t digits = line.find(kIdField) + kIdField.size();
      fmt::format_to_n(line.data() + digits, kIdDigits, "{:016}", id++);
    }
    sent_.push_back(line);
  }
  return sent_;
}

void RecordingStore::send(Sent what, const std::vector<std::string_view>& lines) {
  if (what == Sent::kDecisions) return check(store_.decide_json(lines, policy_), lines.size());
  check(store_.record_json(lines, policy_), lines.size());
}

}  // namespace licet::benchmarks
