#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <engine/base/hexadecimal.h>
#include <engine/record/audience_run.h>
#include <engine/record/cipher.h>
#include <engine/record/crc32c.h>
#include <engine/record/layout.h>
#include <engine/record/little_endian.h>
#include <engine/record/merkle_proof.h>
#include <engine/record/open_file.h>
#include <engine/record/segment.h>
#include <engine/record/store_directory.h>
#include <fcntl.h>

namespace licet::record {
namespace {

constexpr const char* kFolder = "audiences";
constexpr std::string_view kEnding = ".run";
constexpr std::string_view kUnfinished = ".new";
constexpr std::size_t kNumberDigits = 20;

constexpr std::string_view kLabel = "licet audience";
constexpr std::string_view kCommitmentPrefix{"\x03", 1};

constexpr std::size_t kVersionPlace = 8;
constexpr std::size_t kSumPlace = 12;
constexpr std::size_t kLogPlace = 16;
constexpr std::size_t kRunPlace = 32;
constexpr std::size_t kCustomersPlace = 48;
constexpr std::size_t kEntriesSumPlace = 56;
constexpr std::size_t kZeroPlace = 60;
static_assert(kZeroPlace + 4 == kRunHeaderBytes);

constexpr std::size_t kEntryBytes = sizeof(SealedOutcome);
constexpr std::size_t kPieceEntries = 16'384;

std::string_view text_of(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string_view bytes_of(std::span<const SealedOutcome> entries) {
  return {reinterpret_cast<const char*>(entries.data()), entries.size_bytes()};
}

/// All that hides one outcome: locator ‖ salt ‖ mask.
struct Hiding {
  std::array<std::uint8_t, 8> locator{};
  Salt salt{};
  OutcomeBytes mask{};
};
static_assert(sizeof(Hiding) == 40);

Hiding hiding_of(const SecretKey& holder_key, const RunId& run, CounterMode& cipher) {
  Hiding hiding;
  cipher.apply(derive_key(holder_key, kLabel, text_of(run)), Block{},
               {reinterpret_cast<char*>(&hiding), sizeof hiding});
  return hiding;
}

OutcomeBytes masked(OutcomeBytes outcome, const OutcomeBytes& mask) {
  for (std::size_t i = 0; i < outcome.size(); ++i) outcome[i] = static_cast<std::uint8_t>(outcome[i] ^ mask[i]);
  return outcome;
}

std::uint32_t sum_of_header(std::string_view header) {
  return crc32c(header.substr(kSumPlace + sizeof(std::uint32_t)), crc32c(header.substr(0, kSumPlace)));
}

std::string header_of(const LogId& log, const RunId& run, std::uint64_t customers, std::uint32_t entries_sum) {
  std::string header(kRunMagic);
  append_number(header, kRecordFormatVersion);
  append_number(header, std::uint32_t{0});
  append_number(header, log);
  append_number(header, run);
  append_number(header, customers);
  append_number(header, entries_sum);
  append_number(header, std::uint32_t{0});
  put_number(header, kSumPlace, sum_of_header(header));
  return header;
}

std::string unfinished_path(const std::filesystem::path& directory, const RunId& run) {
  std::string name;
  append_hexadecimal(name, run);
  return (directory / kFolder / (name + std::string(kUnfinished))).string();
}

/// The file of a record, read through.
class RunFile {
 public:
  /// kNotFound, kNotReadable.
  static Result<RunFile> open(const std::filesystem::path& directory, std::uint64_t record, FileSystem& files) {
    const std::string path = run_path(directory, record).string();
    auto file = OpenFile::open(files, path, O_RDONLY);
    if (!file && file.error() == ENOENT) {
      return tl::unexpected(Failure{FailureKind::kNotFound,
                                    path + " is missing, the outcomes of record " + std::to_string(record) + "."});
    }
    if (!file) return tl::unexpected(not_readable(path, file.error()));
    return RunFile(std::move(*file));
  }

  const std::string& path() const { return file_.path(); }

  /// Calls `visit(index, entry)` for each. kDamaged if the file is not as it was written, or not the one named.
  template <class Visit>
  Result<void> read(const LogId& log, const AudienceNames& names, const Visit& visit) const {
    const auto header = file_.read(0, kRunHeaderBytes);
    if (!header) return tl::unexpected(header.error());
    const auto size = file_.size();
    if (!size) return tl::unexpected(size.error());
    const bool right =
        header->size() == kRunHeaderBytes && header->starts_with(kRunMagic) &&
        number_at<std::uint32_t>(*header, kSumPlace) == sum_of_header(*header) &&
        number_at<std::uint32_t>(*header, kVersionPlace) == kRecordFormatVersion &&
        number_at<LogId>(*header, kLogPlace) == log && number_at<RunId>(*header, kRunPlace) == names.run &&
        number_at<std::uint64_t>(*header, kCustomersPlace) == names.customers &&
        number_at<std::uint32_t>(*header, kZeroPlace) == 0 && (*size - kRunHeaderBytes) % kEntryBytes == 0 &&
        (*size - kRunHeaderBytes) / kEntryBytes == names.customers;
    if (!right) return tl::unexpected(damaged_file(path()));
    std::uint32_t sum = 0;
    MerkleTree tree;
    for (std::uint64_t index = 0; index < names.customers;) {
      const auto most = static_cast<std::size_t>(std::min<std::uint64_t>(names.customers - index, kPieceEntries));
      const auto piece = file_.read(kRunHeaderBytes + index * kEntryBytes, most * kEntryBytes);
      if (!piece) return tl::unexpected(piece.error());
      if (piece->size() != most * kEntryBytes) return tl::unexpected(damaged_file(path()));
      sum = crc32c(*piece, sum);
      for (std::size_t i = 0; i < most; ++i, ++index) {
        const auto entry = number_at<SealedOutcome>(*piece, i * kEntryBytes);
        tree.add(entry.commitment);
        visit(index, entry);
      }
    }
    if (tree.root() != names.root || number_at<std::uint32_t>(*header, kEntriesSumPlace) != sum) {
      return tl::unexpected(damaged_file(path()));
    }
    return {};
  }

 private:
  explicit RunFile(OpenFile file) : file_(std::move(file)) {}

  OpenFile file_;
};

}  // namespace

Digest outcome_commitment(const Salt& salt, const OutcomeBytes& outcome, std::string_view holder) {
  return thread_hash().add(kCommitmentPrefix).add(text_of(salt)).add(text_of(outcome)).add(holder).finish();
}

struct OutcomeSealer::State {
  const KeySlots* slots;
  RunId run;
  CounterMode cipher;
};

OutcomeSealer::OutcomeSealer(const KeySlots& slots, const RunId& run)
    : state_(std::make_unique<State>(State{&slots, run, {}})) {}
OutcomeSealer::OutcomeSealer(OutcomeSealer&&) noexcept = default;
OutcomeSealer& OutcomeSealer::operator=(OutcomeSealer&&) noexcept = default;
OutcomeSealer::~OutcomeSealer() = default;

Result<bool> OutcomeSealer::seal(Slot slot, std::string_view holder, const OutcomeBytes& outcome,
                                 SealedOutcomes& into) {
  const auto key = state_->slots->find(slot);
  if (!key) return tl::unexpected(key.error());
  if (!*key) return false;
  const Hiding hiding = hiding_of((*key)->key, state_->run, state_->cipher);
  into[hiding.locator.front()].push_back(
      {hiding.locator, outcome_commitment(hiding.salt, outcome, holder), masked(outcome, hiding.mask)});
  return true;
}

std::filesystem::path run_path(const std::filesystem::path& directory, std::uint64_t record) {
  std::string number = std::to_string(record);
  number.insert(0, kNumberDigits - std::min(kNumberDigits, number.size()), '0');
  return directory / kFolder / (number + std::string(kEnding));
}

Result<std::vector<std::uint64_t>> runs_in(const std::filesystem::path& directory, FileSystem& files) {
  const std::string folder = (directory / kFolder).string();
  auto names = files.entries(folder);
  while (!names && names.error() == EINTR) names = files.entries(folder);
  if (!names && names.error() == ENOENT) return std::vector<std::uint64_t>{};
  if (!names) return tl::unexpected(not_readable(folder, names.error()));
  std::vector<std::uint64_t> records;
  for (const std::string& name : *names) {
    std::uint64_t record = 0;
    const auto read = std::from_chars(name.data(), name.data() + std::min(name.size(), kNumberDigits), record);
    if (read.ec == std::errc() && name == run_path({}, record).filename().string()) records.push_back(record);
  }
  std::sort(records.begin(), records.end());
  return records;
}

Result<AudienceNames> write_run(const std::filesystem::path& directory, const LogId& log, const RunId& run,
                                std::span<SealedOutcomes> outcomes, FileSystem& files) {
  if (auto made = make_directories(files, directory / kFolder); !made) return tl::unexpected(made.error());
  const std::string path = unfinished_path(directory, run);
  auto file = OpenFile::open(files, path, O_WRONLY | O_CREAT | O_TRUNC);
  if (!file) return tl::unexpected(not_writable(path, file.error()));
  AudienceNames names{run, 0, {}};
  std::uint32_t sum = 0;
  MerkleTree tree;
  std::vector<SealedOutcome> part;
  // By locator: in the order of the scan an entry would tell where its holder stands among others.
  const auto before = [](const SealedOutcome& a, const SealedOutcome& b) {
    const int order = std::memcmp(a.locator.data(), b.locator.data(), a.locator.size());
    return order != 0 ? order < 0 : a.commitment < b.commitment;
  };
  for (std::size_t first = 0; first < std::tuple_size_v<SealedOutcomes>; ++first) {
    part.clear();
    for (SealedOutcomes& some : outcomes) {
      part.insert(part.end(), some[first].begin(), some[first].end());
      some[first] = {};
    }
    std::sort(part.begin(), part.end(), before);
    for (const SealedOutcome& entry : part) tree.add(entry.commitment);
    sum = crc32c(bytes_of(part), sum);
    if (auto written = file->write_at(kRunHeaderBytes + names.customers * kEntryBytes, bytes_of(part)); !written) {
      return tl::unexpected(written.error());
    }
    names.customers += part.size();
  }
  names.root = tree.root();
  if (auto written = file->write_at(0, header_of(log, run, names.customers, sum)); !written) {
    return tl::unexpected(written.error());
  }
  if (auto synced = file->sync(); !synced) return tl::unexpected(synced.error());
  return names;
}

Result<void> name_run(const std::filesystem::path& directory, const RunId& run, std::uint64_t record,
                      FileSystem& files) {
  if (auto named = rename_file(files, unfinished_path(directory, run), run_path(directory, record)); !named) {
    return named;
  }
  return sync_directory(files, directory / kFolder);
}

void drop_run(const std::filesystem::path& directory, const RunId& run, FileSystem& files) {
  static_cast<void>(remove_file(files, unfinished_path(directory, run)));
}

Result<std::optional<std::string>> run_flaw(const std::filesystem::path& directory, const LogId& log,
                                            std::uint64_t record, const AudienceNames& names, FileSystem& files) {
  const auto file = RunFile::open(directory, record, files);
  Result<void> read;
  if (file) read = file->read(log, names, [](std::uint64_t, const SealedOutcome&) {});
  const Failure* const failure = !file ? &file.error() : !read ? &read.error() : nullptr;
  if (failure == nullptr) return std::nullopt;
  if (failure->kind != FailureKind::kDamaged && failure->kind != FailureKind::kNotFound) {
    return tl::unexpected(*failure);
  }
  return std::optional(failure->message);
}

Result<std::optional<OpenedOutcome>> open_outcome(const std::filesystem::path& directory, const LogId& log,
                                                  std::uint64_t record, const AudienceNames& names,
                                                  const SecretKey& key, std::string_view holder, FileSystem& files) {
  const auto file = RunFile::open(directory, record, files);
  if (!file) return tl::unexpected(file.error());
  CounterMode cipher;
  const Hiding hiding = hiding_of(key, names.run, cipher);
  std::vector<Digest> commitments;
  std::vector<OpenedOutcome> found;
  auto read = file->read(log, names, [&](std::uint64_t index, const SealedOutcome& entry) {
    commitments.push_back(entry.commitment);
    if (entry.locator == hiding.locator) found.push_back({index, hiding.salt, masked(entry.hidden, hiding.mask), {}});
  });
  if (!read) return tl::unexpected(read.error());
  if (found.empty()) return std::nullopt;
  // Another's locator may be the same by chance: the commitment tells.
  for (OpenedOutcome& each : found) {
    if (outcome_commitment(each.salt, each.outcome, holder) != commitments[each.index]) continue;
    auto path = inclusion_proof(LeafHashes(commitments), each.index, names.customers);
    if (!path) return tl::unexpected(path.error());
    each.path = std::move(*path);
    return std::optional(std::move(each));
  }
  return tl::unexpected(damaged_file(file->path()));
}

}  // namespace licet::record
