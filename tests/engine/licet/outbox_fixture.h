#pragma once
// A store whose outbox is tried, in memory or on disk.

#include <engine/exchange/request_json.h>
#include <gmock/gmock.h>
#include <string>
#include <tests/engine/licet/policy_fixture.h>
#include <vector>

namespace licet::tests {

inline constexpr const char* kClicks =
    R"({"event":"collected","customer":"anna","data":["clicks"],"at":"2025-06-01T09:00:00Z"})";
inline constexpr const char* kInvoices =
    R"({"event":"collected","customer":"anna","data":["invoice"],"item":"4711","at":"2024-06-01T09:00:00Z"})";
inline constexpr const char* kInvoiceDate =
    R"({"event":"fact","customer":"anna","fact":"invoice_date","value":"2024-06-01","item":"4711","at":"2024-06-01T09:00:00Z"})";
inline constexpr const char* kOrders =
    R"({"event":"collected","customer":"anna","data":["orders"],"at":"2025-06-01T09:00:00Z"})";
inline constexpr const char* kObjected =
    R"({"event":"objected","customer":"bert","purposes":["news"],"at":"2026-02-01T09:00:00Z","id":"o1",)"
    R"("evidence":"by telephone"})";
inline constexpr const char* kRequested =
    R"({"event":"erasure_requested","customer":"bert","at":"2026-02-02T09:00:00Z"})";
inline constexpr const char* kGrantedThen =
    R"({"event":"granted","customer":"anna","consent":"news_consent","at":"2025-01-01T09:00:00Z"})";
inline constexpr const char* kWithdrawnThen =
    R"({"event":"withdrawn","customer":"anna","consent":"news_consent","at":"2025-02-01T09:00:00Z","id":"w1"})";

enum class OutboxPlace : std::uint8_t { kMemory, kDisk };

inline PolicySet outbox_policy() {
  auto policy = PolicySet::load(std::filesystem::path(LICET_SOURCE_DIR) / "tests/engine/licet/data/outbox.licet");
  if (!policy) std::abort();
  return *policy;
}

inline std::string told(const CallError& error) {
  const auto* wrong = std::get_if<InputError>(&error);
  return wrong != nullptr ? wrong->field + ": " + wrong->message : std::get<Failure>(error).message;
}

class OutboxInAStore : public testing::TestWithParam<OutboxPlace> {
 protected:
  OutboxInAStore() : store_(open()) {}

  bool on_disk() const { return GetParam() == OutboxPlace::kDisk; }
  Store open() {
    if (!on_disk()) return Store::in_memory(clock_.clock());
    Result<Store> store = Store::open(scratch_.store(), Access::kCreate, clock_.clock());
    if (!store) std::abort();
    return std::move(*store);
  }
  /// On disk: closed and opened again.
  void reopen() {
    if (!on_disk()) return;
    ASSERT_TRUE(store_.close());
    store_ = open();
  }

  std::uint64_t record(std::string_view line) {
    const auto recorded = store_.record_json(line, policy_);
    EXPECT_TRUE(recorded) << line << ": " << (recorded ? "" : told(recorded.error()));
    return recorded ? recorded->record : 0;
  }
  void add(const std::string& receiver) {
    const auto added = store_.add_receiver(receiver, policy_);
    ASSERT_TRUE(added) << told(added.error());
  }
  std::uint64_t remove(const std::string& receiver) {
    const auto removed = store_.remove_receiver(receiver, policy_);
    EXPECT_TRUE(removed) << told(removed.error());
    return removed ? removed->finished : 0;
  }
  /// The lines of what is claimed for an hour.
  std::vector<std::string> claim(const std::string& receiver, std::size_t most = 1'000) {
    const auto claimed = store_.claim({receiver, most, std::chrono::hours(1), {}}, policy_);
    EXPECT_TRUE(claimed) << told(claimed.error());
    std::vector<std::string> lines;
    if (!claimed) return lines;
    for (const OutboxTask& task : claimed->tasks) lines.push_back(task_line(task, receiver));
    return lines;
  }
  tl::expected<Confirmed, CallError> confirm(const std::string& receiver, std::string_view line) {
    return std::move(store_.confirm_json(receiver, {&line, 1}, policy_).front());
  }
  void confirm_all(const std::string& receiver) {
    for (const std::string& line : claim(receiver)) {
      const auto confirmed = confirm(receiver, line);
      ASSERT_TRUE(confirmed) << told(confirmed.error());
    }
  }
  std::uint64_t tasks_to_do() {
    const auto outbox = store_.outbox({}, policy_);
    EXPECT_TRUE(outbox);
    std::uint64_t tasks = 0;
    for (const OutboxCount& count : outbox->counts) tasks += count.tasks;
    return tasks;
  }
  std::vector<std::string> due() {
    std::vector<std::string> lines;
    const auto list = store_.due({std::nullopt, true, {}}, policy_);
    EXPECT_TRUE(list);
    for (const DueLine& line : list->lines) lines.push_back(exchange::write_due(line.entry));
    return lines;
  }
  /// How many events `erased` are recorded of the customer.
  std::size_t erased_events(const std::string& customer) {
    StandingRequest request;
    request.customer = customer;
    const auto standing = store_.standing(request, policy_);
    EXPECT_TRUE(standing);
    std::size_t count = 0;
    for (const HistoryEntry& entry : standing->history) {
      if (entry.event.event.kind == EventKind::kErased) ++count;
    }
    return count;
  }

  const ScratchDirectory scratch_;
  HandClock clock_;
  const PolicySet policy_ = outbox_policy();
  Store store_;
};

inline std::string name_of(const testing::TestParamInfo<OutboxPlace>& place) {
  return place.param == OutboxPlace::kMemory ? "InMemory" : "OnDisk";
}

}  // namespace licet::tests
