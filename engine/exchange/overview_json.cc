#include <engine/exchange/decision_made_json.h>
#include <engine/exchange/json_lists.h>
#include <engine/exchange/names.h>
#include <engine/exchange/overview_json.h>
#include <engine/exchange/request_json.h>
#include <engine/exchange/standing_json.h>
#include <engine/exchange/written_text.h>

namespace licet::exchange {
namespace {

void write_data(std::string& line, const DueLine& held, const std::vector<Language>& languages) {
  DueLine one = held;
  // Whose it is stands at the top.
  one.entry.customer.reset();
  one.entry.device.reset();
  line += write_due(one, languages);
}

std::string_view what_of(HappeningKind kind) {
  switch (kind) {
    case HappeningKind::kEvent:
      return "event";
    case HappeningKind::kExpired:
      return "expired";
    case HappeningKind::kLapsed:
      return "lapsed";
    case HappeningKind::kDecided:
      return "decided";
  }
  return {};
}

void write_happening(std::string& line, const Happening& one) {
  ObjectWriter out(line);
  out.instant("at", one.at);
  out.text("what", what_of(one.kind));
  out.number("record", one.record);
  if (!one.consent.empty()) out.text("consent", one.consent);
  out.end();
}

}  // namespace

Result<std::string> write_overview(const Overview& overview, const std::vector<Language>& languages) {
  auto standing = write_standing(overview.standing);
  if (!standing) return standing;
  return written_text([&] {
    std::string members;
    ObjectWriter out(members);
    if (!overview.standing.recipient) {
      write_list(members, out, "data", overview.data,
                 [&](std::string& to, const DueLine& one) { write_data(to, one, languages); });
    }
    write_list(members, out, "timeline", overview.timeline, write_happening);
    if (!overview.standing.recipient) {
      write_list(members, out, "decisions", overview.decisions, write_decision_made);
      out.number("decisions_in_all", overview.decisions_in_all);
    }
    out.end();
    std::string line = *standing;
    line.back() = ',';
    line.append(members, 1);
    return line;
  });
}

}  // namespace licet::exchange
