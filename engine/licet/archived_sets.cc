#include <engine/base/hexadecimal.h>
#include <engine/decide/ready_set.h>
#include <engine/licet/archived_sets.h>

namespace licet {

Result<std::shared_ptr<const decide::ReadyPolicy>> ready_again(record::ArchivedPolicy set, std::string zone_bytes,
                                                               const Digest& digest) {
  auto ready =
      decide::load_archived_ready({set.policy_files, set.main_file, std::move(set.bytes)}, std::move(zone_bytes));
  if (ready && (*ready)->model().digest != "sha256:" + to_hex(digest)) {
    return tl::unexpected(
        Failure{FailureKind::kDamaged, "An archived policy set does not have the digest that the decision names."});
  }
  return ready;
}

Result<std::shared_ptr<const decide::ReadyPolicy>> ArchivedSets::find(const Digest& policy, std::string_view zone) {
  std::pair<Digest, std::string> key{policy, zone};
  if (const auto known = ready_.find(key); known != ready_.end()) return known->second;
  Digest zone_digest{};
  if (!read_hexadecimal(zone, zone_digest)) {
    return tl::unexpected(Failure{FailureKind::kDamaged, "A recorded decision names no time-zone data."});
  }
  auto set = store_->archived_policy(policy);
  if (!set) return tl::unexpected(std::move(set.error()));
  auto zone_bytes = store_->archived_zone(zone_digest);
  if (!zone_bytes) return tl::unexpected(std::move(zone_bytes.error()));
  auto ready = ready_again(std::move(*set), std::move(*zone_bytes), policy);
  if (ready) ready_.emplace(std::move(key), *ready);
  return ready;
}

}  // namespace licet
