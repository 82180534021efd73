#include <engine/base/digest.h>
#include <engine/check/policy_digest.h>
#include <string_view>

namespace licet::check {
namespace {

void add_string(Sha256& hash, std::string_view bytes) { hash.add_number(bytes.size()).add(bytes); }

}  // namespace

std::string policy_digest(std::span<const model::SetFile> files, std::span<const model::Wording* const> wordings) {
  Sha256 hash;
  for (const model::SetFile& file : files) {
    add_string(hash, file.path);
    add_string(hash, file.bytes);
  }
  for (const model::Wording* wording : wordings) {
    if (wording->path.empty()) {
      add_string(hash, wording->id);
    } else {
      add_string(hash, wording->path);
      add_string(hash, wording->text);
    }
  }
  return "sha256:" + to_hex(hash.finish());
}

}  // namespace licet::check
