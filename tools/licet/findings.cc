#include <algorithm>
#include <engine/base/render.h>
#include <engine/exchange/diagnostic_json.h>
#include <fmt/core.h>
#include <set>
#include <tools/licet/findings.h>
#include <tools/licet/text_layout.h>

namespace licet::tool {
namespace {

std::string text_of(const std::vector<Diagnostic>& diagnostics, std::size_t errors, bool colour) {
  std::string text;
  std::size_t shown = 0;
  for (const Diagnostic& diagnostic : diagnostics) {
    text += render(diagnostic, {colour});
    if (diagnostic.severity == Severity::kError) ++shown;
  }
  if (errors > shown) text += fmt::format("… and {}\n", counted(errors - shown, "more error", "more errors"));
  return text;
}

}  // namespace

void print_findings(Output& output, const std::vector<Diagnostic>& diagnostics, std::size_t errors) {
  if (!output.json()) {
    output.text(text_of(diagnostics, errors, output.style().colour()));
    return;
  }
  for (const Diagnostic& diagnostic : diagnostics) output.line(exchange::write_diagnostic(diagnostic));
}

void report_findings(Output& output, const std::vector<Diagnostic>& diagnostics, std::size_t errors) {
  output.message_text(text_of(diagnostics, errors, output.message_style().colour()));
}

std::string findings_summary(const std::vector<Diagnostic>& diagnostics, std::size_t errors) {
  std::set<std::string> files;
  std::size_t warnings = 0;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.severity == Severity::kError) {
      files.insert(diagnostic.place.path);
    } else {
      ++warnings;
    }
  }
  std::string text;
  if (errors != 0) {
    text = fmt::format("{} in {}", counted(errors, "error", "errors"), counted(files.size(), "file", "files"));
  }
  if (warnings != 0) text += fmt::format("{}{}", text.empty() ? "" : ", ", counted(warnings, "warning", "warnings"));
  return text.empty() ? "no findings" : text;
}

}  // namespace licet::tool
