// Any bytes as a proof bundle, as they are and with the hash that their end must have: what is read is written as it
// was, and nobody forges a bundle of the log whose bundles are among the seeds.

#include <cstdlib>
#include <engine/base/digest.h>
#include <engine/record/bundle_check.h>
#include <engine/record/little_endian.h>
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
  // The samples' leaves are the only ones that this key has ever signed.
  if (by_log) demand(checked->head.origin == key_of_seeds().name && checked->head.size <= 1000);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_bytes(bytes);
  if (size >= sizeof(Digest)) check_bytes(vectors::rehashed(std::string(bytes)));
  return 0;
}
