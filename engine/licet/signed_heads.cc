#include <engine/base/hexadecimal.h>
#include <engine/licet/at_the_door.h>
#include <engine/record/head_keeper.h>
#include <engine/record/key_slots.h>
#include <engine/record/log.h>
#include <engine/record/log_tree.h>
#include <engine/record/tlog_tiles.h>
#include <licet/signed_heads.h>
#include <utility>

namespace licet {
namespace {

template <class T, class Act>
Result<T> guarded(const Act& act) {
  return at_the_door([&]() -> Result<T> { return act(); },
                     [](Failure failure) -> Result<T> { return tl::unexpected(std::move(failure)); });
}

record::HeadKeeper heads_of(const StorePlace& place) { return {place.directory, place.signing_key}; }

Result<record::Log> open_log(const StorePlace& place, record::LogAccess access) {
  record::LogOptions options;
  options.access = access;
  options.master_key = place.master_key;
  options.signing_key = place.signing_key;
  return record::Log::open(place.directory, options);
}

Result<record::LogId> log_id(const StorePlace& place) {
  auto id = record::read_log_id(place.directory, record::system_files());
  if (id || id.error().kind != FailureKind::kNotFound) return id;
  return tl::unexpected(Failure{FailureKind::kNotFound, "There is no store in " + place.directory.string() + "."});
}

HeadOfRecord told(const record::SignedHead& head) {
  HeadOfRecord told;
  told.note = head.note.print();
  told.origin = head.checkpoint.origin;
  told.records = head.checkpoint.size;
  told.root = "sha256:" + to_hex(head.checkpoint.root);
  for (const record::NoteSignature& signature : head.note.signatures()) told.signers.push_back(signature.name);
  return told;
}

Result<std::string> make_key(const StorePlace& place, std::string_view name) {
  std::string origin(name);
  // A key that stands elsewhere may be made before its store is.
  if (origin.empty() || place.signing_key.empty()) {
    const auto log = log_id(place);
    if (!log) return tl::unexpected(log.error());
    if (origin.empty()) {
      origin = "licet/";
      append_hexadecimal(origin, *log);
    }
  }
  const auto keys = record::make_signing_key(record::signing_key_path(place.directory, place.signing_key), origin);
  if (!keys) return tl::unexpected(keys.error());
  return record::print_key(keys->signer.key);
}

Result<std::string> change_key(const StorePlace& place) {
  auto log = open_log(place, record::LogAccess::kWrite);
  if (!log) return tl::unexpected(log.error());
  const auto keys = heads_of(place).rotate(*log);
  const Result<void> closed = log->close();
  if (!keys) return tl::unexpected(keys.error());
  if (!closed) return tl::unexpected(closed.error());
  return record::print_key(keys->signer.key);
}

Result<std::optional<HeadOfRecord>> find_newest(const StorePlace& place) {
  if (const auto log = log_id(place); !log) return tl::unexpected(log.error());
  const auto head = heads_of(place).newest();
  if (!head) return tl::unexpected(head.error());
  return *head ? std::optional(told(**head)) : std::nullopt;
}

Result<HeadOfRecord> take_cosignatures(const StorePlace& place, std::string_view signatures,
                                       std::span<const std::string> witnesses) {
  std::vector<record::NoteKey> keys;
  for (const std::string& witness : witnesses) {
    auto key = record::read_key(witness);
    if (!key) return tl::unexpected(key.error());
    keys.push_back(std::move(*key));
  }
  const auto log = open_log(place, record::LogAccess::kRead);
  if (!log) return tl::unexpected(log.error());
  const auto head = heads_of(place).add_cosignatures(*log, signatures, keys);
  if (!head) return tl::unexpected(head.error());
  return told(*head);
}

Result<ExportOfRecord> export_all(const StorePlace& place, const std::filesystem::path& target) {
  // The head first: a writer beside may go on, and the log is always ahead.
  const auto head = heads_of(place).newest();
  if (!head) return tl::unexpected(head.error());
  const auto log = open_log(place, record::LogAccess::kRead);
  if (!log) return tl::unexpected(log.error());
  if (!*head) {
    return tl::unexpected(Failure{FailureKind::kNotFound,
                                  "No head of this record was signed yet: make a key with licet log keygen; the next "
                                  "one who writes the store signs."});
  }
  const record::LogTree tree(*log, (*head)->checkpoint.size);
  const auto exported =
      record::export_tiles(target, (*head)->note, tree, [&log](std::uint64_t number) { return log->leaf(number); });
  if (!exported && exported.error().kind == FailureKind::kContradiction) {
    return tl::unexpected(Failure{FailureKind::kDamaged, exported.error().message});
  }
  if (!exported) return tl::unexpected(exported.error());
  return ExportOfRecord{exported->before, exported->size, log->end().records - exported->size};
}

}  // namespace

Result<std::string> make_signing_key(const StorePlace& place, std::string_view name) {
  return guarded<std::string>([&] { return make_key(place, name); });
}

Result<std::string> change_signing_key(const StorePlace& place) {
  return guarded<std::string>([&] { return change_key(place); });
}

Result<std::vector<std::string>> verifier_keys(const StorePlace& place) {
  using Keys = std::vector<std::string>;
  return guarded<Keys>([&]() -> Result<Keys> {
    const auto keys = heads_of(place).keys();
    if (!keys) return tl::unexpected(keys.error());
    Keys all;
    for (const record::NoteKey& key : keys->log().keys) all.push_back(record::print_key(key));
    return all;
  });
}

Result<std::optional<HeadOfRecord>> newest_head(const StorePlace& place) {
  return guarded<std::optional<HeadOfRecord>>([&] { return find_newest(place); });
}

Result<HeadOfRecord> add_cosignatures(const StorePlace& place, std::string_view signatures,
                                      std::span<const std::string> witnesses) {
  return guarded<HeadOfRecord>([&] { return take_cosignatures(place, signatures, witnesses); });
}

Result<ExportOfRecord> export_record(const StorePlace& place, const std::filesystem::path& target) {
  return guarded<ExportOfRecord>([&] { return export_all(place, target); });
}

}  // namespace licet
