#include <engine/exchange/json_write.h>
#include <fmt/core.h>
#include <string>
#include <tools/licet/scenario_report.h>
#include <tools/licet/text_layout.h>

namespace licet::tool {
namespace {

Place place_of(const SourceFiles& sources, SourceRange range) { return sources[range.source.value].place_of(range); }

void append_failure(std::string& json, const SourceFiles& sources, const scenario::Failure& failure) {
  const Place place = place_of(sources, failure.range);
  exchange::ObjectWriter writer(json);
  writer.text("path", place.path);
  writer.number("line", place.line);
  writer.number("column", place.column);
  writer.text("expected", failure.expected);
  writer.text("found", failure.found);
  writer.texts("why", failure.why);
  writer.end();
}

std::string scenario_json(const SourceFiles& sources, const scenario::ScenarioResult& result) {
  const Place place = place_of(sources, result.range);
  std::string failures = "[";
  for (const scenario::Failure& failure : result.failures) {
    if (failures.size() > 1) failures += ',';
    append_failure(failures, sources, failure);
  }
  failures += ']';
  std::string json;
  exchange::ObjectWriter writer(json);
  writer.text("scenario", result.title);
  writer.text("path", place.path);
  writer.number("line", place.line);
  writer.boolean("passed", result.passed());
  writer.number("expectations", result.expectations);
  writer.raw("failures", failures);
  writer.end();
  return json;
}

void print_failure(Output& output, const SourceFiles& sources, const scenario::Failure& failure) {
  const Place place = place_of(sources, failure.range);
  const Style& style = output.style();
  output.line(fmt::format("    {} {}", style.strong(fmt::format("{}:{}:{}:", place.path, place.line, place.column)),
                          one_line(place.line_text)));
  output.line("      expected  " + failure.expected);
  output.line("      found     " + style.bad(failure.found));
  const char* label = "      why       ";
  for (const std::string& sentence : failure.why) {
    output.line(label + one_line(sentence));
    label = "                ";
  }
}

}  // namespace

void print_scenario(Output& output, const SourceFiles& sources, const scenario::ScenarioResult& result) {
  if (output.json()) {
    output.line(scenario_json(sources, result));
    return;
  }
  const Place place = place_of(sources, result.range);
  const Style& style = output.style();
  output.line(fmt::format("{}  {}:{}: {}", result.passed() ? style.good("ok    ") : style.bad("FAILED"), place.path,
                          place.line, one_line(result.title)));
  for (const scenario::Failure& failure : result.failures) print_failure(output, sources, failure);
}

}  // namespace licet::tool
