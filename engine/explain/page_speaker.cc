#include <engine/exchange/kept_text.h>
#include <engine/explain/page_speaker.h>
#include <engine/time/civil.h>

namespace licet::explain {

std::string PageSpeaker::titles(const std::vector<PolicyName>& names) const {
  std::vector<std::string> all;
  all.reserve(names.size());
  for (const PolicyName& name : names) all.push_back(title(name));
  return list(all);
}

std::string PageSpeaker::value(const std::string& fact, const std::optional<RawValue>& value) const {
  if (!value) return say(PagePhrase::kNoValue);
  if (const auto* yes = std::get_if<bool>(&*value)) return say(*yes ? PagePhrase::kYes : PagePhrase::kNo);
  if (const auto* number = std::get_if<std::int64_t>(&*value)) return std::to_string(*number);
  const auto& stated = std::get<std::string>(*value);
  const auto id = model().facts.find(fact);
  const bool has_time =
      id && (model().facts[*id].type == model::FactType::kDate || model().facts[*id].type == model::FactType::kTime);
  if (!has_time) return stated;
  if (const auto date = time::parse_date(stated)) {
    const Instant start = model().zone->start_of_day(*date);
    return start == kNever ? stated : speaker_.date(start);
  }
  const auto t = time::parse_rfc3339(stated);
  return t ? moment(*t) : stated;
}

std::string PageSpeaker::of_item(const std::string& what, const std::optional<std::string>& item) const {
  return item ? say(PagePhrase::kOfItem, {{"what", what}, {"item", quoted(*item)}}) : what;
}

std::string PageSpeaker::kept(const std::string& json) { return exchange::kept_text(json); }

}  // namespace licet::explain
