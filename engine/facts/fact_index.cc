#include <algorithm>
#include <engine/facts/due_change.h>
#include <engine/facts/index_generations.h>
#include <engine/facts/index_opening.h>
#include <engine/facts/index_state.h>
#include <engine/facts/index_values.h>
#include <numeric>

namespace licet::facts {
namespace {

using Written = WriteTransaction::Written;
using std::chrono::milliseconds;

constexpr std::uint64_t kRowBytes = std::uint64_t{512} << 20U;
constexpr std::uint64_t kErasureReserve = std::uint64_t{4} << 20U;
constexpr std::uint64_t kEntryBytes = 96;  ///< of an entry in `known` or `ids`, with what LMDB needs for it
constexpr milliseconds kWhileItCanWait{50};

std::string_view row_bytes(const IndexChange::Row& row) {
  return {reinterpret_cast<const char*>(row.words.data()), row.words.size() * sizeof(std::uint64_t)};
}

std::uint64_t size_of(const IndexChange& change) {
  return std::accumulate(
      change.rows.begin(), change.rows.end(), (change.ids.size() + change.erased.size()) * 2 * kEntryBytes,
      [](std::uint64_t sum, const IndexChange::Row& row) { return sum + row_bytes(row).size() + 2 * kEntryBytes; });
}

bool is_known(const IndexChange::Row& row) { return row.is_known; }
bool is_known(const IndexChange::Id& /*id*/) { return false; }

const record::HolderHash& hash_of(const IndexChange::Row& row) { return row.holder; }
const record::HolderHash& hash_of(const IndexChange::Id& id) { return id.id; }
const record::HolderHash& hash_of(const IndexChange::Erased& erased) { return erased.holder; }

/// In the order of the keys, in which LMDB writes fastest.
template <class Entry>
std::vector<const Entry*> sorted(const std::vector<Entry>& entries, record::KeyedHash record::HolderHash::*key) {
  std::vector<const Entry*> order(entries.size());
  std::transform(entries.begin(), entries.end(), order.begin(), [](const Entry& entry) { return &entry; });
  std::sort(order.begin(), order.end(),
            [&](const Entry* a, const Entry* b) { return hash_of(*a).*key < hash_of(*b).*key; });
  return order;
}

/// What is written beside what a change names, as it stands before.
struct Derived {
  std::optional<ErasuresSum> sum;
  DueWrites due;
};

Result<Written> write(Environment& environment, const IndexChange& change, const Derived& derived) {
  auto transaction = WriteTransaction::begin(environment);
  if (!transaction) return tl::unexpected(transaction.error());
  Result<Written> outcome = transaction->put(Database::kMeta, kMarkerKey, pack(change.marker));
  const auto then = [&](const auto& write) {
    if (outcome && *outcome == Written::kDone) outcome = write();
  };
  if (derived.sum) then([&] { return transaction->put(Database::kMeta, kErasuresKey, pack(*derived.sum)); });
  then([&] { return transaction->put(Database::kMeta, kDueHeadKey, derived.due.head); });
  for (const DueWrites::Entry& entry : derived.due.entries) {
    then([&] {
      return entry.value.empty() ? transaction->remove(Database::kDue, entry.key)
                                 : transaction->put(Database::kDue, entry.key, entry.value);
    });
  }
  // Before rows are written: what stays of someone is one.
  for (const auto* erased : sorted(change.erased, &record::HolderHash::row)) {
    const record::HolderHash& holder = erased->holder;
    then([&] { return transaction->remove(Database::kRows, bytes_of(holder.row)); });
    then([&] { return transaction->remove(Database::kKnown, bytes_of(holder.known)); });
    then([&] {
      return transaction->put(Database::kErased, bytes_of(holder.row), pack_tombstone(erased->tombstone, holder.row));
    });
  }
  const auto put = [&](Database database, const record::KeyedHash& key, std::string_view value) {
    then([&] { return transaction->put(database, bytes_of(key), value); });
  };
  const auto known = [&](const auto& entries, const auto& number) {
    for (const auto* entry : entries) {
      if (is_known(*entry)) continue;
      put(Database::kKnown, hash_of(*entry).known, pack_known(number(*entry), hash_of(*entry).known));
    }
  };
  for (const auto* row : sorted(change.rows, &record::HolderHash::row)) {
    put(Database::kRows, row->holder.row, row_bytes(*row));
  }
  for (const auto* id : sorted(change.ids, &record::HolderHash::row)) {
    put(Database::kIds, id->id.row, pack_id(id->known, id->id.row));
  }
  known(sorted(change.rows, &record::HolderHash::known),
        [](const IndexChange::Row& row) { return static_cast<std::uint64_t>(row.slot); });
  known(sorted(change.ids, &record::HolderHash::known), [](const IndexChange::Id& id) { return id.known.record; });
  if (!outcome || *outcome != Written::kDone) return outcome;
  return transaction->commit();
}

Failure too_large(const std::string& what, const std::string& limit) {
  return {FailureKind::kLimit, what + " would be larger than " + limit + "."};
}

/// To twice the size. Readers that do not end stop it, which is no Failure if it can be put off.
Result<void> grow(Environment& environment, const IndexOptions& options, bool put_off) {
  const std::uint64_t bytes = std::min(environment.map_bytes() * 2, options.most_map_bytes);
  if (bytes <= environment.map_bytes()) return tl::unexpected(too_large("The index", "it may become"));
  const auto grown = environment.grow(bytes, put_off ? kWhileItCanWait : options.growth_patience);
  if (!grown) return tl::unexpected(grown.error());
  if (*grown || put_off) return {};
  return tl::unexpected(Failure{FailureKind::kNotWritable,
                                "The index must grow, and a reader of this process that does not end prevents it."});
}

/// Sees to it that 30 % are free once the change is written, if that can be had.
Result<void> make_room(Environment& environment, const IndexOptions& options, std::uint64_t change, bool erases) {
  const std::uint64_t needed = environment.used_bytes() + change;
  while (needed > environment.map_bytes() / 10 * 7 && environment.map_bytes() < options.most_map_bytes) {
    const std::uint64_t before = environment.map_bytes();
    // What fits is written all the same; where it does not, growing is tried once more.
    if (!grow(environment, options, true) || environment.map_bytes() == before) break;
  }
  if (!erases && needed + kErasureReserve > options.most_map_bytes) {
    return tl::unexpected(too_large("The index", "it may become"));
  }
  return {};
}

/// What the sum of erasures comes to with the change; none where it stays as it is.
Result<std::optional<ErasuresSum>> sum_after(const ReadTransaction& before, const IndexChange& change) {
  if (change.erased.empty()) return std::nullopt;
  const auto value = before.get(Database::kMeta, kErasuresKey);
  if (!value) return tl::unexpected(value.error());
  auto sum = *value ? read_sum(**value) : std::nullopt;
  if (!sum) return tl::unexpected(before.environment().damaged("the sum of erasures is not as written"));
  for (const auto* erased : sorted(change.erased, &record::HolderHash::row)) {
    const auto known = before.get(Database::kErased, bytes_of(erased->holder.row));
    if (!known) return tl::unexpected(known.error());
    if (!*known) sum->add(erased->holder.row);
  }
  sum->copy_due = true;
  return sum;
}

Result<Derived> derive(const std::shared_ptr<Environment>& environment, const IndexChange& change) {
  ReadTransaction before(environment);
  if (auto begun = before.begin(); !begun) return tl::unexpected(begun.error());
  auto sum = sum_after(before, change);
  if (!sum) return tl::unexpected(std::move(sum.error()));
  auto due = due_writes(before, change);
  if (!due) return tl::unexpected(std::move(due.error()));
  return Derived{*sum, std::move(*due)};
}

/// kDamaged: it is of another log, or its marker is not as written.
Result<void> check_belongs(const FactIndex& index, const record::LogId& log, const Environment& environment) {
  auto reader = index.reader();
  if (!reader) return tl::unexpected(reader.error());
  if (auto begun = reader->begin(); !begun) return begun;
  const auto marker = reader->marker();
  if (!marker) return tl::unexpected(marker.error());
  if (marker->log != log) return tl::unexpected(environment.damaged("it belongs to another record"));
  return {};
}

/// Have all who wrote to it kept its dates? One that knew nothing of them has not.
Result<bool> keeps_dates(const FactIndex& index, const std::shared_ptr<Environment>& environment) {
  ReadTransaction read(environment);
  if (auto begun = read.begin(); !begun) return tl::unexpected(begun.error());
  const auto value = read.get(Database::kMeta, kDueHeadKey);
  if (!value) return tl::unexpected(value.error());
  if (!*value) return true;
  read.end();
  auto reader = index.reader();
  if (!reader) return tl::unexpected(std::move(reader.error()));
  if (auto begun = reader->begin(); !begun) return tl::unexpected(std::move(begun.error()));
  const auto head = reader->due_head();
  if (!head) return tl::unexpected(head.error());
  return head->has_value();
}

Failure not_there() { return {FailureKind::kWrongUse, "An index that is not there cannot be written."}; }

}  // namespace

FactIndex::FactIndex(std::unique_ptr<State> state) : state_(std::move(state)) {}
FactIndex::FactIndex(FactIndex&&) noexcept = default;
FactIndex& FactIndex::operator=(FactIndex&&) noexcept = default;
FactIndex::~FactIndex() = default;

Result<FactIndex> FactIndex::open(const std::filesystem::path& directory, const record::LogId& log,
                                  const IndexOptions& options) {
  bool made = false;
  auto generation = open_generation(directory, options);
  if (!generation && generation.error().kind == FailureKind::kNotFound && options.writable) {
    generation = begin_generation(directory, log, options);
    made = true;
  }
  if (!generation && generation.error().kind == FailureKind::kNotFound && options.may_be_missing) {
    return FactIndex(
        std::make_unique<State>(State{directory, log, options, std::make_shared<ServedGeneration>(nullptr, 0), false}));
  }
  if (!generation) return tl::unexpected(generation.error());
  const auto served = [&] {
    return FactIndex(std::make_unique<State>(
        State{directory, log, options, std::make_shared<ServedGeneration>(generation->environment, generation->number),
              made}));
  };
  FactIndex index = served();
  if (auto checked = check_belongs(index, log, *generation->environment); !checked) {
    return tl::unexpected(checked.error());
  }
  if (!options.writable || made) return index;
  const auto kept = keeps_dates(index, generation->environment);
  if (!kept) return tl::unexpected(kept.error());
  if (*kept) return index;
  generation = begin_generation(directory, log, options);
  if (!generation) return tl::unexpected(generation.error());
  made = true;
  return served();
}

Result<IndexReader> FactIndex::reader() const {
  auto state = std::make_unique<IndexReader::State>(state_->served);
  state->log = state_->log;
  return IndexReader(std::move(state));
}

Result<void> FactIndex::commit(const IndexChange& change) {
  if (change.marker.log != state_->log) {
    return tl::unexpected(Failure{FailureKind::kWrongUse, "The marker is one of another record."});
  }
  for (const IndexChange::Row& row : change.rows) {
    if (row_bytes(row).size() > kRowBytes) return tl::unexpected(too_large("A row of the index", "512 MiB"));
  }
  const auto environment = state_->served->environment();
  if (!environment) return tl::unexpected(not_there());
  environment->free_dead_readers();
  const auto derived = derive(environment, change);
  if (!derived) return tl::unexpected(derived.error());
  const bool erases = !change.erased.empty();
  const std::uint64_t bytes = size_of(change) + derived->due.entries.size() * kEntryBytes;
  if (auto room = make_room(*environment, state_->options, bytes, erases); !room) return room;
  while (true) {
    const auto written = write(*environment, change, *derived);
    if (!written) return tl::unexpected(written.error());
    if (*written == Written::kDone) return {};
    if (auto grown = grow(*environment, state_->options, false); !grown) return grown;
  }
}

Result<void> FactIndex::copy() {
  const auto before = state_->served->environment();
  if (!before) return tl::unexpected(not_there());
  auto copied = copy_generation(state_->directory, before, state_->options);
  if (!copied) return tl::unexpected(copied.error());
  record::FileSystem& files = *state_->options.files;
  if (auto served = serve_generation(state_->directory, copied->number, files); !served) return served;
  state_->served->serve(std::move(copied->environment), copied->number);
  return remove_generations_but(state_->directory, copied->number, files);
}

Result<void> FactIndex::follow() {
  const auto number = current_generation(state_->directory, *state_->options.files);
  if (!number && number.error().kind == FailureKind::kNotFound && state_->options.may_be_missing) return {};
  if (!number) return tl::unexpected(number.error());
  if (*number == state_->served->number()) return {};
  auto next = FactIndex::open(state_->directory, state_->log, state_->options);
  if (!next) return tl::unexpected(next.error());
  const ServedGeneration& found = *next->state_->served;
  auto environment = found.environment();
  const std::uint64_t generation = found.number();
  if (environment) state_->served->serve(std::move(environment), generation);
  return {};
}

bool FactIndex::was_made() const { return state_->made; }

std::uint64_t FactIndex::map_bytes() const {
  const auto environment = state_->served->environment();
  return environment ? environment->map_bytes() : 0;
}

std::uint64_t FactIndex::used_bytes() const {
  const auto environment = state_->served->environment();
  return environment ? environment->used_bytes() : 0;
}

}  // namespace licet::facts
