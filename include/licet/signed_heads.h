#pragma once
// The signed heads of a store's record, for operators and auditors: the key that signs them, witnesses, and the record
// as files that anybody can check. What a head is: docs/proofs.md.
//
// Pure but for the file system. Thread rule: one call at a time changes a store's key; all others may run beside the
// process that writes the store, but not in it: a directory is open once in a process. Texts that are returned are for
// others to read; no private key is among them.

#include <cstdint>
#include <filesystem>
#include <licet/result.h>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace licet {

/// A store and where its keys stand.
struct StorePlace {
  std::filesystem::path directory;
  std::filesystem::path master_key = {};   ///< empty: `master.key` in the directory
  std::filesystem::path signing_key = {};  ///< empty: `signing.key` in the directory
};

/// How many records there were, and the root of the Merkle tree over them, signed.
struct HeadOfRecord {
  std::string note;  ///< C2SP signed note, as others get it
  std::string origin;
  std::uint64_t records = 0;
  std::string root;                  ///< `sha256:` and 64 hexadecimal digits
  std::vector<std::string> signers;  ///< the names under it, in their order, unverified

  friend bool operator==(const HeadOfRecord&, const HeadOfRecord&) = default;
};

/// Makes the key that signs a store's heads, and returns the key to verify them with (`NAME+ID+BASE64`), which is for
/// publishing. The name is the heads' origin; empty: `licet/` and the record's id in hexadecimal digits. kNotFound
/// without a store; kWrongUse if there is a key, which is never written over, or for a wrong name; kNotWritable.
Result<std::string> make_signing_key(const StorePlace& place, std::string_view name = {});

/// Signs a head with the old key and a new one of the same name, and puts the new key in the place of the old, whose
/// heads still verify with its own verifier key. The store must not be open for writing (kBusy). Returns the new key to
/// verify with. Failures of Store::open() and Store::sign(): the old key stands.
Result<std::string> change_signing_key(const StorePlace& place);

/// The verifier keys of a store: the present one, then those it took the place of. kNotFound without a key.
Result<std::vector<std::string>> verifier_keys(const StorePlace& place);

/// The newest head; none if nothing was signed. kNotFound without a store; kDamaged.
Result<std::optional<HeadOfRecord>> newest_head(const StorePlace& place);

/// Adds what witnesses signed to the head that they signed, and keeps that head. `signatures`: their lines, or the
/// whole note. `witnesses`: their verifier keys. kWrongUse if the store knows no such head or no witness signed it;
/// kDamaged if a signature is not good.
Result<HeadOfRecord> add_cosignatures(const StorePlace& place, std::string_view signatures,
                                      std::span<const std::string> witnesses);

struct ExportOfRecord {
  std::uint64_t before = 0;   ///< records that were exported already
  std::uint64_t records = 0;  ///< that are now: those under the newest head
  std::uint64_t beyond = 0;   ///< that the store has, but no head covers
};

/// Writes the leaves, their tree and the newest head as files that other people's tools can check (C2SP tlog-tiles),
/// into a directory; what is there is continued. Leaves hold no personal data. kNotFound if no head was signed yet;
/// kWrongUse if the directory holds another record; kDamaged if the record does not give the head's root.
Result<ExportOfRecord> export_record(const StorePlace& place, const std::filesystem::path& target);

}  // namespace licet
