#pragma once
// The signed heads of a store: made, kept in two places, and held against each other and against the disk. To the
// letter of docs/record_format.md, "Signed heads".
//
// Thread rule: sign() and rotate() by one thread at a time, of the process that holds the store for writing; what is
// const by any number of threads and processes beside it. Nothing is remembered between two calls but paths: each reads
// the files anew. The FileSystem must outlive the
// object.
// After a Failure, or a crash, both heads are whole, each the older or the newer one, and no head stands in
// `heads/newest` that does not stand beside the signing key.

#include <cstdint>
#include <engine/record/file_system.h>
#include <engine/record/log.h>
#include <engine/record/note_key.h>
#include <engine/record/signed_head.h>
#include <engine/record/signing_key.h>
#include <filesystem>
#include <licet/result.h>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace licet::record {

class HeadKeeper {
 public:
  /// `signing_key`: the key's file; empty: `signing.key` in the directory.
  HeadKeeper(std::filesystem::path directory, const std::filesystem::path& signing_key,
             FileSystem& files = system_files());

  const std::filesystem::path& signing_key() const { return signing_key_; }
  /// As read_signing_keys().
  Result<SigningKeys> keys() const { return read_signing_keys(signing_key_, *files_); }

  /// Signs all that the log holds; the head that is there, if it covers just that. Before that: each head is of the
  /// key's, none covers more than there is, the disk is read again from where the smaller ends and gives both roots and
  /// the log's, and the new head is proven to continue the greater one. kDamaged: two of these contradict each other,
  /// both are named, and nothing is signed, now or later, until someone has looked at it. Other failures are of reading
  /// the key's file and of the system; then it can be tried again. Cost: reading the log from the smaller head's
  /// segment on.
  Result<SignedHead> sign(const Log& log);

  /// Signs a head with the key that is there and with a new one, keeps that head, and then puts the new key in the
  /// place of the old. Returns the new keys. Failures of sign(), next_signing_keys() and replace_signing_keys(): the
  /// old key stands.
  Result<SigningKeys> rotate(const Log& log);

  /// The newest head of the store, with its witnesses' signatures; none if nothing was signed. kDamaged if the file is
  /// no head; kNotReadable.
  Result<std::optional<SignedHead>> newest() const;
  /// A head that covers a record: the newest of those that a witness cosigned, else the newest; none if no head covers
  /// it yet.
  Result<std::optional<SignedHead>> covering(std::uint64_t record) const;
  /// Heads that are kept for good, by rising size.
  Result<std::vector<SignedHead>> kept() const;

  /// Adds the signatures of these witnesses to the head that they cosigned, and keeps it. `text` is a whole signed note
  /// or the lines of signatures alone. A head is looked for in the store; a whole note may also be one that the store's
  /// key signed and `log` has the root of. Returns the head as it is kept. kWrongUse if no head here has this text, or
  /// none of the witnesses signed it; kDamaged if a signature is not good, or `text` is none of the two; kBusy.
  Result<SignedHead> add_cosignatures(const Log& log, std::string_view text, std::span<const NoteKey> witnesses);

 private:
  /// The head with all signatures that are kept of it.
  Result<SignedHead> with_kept_signatures(SignedHead head) const;
  Result<SignedHead> keep(SignedHead head, std::span<const NoteSignature> added);
  /// The heads to which lines of signatures may belong: the newest, then those that are kept, the newest first.
  Result<std::vector<SignedHead>> candidates() const;
  Result<SignedHead> head_of_text(const Log& log, const SignedNote& note) const;

  std::filesystem::path directory_;
  std::filesystem::path signing_key_;
  FileSystem* files_;
};

/// How many records the two heads of a store cover, the greater one, whoever signed them; 0 without heads. A log with
/// fewer has lost some. Read before the log's end is: a writer beside it may sign in between. kDamaged, kNotReadable.
Result<std::uint64_t> records_under_heads(const std::filesystem::path& directory,
                                          const std::filesystem::path& signing_key, FileSystem& files);

}  // namespace licet::record
