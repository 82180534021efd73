#pragma once
// A store whose record is under signed heads, and how much the newest of them covers.

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <licet/licet.h>
#include <licet/record_check.h>
#include <licet/signed_heads.h>
#include <string>

namespace licet::crash {

inline bool has_signing_key(const std::filesystem::path& directory) {
  return std::filesystem::exists(directory / "signing.key");
}

/// For writing. A store that is made gets its key as soon as it is there, and is opened once more: who dies in between
/// leaves one without.
inline Result<Store> open_signed(const std::filesystem::path& directory) {
  // So that heads are signed beside recording too.
  const OpenOptions options{Access::kCreate, {}, {}, {}, std::chrono::seconds(1)};
  auto store = Store::open(directory, options);
  if (!store || has_signing_key(directory)) return store;
  if (auto closed = store->close(); !closed) return tl::unexpected(closed.error());
  if (auto made = make_signing_key({directory}); !made) return tl::unexpected(made.error());
  return Store::open(directory, options);
}

/// What a head says it covers: the second line of its text.
inline std::uint64_t records_under(const std::string& note) {
  return std::strtoull(note.c_str() + note.find('\n') + 1, nullptr, 10);
}

/// What is wrong with a store's heads, or nothing: the newest covers all that was said to be signed, and nothing that
/// the record does not have. That it is of the record's tree, and well signed, is among what `check` found. Nobody has
/// the store open.
inline std::string wrong_with_heads(const std::filesystem::path& directory, const RecordCheck& check,
                                    std::uint64_t said_signed) {
  const auto head = newest_head({directory});
  if (!head) return head.error().message;
  const std::uint64_t covered = *head ? (*head)->records : 0;
  if (covered < said_signed) {
    return "a head over " + std::to_string(said_signed) + " records is gone: the newest is over " +
           std::to_string(covered);
  }
  if (covered > check.records) return "a head is over more records than there are";
  return {};
}

}  // namespace licet::crash
