#pragma once
// What of a holder may be in no file once the holder is erased: keys, salts and payloads, as they are and as they
// stand.

#include <engine/record/key_slots.h>
#include <engine/record/log.h>
#include <set>
#include <string>
#include <tests/engine/record/erasure_fixture.h>
#include <tests/engine/record/stored_bytes.h>

namespace licet::test {

struct SlotSecrets {
  /// The wrapped key, and of each record's payload, which is encrypted, the first bytes: in the files until then.
  std::set<std::string> stored;
  /// The key, and of each record's plain payload the first bytes, its salt: never in a file.
  std::set<std::string> hidden;

  std::set<std::string> all() const {
    std::set<std::string> both = stored;
    both.insert(hidden.begin(), hidden.end());
    return both;
  }
};

/// Of a holder who is there. A failure of the test if anything of it is not where it should be.
inline SlotSecrets secrets_of(const std::filesystem::path& directory, const record::Log& log, record::Slot slot) {
  // docs/record_format.md, "Keys".
  constexpr std::size_t kSlotBytes = 64;
  constexpr std::size_t kWrappedKeyAt = 8;
  constexpr std::size_t kWrappedKeyBytes = 40;
  constexpr std::size_t kSaltBytes = 16;
  SlotSecrets secrets;
  const auto slots = record::KeySlots::open(directory, log.keys(), false, log.end().slots, record::system_files());
  const auto key = slots ? slots->find(slot) : tl::unexpected(slots.error());
  const auto records = log.records_of(slot);
  if (!key || !*key || !records || records->empty()) {
    ADD_FAILURE() << "a holder has no key, or no records";
    return secrets;
  }
  secrets.hidden.emplace((*key)->key.bytes());
  secrets.stored.insert(contents_of(directory / "keys")
                            .substr(static_cast<std::size_t>(slot) * kSlotBytes + kWrappedKeyAt, kWrappedKeyBytes));
  for (const std::uint64_t record : *records) {
    const auto parts = log.proof_parts(record);
    EXPECT_TRUE(parts) << record;
    if (parts) secrets.hidden.insert(parts->plain_payload.substr(0, kSaltBytes));
    const Standing standing = standing_of(directory, record);
    secrets.stored.insert(contents_of(standing.file).substr(standing.payload, kSaltBytes));
  }
  EXPECT_EQ(secrets.stored.size(), records->size() + 1);
  EXPECT_EQ(places_of(directory, secrets.stored).size(), secrets.stored.size()) << "each of them stands in one place";
  EXPECT_EQ(places_of(directory, secrets.hidden), std::vector<std::string>{});
  return secrets;
}

}  // namespace licet::test
