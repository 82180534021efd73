#include <engine/base/digest.h>
#include <engine/check/policy_digest.h>

namespace licet::check {

std::string policy_digest(const SetArchive& archive) { return "sha256:" + to_hex(sha256(archive.bytes)); }

}  // namespace licet::check
