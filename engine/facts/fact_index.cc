#include <algorithm>
#include <engine/facts/index_generations.h>
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
constexpr int kOpenings = 8;

std::string_view row_bytes(const IndexChange::Row& row) {
  return {reinterpret_cast<const char*>(row.words.data()), row.words.size() * sizeof(std::uint64_t)};
}

std::uint64_t size_of(const IndexChange& change) {
  return std::accumulate(
      change.rows.begin(), change.rows.end(), change.ids.size() * 2 * kEntryBytes,
      [](std::uint64_t sum, const IndexChange::Row& row) { return sum + row_bytes(row).size() + 2 * kEntryBytes; });
}

const record::HolderHash& hash_of(const IndexChange::Row& row) { return row.holder; }
const record::HolderHash& hash_of(const IndexChange::Id& id) { return id.id; }

/// In the order of the keys, in which LMDB writes fastest.
template <class Entry>
std::vector<const Entry*> sorted(const std::vector<Entry>& entries, record::KeyedHash record::HolderHash::*key) {
  std::vector<const Entry*> order(entries.size());
  std::transform(entries.begin(), entries.end(), order.begin(), [](const Entry& entry) { return &entry; });
  std::sort(order.begin(), order.end(),
            [&](const Entry* a, const Entry* b) { return hash_of(*a).*key < hash_of(*b).*key; });
  return order;
}

Result<Written> write(Environment& environment, const IndexChange& change) {
  auto transaction = WriteTransaction::begin(environment);
  if (!transaction) return tl::unexpected(transaction.error());
  Result<Written> outcome = transaction->put(Database::kMeta, kMarkerKey, pack(change.marker));
  const auto put = [&](Database database, const record::KeyedHash& key, std::string_view value) {
    if (outcome && *outcome == Written::kDone) outcome = transaction->put(database, bytes_of(key), value);
  };
  const auto known = [&](const auto& entries, const auto& number) {
    for (const auto* entry : entries) {
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
Result<void> make_room(Environment& environment, const IndexOptions& options, std::uint64_t change) {
  const std::uint64_t needed = environment.used_bytes() + change;
  while (needed > environment.map_bytes() / 10 * 7 && environment.map_bytes() < options.most_map_bytes) {
    const std::uint64_t before = environment.map_bytes();
    // What fits is written all the same; where it does not, growing is tried once more.
    if (!grow(environment, options, true) || environment.map_bytes() == before) break;
  }
  if (needed + kErasureReserve > options.most_map_bytes) {
    return tl::unexpected(too_large("The index", "it may become"));
  }
  return {};
}

/// An empty index in a generation of its own, and its number.
Result<std::shared_ptr<Environment>> begin_generation(const std::filesystem::path& directory, const record::LogId& log,
                                                      const IndexOptions& options) {
  const auto generation = add_generation(directory);
  if (!generation) return tl::unexpected(generation.error());
  auto environment = Environment::make(generation_path(directory, *generation), options.first_map_bytes);
  if (!environment) return environment;
  IndexChange nothing;
  nothing.marker.log = log;
  const auto written = write(**environment, nothing);
  if (!written) return tl::unexpected(written.error());
  if (*written != Written::kDone) return tl::unexpected(too_large("An empty index", "it may become"));
  if (auto synced = (*environment)->sync(); !synced) return tl::unexpected(synced.error());
  if (auto served = serve_generation(directory, *generation); !served) return tl::unexpected(served.error());
  remove_generations_but(directory, *generation);
  return environment;
}

/// Opens the generation that is served, which a writer may change meanwhile.
Result<std::shared_ptr<Environment>> open_generation(const std::filesystem::path& directory, bool writable) {
  Result<std::shared_ptr<Environment>> opened;
  for (int i = 0; i < kOpenings; ++i) {
    const auto generation = current_generation(directory);
    if (!generation) return tl::unexpected(generation.error());
    opened = Environment::open(generation_path(directory, *generation), writable);
    if (opened && writable) remove_generations_but(directory, *generation);
    const auto served = current_generation(directory);
    if (opened || !served || *served == *generation) return opened;
  }
  return opened;
}

}  // namespace

FactIndex::FactIndex(std::unique_ptr<State> state) : state_(std::move(state)) {}
FactIndex::FactIndex(FactIndex&&) noexcept = default;
FactIndex& FactIndex::operator=(FactIndex&&) noexcept = default;
FactIndex::~FactIndex() = default;

Result<FactIndex> FactIndex::open(const std::filesystem::path& directory, const record::LogId& log,
                                  const IndexOptions& options) {
  bool made = options.anew;
  auto environment =
      options.anew ? begin_generation(directory, log, options) : open_generation(directory, options.writable);
  if (!environment && environment.error().kind == FailureKind::kNotFound && options.writable) {
    environment = begin_generation(directory, log, options);
    made = true;
  }
  if (!environment && environment.error().kind == FailureKind::kNotFound && options.may_be_missing) {
    return FactIndex(std::make_unique<State>(State{directory, log, options, nullptr, false}));
  }
  if (!environment) return tl::unexpected(environment.error());
  FactIndex index(std::make_unique<State>(State{directory, log, options, *environment, made}));
  auto reader = index.reader();
  if (!reader) return tl::unexpected(reader.error());
  if (auto begun = reader->begin(); !begun) return tl::unexpected(begun.error());
  const auto marker = reader->marker();
  if (!marker) return tl::unexpected(marker.error());
  if (marker->log != log) return tl::unexpected((*environment)->damaged("it belongs to another record"));
  return index;
}

Result<IndexReader> FactIndex::reader() const {
  auto state = std::make_unique<IndexReader::State>(state_->environment);
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
  if (!state_->environment) {
    return tl::unexpected(Failure{FailureKind::kWrongUse, "An index that is not there cannot be written."});
  }
  Environment& environment = *state_->environment;
  environment.free_dead_readers();
  if (auto room = make_room(environment, state_->options, size_of(change)); !room) return room;
  while (true) {
    const auto written = write(environment, change);
    if (!written) return tl::unexpected(written.error());
    if (*written == Written::kDone) return {};
    if (auto grown = grow(environment, state_->options, false); !grown) return grown;
  }
}

Result<void> FactIndex::clear() {
  auto environment = begin_generation(state_->directory, state_->log, state_->options);
  if (!environment) return tl::unexpected(environment.error());
  state_->environment = std::move(*environment);
  return {};
}

bool FactIndex::was_made() const { return state_->made; }
std::uint64_t FactIndex::map_bytes() const { return state_->environment ? state_->environment->map_bytes() : 0; }
std::uint64_t FactIndex::used_bytes() const { return state_->environment ? state_->environment->used_bytes() : 0; }

}  // namespace licet::facts
