#pragma once
// The log as files that other people's tools can fetch and check (C2SP tlog-tiles): a checkpoint, tiles of hashes,
// bundles of entries. What files there are: tile_paths.h.
//
// Thread rule: one export into a directory at a time; checking beside an export that goes on sees a whole older one or
// a whole newer one. A bundle is, for each entry, its length (2 bytes, most significant first) and its bytes.

#include <cstdint>
#include <engine/record/checkpoint.h>
#include <engine/record/file_system.h>
#include <engine/record/merkle_proof.h>
#include <engine/record/signed_note.h>
#include <filesystem>
#include <functional>
#include <licet/result.h>
#include <string>
#include <string_view>

namespace licet::record {

inline constexpr std::size_t kEntryBytes = 65'535;  ///< of an entry, at most

/// The bytes of the leaf with this number.
using EntrySource = std::function<Result<std::string>(std::uint64_t number)>;

struct ExportedTiles {
  std::uint64_t before = 0;  ///< leaves under the checkpoint that was there; 0 if there was none
  std::uint64_t size = 0;    ///< leaves under the one that is there
  std::uint64_t files = 0;   ///< written, the checkpoint not counted
};

/// Writes what is missing for this checkpoint below `directory`, which is made if only it is missing, and last the
/// checkpoint. Every file is durable before the checkpoint takes its name; after a crash the checkpoint that was there
/// counts, and the export can be made again. Tiles of the older checkpoint's right edge stay, for those who hold it.
/// kWrongUse if the note is no checkpoint, or if what is there is an export of another log or of a longer one;
/// kContradiction if the roots do not give the checkpoint's root or an entry is not under them (nothing is then put in
/// place of the checkpoint); kNotReadable, kNotWritable, kLimit, and what `roots` and `entries` fail with.
Result<ExportedTiles> export_tiles(const std::filesystem::path& directory, const SignedNote& checkpoint,
                                   const SubtreeRoots& roots, const EntrySource& entries,
                                   FileSystem& files = system_files());

/// Is given every entry in order while the export is checked; its failure ends the check and is returned.
using EntryVisitor = std::function<Result<void>(std::uint64_t number, std::string_view entry)>;

/// Reads an export back: the checkpoint is signed by the log, its root is the one over the entries in the bundles, and
/// every tile it needs holds the hashes over them. kDamaged names the first record that differs and its file;
/// kNotFound if a file is missing; kNotReadable; else as verify_checkpoint(). Files that the checkpoint does not need
/// are not looked at. Memory: one tile a level and one bundle. About 1 µs a record.
Result<VerifiedCheckpoint> check_tiles(const std::filesystem::path& directory, const TrustedLog& log,
                                       const EntryVisitor& visit = {}, FileSystem& files = system_files());

}  // namespace licet::record
