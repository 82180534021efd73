#include <algorithm>
#include <engine/facts/row.h>
#include <engine/record/crc32c.h>
#include <engine/record/little_endian.h>

namespace licet::facts {
namespace {

using record::number_at;

constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kHeaderBytes = 48;
constexpr std::size_t kIdBytes = 256;
constexpr std::size_t kLinkBytes = 64;
constexpr std::uint32_t kMostEvents = std::uint32_t{1} << 24U;

constexpr std::size_t round_up(std::size_t bytes) { return (bytes + 7) / 8 * 8; }

std::string_view bytes_of(std::span<const std::uint64_t> words) {
  return {reinterpret_cast<const char*>(words.data()), words.size_bytes()};
}

std::uint32_t checksum(std::string_view row, const record::KeyedHash& key) {
  return record::crc32c({reinterpret_cast<const char*>(key.data()), key.size()},
                        record::crc32c(row.substr(sizeof(std::uint32_t))));
}

std::optional<HolderKind> kind_of(char letter) {
  for (std::size_t i = 0; i < kHolderKinds; ++i) {
    if (letter_of(static_cast<HolderKind>(i)) == letter) return static_cast<HolderKind>(i);
  }
  return std::nullopt;
}

bool is_zero(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char byte) { return byte == '\0'; });
}

template <class Words>
void append_words(std::string& bytes, const Words& words) {
  const std::span<const std::uint64_t> span(words);
  bytes += bytes_of(span);
}

void append_link(std::string& bytes, const Link& link) {
  record::append_number(bytes, link.since.at.micros);
  record::append_number(bytes, link.since.recorded.micros);
  record::append_number(bytes, link.since.record);
  record::append_number(bytes, std::uint64_t{link.linked ? 1U : 0U});
  bytes.append(reinterpret_cast<const char*>(link.device.data()), link.device.size());
  bytes.append(reinterpret_cast<const char*>(link.id.data()), link.id.size());
}

Link link_at(std::string_view links, std::size_t place) {
  const std::string_view bytes = links.substr(place, kLinkBytes);
  Link link;
  link.since = {
      {number_at<std::int64_t>(bytes, 0)}, {number_at<std::int64_t>(bytes, 8)}, number_at<std::uint64_t>(bytes, 16)};
  link.linked = number_at<std::uint64_t>(bytes, 24) != 0;
  link.device = number_at<record::KeyedHash>(bytes, 32);
  link.id = number_at<LinkId>(bytes, 48);
  return link;
}

/// Precondition: whole links. Sorted by device, and flags where they belong?
bool are_links(std::string_view links) {
  std::string_view before;
  for (std::size_t place = 0; place < links.size(); place += kLinkBytes) {
    const std::string_view device = links.substr(place + 32, sizeof(record::KeyedHash));
    if (number_at<std::uint64_t>(links, place + 24) > 1 || (place != 0 && device <= before)) return false;
    before = device;
  }
  return true;
}

}  // namespace

std::vector<std::uint64_t> pack_row(const RowDraft& row, const record::KeyedHash& key) {
  std::string bytes(sizeof(std::uint32_t), '\0');
  bytes.reserve(kHeaderBytes + round_up(row.holder.id.size()) + kLinkBytes * row.links.size() +
                8 * (row.events.size() + row.state.size()));
  record::append_number(bytes, kVersion);
  record::append_number(bytes, static_cast<std::uint64_t>(row.slot));
  bytes.append(reinterpret_cast<const char*>(row.fold_key.data()), row.fold_key.size());
  record::append_number(bytes, static_cast<std::uint32_t>(row.events.size()));
  record::append_number(bytes, static_cast<std::uint32_t>(row.links.size()));
  record::append_number(bytes, static_cast<std::uint32_t>(row.due));
  record::append_number(bytes, static_cast<std::uint16_t>(row.holder.id.size()));
  bytes.push_back(letter_of(row.holder.kind));
  bytes.push_back('\0');
  bytes += row.holder.id;
  bytes.resize(round_up(bytes.size()));
  append_words(bytes, row.events);
  for (const Link& link : row.links) append_link(bytes, link);
  append_words(bytes, row.state);
  record::put_number(bytes, 0, checksum(bytes, key));
  std::vector<std::uint64_t> words(bytes.size() / 8);
  std::memcpy(words.data(), bytes.data(), bytes.size());
  return words;
}

std::optional<RowView> RowView::read(std::span<const std::uint64_t> words, const record::KeyedHash& key) {
  const std::string_view bytes = bytes_of(words);
  if (bytes.size() < kHeaderBytes || number_at<std::uint32_t>(bytes, 0) != checksum(bytes, key)) return std::nullopt;
  const auto events = number_at<std::uint32_t>(bytes, 32);
  const std::size_t link_bytes = number_at<std::uint32_t>(bytes, 36) * kLinkBytes;
  const std::size_t id_bytes = number_at<std::uint16_t>(bytes, 44);
  const std::optional<HolderKind> kind = kind_of(bytes[46]);
  if (number_at<std::uint32_t>(bytes, 4) != kVersion || events > kMostEvents || id_bytes < 1 || id_bytes > kIdBytes ||
      !kind || bytes[47] != '\0') {
    return std::nullopt;
  }
  const std::size_t events_at = kHeaderBytes + round_up(id_bytes);
  const std::size_t links_at = events_at + std::size_t{events} * 8;
  const std::size_t state_at = links_at + link_bytes;
  if (state_at > bytes.size() || !is_zero(bytes.substr(kHeaderBytes + id_bytes, events_at - kHeaderBytes - id_bytes))) {
    return std::nullopt;
  }

  RowView row;
  row.slot_ = record::Slot{number_at<std::uint64_t>(bytes, 8)};
  row.fold_key_ = number_at<FoldKey>(bytes, 16);
  row.due_ = number_at<DueDay>(bytes, 40);
  row.kind_ = *kind;
  row.id_ = bytes.substr(kHeaderBytes, id_bytes);
  row.events_ = words.subspan(events_at / 8, events);
  row.links_ = bytes.substr(links_at, link_bytes);
  row.state_words_ = words.subspan(state_at / 8);
  const bool rising =
      std::adjacent_find(row.events_.begin(), row.events_.end(), std::greater_equal<>()) == row.events_.end();
  if (!rising || !are_links(row.links_) || !is_whole(row.state_words_)) return std::nullopt;
  row.state_ = HolderView(row.state_words_);
  return row;
}

std::vector<Link> RowView::links() const {
  std::vector<Link> links;
  links.reserve(links_.size() / kLinkBytes);
  for (std::size_t place = 0; place < links_.size(); place += kLinkBytes) links.push_back(link_at(links_, place));
  return links;
}

}  // namespace licet::facts
