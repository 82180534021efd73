#pragma once
// A store on disk from which people are erased, and what it must say of each of them.
//
// What is expected of a holder is what the store itself said of it, less what was erased: that it says the right thing
// of what is not erased is tested elsewhere.

#include <functional>
#include <map>
#include <random>
#include <tests/engine/exchange/small_model.h>
#include <tests/engine/facts/durable_fixture.h>
#include <tests/engine/facts/store_policy.h>
#include <vector>

namespace licet::test {

inline constexpr Instant kErasingBegins{1'800'000'000'000'000};
inline constexpr std::int64_t kErasingMinute = 60'000'000;

inline const StorePolicy& erasing_policy() {
  static const StorePolicy made =
      store_policy(std::shared_ptr<const model::Model>(std::shared_ptr<void>(), &small_model()), 1);
  return made;
}

inline facts::Holder customer_of(std::size_t number) {
  return {facts::HolderKind::kCustomer, "customer-" + std::to_string(number)};
}
inline facts::Holder device_of(std::size_t number) {
  return {facts::HolderKind::kDevice, "device-" + std::to_string(number)};
}

/// All that is comparable of an event.
inline std::string event_text(const facts::StoredEvent& event) {
  std::string text = std::to_string(event.event.record) + ' ' + std::to_string(event.event.recorded.micros) + ' ';
  const exchange::EventContent content{event.event.event, event.event.recorded, {},
                                       event.link,        event.other,          event.voids};
  return text + exchange::write_event_content(content);
}

inline std::vector<std::string> event_texts(const std::vector<facts::StoredEvent>& events) {
  std::vector<std::string> texts;
  for (const facts::StoredEvent& event : events) texts.push_back(event_text(event));
  return texts;
}

using Histories = std::map<facts::Holder, std::vector<facts::StoredEvent>>;

class ErasingWorld {
 public:
  ErasingWorld(std::filesystem::path directory, std::uint64_t seed) : directory_(std::move(directory)), dice_(seed) {}

  std::size_t below(std::size_t most) { return static_cast<std::size_t>(dice_() % most); }

  void open(record::LogAccess access = record::LogAccess::kCreate) {
    auto opened = facts::DurableStore::open(directory_, small_store(access));
    ASSERT_TRUE(opened) << opened.error().message;
    store_ = std::move(*opened);
    auto session = store_->session();
    ASSERT_TRUE(session);
    session_ = std::move(*session);
  }
  void close(bool orderly) {
    session_.reset();
    if (orderly) {
      EXPECT_TRUE(store_->close());
    }
    store_.reset();
  }
  void lose_index() { std::filesystem::remove_all(directory_ / "facts"); }
  facts::DurableStore& store() { return *store_; }
  const std::filesystem::path& directory() const { return directory_; }

  std::vector<facts::Holder> holders() const {
    std::vector<facts::Holder> all;
    for (std::size_t i = 0; i < kHolders; ++i) {
      all.push_back(customer_of(i));
      all.push_back(device_of(i));
    }
    return all;
  }

  void step() {
    now_.micros += static_cast<std::int64_t>(1 + below(5)) * kErasingMinute;
    const std::size_t kind = below(100);
    if (kind < 50) return offer();
    if (kind < 62) {
      EXPECT_TRUE(store_->index(erasing_policy().rules));
      if (below(2) == 0) {
        EXPECT_TRUE(store_->fold_rows(erasing_policy().rules));
      }
      return;
    }
    if (kind < 82) return erase();
    close(below(2) == 0);
    if (kind >= 92) lose_index();
    open();
  }

  void offer() {
    facts::Batch batch = store_->begin(now_);
    for (std::size_t events = 1 + below(6); events > 0; --events) {
      const Event event = make_event();
      const auto taken = store_->take(batch, {event, {}, {}}, *erasing_policy().model, erasing_policy().digest);
      if (!taken) {
        ASSERT_TRUE(std::holds_alternative<InputError>(taken.error())) << std::get<Failure>(taken.error()).message;
      }
    }
    ASSERT_TRUE(store_->commit(std::move(batch)));
    for (const facts::Holder& holder : holders()) grow(holder);
  }

  void erase() {
    std::vector<facts::ErasureOrder> orders;
    orders.push_back(make_order());
    facts::ErasureOrder second = make_order();
    if (below(2) == 0 && second.holder != orders.front().holder) orders.push_back(std::move(second));
    const auto erased = store_->erase(orders, now_);
    ASSERT_EQ(erased.size(), orders.size());
    for (const auto& each : erased) ASSERT_TRUE(each) << each.error().message;
    for (const facts::ErasureOrder& order : orders) expect_erased(order);
  }

  facts::ErasureOrder make_order() {
    const auto all = holders();
    facts::ErasureOrder order{all[below(all.size())], now_, {}};
    if (below(3) == 0) order.at.micros -= static_cast<std::int64_t>(below(20)) * kErasingMinute;
    for (const facts::StoredEvent& event : expected[order.holder]) {
      if (below(3) == 0) order.kept.push_back(event.event.record);
    }
    return order;
  }

  /// From here on it must be so.
  void expect_erased(const facts::ErasureOrder& order) {
    Instant& at = erased_at[order.holder];
    at = std::max(at, order.at);
    auto& events = expected[order.holder];
    std::erase_if(events, [&](const facts::StoredEvent& event) {
      const bool goes = std::find(order.kept.begin(), order.kept.end(), event.event.record) == order.kept.end();
      if (goes) gone.push_back(event);
      return goes;
    });
  }

  void compare() {
    for (const facts::Holder& holder : holders()) {
      const auto history = store_->history(holder, UINT64_MAX);
      ASSERT_TRUE(history) << history.error().message;
      EXPECT_EQ(event_texts(*history), event_texts(expected[holder])) << holder.id;
      const auto plain = facts::recorded_events(expected[holder]);
      const auto words = facts::fold(*erasing_policy().rules.plan, holder, plain, {});
      const bool of_customer = holder.kind == facts::HolderKind::kCustomer;
      facts::Holders asked;
      (of_customer ? asked.customer : asked.device) = holder.id;
      const auto looked = session_->look(asked, erasing_policy().rules, {});
      ASSERT_TRUE(looked) << looked.error().message;
      const auto& view = of_customer ? session_->person() : session_->device();
      EXPECT_EQ(state_text(view), state_text(facts::HolderView(words))) << holder.id;
      session_->release();
    }
    std::map<facts::Holder, std::string> visited;
    ASSERT_TRUE(
        store_->visit(erasing_policy().rules, {}, [&](const facts::Holder& holder, const facts::HolderView& view) {
          visited[holder] = state_text(view);
          return Result<void>();
        }));
    for (const auto& [holder, events] : expected) {
      const auto plain = facts::recorded_events(events);
      const auto words = facts::fold(*erasing_policy().rules.plan, holder, plain, {});
      EXPECT_EQ(visited[holder], state_text(facts::HolderView(words)));
    }
    for (const facts::StoredEvent& event : gone) {
      const auto found = store_->event(event.event.record);
      ASSERT_TRUE(found) << found.error().message;
      EXPECT_FALSE(*found);
    }
    for (const auto& [holder, events] : expected) {
      for (const facts::StoredEvent& event : events) {
        const auto found = store_->event(event.event.record);
        ASSERT_TRUE(found && *found);
        EXPECT_EQ(event_text(**found), event_text(event));
      }
    }
  }

  Histories expected;
  std::map<facts::Holder, Instant> erased_at;
  std::vector<facts::StoredEvent> gone;  ///< erased
  Instant now() const { return now_; }

  Event make_event() {
    static constexpr EventKind kinds[] = {EventKind::kObjected, EventKind::kHold,      EventKind::kLinked,
                                          EventKind::kFact,     EventKind::kVoided,    EventKind::kUnlinked,
                                          EventKind::kObjected, EventKind::kHoldLifted};
    Event event;
    event.kind = kinds[below(std::size(kinds))];
    event.id = "event-" + std::to_string(++events_);
    event.customer = customer_of(below(kHolders)).id;
    if (below(3) != 0 || event.kind == EventKind::kLinked || event.kind == EventKind::kUnlinked) {
      event.device = device_of(below(kHolders)).id;
    }
    if (below(3) == 0) event.at = Instant{now_.micros - static_cast<std::int64_t>(below(30)) * kErasingMinute};
    event.source = R"("text of )" + *event.customer + '"';
    if (event.kind == EventKind::kFact) {
      event.fact = "open_claims";
      event.value = static_cast<std::int64_t>(events_);
    }
    if (event.kind == EventKind::kVoided) event.voids = "event-" + std::to_string(1 + below(events_));
    return event;
  }

 private:
  static constexpr std::size_t kHolders = 4;

  /// What is recorded of a holder beyond what was expected comes behind it.
  void grow(const facts::Holder& holder) {
    const auto history = store_->history(holder, UINT64_MAX);
    ASSERT_TRUE(history) << history.error().message;
    auto& events = expected[holder];
    ASSERT_GE(history->size(), events.size());
    for (std::size_t i = events.size(); i < history->size(); ++i) {
      const facts::StoredEvent& added = (*history)[i];
      const auto erased = erased_at.find(holder);
      if (erased != erased_at.end()) {
        EXPECT_GE(*added.event.event.at, erased->second) << "of before the erasure";
      }
      events.push_back(added);
    }
  }

  std::filesystem::path directory_;
  std::mt19937_64 dice_;
  std::optional<facts::DurableStore> store_;
  std::optional<facts::Session> session_;
  Instant now_ = kErasingBegins;
  std::size_t events_ = 0;
};

/// Every entry of an index, as text. Of a closed store.
inline std::vector<std::string> index_text(const std::filesystem::path& directory) {
  std::vector<std::string> lines;
  const auto id = record::read_log_id(directory, record::system_files());
  const auto index = facts::FactIndex::open(directory / "facts", *id);
  EXPECT_TRUE(index) << index.error().message;
  auto reader = index->reader();
  EXPECT_TRUE(reader->begin());
  const auto key_text = [](const record::KeyedHash& key) { return exchange::link_name(key); };
  const auto rows = reader->keys_from({}, SIZE_MAX);
  for (const record::KeyedHash& key : *rows) {
    const auto row = reader->row(key);
    EXPECT_TRUE(row && *row);
    std::string line = "row " + key_text(key) + ' ' + std::string((*row)->id()) + " slot " +
                       std::to_string(static_cast<std::uint64_t>((*row)->slot()));
    for (const std::uint64_t event : (*row)->events()) line += ' ' + std::to_string(event);
    for (const facts::Link& link : (*row)->links())
      line += " link " + key_text(link.device) + (link.linked ? "+" : "-");
    lines.push_back(line + '\n' + state_text((*row)->state()));
  }
  const auto ids = reader->keys_from({}, SIZE_MAX, facts::IndexTable::kIds);
  for (const record::KeyedHash& key : *ids) {
    const auto id_entry = reader->id(key);
    lines.push_back("id " + key_text(key) + ' ' + std::to_string((*id_entry)->record) + ' ' +
                    key_text((*id_entry)->content));
  }
  const auto known = reader->keys_from({}, SIZE_MAX, facts::IndexTable::kKnown);
  for (const record::KeyedHash& key : *known) {
    lines.push_back("known " + key_text(key) + ' ' + std::to_string(**reader->known(key)));
  }
  const auto tombstones = reader->tombstones();
  EXPECT_TRUE(tombstones) << tombstones.error().message;
  for (const auto& [key, tombstone] : *tombstones) {
    lines.push_back("erased " + key_text(key) + ' ' + std::to_string(tombstone.at.micros) + ' ' +
                    std::to_string(tombstone.record));
  }
  EXPECT_FALSE(*reader->copy_due());
  return lines;
}

}  // namespace licet::test
