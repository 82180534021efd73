#include <engine/check/headers.h>
#include <engine/time/civil.h>
#include <engine/time/zone.h>
#include <grammar/codes_of_meaning.h>

namespace licet::check {
namespace {

using namespace grammar::meaning;

constexpr const char* kDefaultZone = "UTC";

Result<std::shared_ptr<const time::Zone>> find_zone(const LoadedSet& set, const std::string& name) {
  return set.zone_bytes.empty() ? time::Zone::by_name(name) : time::Zone::from_bytes(name, set.zone_bytes);
}

void take_zone(Checking& checking) {
  std::shared_ptr<const time::Zone>& zone = checking.model->zone;
  const syntax::Name* stated = nullptr;
  for (const syntax::File& file : checking.set.files) {
    const std::optional<syntax::Name>& name = file.header.time_zone;
    if (!name) continue;
    if (stated != nullptr && stated->text == name->text) continue;
    const auto found = find_zone(checking.set, name->text);
    if (!found) {
      checking.report.add_unknown(kUnknownTimeZone, name->range, {name->text}, name->text,
                                  [] { return time::zone_names(); });
      continue;
    }
    if (stated != nullptr) {
      checking.report.add(kTimeZonesDiffer, name->range, {name->text, stated->text},
                          {{stated->range, kTimeZoneStatedHere, {}}});
      continue;
    }
    stated = &*name;
    zone = *found;
  }
  if (zone) return;
  const auto found = find_zone(checking.set, kDefaultZone);
  if (found) {
    zone = *found;
  } else if (!checking.set.files.empty()) {
    checking.report.add(kUnknownTimeZone, checking.set.files[checking.set.main_file].header.range, {kDefaultZone});
  }
}

}  // namespace

model::ForceSpan force_span(Checking& checking, const std::optional<syntax::InForce>& clause) {
  model::ForceSpan span;
  if (!clause) return span;
  const time::Zone& zone = *checking.model->zone;
  if (clause->from) span.from = zone.start_of_day(clause->from->date);
  if (clause->until) span.until = zone.start_of_day(time::plus_days(clause->until->date, 1));
  if (clause->from && clause->until && clause->until->date < clause->from->date) {
    checking.report.add(kForceBackwards, clause->until->range);
  }
  return span;
}

void check_headers(Checking& checking) {
  take_zone(checking);
  model::Model& model = *checking.model;
  if (!checking.set.files.empty()) {
    const syntax::Header& header = checking.set.files[checking.set.main_file].header;
    model.name = header.name.text;
    if (header.title) model.title = header.title->text;
    if (header.version) model.version = header.version->value;
  }
  if (!model.zone) return;
  for (const syntax::File& file : checking.set.files) {
    checking.force_of_file.push_back(force_span(checking, file.header.in_force));
  }
}

}  // namespace licet::check
