// Any bytes as a proof bundle, as they are and with the hash that their end must have: what is read is written as it
// was, and nobody forges a bundle of the log whose bundles are among the seeds.

#include <cstdlib>
#include <engine/base/digest.h>
#include <engine/record/bundle_check.h>
#include <engine/record/checkpoint.h>
#include <engine/record/little_endian.h>
#include <engine/record/signed_note.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <tests/vectors/bundles/tool/sample_bundle.h>
#include <tools/verifier/report.h>

namespace {

using namespace licet;

void demand(bool holds) {
  if (!holds) std::abort();
}

/// That of most seeds; every bundle of it that holds is of a sample.
const record::NoteKey& key_of_seeds() {
  static const record::NoteKey key = vectors::log_signer().key;
  return key;
}

/// How many records a head is over, and their root.
using HeadTerms = std::pair<std::uint64_t, Digest>;

/// Those of the heads in a file that the key signed, wherever in it they stand.
void add_heads_of(std::string_view bytes, std::set<HeadTerms>& heads) {
  const std::string begin = key_of_seeds().name + '\n';
  const std::string_view line_of_signature = "\xE2\x80\x94 ";
  for (std::size_t at = bytes.find(begin); at != std::string_view::npos; at = bytes.find(begin, at + 1)) {
    std::size_t end = bytes.find("\n\n", at);
    if (end == std::string_view::npos) return;
    end += 2;
    while (bytes.substr(end).starts_with(line_of_signature)) {
      const std::size_t line_end = bytes.find('\n', end);
      end = line_end == std::string_view::npos ? bytes.size() : line_end + 1;
    }
    const auto note = record::SignedNote::read(bytes.substr(at, end - at));
    const auto head =
        note ? record::verify_checkpoint(*note, record::trusted_log(key_of_seeds())) : tl::unexpected(note.error());
    if (head) heads.emplace(head->checkpoint.size, head->checkpoint.root);
  }
}

/// All that the key of the seeds has ever signed.
const std::set<HeadTerms>& signed_heads() {
  static const std::set<HeadTerms> all = [] {
    std::set<HeadTerms> heads;
    for (const char* folder : {"tests/fuzz/corpus/bundle", "tests/vectors/bundles"}) {
      for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(LICET_SOURCE_DIR) / folder)) {
        if (entry.path().extension() != ".bundle") continue;
        std::ifstream file(entry.path(), std::ios::binary);
        add_heads_of(std::string(std::istreambuf_iterator<char>(file), {}), heads);
      }
    }
    demand(!heads.empty());
    return heads;
  }();
  return all;
}

/// Does the bundle refer to nothing but its bytes?
bool lies_in(std::string_view bytes, std::string_view part) {
  return part.data() >= bytes.data() && part.data() + part.size() <= bytes.data() + bytes.size();
}

void check_report(const verifier::BundleVerdict& verdict) {
  for (const bool show : {false, true}) {
    const std::string text = verifier::bundle_text("a.bundle", verdict, 1.0, show);
    demand(text.find('\x1B') == std::string::npos && text.back() == '\n');
    const std::string json = verifier::bundle_json("a.bundle", verdict, 1.0, show);
    demand(json.find('\n') == json.size() - 1);
  }
}

void check_bytes(std::string_view bytes) {
  const auto bundle = record::read_bundle(bytes);
  const auto checked = record::check_bundle(bytes, {});
  check_report(checked);
  if (!bundle) {
    demand(!checked && checked.error().check == bundle.error().check);
    return;
  }
  const auto written = record::write_bundle(*bundle);
  demand(written && *written == bytes);
  const auto by_log = record::check_bundle(bytes, {&key_of_seeds(), 1});
  check_report(by_log);
  if (!checked) {
    demand(!by_log);
    return;
  }
  demand(checked->signed_by.empty() && !checked->signatures.empty());
  demand(checked->basis <= checked->decision.leaf.number && checked->decision.leaf.number < checked->head.size);
  demand(checked->events.size() == bundle->events.size());
  demand(lies_in(bytes, checked->decision.content) && lies_in(bytes, checked->zone));
  for (const auto& event : checked->events) {
    demand(lies_in(bytes, event.content) && event.leaf.number < checked->basis);
  }
  if (!by_log) return;
  demand(by_log->head.origin == key_of_seeds().name);
  demand(signed_heads().count({by_log->head.size, by_log->head.root}) == 1);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_bytes(bytes);
  if (size >= sizeof(Digest)) check_bytes(vectors::rehashed(std::string(bytes)));
  return 0;
}
