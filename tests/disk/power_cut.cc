// What is left when the power fails.
#include <algorithm>
#include <set>
#include <tests/disk/simulated_disk.h>

namespace licet::test {
namespace {

constexpr std::size_t kSector = 512;

}  // namespace

void SimulatedDisk::survive(Node& node) {
  const std::uint64_t fate = dice(4);  // of all that is pending: nothing, everything, or some
  const auto stays = [&] { return fate == 1 || (fate > 1 && dice(2) == 0); };

  std::vector<Change> pieces;
  for (const Change& each : node.pending) {
    if (each.resizes) {
      if (stays()) pieces.push_back(each);
      continue;
    }
    for (std::size_t at = 0; at < each.bytes.size();) {
      const std::size_t in_sector = kSector - (each.offset + at) % kSector;
      const std::size_t count = std::min(in_sector, each.bytes.size() - at);
      if (stays()) {
        const bool torn = fate == 2 && dice(8) == 0;
        pieces.push_back({each.offset + at, each.bytes.substr(at, torn ? dice(count) : count), false});
      }
      at += count;
    }
  }
  if (fate == 3) std::shuffle(pieces.begin(), pieces.end(), random_);
  for (const Change& each : pieces) apply(node.durable, each);
  // A file may have grown before its bytes came.
  if (fate > 1 && node.seen.size() > node.durable.size() && dice(4) == 0) node.durable.resize(node.seen.size(), '\0');
  node.pending.clear();
  node.seen = node.durable;

  for (const NameChange& each : node.pending_names) {
    if (stays()) apply(node.durable_names, each);
  }
  node.pending_names.clear();
  node.names = node.durable_names;
}

void SimulatedDisk::survive_all(const NodePointer& node) {
  std::vector<NodePointer> left = {node};
  std::set<Node*> met;
  while (!left.empty()) {
    const NodePointer next = left.back();
    left.pop_back();
    if (!met.insert(next.get()).second) continue;
    survive(*next);
    for (const auto& [name, below] : next->names) left.push_back(below);
  }
}

void SimulatedDisk::restart() {
  const std::lock_guard lock(mutex_);
  for (auto& [file, descriptor] : open_) descriptor.node->locked_by = -1;
  open_.clear();
  survive_all(root_);
  cut_at_ = UINT64_MAX;
  failing_sync_ = UINT64_MAX;
  full_ = false;
}

}  // namespace licet::test
