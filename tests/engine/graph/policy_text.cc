#include <engine/base/source.h>
#include <engine/check/check.h>
#include <grammar/messages.h>
#include <grammar/parse.h>
#include <gtest/gtest.h>
#include <tests/engine/graph/policy_text.h>

namespace licet::tests {

std::shared_ptr<const model::Model> model_of(std::string_view text) {
  check::LoadedSet set;
  grammar::Parsed parsed = grammar::parse(SourceId(0U), text);
  set.files.push_back(std::move(parsed.file));
  set.paths.emplace_back("test.licet");
  set.sources.emplace_back("test.licet", std::string(text));
  check::Checked checked = check::check(set);
  for (const Findings& findings : {parsed.findings, checked.findings}) {
    for (const Finding& finding : findings) {
      ADD_FAILURE() << grammar::describe(finding, set.sources, Language::kEnglish).message;
    }
  }
  return checked.model;
}

BuiltGraph graph_of(std::string_view text, const graph::GraphOptions& options) {
  BuiltGraph built{model_of(text), nullptr};
  if (built.model == nullptr) return built;
  auto graph = graph::build(*built.model, options);
  if (graph) {
    built.graph = std::move(*graph);
  } else {
    ADD_FAILURE() << graph.error().name << ": " << graph.error().defect;
  }
  return built;
}

}  // namespace licet::tests
