#pragma once
// Every head of a store against the tree, for verifying a log. Private to engine/record.
//
// Thread rule: one thread at a time. Source: docs/record_format.md, "Signed heads" and the end of "Reading".

#include <cstddef>
#include <cstdint>
#include <engine/record/file_system.h>
#include <engine/record/log_verify.h>
#include <engine/record/merkle_tree.h>
#include <engine/record/signed_head.h>
#include <engine/record/signing_key.h>
#include <filesystem>
#include <licet/result.h>
#include <optional>
#include <vector>

namespace licet::record {

class HeadVerification {
 public:
  HeadVerification(std::filesystem::path directory, std::filesystem::path signing_key, LogReport& report,
                   FileSystem& files)
      : directory_(std::move(directory)), signing_key_(std::move(signing_key)), report_(&report), files_(&files) {}

  /// Reads all heads, and verifies their signatures where the signing key's file is there. Before the log's end is
  /// read: a writer beside may sign in between. kNotReadable.
  Result<void> read();
  /// The tree over the first records, while it grows; O(1) where no head is over just as many.
  void compare(const MerkleTree& tree) {
    while (next_ < heads_.size() && heads_[next_].head.checkpoint.size < tree.leaves()) ++next_;
    if (next_ < heads_.size() && heads_[next_].head.checkpoint.size == tree.leaves()) compare_root(tree);
  }
  /// The log has so many records.
  void finish(std::uint64_t records);

 private:
  struct FoundHead {
    std::filesystem::path path;
    SignedHead head;
  };
  Result<bool> read(const std::filesystem::path& path);
  Result<std::optional<SigningKeys>> keys();
  void compare_with_each_other();
  void compare_root(const MerkleTree& tree);
  void found(const std::filesystem::path& file, std::string message);

  std::filesystem::path directory_;
  std::filesystem::path signing_key_;
  LogReport* report_;
  FileSystem* files_;
  std::vector<FoundHead> heads_;  ///< by size
  std::size_t next_ = 0;          ///< the first that was not compared
};

}  // namespace licet::record
