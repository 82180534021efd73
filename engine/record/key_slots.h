#pragma once
// The file `keys`: a slot for each holder, with its wrapped key, and the references by which records name slots.
//
// Thread rule: add(), erase(), sync() and refresh() by one thread; const members by any number beside it. Failure: as
// log.h. Format: docs/record_format.md, "Keys" and "Key reference".

#include <array>
#include <cstdint>
#include <engine/record/file_system.h>
#include <engine/record/store_keys.h>
#include <filesystem>
#include <functional>
#include <licet/result.h>
#include <memory>
#include <optional>

namespace licet::record {

/// Where a holder's key stands in `keys`. kStoreSlot is the store's own.
enum class Slot : std::uint64_t {};
inline constexpr Slot kStoreSlot{0};

using KeyReference = std::array<std::uint8_t, 16>;

struct HolderKey {
  SecretKey key;
  KeyedHash holder{};
};

/// Does an erasure in the record name this slot? Then one that is not as it was written is half erased. Empty: no.
using NamedByErasure = std::function<Result<bool>(Slot)>;

class KeySlots {
 public:
  /// Makes the file with its header, durable but for the directory's entry. A header that is there is written over;
  /// kWrongUse if slots are.
  static Result<KeySlots> create(const std::filesystem::path& directory, const StoreKeys& keys, FileSystem& files);
  /// Opens it. `least` slots are known to be in use, slot 0 included. With `writable` what stands beyond them is cut
  /// off, good or bad, because no record refers to it, and each of them is checked (cost: in proportion to them);
  /// otherwise a slot is checked when it is found, and nothing is changed. kNotFound; kDamaged, naming the slot;
  /// kWrongUse for another version.
  static Result<KeySlots> open(const std::filesystem::path& directory, const StoreKeys& keys, bool writable,
                               std::uint64_t least, FileSystem& files, NamedByErasure named = {});
  KeySlots(KeySlots&&) noexcept;
  KeySlots& operator=(KeySlots&&) noexcept;
  ~KeySlots();

  /// Slots in use or erased, slot 0 included; of a file opened for reading as many as open() or refresh() was told.
  std::uint64_t count() const;
  /// Of a file opened for reading: so many are in use. kDamaged if there are fewer. Never takes any back.
  Result<void> refresh(std::uint64_t count);

  /// A new key for a holder; durable after sync().
  Result<Slot> add(const KeyedHash& holder);
  /// Syncs what was added; nothing if nothing was.
  Result<void> sync();

  /// Overwrites a slot that was given, and syncs it; one that is erased, half or whole, likewise.
  Result<void> erase(Slot slot);
  /// Is it erased as a whole? kDamaged as find().
  Result<bool> is_erased(Slot slot) const;

  /// None if it is erased, or half erased; kStoreSlot gives the store's own key. kDamaged if the slot is not as it was
  /// written or there is no such slot.
  Result<std::optional<HolderKey>> find(Slot slot) const;

  /// As the functions below.
  KeyReference refer_to(Slot slot, std::uint64_t random) const;
  Slot slot_of(const KeyReference& reference) const;

 private:
  struct State;
  /// The slot as it stands; empty if it is half erased.
  Result<std::string> good_slot(std::uint64_t number) const;
  explicit KeySlots(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Hides a slot: no two references look alike. `random` is eight random bytes.
KeyReference refer_to(const StoreKeys& keys, Slot slot, std::uint64_t random);
/// Of bytes that are no reference some number that is hardly ever a slot.
Slot slot_of(const StoreKeys& keys, const KeyReference& reference);

/// Is it erased as a whole? False of what is no slot.
Result<bool> is_erased_slot(const std::filesystem::path& directory, Slot slot, FileSystem& files);

/// Reads the log id out of the header of `keys`.
Result<LogId> read_log_id(const std::filesystem::path& directory, FileSystem& files);

}  // namespace licet::record
