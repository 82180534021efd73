#pragma once
// A log of leaves as the record has them, to be exported, and what an export consists of.

#include <engine/record/layout.h>
#include <engine/record/merkle_proof.h>
#include <engine/record/tlog_tiles.h>
#include <filesystem>
#include <map>
#include <string>
#include <tests/engine/record/faulty_files.h>
#include <tests/engine/record/scratch_directory.h>
#include <vector>

namespace licet::test {

inline std::string exported_leaf(std::uint64_t number) {
  std::string leaf = "leaf " + std::to_string(number) + " ";
  leaf.resize(record::kLeafBytes, '.');
  return leaf;
}

class ExportedLog {
 public:
  explicit ExportedLog(std::uint64_t size, const std::string& origin = "example.com/log")
      : signer_(*record::note_signer(origin, record::SigningKey(record::SecretKey()))), roots_(leaf_hashes(size)) {}

  const record::SubtreeRoots& roots() const { return roots_; }
  record::TrustedLog trusted() const { return record::trusted_log(signer_.key); }

  record::SignedNote head(std::uint64_t size) const {
    return *record::sign_checkpoint({signer_.key.name, size, *record::tree_root(roots_, size), {}}, signer_);
  }

  Result<record::ExportedTiles> write(const std::filesystem::path& directory, std::uint64_t size,
                                      record::FileSystem& files) const {
    return record::export_tiles(directory, head(size), roots_, exported_leaf, files);
  }
  /// Without syncing.
  Result<record::ExportedTiles> write(const std::filesystem::path& directory, std::uint64_t size) const {
    FaultyFiles files;
    return write(directory, size, files);
  }

  Result<record::VerifiedCheckpoint> check(const std::filesystem::path& directory,
                                           const record::EntryVisitor& visit = {}) const {
    return record::check_tiles(directory, trusted(), visit);
  }

 private:
  static std::vector<Digest> leaf_hashes(std::uint64_t size) {
    std::vector<Digest> hashes;
    for (std::uint64_t i = 0; i < size; ++i) hashes.push_back(record::leaf_hash(exported_leaf(i)));
    return hashes;
  }

  record::NoteSigner signer_;
  record::LeafHashes roots_;
};

/// The files below a directory, by their paths from it.
inline std::map<std::string, std::string> files_below(const std::filesystem::path& directory) {
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    if (!entry.is_regular_file()) continue;
    files.emplace(entry.path().lexically_relative(directory).string(), contents_of(entry.path()));
  }
  return files;
}

}  // namespace licet::test
