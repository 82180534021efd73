#include <algorithm>
#include <engine/record/layout.h>
#include <engine/record/leaf.h>
#include <engine/record/little_endian.h>

namespace licet::record {
namespace {

constexpr std::size_t kZeroPlace = 2;
constexpr std::size_t kZeroBytes = 6;
constexpr std::size_t kNumberPlace = 8;
constexpr std::size_t kTimePlace = 16;
constexpr std::size_t kPolicyPlace = 24;
constexpr std::size_t kIdPlace = 56;
constexpr std::size_t kCommitmentPlace = 72;
static_assert(kCommitmentPlace + sizeof(Digest) == kLeafBytes);

constexpr std::uint8_t kVersion = kRecordFormatVersion;

}  // namespace

bool is_kind(RecordKind kind) {
  switch (kind) {
    case RecordKind::kEvent:
    case RecordKind::kDecision:
    case RecordKind::kErasure:
    case RecordKind::kKept:
    case RecordKind::kOutbox:
    case RecordKind::kAudience:
      return true;
  }
  return false;
}

void append_leaf(std::string& out, const Leaf& leaf) {
  append_number(out, kVersion);
  append_number(out, leaf.kind);
  out.append(kZeroBytes, '\0');
  append_number(out, leaf.number);
  append_number(out, leaf.batch_time.micros);
  append_number(out, leaf.policy);
  append_number(out, leaf.id);
  append_number(out, leaf.commitment);
}

std::optional<Leaf> read_leaf(std::string_view bytes) {
  if (bytes.size() != kLeafBytes || number_at<std::uint8_t>(bytes, 0) != kVersion) return std::nullopt;
  const auto kind = number_at<std::uint8_t>(bytes, 1);
  const std::string_view zeros = bytes.substr(kZeroPlace, kZeroBytes);
  const bool has_zeros = std::all_of(zeros.begin(), zeros.end(), [](char c) { return c == '\0'; });
  if (!is_kind(static_cast<RecordKind>(kind)) || !has_zeros) return std::nullopt;
  return Leaf{static_cast<RecordKind>(kind),
              number_at<std::uint64_t>(bytes, kNumberPlace),
              Instant{number_at<std::int64_t>(bytes, kTimePlace)},
              number_at<Digest>(bytes, kPolicyPlace),
              number_at<RecordId>(bytes, kIdPlace),
              number_at<Digest>(bytes, kCommitmentPlace)};
}

}  // namespace licet::record
