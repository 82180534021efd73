#include <engine/exchange/event_json.h>
#include <engine/exchange/request_json.h>
#include <engine/licet/journal_entry.h>
#include <engine/time/civil.h>

namespace licet {
namespace {

constexpr std::string_view kContent = R"({"content":")";
constexpr std::string_view kEventAfterContent = R"(","event":)";
constexpr std::string_view kEvent = R"({"event":)";
constexpr std::string_view kRecorded = R"({"recorded":")";
constexpr std::string_view kRequest = R"(","request":)";
constexpr std::string_view kAnswer = R"(,"answer":)";
constexpr std::size_t kDigestDigits = 64;

/// Takes `prefix` off `text`, if it begins so.
bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

std::optional<std::uint8_t> nibble_of(char digit) {
  if (digit >= '0' && digit <= '9') return static_cast<std::uint8_t>(digit - '0');
  if (digit >= 'a' && digit <= 'f') return static_cast<std::uint8_t>(digit - 'a' + 10);
  return std::nullopt;
}

std::optional<Digest> digest_of(std::string_view digits) {
  if (digits.size() != kDigestDigits) return std::nullopt;
  Digest digest{};
  for (std::size_t i = 0; i < digest.size(); ++i) {
    const auto high = nibble_of(digits[2 * i]);
    const auto low = nibble_of(digits[2 * i + 1]);
    if (!high || !low) return std::nullopt;
    digest[i] = static_cast<std::uint8_t>((*high << 4U) | *low);
  }
  return digest;
}

std::optional<EventEntry> read_event_entry(std::string_view json, const std::optional<Digest>& content) {
  if (!json.ends_with('}')) return std::nullopt;
  json.remove_suffix(1);
  auto sent = exchange::read_event(json, exchange::Recorded::kAllowed);
  if (!sent || !sent->recorded || sent->event.id.has_value() != content.has_value()) return std::nullopt;
  return EventEntry{{std::move(sent->event), *sent->recorded, 0}, content};
}

}  // namespace

std::string write_entry(const RecordedEvent& event, const std::optional<Digest>& content) {
  std::string line;
  if (content) {
    line += kContent;
    line += to_hex(*content);
    line += kEventAfterContent;
  } else {
    line += kEvent;
  }
  line += exchange::write_event(event);
  line += '}';
  return line;
}

std::string write_entry(const Request& request, const Decision& decision, Instant recorded) {
  std::string line(kRecorded);
  line += time::format_rfc3339(recorded);
  line += kRequest;
  line += exchange::write_request(request);
  line += kAnswer;
  line += exchange::write_decision(decision);
  line += '}';
  return line;
}

std::optional<std::variant<EventEntry, DecisionEntry>> read_entry(std::string_view line) {
  if (take(line, kRecorded)) {
    const auto recorded = time::parse_rfc3339(line.substr(0, line.find('"')));
    if (!recorded) return std::nullopt;
    return DecisionEntry{*recorded};
  }
  std::optional<Digest> content;
  if (take(line, kContent)) {
    content = digest_of(line.substr(0, kDigestDigits));
    if (!content) return std::nullopt;
    line.remove_prefix(kDigestDigits);
    if (!take(line, kEventAfterContent)) return std::nullopt;
  } else if (!take(line, kEvent)) {
    return std::nullopt;
  }
  auto entry = read_event_entry(line, content);
  if (!entry) return std::nullopt;
  return std::move(*entry);
}

}  // namespace licet
