#include <engine/base/hexadecimal.h>
#include <engine/exchange/content_text.h>
#include <engine/exchange/erasure_content.h>
#include <engine/time/civil.h>

namespace licet::exchange {
namespace {

constexpr std::string_view kRecorded = R"({"recorded":")";
constexpr std::string_view kHolder = R"(","holder":")";
constexpr std::string_view kSlot = R"(","slot":)";
constexpr std::string_view kAt = R"(,"at":")";
constexpr std::string_view kInto = R"(","into":)";
constexpr std::string_view kKept = R"(,"kept":[)";
constexpr std::string_view kIds = R"(],"ids":[)";
constexpr std::string_view kDone = R"(],"done":true})";
constexpr std::string_view kNotDone = R"(],"done":false})";

std::optional<Instant> take_time(std::string_view& text) {
  const std::size_t end = text.find('"');
  if (end == std::string_view::npos) return std::nullopt;
  const auto time = time::parse_rfc3339(text.substr(0, end));
  text.remove_prefix(end);
  return time;
}

bool take_hash(std::string_view& text, HolderNumber& into) {
  constexpr std::size_t digits = 2 * std::tuple_size_v<HolderNumber>;
  if (text.size() < digits || !read_hexadecimal(text.substr(0, digits), into)) return false;
  text.remove_prefix(digits);
  return true;
}

bool take_into(std::string_view& text, std::uint64_t& number) {
  const auto taken = take_number(text);
  if (taken) number = *taken;
  return taken.has_value();
}

bool take_kept(std::string_view& text, std::vector<ErasureContent::Kept>& kept) {
  while (text.starts_with('[') || text.starts_with(",[")) {
    text.remove_prefix(text.find('[') + 1);
    ErasureContent::Kept& each = kept.emplace_back();
    if (!take_into(text, each.original) || !take(text, ",") || !take_into(text, each.record) || !take(text, "]")) {
      return false;
    }
    if (kept.size() > 1 && kept[kept.size() - 2].original >= each.original) return false;
  }
  return true;
}

bool take_ids(std::string_view& text, std::vector<HolderNumber>& ids) {
  while (text.starts_with('"') || text.starts_with(",\"")) {
    text.remove_prefix(text.find('"') + 1);
    if (!take_hash(text, ids.emplace_back()) || !take(text, "\"")) return false;
  }
  return true;
}

}  // namespace

std::string write_erasure_content(const ErasureContent& content) {
  std::string json(kRecorded);
  json += time::format_rfc3339(content.recorded);
  json += kHolder;
  append_hexadecimal(json, content.holder);
  json += kSlot;
  json += std::to_string(content.slot);
  json += kAt;
  json += time::format_rfc3339(content.at);
  json += kInto;
  json += std::to_string(content.into);
  json += kKept;
  const char* before = "[";
  for (const ErasureContent::Kept& kept : content.kept) {
    json += before;
    json += std::to_string(kept.original);
    json += ',';
    json += std::to_string(kept.record);
    json += ']';
    before = ",[";
  }
  json += kIds;
  before = "\"";
  for (const HolderNumber& id : content.ids) {
    json += before;
    append_hexadecimal(json, id);
    json += '"';
    before = ",\"";
  }
  json += content.done ? kDone : kNotDone;
  return json;
}

std::optional<ErasureContent> read_erasure_content(std::string_view json) {
  ErasureContent content;
  std::string_view text = json;
  if (!take(text, kRecorded)) return std::nullopt;
  const auto recorded = take_time(text);
  if (!recorded || !take(text, kHolder) || !take_hash(text, content.holder) || !take(text, kSlot) ||
      !take_into(text, content.slot) || !take(text, kAt)) {
    return std::nullopt;
  }
  const auto at = take_time(text);
  if (!at || !take(text, kInto) || !take_into(text, content.into) || !take(text, kKept) ||
      !take_kept(text, content.kept) || !take(text, kIds) || !take_ids(text, content.ids)) {
    return std::nullopt;
  }
  content.recorded = *recorded;
  content.at = *at;
  content.done = text == kDone;
  // Written anew it must come to the same bytes: no zeros before numbers, no other way to write a time.
  if (write_erasure_content(content) != json) return std::nullopt;
  return content;
}

}  // namespace licet::exchange
