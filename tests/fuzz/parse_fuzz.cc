// Any bytes as a policy text: read, shown, and every finding put into words.

#include <cstdlib>
#include <engine/base/render.h>
#include <grammar/dump.h>
#include <grammar/messages.h>
#include <grammar/parse.h>
#include <licet/limits.h>
#include <string>
#include <string_view>

namespace {

using namespace licet;

void demand(bool holds) {
  if (!holds) std::abort();
}

void check_range(SourceRange range, std::string_view text) {
  demand(range.begin <= range.end);
  demand(range.end <= text.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const grammar::Parsed parsed = grammar::parse(SourceId{}, text);
  demand(parsed.findings.size() <= limits::kTextFindings + 1);
  demand(parsed.file.declarations.size() <= limits::kFileDeclarations);
  for (const syntax::Declaration& declaration : parsed.file.declarations) check_range(declaration.range, text);
  SourceFiles sources;
  sources.emplace_back("policy.licet", text);
  for (const Finding& finding : parsed.findings) {
    check_range(finding.range, text);
    const Diagnostic diagnostic = grammar::describe(finding, sources, Language::kEnglish);
    demand(!diagnostic.message.empty());
    demand(!render(diagnostic).empty());
  }
  // Only a file that has its header is without a finding.
  demand(!parsed.findings.empty() || !parsed.file.header.name.text.empty());
  static_cast<void>(grammar::dump(parsed.file));
  return 0;
}
