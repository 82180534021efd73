#include <array>
#include <engine/exchange/event_value.h>
#include <engine/exchange/explanation_json.h>
#include <engine/exchange/json_lists.h>
#include <engine/exchange/json_write.h>
#include <engine/exchange/missing_json.h>
#include <engine/exchange/request_json.h>

namespace licet::exchange {
namespace {

/// Each table stands in the order of its enumeration.
constexpr std::array<std::string_view, 4> kActs = {"learn", "inform", "ask", "confirm"};
constexpr std::array<std::string_view, 4> kHolders = {"customer", "device", "recipient", "request"};
constexpr std::array<std::string_view, 3> kObstacles = {"objection", "restriction", "erasure_request"};

void write_values(std::string& line, const std::vector<RawValue>& values) {
  line += '[';
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) line += ',';
    if (const auto* yes = std::get_if<bool>(&values[i])) {
      line += *yes ? "true" : "false";
    } else if (const auto* number = std::get_if<std::int64_t>(&values[i])) {
      line += std::to_string(*number);
    } else {
      append_quoted(line, std::get<std::string>(values[i]));
    }
  }
  line += ']';
}

void write_region(std::string& line, const ValueRegion& region) {
  ObjectWriter out(line);
  if (!region.values.empty()) {
    out.name(region.others ? "none_of" : "one_of");
    write_values(line, region.values);
  }
  if (region.at_least) out.integer("at_least", *region.at_least);
  if (region.at_most) out.integer("at_most", *region.at_most);
  if (region.from) out.instant("from", *region.from);
  if (region.before) out.instant("before", *region.before);
  write_raw_value(out, "example", region.example);
  texts_if_any(out, "compared_with", region.compared_with);
  out.end();
}

void write_act(std::string& line, const MissingAct& act) {
  ObjectWriter out(line);
  out.text("act", text_of(act.kind));
  out.text("of", text_of(act.holder));
  out.text(act.kind == ActKind::kLearn ? "fact" : act.kind == ActKind::kInform ? "notice" : "consent", act.name);
  if (!act.title.empty()) out.text("title", act.title);
  if (act.wording) out.text("wording", *act.wording);
  if (act.kind == ActKind::kAsk) out.texts("purposes", act.purposes);
  if (act.limits_channels) out.texts("channels", act.channels);
  if (act.value) {
    out.name("value");
    write_region(line, *act.value);
  }
  if (!act.facts.empty()) {
    write_list(line, out, "facts", act.facts, [](std::string& to, const StatedNeed& need) {
      ObjectWriter inner(to);
      inner.text("fact", need.fact);
      inner.name("value");
      write_region(to, need.value);
      inner.end();
    });
  }
  out.end();
}

void write_obstacle(std::string& line, const Obstacle& obstacle) {
  ObjectWriter out(line);
  out.text("obstacle", text_of(obstacle.kind));
  out.text("of", text_of(obstacle.holder));
  out.number("record", obstacle.begun.record);
  out.instant("at", obstacle.begun.at);
  out.instant("recorded", obstacle.begun.recorded);
  out.boolean("outdone", obstacle.outdone);
  out.boolean("certain", obstacle.certain);
  texts_if_any(out, "purposes", obstacle.purposes);
  texts_if_any(out, "channels", obstacle.channels);
  texts_if_any(out, "data", obstacle.data);
  out.end();
}

}  // namespace

std::string_view text_of(ActKind kind) { return kActs[static_cast<std::size_t>(kind)]; }
std::string_view text_of(ActHolder holder) { return kHolders[static_cast<std::size_t>(holder)]; }
std::string_view text_of(ObstacleKind kind) { return kObstacles[static_cast<std::size_t>(kind)]; }

std::string write_missing(const Missing& missing, std::span<const Sentences> sentences) {
  std::string line;
  ObjectWriter out(line);
  out.raw("answer", write_decision(missing.decision));
  write_list(line, out, "sets", missing.sets, [](std::string& to, const MissingSet& set) {
    ObjectWriter inner(to);
    write_list(to, inner, "acts", set.acts, write_act);
    inner.end();
  });
  out.boolean("complete", missing.complete);
  out.number("tries", missing.tries);
  write_list(line, out, "in_the_way", missing.in_the_way, write_obstacle);
  out.boolean("device_helps", missing.device_helps);
  out.boolean("customer_helps", missing.customer_helps);
  out.texts("restricted_by_retention", missing.restricted_by_retention);
  out.instant("permitted_from", missing.permitted_from.value_or(kNever));
  out.name("sentences");
  ObjectWriter said(line);
  for (const Sentences& one : sentences) {
    said.name(text_of(one.language));
    ObjectWriter inner(line);
    inner.texts("summary", one.summary);
    inner.texts("details", one.details);
    inner.end();
  }
  said.end();
  out.end();
  return line;
}

}  // namespace licet::exchange
