#include <algorithm>
#include <engine/record/cipher.h>
#include <engine/record/store_keys.h>

namespace licet::record {
namespace {

constexpr std::string_view kFirstRound{"\x00\x00\x00\x01", 4};
constexpr std::string_view kSeparator{"\x00", 1};

template <std::size_t Size>
std::string_view text_of(const std::array<std::uint8_t, Size>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::array<std::uint8_t, 64> derive_pair(const SecretKey& master, std::string_view first, std::string_view second,
                                         std::string_view context) {
  std::array<std::uint8_t, 64> pair{};
  const SecretKey one = derive_key(master, first, context);
  const SecretKey two = derive_key(master, second, context);
  std::copy(two.bytes().begin(), two.bytes().end(), std::copy(one.bytes().begin(), one.bytes().end(), pair.begin()));
  return pair;
}

/// Hash(key ‖ prefix ‖ text).
Digest keyed_digest(const std::array<std::uint8_t, 64>& key, char prefix, std::string_view text) {
  return thread_hash().add(text_of(key)).add({&prefix, 1}).add(text).finish();
}

HolderHash halves(const Digest& digest) {
  HolderHash hash;
  std::copy_n(digest.begin(), hash.row.size(), hash.row.begin());
  std::copy_n(digest.begin() + hash.row.size(), hash.known.size(), hash.known.begin());
  return hash;
}

}  // namespace

SecretKey::~SecretKey() { overwrite(std::span<std::uint8_t>(bytes_)); }

SecretKey derive_key(const SecretKey& secret, std::string_view label, std::string_view context) {
  Digest digest = thread_hash().add(kFirstRound).add(secret.bytes()).add(label).add(kSeparator).add(context).finish();
  SecretKey key(digest);
  overwrite(std::span<std::uint8_t>(digest));
  return key;
}

StoreKeys::StoreKeys(const SecretKey& master, const LogId& log)
    : log_(log),
      wrapping_(derive_key(master, "licet wrapping", text_of(log))),
      routing_(derive_key(master, "licet routing", text_of(log))),
      own_(derive_key(master, "licet store", text_of(log))),
      rows_(derive_pair(master, "licet rows 1", "licet rows 2", text_of(log))),
      ids_(derive_pair(master, "licet ids 1", "licet ids 2", text_of(log))) {}

StoreKeys::~StoreKeys() {
  overwrite(std::span<std::uint8_t>(rows_));
  overwrite(std::span<std::uint8_t>(ids_));
}

HolderHash StoreKeys::holder_hash(char kind, std::string_view id) const {
  return halves(keyed_digest(rows_, kind, id));
}

HolderHash StoreKeys::event_id_hash(std::string_view id) const { return halves(keyed_digest(ids_, 'i', id)); }

KeyedHash StoreKeys::content_hash(std::string_view canonical) const {
  return halves(keyed_digest(ids_, 'j', canonical)).row;
}

KeyedHash StoreKeys::task_hash(std::string_view text) const { return halves(keyed_digest(ids_, 't', text)).row; }

}  // namespace licet::record
