#include <engine/facts/index_generations.h>
#include <engine/facts/index_opening.h>
#include <engine/facts/index_values.h>
#include <utility>

namespace licet::facts {
namespace {

using Written = WriteTransaction::Written;

constexpr int kOpenings = 8;
constexpr std::size_t kPortionBytes = std::size_t{16} << 20U;
/// LMDB counts the pages that a transaction has changed.
constexpr std::size_t kPortionEntries = std::size_t{1} << 15U;

/// An environment in a new generation.
Result<OpenedGeneration> make_generation(const std::filesystem::path& directory, std::uint64_t map_bytes,
                                         const IndexOptions& options) {
  const auto number = add_generation(directory, *options.files);
  if (!number) return tl::unexpected(number.error());
  auto environment = Environment::make(generation_path(directory, *number), map_bytes);
  if (!environment) return tl::unexpected(environment.error());
  return OpenedGeneration{std::move(*environment), *number};
}

Failure too_small() { return {FailureKind::kLimit, "An empty index would be larger than it may become."}; }

/// Takes entries into an environment, in the order of their keys, in transactions that memory can hold.
class Copy {
 public:
  explicit Copy(Environment& into, const IndexOptions& options) : into_(into), options_(options) {}

  /// A whole portion is tried again where the map turns out too small, so what is taken must stay until finish().
  Result<bool> take(Database database, std::string_view key, std::string_view value) {
    entries_.push_back({database, std::string(key), std::string(value)});
    bytes_ += key.size() + value.size();
    if (bytes_ >= kPortionBytes || entries_.size() >= kPortionEntries) {
      if (auto finished = finish(); !finished) return tl::unexpected(finished.error());
    }
    return true;
  }

  Result<void> finish() {
    while (!entries_.empty()) {
      const auto written = write();
      if (!written) return tl::unexpected(written.error());
      if (*written == Written::kDone) break;
      const std::uint64_t bytes = into_.map_bytes() * 2;
      const auto grown = into_.grow(bytes, options_.growth_patience);
      if (!grown) return tl::unexpected(grown.error());
      if (!*grown) return tl::unexpected(Failure{FailureKind::kNotWritable, "The copy of the index cannot grow."});
    }
    entries_.clear();
    bytes_ = 0;
    return {};
  }

 private:
  struct Entry {
    Database database;
    std::string key;
    std::string value;
  };

  Result<Written> write() {
    auto transaction = WriteTransaction::begin(into_);
    if (!transaction) return tl::unexpected(transaction.error());
    for (const Entry& entry : entries_) {
      auto written = transaction->append(entry.database, entry.key, entry.value);
      if (!written || *written != Written::kDone) return written;
    }
    return transaction->commit();
  }

  Environment& into_;
  const IndexOptions& options_;
  std::vector<Entry> entries_;
  std::size_t bytes_ = 0;
};

}  // namespace

Result<OpenedGeneration> begin_generation(const std::filesystem::path& directory, const record::LogId& log,
                                          const IndexOptions& options) {
  auto made = make_generation(directory, options.first_map_bytes, options);
  if (!made) return made;
  Environment& environment = *made->environment;
  Marker marker;
  marker.log = log;
  {
    auto transaction = WriteTransaction::begin(environment);
    if (!transaction) return tl::unexpected(transaction.error());
    auto written = transaction->put(Database::kMeta, kMarkerKey, pack(marker));
    if (written && *written == Written::kDone) {
      written = transaction->put(Database::kMeta, kErasuresKey, pack(ErasuresSum{}));
    }
    if (written && *written == Written::kDone) {
      DueHead head;
      head.complete = true;
      written = transaction->put(Database::kMeta, kDueHeadKey, pack(head));
    }
    if (written && *written == Written::kDone) written = transaction->commit();
    if (!written) return tl::unexpected(written.error());
    if (*written != Written::kDone) return tl::unexpected(too_small());
  }
  if (auto synced = environment.sync(); !synced) return tl::unexpected(synced.error());
  if (auto served = serve_generation(directory, made->number, *options.files); !served) {
    return tl::unexpected(served.error());
  }
  if (auto removed = remove_generations_but(directory, made->number, *options.files); !removed) {
    return tl::unexpected(removed.error());
  }
  return made;
}

Result<OpenedGeneration> open_generation(const std::filesystem::path& directory, const IndexOptions& options) {
  Result<std::shared_ptr<Environment>> opened;
  for (int i = 0; i < kOpenings; ++i) {
    const auto number = current_generation(directory, *options.files);
    if (!number) return tl::unexpected(number.error());
    opened = Environment::open(generation_path(directory, *number), options.writable);
    if (opened && options.writable) {
      if (auto removed = remove_generations_but(directory, *number, *options.files); !removed) {
        return tl::unexpected(removed.error());
      }
    }
    if (opened) return OpenedGeneration{std::move(*opened), *number};
    const auto served = current_generation(directory, *options.files);
    if (!served || *served == *number) break;
  }
  return tl::unexpected(opened.error());
}

// LMDB's own compacting copy takes over whole pages of long values, with what lies behind the value in the last of
// them: bytes of an earlier page that it kept in memory. Written anew into empty pages, only what counts is there.
Result<OpenedGeneration> copy_generation(const std::filesystem::path& directory,
                                         const std::shared_ptr<Environment>& from, const IndexOptions& options) {
  auto made = make_generation(directory, from->map_bytes(), options);
  if (!made) return made;
  made->environment->put_off_syncs(true);
  ReadTransaction read(from);
  if (auto begun = read.begin(); !begun) return tl::unexpected(begun.error());
  Copy copy(*made->environment, options);
  for (std::size_t i = 0; i < kDatabases; ++i) {
    const auto database = static_cast<Database>(i);
    const auto take = [&](std::string_view key, std::string_view value) -> Result<bool> {
      if (database != Database::kMeta || key != kErasuresKey) return copy.take(database, key, value);
      auto sum = read_sum(value);
      if (!sum) return tl::unexpected(from->damaged("the sum of erasures is not as written"));
      sum->copy_due = false;
      return copy.take(database, key, pack(*sum));
    };
    if (auto walked = read.walk(database, {}, take); !walked) return tl::unexpected(walked.error());
    // Keys rise within one database.
    if (auto finished = copy.finish(); !finished) return tl::unexpected(finished.error());
  }
  made->environment->put_off_syncs(false);
  if (auto synced = made->environment->sync(); !synced) return tl::unexpected(synced.error());
  return made;
}

}  // namespace licet::facts
