#pragma once
// Is a store as it was written? Reads all of it, and names what is not.
//
// Pure but for the file system; nothing is changed. It may run beside the process that writes the store, but not in
// it: a directory is open once in a process.

#include <cstdint>
#include <filesystem>
#include <licet/result.h>
#include <optional>
#include <string>
#include <vector>

namespace licet {

/// Something that is not as it was written.
struct RecordFinding {
  std::optional<std::uint64_t> record;  ///< its number, if it concerns a record; the first, if several
  std::string file;                     ///< or the directory of the index
  std::string message;                  ///< one sentence, without personal data

  friend bool operator==(const RecordFinding&, const RecordFinding&) = default;
};

/// What a check has read.
struct RecordCheck {
  std::uint64_t records = 0;  ///< good or not
  std::uint64_t events = 0;
  std::uint64_t decisions = 0;
  std::uint64_t erased = 0;
  std::uint64_t segments = 0;
  std::uint64_t bytes = 0;  ///< of segments
  std::string root;         ///< of the Merkle tree: `sha256:` and 64 hexadecimal digits; empty if a leaf is unreadable
  /// Were the contents compared with what the record commits to? Not without the master key.
  bool contents_checked = false;
  /// Customers and devices in the index; none if there is no index, which is no finding: it is made from the record.
  std::optional<std::uint64_t> index_rows;
  std::vector<RecordFinding> findings;  ///< empty: the store is sound
};

/// Checks the record (every sum, the order of numbers, the Merkle tree, every signed head against it, keys, archives),
/// then its index (every entry,
/// that it knows no more than the record, and what its entries say of each other and of the events). Goes on after a
/// finding. `master_key`: where it stands; empty: `master.key` in the directory; without it everything is checked but
/// contents, and whether an entry of the index is that of its customer, device or event. `signing_key`: likewise, with
/// `signing.key`; without it signatures of heads are not verified. kNotFound if there is no
/// store; kNotReadable; kWrongUse for a newer version, or if this process has the store open. Cost: every byte is read
/// once, those of the last segment a few times.
Result<RecordCheck> check_record(const std::filesystem::path& directory, const std::filesystem::path& master_key = {},
                                 const std::filesystem::path& signing_key = {});

}  // namespace licet
