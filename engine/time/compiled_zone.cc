#include <algorithm>
#include <array>
#include <engine/time/compiled_zone.h>

namespace licet::time {

namespace {

constexpr std::size_t kHeaderBytes = 44;
constexpr std::size_t kTypeBytes = 6;
constexpr std::size_t kMaxTypes = 256;
constexpr std::int64_t kMaxOffset =
    std::int64_t{26} * 3600;  ///< exclusive; RFC 8536 section 3.2 names it as the sensible bound

/// The six counts of a header (RFC 8536 section 3.1), in their order there.
struct Header {
  char version = '\0';
  std::uint64_t ut_indicators = 0;
  std::uint64_t standard_indicators = 0;
  std::uint64_t leap_seconds = 0;
  std::uint64_t transitions = 0;
  std::uint64_t types = 0;
  std::uint64_t designation_bytes = 0;

  /// Each count has 32 bits, so nothing here can overflow 64.
  std::uint64_t data_bytes(std::uint64_t time_bytes) const {
    return transitions * (time_bytes + 1) + types * kTypeBytes + designation_bytes + leap_seconds * (time_bytes + 4) +
           standard_indicators + ut_indicators;
  }
};

using Problem = tl::unexpected<std::string>;

Problem problem(const char* text) { return Problem(text); }

class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  std::size_t remaining() const { return rest_.size(); }
  std::string_view rest() const { return rest_; }

  /// Precondition of all that follow: so many bytes remain.
  std::string_view take(std::size_t count) {
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }
  std::uint8_t byte() { return static_cast<std::uint8_t>(take(1).front()); }
  std::uint64_t big_endian(std::size_t bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes; ++i) value = (value << 8U) | byte();
    return value;
  }

 private:
  std::string_view rest_;
};

tl::expected<Header, std::string> read_header(ByteReader& reader) {
  if (reader.remaining() < kHeaderBytes) return problem("the file ends within a header");
  if (reader.take(4) != "TZif") return problem("a header does not begin with TZif");
  Header header;
  header.version = reader.take(1).front();
  reader.take(15);
  header.ut_indicators = reader.big_endian(4);
  header.standard_indicators = reader.big_endian(4);
  header.leap_seconds = reader.big_endian(4);
  header.transitions = reader.big_endian(4);
  header.types = reader.big_endian(4);
  header.designation_bytes = reader.big_endian(4);
  return header;
}

const char* wrong_count(const Header& header) {
  if (header.types == 0 || header.types > kMaxTypes) return "the number of its local time types is impossible";
  if (header.designation_bytes == 0) return "it names no abbreviations";
  const auto none_or_all = [&header](std::uint64_t count) { return count == 0 || count == header.types; };
  if (!none_or_all(header.ut_indicators) || !none_or_all(header.standard_indicators)) {
    return "its indicators are not as many as its local time types";
  }
  if (header.leap_seconds != 0) return "it counts leap seconds, which instants do not have";
  return nullptr;
}

tl::expected<std::vector<std::int32_t>, std::string> read_types(ByteReader& reader, const Header& header) {
  std::vector<std::int32_t> types(header.types);
  std::vector<std::uint64_t> designations;
  for (std::int32_t& offset : types) {
    offset = static_cast<std::int32_t>(static_cast<std::uint32_t>(reader.big_endian(4)));
    const std::uint8_t is_summer = reader.byte();
    designations.push_back(reader.byte());
    if (offset <= -kMaxOffset || offset >= kMaxOffset) return problem("an offset from UTC is impossible");
    if (is_summer > 1) return problem("a mark of summer time is neither 0 nor 1");
  }
  const std::string_view names = reader.take(header.designation_bytes);
  for (const std::uint64_t index : designations) {
    if (index >= names.size() || names.find('\0', index) == std::string_view::npos) {
      return problem("an abbreviation lies outside the list of abbreviations");
    }
  }
  return types;
}

/// Each indicator is 0 or 1, and one of universal time implies one of standard time.
bool are_indicators_valid(std::string_view standard, std::string_view ut) {
  const auto is_flag = [](char c) { return c == 0 || c == 1; };
  if (!std::all_of(standard.begin(), standard.end(), is_flag) || !std::all_of(ut.begin(), ut.end(), is_flag)) {
    return false;
  }
  for (std::size_t i = 0; i < ut.size(); ++i) {
    if (ut[i] == 1 && (i >= standard.size() || standard[i] == 0)) return false;
  }
  return true;
}

tl::expected<CompiledZone, std::string> read_data(ByteReader& reader, const Header& header) {
  CompiledZone zone;
  zone.changes.resize(header.transitions);
  for (OffsetChange& change : zone.changes) change.at = static_cast<std::int64_t>(reader.big_endian(8));
  const auto out_of_order = [](const OffsetChange& a, const OffsetChange& b) { return a.at >= b.at; };
  if (std::adjacent_find(zone.changes.begin(), zone.changes.end(), out_of_order) != zone.changes.end()) {
    return problem("its changes are out of order");
  }
  const std::string_view type_of_change = reader.take(header.transitions);
  const auto types = read_types(reader, header);
  if (!types) return tl::unexpected(types.error());
  for (std::size_t i = 0; i < zone.changes.size(); ++i) {
    const std::size_t type = static_cast<std::uint8_t>(type_of_change[i]);
    if (type >= types->size()) return problem("a change names a local time type that is not there");
    zone.changes[i].offset = (*types)[type];
  }
  zone.initial_offset = types->front();
  const std::string_view standard = reader.take(header.standard_indicators);
  if (!are_indicators_valid(standard, reader.take(header.ut_indicators))) {
    return problem("an indicator of standard or universal time is impossible");
  }
  return zone;
}

/// The last recorded offset has to be one of the rule's. That the rule would give just this one at the last change, as
/// RFC 8536 section 3.3 has it, is not asked: zone compilers in use write files that end some weeks before it does.
bool agrees(const PosixRule& rule, const CompiledZone& zone) {
  if (zone.changes.empty()) return true;
  const std::int32_t last = zone.changes.back().offset;
  return last == rule.standard_offset || (rule.summer && last == rule.summer->offset);
}

}  // namespace

tl::expected<CompiledZone, std::string> read_compiled_zone(std::string_view bytes) {
  ByteReader reader(bytes);
  const auto old_header = read_header(reader);
  if (!old_header) return tl::unexpected(old_header.error());
  if (old_header->version < '2' || old_header->version > '4') {
    return problem("it is not of version 2, 3 or 4, which say how a zone goes on");
  }
  if (old_header->data_bytes(4) > reader.remaining()) return problem("the file ends within its first part");
  reader.take(old_header->data_bytes(4));

  const auto header = read_header(reader);
  if (!header) return tl::unexpected(header.error());
  if (header->version != old_header->version) return problem("its two headers contradict each other");
  if (const char* wrong = wrong_count(*header)) return problem(wrong);
  if (header->data_bytes(8) > reader.remaining()) return problem("the file ends within its second part");
  auto zone = read_data(reader, *header);
  if (!zone) return zone;

  const std::string_view footer = reader.rest();
  if (footer.size() < 2 || footer.front() != '\n' || footer.find('\n', 1) != footer.size() - 1) {
    return problem("its footer is not one line");
  }
  if (footer.size() > 2) {
    zone->rule = parse_posix_rule(footer.substr(1, footer.size() - 2));
    if (!zone->rule) return problem("the rule in its footer cannot be read");
    if (!agrees(*zone->rule, *zone)) return problem("the rule in its footer contradicts its last change");
  }
  return zone;
}

}  // namespace licet::time
