// How someone is erased, step by step: docs/record_format.md, "Erasing".
#include <algorithm>
#include <engine/facts/durable_state.h>
#include <string>
#include <utility>

namespace licet::facts {
namespace {

/// Who is to be erased, and what of it stays.
struct Order {
  record::HolderHash holder;
  Instant at;
  std::vector<std::uint64_t> kept;  ///< rising, each once
  bool from_list = false;           ///< what the record does not have of it is passed over
};

Order order_of(const record::StoreKeys& keys, const ErasureOrder& asked) {
  Order order{hash_of(keys, asked.holder), asked.at, asked.kept, false};
  std::sort(order.kept.begin(), order.kept.end());
  order.kept.erase(std::unique(order.kept.begin(), order.kept.end()), order.kept.end());
  return order;
}

/// What is recorded of a holder.
struct Recorded {
  record::Slot slot = record::kStoreSlot;
  std::vector<std::uint64_t> records;
};

Result<Recorded> recorded_of(const DurableState& state, const record::HolderHash& hash) {
  {
    const std::shared_lock lock(state.guard);
    if (const TouchedHolder* const touched = state.overlay.find(hash)) {
      Recorded found{touched->slot, touched->earlier};
      for (const StoredEvent& event : touched->events) found.records.push_back(event.event.record);
      return found;
    }
  }
  auto reader = state.index.reader();
  if (!reader) return tl::unexpected(std::move(reader.error()));
  if (auto begun = reader->begin(); !begun) return tl::unexpected(std::move(begun.error()));
  const auto row = reader->find(hash);
  if (!row) return tl::unexpected(row.error());
  if (!*row) return Recorded{};
  return Recorded{(*row)->slot(), {(*row)->events().begin(), (*row)->events().end()}};
}

/// Is nothing of this holder erased, and the next may be all the same?
bool concerns_the_order(const Failure& failure) {
  return failure.kind == FailureKind::kLimit || failure.kind == FailureKind::kWrongUse;
}

/// What a Failure leaves of an erasure, and what helps: an act, told as it begins a sentence and within one.
struct Left {
  std::string_view told;
  std::string_view act;
  std::string_view act_within;
  std::string_view end;
};
Failure left(Failure failure, const Left& left) {
  failure.message += left.told;
  if (failure.kind == FailureKind::kDamaged) return failure;
  if (failure.kind == FailureKind::kNotWritable) {
    (failure.message += " If the disk is full, make room; then ") += left.act_within;
  } else {
    (failure.message += ' ') += left.act;
  }
  failure.message += left.end;
  return failure;
}

/// A Failure after which some of what is to be erased may still be in the store.
Failure unfinished(Failure failure) {
  return left(std::move(failure),
              {" The erasure is recorded but not finished: some of what it erases may still be in the store.", "Open",
               "open", " the store for writing again: that finishes it."});
}

/// A Failure that leaves open whether the erasure is recorded.
Failure unrecorded(Failure failure) {
  return left(std::move(failure),
              {" Nothing was erased, and the erasure may not be recorded.", "Ask", "ask", " for the erasure again."});
}

/// One erasure on its way into the record.
class Recording {
 public:
  Recording(DurableState& state, const Order& order) : state_(state), order_(order) {}

  Result<Erasure> run(Instant now) {
    const auto recorded = recorded_of(state_, order_.holder);
    if (!recorded) return tl::unexpected(recorded.error());
    erasure_.holder = order_.holder;
    erasure_.slot = recorded->slot;
    erasure_.recorded = state_.log.next_batch_time(now);
    erasure_.at = order_.from_list ? order_.at : std::min(order_.at, erasure_.recorded);
    {
      const std::shared_lock lock(state_.guard);
      const auto before = state_.overlay.erased.find(order_.holder.row);
      // Of two erasures of one person the times tell which is the later, as the list is read.
      if (before != state_.overlay.erased.end()) {
        erasure_.at = std::max(erasure_.at, Instant{before->second.at.micros + 1});
      }
    }
    if (auto sorted = sort(recorded->records); !sorted) return tl::unexpected(std::move(sorted.error()));
    if (auto appended = append(); !appended) {
      Failure& failure = appended.error();
      if (concerns_the_order(failure)) return tl::unexpected(std::move(failure));
      return tl::unexpected(unrecorded(std::move(failure)));
    }
    const std::unique_lock lock(state_.guard);
    // Until it is finished; also should memory run out on the way.
    state_.failed = true;
    state_.unfinished.push_back(erasure_);
    if (auto forgotten = forget_erased(state_, erasure_); !forgotten) {
      return tl::unexpected(unfinished(std::move(forgotten.error())));
    }
    state_.overlay.end = state_.log.end();
    Erasure done{erasure_.record, erasure_.recorded, erasure_.at, {}};
    for (const auto& kept : erasure_.kept) done.kept.push_back(kept.original);
    return done;
  }

 private:
  /// What is kept, and the ids of what is not.
  Result<void> sort(std::span<const std::uint64_t> records) {
    for (const std::uint64_t number : records) {
      const auto record = state_.log.read(number);
      if (!record) return tl::unexpected(record.error());
      if (record->erased) continue;
      const std::uint64_t original = record->kept_from.value_or(number);
      if (std::binary_search(order_.kept.begin(), order_.kept.end(), original)) {
        erasure_.kept.push_back({original, number});
        continue;
      }
      const auto content = event_content(*record);
      if (!content) return tl::unexpected(content.error());
      if (content->content && content->event.id) {
        erasure_.ids.push_back(state_.log.keys().event_id_hash(*content->event.id));
      }
    }
    if (erasure_.kept.size() < order_.kept.size()) {
      if (auto added = add_decisions(); !added) return added;
    }
    if (erasure_.kept.size() != order_.kept.size() && !order_.from_list) {
      return tl::unexpected(
          Failure{FailureKind::kWrongUse, "What is to be kept is not recorded of the person to be erased."});
    }
    return {};
  }

  /// Decisions among what is kept: no row names them.
  Result<void> add_decisions() {
    if (erasure_.slot == record::kStoreSlot) return {};
    const auto numbers = state_.log.records_of(erasure_.slot);
    if (!numbers) return tl::unexpected(numbers.error());
    for (const std::uint64_t number : *numbers) {
      const auto record = state_.log.read(number);
      if (!record) return tl::unexpected(record.error());
      if (record->erased || !record->is_decision()) continue;
      const std::uint64_t original = record->kept_from.value_or(number);
      if (std::binary_search(order_.kept.begin(), order_.kept.end(), original)) {
        erasure_.kept.push_back({original, number});
      }
    }
    return {};
  }

  Result<void> append() {
    if (!erasure_.kept.empty()) {
      const auto slot = state_.log.new_slot(order_.holder.row);
      if (!slot) return tl::unexpected(slot.error());
      erasure_.into = *slot;
    }
    std::vector<record::Draft> drafts;
    std::uint64_t number = state_.log.end().records;
    for (exchange::ErasureContent::Kept& kept : erasure_.kept) {
      auto content = state_.log.kept_content(kept.record);
      if (!content) return tl::unexpected(std::move(content.error()));
      drafts.push_back({record::RecordKind::kKept, erasure_.into, {}, std::move(*content), false});
      kept.record = number++;
    }
    for (const exchange::ErasureContent& content : contents_of(erasure_)) {
      drafts.push_back({record::RecordKind::kErasure,
                        record::kStoreSlot,
                        {},
                        exchange::write_erasure_content(content),
                        content.done});
    }
    erasure_.record = state_.log.end().records + drafts.size() - 1;
    auto appended = state_.log.append(drafts, erasure_.recorded, erasure_.recorded);
    if (!appended && !concerns_the_order(appended.error())) {
      const std::unique_lock lock(state_.guard);
      state_.failed = true;
    }
    return appended;
  }

  DurableState& state_;
  const Order& order_;
  FoundErasure erasure_;
};

/// The line of an erasure that is recorded.
record::ErasedEntry line_of(const FoundErasure& erasure) {
  record::ErasedEntry line{erasure.holder, erasure.at, {}};
  for (const auto& kept : erasure.kept) line.kept.push_back(kept.original);
  return line;
}

Result<void> add_lines(DurableState& state, std::span<const std::uint64_t> erasures) {
  for (const std::uint64_t last : erasures) {
    const auto erasure = read_erasure(state.log, last);
    if (!erasure) return tl::unexpected(erasure.error());
    if (auto added = state.list->add(line_of(*erasure)); !added) return added;
  }
  return {};
}

/// What the list has beyond the record, of each holder the latest.
std::vector<Order> beyond_record(const DurableState& state) {
  std::map<record::HolderHash, Order> orders;
  const std::shared_lock lock(state.guard);
  for (const record::ErasedEntry& line : state.list->entries()) {
    const auto known = state.overlay.erased.find(line.holder.row);
    if (known != state.overlay.erased.end() && known->second.at >= line.at) continue;
    Order& order = orders[line.holder];
    if (order.from_list && order.at > line.at) continue;
    order = Order{line.holder, line.at, line.kept, true};
  }
  std::vector<Order> all;
  all.reserve(orders.size());
  for (auto& [holder, order] : orders) all.push_back(std::move(order));
  return all;
}

/// Records of erasures that the list does not have.
std::vector<std::uint64_t> beyond_list(const DurableState& state) {
  std::map<record::KeyedHash, Instant> lines;
  for (const record::ErasedEntry& line : state.list->entries()) {
    const auto [place, is_new] = lines.emplace(line.holder.row, line.at);
    if (!is_new) place->second = std::max(place->second, line.at);
  }
  std::vector<std::uint64_t> erasures;
  const std::shared_lock lock(state.guard);
  for (const auto& [holder, tombstone] : state.overlay.erased) {
    const auto line = lines.find(holder);
    if (line == lines.end() || line->second < tombstone.at) erasures.push_back(tombstone.record);
  }
  std::sort(erasures.begin(), erasures.end());
  return erasures;
}

/// The index as it is to be without the erased, and with all else that is recorded.
Result<void> take_in(DurableState& state) {
  IndexChange change;
  record::LogEnd end;
  {
    const std::shared_lock lock(state.guard);
    change = unfolded(state.overlay);
    end = state.overlay.end;
  }
  auto reader = state.index.reader();
  if (!reader) return tl::unexpected(std::move(reader.error()));
  if (auto begun = reader->begin(); !begun) return begun;
  const auto marker = reader->marker();
  if (!marker) return tl::unexpected(marker.error());
  reader->end();
  const bool unfolded_rows = !change.rows.empty();
  if (unfolded_rows) state.unfolded_rows = true;
  change.marker = marker_of(state, end, unfolded_rows ? FoldKey{} : marker->fold_key);
  change.erased = index_entries(state.unfinished);
  return state.index.commit(change);
}

/// What has been recorded just now.
Result<void> finish_recorded(DurableState& state) {
  for (const FoundErasure& erasure : state.unfinished) {
    if (auto added = state.list->add(line_of(erasure)); !added) return added;
  }
  return finish_erasures(state);
}

}  // namespace

Result<void> add_missing_lines(DurableState& state) { return add_lines(state, beyond_list(state)); }

Result<void> overwrite_erased(DurableState& state) {
  for (const FoundErasure& erasure : state.unfinished) {
    if (erasure.slot == record::kStoreSlot) continue;
    if (auto erased = state.log.erase(erasure.slot); !erased) return erased;
  }
  return {};
}

Result<void> finish_erasures(DurableState& state) {
  if (auto overwritten = overwrite_erased(state); !overwritten) return overwritten;
  if (!state.unfinished.empty()) {
    if (auto taken = take_in(state); !taken) return taken;
  }
  bool due = !state.unfinished.empty();
  if (!due) {
    auto reader = state.index.reader();
    if (!reader) return tl::unexpected(std::move(reader.error()));
    if (auto begun = reader->begin(); !begun) return begun;
    const auto stated = reader->copy_due();
    if (!stated) return tl::unexpected(stated.error());
    due = *stated;
  }
  if (due) {
    if (auto copied = state.index.copy(); !copied) return copied;
  }
  if (state.unfinished.empty()) return {};
  const std::unique_lock lock(state.guard);
  // The index has taken in all that memory has: nothing is left of these.
  std::erase_if(state.overlay.holders, [](const auto& entry) { return entry.second.slot == record::kStoreSlot; });
  std::erase_if(state.overlay.ids, [&](const auto& entry) { return entry.second.record < state.overlay.end.records; });
  state.unfinished.clear();
  return {};
}

Result<void> settle_erasures(DurableState& state) {
  const std::lock_guard indexing(state.indexing);
  if (auto added = add_missing_lines(state); !added) return added;
  if (auto finished = finish_erasures(state); !finished) {
    return tl::unexpected(unfinished(std::move(finished.error())));
  }
  const std::vector<Order> orders = beyond_record(state);
  for (const Order& order : orders) {
    // Opening knows no clock: not before what is recorded, nor before the erasure that is made again.
    const auto recorded = Recording(state, order).run(std::max(state.log.end().recorded, order.at));
    if (!recorded) return tl::unexpected(recorded.error());
  }
  if (!orders.empty()) {
    if (auto finished = finish_erasures(state); !finished) {
      return tl::unexpected(unfinished(std::move(finished.error())));
    }
    state.failed = false;
  }
  if (state.overlay.unexplained.empty()) return {};
  return tl::unexpected(Failure{FailureKind::kDamaged, "Records are erased, and no erasure is recorded that did it."});
}

Result<void> check_erasures(const DurableState& state) {
  if (beyond_record(state).empty()) return {};
  return tl::unexpected(
      Failure{FailureKind::kBusy, "Erasures wait to be applied to this store: open it for writing once."});
}

std::vector<Result<Erasure>> DurableStore::erase(std::span<const ErasureOrder> orders, Instant now) {
  const std::lock_guard indexing(state_->indexing);
  std::vector<Result<Erasure>> results;
  results.reserve(orders.size());
  {
    // What has begun is finished when the store is opened again, not here.
    const std::shared_lock lock(state_->guard);
    if (state_->failed) {
      for (std::size_t i = 0; i < orders.size(); ++i) results.emplace_back(tl::unexpect, failed_before());
      return results;
    }
  }
  std::optional<Failure> failed;  ///< the store has, not an order
  for (const ErasureOrder& asked : orders) {
    if (failed) {
      results.emplace_back(tl::unexpect, *failed);
      continue;
    }
    const std::size_t before = state_->unfinished.size();
    const Order order = order_of(state_->log.keys(), asked);
    results.push_back(Recording(*state_, order).run(now));
    const auto& result = results.back();
    const bool begun = state_->unfinished.size() > before;
    if (!result && (begun || !concerns_the_order(result.error()))) failed = result.error();
  }
  if (state_->unfinished.empty()) return results;
  if (const auto finished = finish_recorded(*state_); !finished) {
    const Failure told = unfinished(finished.error());
    for (Result<Erasure>& result : results) {
      if (result) result = tl::unexpected(told);
    }
    return results;
  }
  const std::unique_lock lock(state_->guard);
  state_->failed = failed.has_value();
  return results;
}

Result<Erasure> DurableStore::erase(const Holder& holder, Instant at, std::span<const std::uint64_t> kept,
                                    Instant now) {
  const ErasureOrder order{holder, at, {kept.begin(), kept.end()}};
  auto results = erase({&order, 1}, now);
  return std::move(results.front());
}

}  // namespace licet::facts
