// `licet graph` with Graphviz, without it, and with files; its JSON. The DOT of small policies stands in cases.

#include <filesystem>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <tests/tools/program.h>

namespace licet::tests {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

/// A program `dot` in the scratch directory, found before any other; the environment that makes it so.
std::string fake_dot(const Scratch& scratch, const std::string& script) {
  const std::string file = scratch.file("dot", "#!/bin/sh\n" + script);
  fs::permissions(file, fs::perms::owner_all);
  return "export PATH='" + scratch.path().string() + "':\"$PATH\"";
}

TEST(Graph, AsSvgIsWhatGraphvizMakesOfTheDot) {
  const Scratch scratch;
  const std::string environment = fake_dot(scratch, "echo \"<svg $*>\"; cat");
  const Outcome dot = run("graph club --rule objection", scratch);
  const Outcome svg = run("graph club --rule objection --format svg", scratch, environment);
  EXPECT_EQ(svg.exit_status, 0);
  EXPECT_EQ(svg.output, "<svg -Tsvg>\n" + dot.output);
  EXPECT_THAT(svg.messages, IsEmpty());
}

TEST(Graph, SaysWhatToInstallWithoutGraphviz) {
  const Scratch scratch;
  const Outcome outcome = run("graph club --format svg", scratch, "export PATH=/nowhere");
  EXPECT_EQ(outcome.exit_status, 2);
  EXPECT_THAT(outcome.output, IsEmpty());
  EXPECT_THAT(outcome.messages, HasSubstr("Install Graphviz, or take --format dot"));
}

TEST(Graph, AsDotNeedsNoGraphviz) {
  const Scratch scratch;
  const Outcome outcome = run("graph club", scratch, "export PATH=/nowhere");
  EXPECT_EQ(outcome.exit_status, 0);
  EXPECT_THAT(outcome.output, StartsWith("digraph G {"));
}

TEST(Graph, TellsWhyGraphvizFailed) {
  const Scratch scratch;
  const std::string environment = fake_dot(scratch, "echo 'Error: no fonts' >&2; exit 1");
  const Outcome outcome = run("graph club --format svg", scratch, environment);
  EXPECT_EQ(outcome.exit_status, 2);
  EXPECT_THAT(outcome.output, IsEmpty());
  EXPECT_THAT(outcome.messages, HasSubstr("made no picture: Error: no fonts"));
}

TEST(Graph, GoesToTheFileNamed) {
  const Scratch scratch;
  const Outcome shown = run("graph club", scratch);
  const Outcome written = run("graph club --output $SCRATCH/club.dot", scratch);
  EXPECT_EQ(written.exit_status, 0);
  EXPECT_THAT(written.output, IsEmpty());
  EXPECT_EQ(read_file(scratch.path() / "club.dot"), shown.output);
}

TEST(Graph, IsNotDoneIfTheFileCannotBeWritten) {
  const Scratch scratch;
  const Outcome outcome = run("graph club --output $SCRATCH/missing/club.dot", scratch);
  EXPECT_EQ(outcome.exit_status, 2);
  EXPECT_THAT(outcome.messages, HasSubstr("cannot be written: No such file or directory"));
}

/// Each rule asks a question of its own of each of many tables, so that little is shared.
std::string large_policy() {
  std::string text = "policy large\npurpose news\n";
  for (int i = 0; i < 250; ++i) {
    text += fmt::format("action act{0}\nfact f{0} is yes or no\nrule r{0} permit act{0} for news when f{0}\n", i);
  }
  return text;
}

TEST(Graph, TooLargeToBeReadIsDrawnWithAHint) {
  const Scratch scratch;
  scratch.file("large.licet", large_policy());
  const std::string environment = fake_dot(scratch, "cat");
  const Outcome outcome = run("graph $SCRATCH/large.licet --purpose news --format svg", scratch, environment);
  EXPECT_EQ(outcome.exit_status, 0);
  EXPECT_THAT(outcome.messages, HasSubstr("boxes, more than can be read; --action, or --rule"));
  EXPECT_THAT(outcome.output, HasSubstr("permit by r249"));
}

TEST(Graph, AsJsonListsTheNodesAndQuestionsItRefersTo) {
  const Scratch scratch;
  const Outcome outcome = run("graph club --format json", scratch);
  ASSERT_EQ(outcome.exit_status, 0);
  const auto json = nlohmann::json::parse(outcome.output);
  EXPECT_EQ(json.at("policy").at("name"), "club");
  std::set<int> questions;
  std::map<int, std::size_t> values;
  for (const auto& question : json.at("questions")) {
    questions.insert(question.at("question").get<int>());
    values[question.at("question").get<int>()] = question.at("values").size();
  }
  std::set<int> nodes;
  for (const auto& node : json.at("nodes")) nodes.insert(node.at("node").get<int>());
  for (const auto& node : json.at("nodes")) {
    EXPECT_TRUE(questions.contains(node.at("question").get<int>()));
    EXPECT_EQ(node.at("children").size(), values[node.at("question").get<int>()]);
    for (const auto& child : node.at("children")) {
      if (child.is_number()) {
        EXPECT_TRUE(nodes.contains(child.get<int>()));
      }
    }
  }
  EXPECT_EQ(json.at("levels").size(), 2U);
  EXPECT_EQ(json.at("retentions").size(), 2U);
  EXPECT_EQ(json.at("consents").size(), 2U);
}

TEST(Graph, AsJsonOfARuleHoldsOnlyThatRule) {
  const Scratch scratch;
  const Outcome outcome = run("graph club --rule news_by_letter --format json", scratch);
  ASSERT_EQ(outcome.exit_status, 0);
  const auto json = nlohmann::json::parse(outcome.output);
  for (const auto& table : json.at("tables")) {
    EXPECT_FALSE(table.contains("segments"));
    ASSERT_EQ(table.at("rules").size(), 1U);
    EXPECT_EQ(table.at("rules").front().at("rule"), "news_by_letter");
  }
  EXPECT_FALSE(json.contains("levels"));
}

}  // namespace
}  // namespace licet::tests
