#include <algorithm>
#include <engine/record/bundle.h>
#include <engine/record/layout.h>
#include <engine/record/little_endian.h>
#include <engine/record/payload.h>
#include <tests/vectors/bundles/tool/random_damage.h>
#include <tests/vectors/bundles/tool/sample_bundle.h>

namespace licet::vectors {
namespace {

constexpr std::size_t kCommitmentPlace = 72;

BundleParts parts_of(const std::string& bytes) {
  const auto bundle = record::read_bundle(bytes);
  const auto parts = [](const record::BundledRecord& each) {
    return RecordParts{std::string(each.leaf), std::string(each.plain_payload), std::string(each.proof)};
  };
  BundleParts all{std::string(bundle->policy),
                  std::string(bundle->zone),
                  std::string(bundle->explanation),
                  parts(bundle->decision),
                  {}};
  for (const record::BundledRecord& event : bundle->events) all.events.push_back(parts(event));
  return all;
}

}  // namespace

void RandomDamage::damage(std::string& bytes) {
  if (bytes.empty()) {
    bytes += static_cast<char>(below(256));
    return;
  }
  const std::size_t place = below(bytes.size());
  const std::size_t count = 1 + below(std::min<std::size_t>(bytes.size() - place, 40));
  switch (below(8)) {
    case 0:
    case 1:
      bytes[place] = static_cast<char>(bytes[place] ^ static_cast<char>(1U << below(8)));
      break;
    case 2:
      bytes[place] = static_cast<char>(below(256));
      break;
    case 3:
      bytes[place] = "0123456789\n +=AZaz"[below(18)];
      break;
    case 4:
      bytes.erase(place, count);
      break;
    case 5:
      bytes.insert(place, bytes.substr(below(bytes.size()), count));
      break;
    case 6:
      bytes.replace(place, count, count, '\0');
      break;
    default:
      bytes.resize(place);
  }
}

void RandomDamage::damage_heads(BundleParts& parts, RecordParts& first) {
  damage(first.proof);
  const std::size_t head = first.proof.find("\n\n");
  if (head == std::string::npos) return;
  const std::string note = first.proof.substr(head);
  const auto put = [&](RecordParts& each) { each.proof = each.proof.substr(0, each.proof.find("\n\n")) + note; };
  put(parts.decision);
  for (RecordParts& event : parts.events) put(event);
}

std::string RandomDamage::in_parts(const std::string& bundle) {
  BundleParts parts = parts_of(bundle);
  const std::size_t which = below(parts.events.size() + 1);
  RecordParts& record = which == 0 ? parts.decision : parts.events[which - 1];
  switch (below(6)) {
    case 0:
      damage(below(2) == 0 ? parts.policy : parts.zone);
      break;
    case 1: {
      const std::size_t place = below(record.leaf.size());
      record.leaf[place] = static_cast<char>(record.leaf[place] ^ static_cast<char>(1U << below(8)));
      break;
    }
    case 2:
      damage(record.payload);
      if (below(2) == 0) record::put_number(record.leaf, kCommitmentPlace, record::commitment_of(record.payload));
      break;
    case 3:
      damage(record.proof);
      break;
    case 4:
      damage_heads(parts, record);
      break;
    default:
      if (parts.events.size() > 1) std::swap(parts.events[below(parts.events.size())], parts.events.front());
      if (!parts.events.empty() && below(2) == 0) parts.events.pop_back();
  }
  return parts.join();
}

std::string RandomDamage::damaged(const std::vector<std::string>& bundles) {
  const std::string& good = bundles[below(bundles.size())];
  const std::uint64_t way = below(4);
  if (way >= 2) return in_parts(good);
  std::string bytes = good;
  const std::uint64_t times = 1 + below(3);
  for (std::uint64_t i = 0; i < times; ++i) damage(bytes);
  const bool long_enough = bytes.size() >= sizeof(Digest);
  return way == 1 && long_enough ? rehashed(std::move(bytes)) : bytes;
}

}  // namespace licet::vectors
