#include <algorithm>
#include <atomic>
#include <cerrno>
#include <engine/record/cipher.h>
#include <engine/record/crc32c.h>
#include <engine/record/key_slots.h>
#include <engine/record/layout.h>
#include <engine/record/little_endian.h>
#include <engine/record/open_file.h>
#include <engine/record/payload.h>
#include <fcntl.h>

namespace licet::record {
namespace {

constexpr const char* kKeysName = "keys";

constexpr std::size_t kHeaderSumPlace = 12;
constexpr std::size_t kHeaderLogPlace = 16;
constexpr std::size_t kHeaderZeroPlace = 32;
constexpr std::size_t kStatePlace = 4;
constexpr std::size_t kKeyPlace = 8;
constexpr std::size_t kHolderPlace = 48;
static_assert(kHolderPlace + sizeof(KeyedHash) == kSlotBytes);

constexpr std::uint32_t kInUse = 1;
constexpr std::uint32_t kErased = 2;

constexpr std::size_t kPieceBytes = 1024 * kSlotBytes;

std::string path_in(const std::filesystem::path& directory) { return (directory / kKeysName).string(); }

bool is_zero(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char c) { return c == '\0'; });
}

std::uint32_t sum_of_header(std::string_view header) {
  return crc32c(header.substr(kHeaderLogPlace), crc32c(header.substr(0, kHeaderSumPlace)));
}

std::string header_of(const LogId& log) {
  std::string header(kKeysMagic);
  append_number(header, kRecordFormatVersion);
  append_number(header, std::uint32_t{0});
  append_number(header, log);
  header.resize(kSlotBytes, '\0');
  put_number(header, kHeaderSumPlace, sum_of_header(header));
  return header;
}

Failure damaged_slot(const std::string& path, std::uint64_t slot) {
  return {FailureKind::kDamaged, path + ", slot " + std::to_string(slot) + ", is not as it was written."};
}

Result<LogId> log_of_header(const OpenFile& file) {
  const auto header = file.read(0, kSlotBytes);
  if (!header) return tl::unexpected(header.error());
  const std::string_view bytes = *header;
  if (bytes.size() != kSlotBytes || bytes.substr(0, kKeysMagic.size()) != kKeysMagic ||
      number_at<std::uint32_t>(bytes, kHeaderSumPlace) != sum_of_header(bytes)) {
    return tl::unexpected(damaged_slot(file.path(), 0));
  }
  if (number_at<std::uint32_t>(bytes, kKeysMagic.size()) != kRecordFormatVersion) {
    return tl::unexpected(
        Failure{FailureKind::kWrongUse, file.path() + " is in a format that this version does not read."});
  }
  if (!is_zero(bytes.substr(kHeaderZeroPlace))) return tl::unexpected(damaged_slot(file.path(), 0));
  return number_at<LogId>(bytes, kHeaderLogPlace);
}

/// Over the number too, so that a slot in another's place is found.
std::uint32_t sum_of_slot(std::uint64_t number, std::string_view slot) {
  std::string summed;
  append_number(summed, number);
  return crc32c(slot.substr(kStatePlace), crc32c(summed));
}

bool is_good(std::uint64_t number, std::string_view slot) {
  if (slot.size() != kSlotBytes || number_at<std::uint32_t>(slot, 0) != sum_of_slot(number, slot)) return false;
  const auto state = number_at<std::uint32_t>(slot, kStatePlace);
  return state == kInUse || (state == kErased && is_zero(slot.substr(kKeyPlace)));
}

Result<OpenFile> open_keys(const std::filesystem::path& directory, int flags, FileSystem& files) {
  const std::string path = path_in(directory);
  auto file = OpenFile::open(files, path, flags);
  if (file) return std::move(*file);
  if (file.error() == ENOENT || file.error() == ENOTDIR) {
    return tl::unexpected(Failure{FailureKind::kNotFound, "There is no store in " + directory.string() + "."});
  }
  return tl::unexpected((flags & O_ACCMODE) == O_RDONLY ? not_readable(path, file.error())
                                                        : not_writable(path, file.error()));
}

/// kDamaged if the file ends before `count` slots.
Result<void> expect_slots(const OpenFile& file, std::uint64_t count) {
  const auto size = file.size();
  if (!size) return tl::unexpected(size.error());
  if (*size / kSlotBytes < count) return tl::unexpected(damaged_slot(file.path(), *size / kSlotBytes));
  return {};
}

std::string erased_slot(std::uint64_t number) {
  std::string slot;
  append_number(slot, std::uint32_t{0});
  append_number(slot, kErased);
  slot.resize(kSlotBytes, '\0');
  put_number(slot, 0, sum_of_slot(number, slot));
  return slot;
}

bool is_erased_whole(std::string_view good_slot) { return number_at<std::uint32_t>(good_slot, kStatePlace) == kErased; }

/// kDamaged for a bad slot that no erasure explains.
Result<void> expect_half_erased(const std::string& path, std::uint64_t slot, const NamedByErasure& named) {
  const auto half = named ? named(Slot{slot}) : Result<bool>(false);
  if (!half) return tl::unexpected(half.error());
  if (!*half) return tl::unexpected(damaged_slot(path, slot));
  return {};
}

/// kDamaged for the first of `count` slots that is bad.
Result<void> check_slots(const OpenFile& file, std::uint64_t count, const NamedByErasure& named) {
  for (std::uint64_t slot = 1; slot < count;) {
    const std::uint64_t wanted = std::min<std::uint64_t>(kPieceBytes, (count - slot) * kSlotBytes);
    const auto piece = file.read(slot * kSlotBytes, static_cast<std::size_t>(wanted));
    if (!piece) return tl::unexpected(piece.error());
    const std::string_view bytes = *piece;
    for (std::size_t place = 0; place < wanted; place += kSlotBytes, ++slot) {
      if (place + kSlotBytes > bytes.size()) return tl::unexpected(damaged_slot(file.path(), slot));
      if (is_good(slot, bytes.substr(place, kSlotBytes))) continue;
      if (auto half = expect_half_erased(file.path(), slot, named); !half) return half;
    }
  }
  return {};
}

}  // namespace

struct KeySlots::State {
  State(OpenFile opened, const StoreKeys& store_keys, bool may_write, std::uint64_t slots, NamedByErasure erasures)
      : file(std::move(opened)), keys(store_keys), writable(may_write), named(std::move(erasures)), count(slots) {}

  Result<void> may_change() const;

  OpenFile file;
  StoreKeys keys;
  bool writable;
  NamedByErasure named;
  bool failed = false;
  bool unsynced = false;
  std::atomic<std::uint64_t> count;
};

Result<void> KeySlots::State::may_change() const {
  if (!writable) return tl::unexpected(Failure{FailureKind::kWrongUse, "The store is open for reading only."});
  if (!failed) return {};
  return tl::unexpected(Failure{FailureKind::kNotWritable,
                                "An earlier write to " + file.path() + " failed: the store must be opened again."});
}

KeySlots::KeySlots(std::unique_ptr<State> state) : state_(std::move(state)) {}
KeySlots::KeySlots(KeySlots&&) noexcept = default;
KeySlots& KeySlots::operator=(KeySlots&&) noexcept = default;
KeySlots::~KeySlots() = default;

Result<KeySlots> KeySlots::create(const std::filesystem::path& directory, const StoreKeys& keys, FileSystem& files) {
  auto file = open_keys(directory, O_RDWR | O_CREAT, files);
  if (!file) return tl::unexpected(file.error());
  const auto size = file->size();
  if (!size) return tl::unexpected(size.error());
  if (*size > kSlotBytes) {
    return tl::unexpected(Failure{FailureKind::kWrongUse, file->path() + " is there already, and holds keys."});
  }
  if (auto written = file->write_at(0, header_of(keys.log())); !written) return tl::unexpected(written.error());
  if (auto synced = file->sync(); !synced) return tl::unexpected(synced.error());
  return KeySlots(std::make_unique<State>(std::move(*file), keys, true, 1, NamedByErasure()));
}

Result<KeySlots> KeySlots::open(const std::filesystem::path& directory, const StoreKeys& keys, bool writable,
                                std::uint64_t least, FileSystem& files, NamedByErasure named) {
  auto file = open_keys(directory, writable ? O_RDWR : O_RDONLY, files);
  if (!file) return tl::unexpected(file.error());
  const auto log = log_of_header(*file);
  if (!log) return tl::unexpected(log.error());
  if (*log != keys.log()) {
    return tl::unexpected(Failure{FailureKind::kDamaged, file->path() + " belongs to another store."});
  }
  const std::uint64_t count = std::max<std::uint64_t>(least, 1);
  if (auto there = expect_slots(*file, count); !there) return tl::unexpected(there.error());
  if (writable) {
    if (auto good = check_slots(*file, count, named); !good) return tl::unexpected(good.error());
    // Cut even where nothing is beyond, and synced even where nothing was cut: the process before may have died
    // between the two.
    if (auto cut = file->truncate(count * kSlotBytes); !cut) return tl::unexpected(cut.error());
    if (auto synced = file->sync(); !synced) return tl::unexpected(synced.error());
  }
  return KeySlots(std::make_unique<State>(std::move(*file), keys, writable, count, std::move(named)));
}

std::uint64_t KeySlots::count() const { return state_->count.load(std::memory_order_acquire); }

Result<void> KeySlots::refresh(std::uint64_t count) {
  if (state_->writable || count <= this->count()) return {};
  if (auto there = expect_slots(state_->file, count); !there) return there;
  state_->count.store(count, std::memory_order_release);
  return {};
}

Result<Slot> KeySlots::add(const KeyedHash& holder) {
  if (auto can = state_->may_change(); !can) return tl::unexpected(can.error());
  const std::uint64_t slot = count();
  if (slot >= kMaxSlots) {
    return tl::unexpected(
        Failure{FailureKind::kLimit, state_->file.path() + " holds as many keys as a store can have."});
  }
  auto random = random_bytes(sizeof(std::array<std::uint8_t, 32>));
  if (!random) return tl::unexpected(random.error());
  auto secret = number_at<std::array<std::uint8_t, 32>>(*random, 0);
  const WrappedKey wrapped = wrap_key(state_->keys.wrapping(), SecretKey(secret));
  overwrite(std::span<std::uint8_t>(secret));
  overwrite(std::span<char>(*random));
  std::string bytes;
  append_number(bytes, std::uint32_t{0});
  append_number(bytes, kInUse);
  append_number(bytes, wrapped);
  append_number(bytes, holder);
  put_number(bytes, 0, sum_of_slot(slot, bytes));
  if (auto written = state_->file.write_at(slot * kSlotBytes, bytes); !written) {
    state_->failed = true;
    return tl::unexpected(written.error());
  }
  state_->unsynced = true;
  state_->count.store(slot + 1, std::memory_order_release);
  return Slot{slot};
}

Result<void> KeySlots::sync() {
  if (state_->failed) return state_->may_change();
  if (!state_->unsynced) return {};
  if (auto synced = state_->file.sync_data(); !synced) {
    state_->failed = true;
    return synced;
  }
  state_->unsynced = false;
  return {};
}

Result<std::optional<HolderKey>> KeySlots::find(Slot slot) const {
  if (slot == kStoreSlot) return HolderKey{state_->keys.own(), {}};
  const auto number = static_cast<std::uint64_t>(slot);
  const auto bytes = good_slot(number);
  if (!bytes) return tl::unexpected(bytes.error());
  if (bytes->empty() || is_erased_whole(*bytes)) return std::nullopt;
  const auto key = unwrap_key(state_->keys.wrapping(), number_at<WrappedKey>(*bytes, kKeyPlace));
  if (!key) {
    return tl::unexpected(Failure{FailureKind::kDamaged, state_->file.path() + ", slot " + std::to_string(number) +
                                                             ": its key does not open with this master key, which is "
                                                             "another store's unless the slot was changed."});
  }
  return HolderKey{*key, number_at<KeyedHash>(*bytes, kHolderPlace)};
}

Result<std::string> KeySlots::good_slot(std::uint64_t number) const {
  const std::string& path = state_->file.path();
  if (number >= count()) {
    return tl::unexpected(
        Failure{FailureKind::kDamaged, path + " has no slot " + std::to_string(number) + ", which a record names."});
  }
  // What is written while it is read may look bad once.
  for (int times = 0; times < 2; ++times) {
    auto bytes = state_->file.read(number * kSlotBytes, kSlotBytes);
    if (!bytes || is_good(number, *bytes)) return bytes;
  }
  if (auto half = expect_half_erased(path, number, state_->named); !half) return tl::unexpected(half.error());
  return std::string();
}

Result<bool> KeySlots::is_erased(Slot slot) const {
  if (slot == kStoreSlot) return false;
  const auto bytes = good_slot(static_cast<std::uint64_t>(slot));
  if (!bytes) return tl::unexpected(bytes.error());
  return !bytes->empty() && is_erased_whole(*bytes);
}

Result<void> KeySlots::erase(Slot slot) {
  if (auto can = state_->may_change(); !can) return can;
  const auto number = static_cast<std::uint64_t>(slot);
  if (slot == kStoreSlot || number >= count()) {
    return tl::unexpected(Failure{FailureKind::kWrongUse, state_->file.path() + " has no such slot to erase."});
  }
  Result<void> written = state_->file.write_at(number * kSlotBytes, erased_slot(number));
  if (written) written = state_->file.sync_data();
  if (!written) state_->failed = true;
  return written;
}

KeyReference refer_to(const StoreKeys& keys, Slot slot, std::uint64_t random) {
  std::string plain;
  append_number(plain, slot);
  append_number(plain, random);
  return encrypt_block(keys.routing(), number_at<Block>(plain, 0));
}

Slot slot_of(const StoreKeys& keys, const KeyReference& reference) {
  const Block plain = decrypt_block(keys.routing(), reference);
  return number_at<Slot>({reinterpret_cast<const char*>(plain.data()), plain.size()}, 0);
}

KeyReference KeySlots::refer_to(Slot slot, std::uint64_t random) const {
  return record::refer_to(state_->keys, slot, random);
}

Slot KeySlots::slot_of(const KeyReference& reference) const { return record::slot_of(state_->keys, reference); }

Result<bool> is_erased_slot(const std::filesystem::path& directory, Slot slot, FileSystem& files) {
  const auto number = static_cast<std::uint64_t>(slot);
  if (slot == kStoreSlot || number >= kMaxSlots) return false;
  const auto file = open_keys(directory, O_RDONLY, files);
  if (!file) return tl::unexpected(file.error());
  const auto bytes = file->read(number * kSlotBytes, kSlotBytes);
  if (!bytes) return tl::unexpected(bytes.error());
  return is_good(number, *bytes) && is_erased_whole(*bytes);
}

Result<LogId> read_log_id(const std::filesystem::path& directory, FileSystem& files) {
  const auto file = open_keys(directory, O_RDONLY, files);
  if (!file) return tl::unexpected(file.error());
  return log_of_header(*file);
}

}  // namespace licet::record
