#include <engine/record/kept_content.h>
#include <engine/record/layout.h>
#include <engine/record/little_endian.h>
#include <engine/record/payload.h>

namespace licet::record {

std::string kept_content_of(std::uint64_t number, std::string_view plain) {
  std::string content;
  content.reserve(sizeof(number) + plain.size());
  append_number(content, number);
  content += plain;
  return content;
}

std::optional<KeptContent> read_kept_content(std::string_view content) {
  if (content.size() <= sizeof(std::uint64_t)) return std::nullopt;
  KeptContent kept;
  kept.number = number_at<std::uint64_t>(content, 0);
  kept.plain = content.substr(sizeof(std::uint64_t));
  if (kept.plain.size() % kPayloadAlignment != 0) return std::nullopt;
  return kept;
}

bool keeps(const KeptContent& kept, const Leaf& original) {
  const bool has_content = original.kind == RecordKind::kEvent || original.kind == RecordKind::kDecision;
  return has_content && original.number == kept.number && commitment_of(kept.plain) == original.commitment;
}

}  // namespace licet::record
