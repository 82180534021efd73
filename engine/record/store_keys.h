#pragma once
// The master key of a store and what is derived from it. Format: docs/record_format.md, "Keys".
//
// Thread rule: const members by any number of threads. Key bytes are overwritten when an object ends, and are never
// part of a message.

#include <array>
#include <cstdint>
#include <engine/record/file_system.h>
#include <filesystem>
#include <licet/result.h>
#include <string_view>

namespace licet::record {

using LogId = std::array<std::uint8_t, 16>;
using KeyedHash = std::array<std::uint8_t, 16>;

/// 32 secret bytes.
class SecretKey {
 public:
  SecretKey() = default;
  explicit SecretKey(const std::array<std::uint8_t, 32>& bytes) : bytes_(bytes) {}
  SecretKey(const SecretKey&) = default;
  SecretKey& operator=(const SecretKey&) = default;
  ~SecretKey();

  std::string_view bytes() const { return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()}; }

 private:
  std::array<std::uint8_t, 32> bytes_{};
};

/// SHA-256(00 00 00 01 ‖ secret ‖ label ‖ 00 ‖ context): the one-step KDF of NIST SP 800-56C.
SecretKey derive_key(const SecretKey& secret, std::string_view label, std::string_view context);

/// The keyed hash of a holder or of an event's id, in halves: `row` keys what is kept of it, `known` tells that it is.
struct HolderHash {
  KeyedHash row{};
  KeyedHash known{};

  friend auto operator<=>(const HolderHash&, const HolderHash&) = default;
};

/// What is derived from a master key for one log.
class StoreKeys {
 public:
  StoreKeys(const SecretKey& master, const LogId& log);
  ~StoreKeys();
  StoreKeys(const StoreKeys&) = default;
  StoreKeys& operator=(const StoreKeys&) = default;

  const LogId& log() const { return log_; }
  const SecretKey& wrapping() const { return wrapping_; }
  const SecretKey& routing() const { return routing_; }
  const SecretKey& own() const { return own_; }

  /// `kind` is 'c' or 'd'. About 0.2 µs.
  HolderHash holder_hash(char kind, std::string_view id) const;
  /// Likewise of an event's id.
  HolderHash event_id_hash(std::string_view id) const;
  KeyedHash content_hash(std::string_view canonical) const;
  /// Of what a task of the outbox is (rights::task_text).
  KeyedHash task_hash(std::string_view text) const;

 private:
  LogId log_{};
  SecretKey wrapping_;
  SecretKey routing_;
  SecretKey own_;
  std::array<std::uint8_t, 64> rows_{};
  std::array<std::uint8_t, 64> ids_{};
};

/// Reads a master key. kNotFound if there is none, or an empty file that was never filled; kNotReadable, kDamaged;
/// kWrongUse if others than its owner have any right to it.
Result<SecretKey> read_master_key(const std::filesystem::path& path, FileSystem& files = system_files());
/// Makes one, durable when it returns. One that is there is never written over, but read and made durable instead: a
/// process may have died before it was. Failure: as read_master_key(), kNotWritable, and kBusy if another process is
/// making it.
Result<SecretKey> make_master_key(const std::filesystem::path& path, FileSystem& files = system_files());

}  // namespace licet::record
