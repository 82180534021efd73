// The told cases (told_case.h), each answered twice: on the decision graph and by the plain evaluator of
// tests/reference. Both must be right.

#include <engine/decide/retention.h>
#include <engine/exchange/names.h>
#include <engine/exchange/request_json.h>
#include <engine/time/civil.h>
#include <filesystem>
#include <fmt/core.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>
#include <string_view>
#include <tests/engine/decide/told_case.h>
#include <tests/reference/evaluate.h>

namespace licet::decide {
namespace {

namespace fs = std::filesystem;

std::string quotation(std::string_view text) { return fmt::format("\"{}\"", text); }

std::string list(const std::vector<std::string>& names) {
  return names.empty() ? "[]" : fmt::format("[\"{}\"]", fmt::join(names, "\",\""));
}

std::string text_of(Outcome outcome, const std::optional<std::string>& rule, Reason reason) {
  return fmt::format(R"("decision":{},"rule":{},"reason":{})", quotation(exchange::text_of(outcome)),
                     rule ? quotation(*rule) : "null", quotation(exchange::text_of(reason)));
}

std::string text_of(const Decision& decision) {
  std::vector<std::string> categories;
  for (const CategoryDecision& category : decision.categories) {
    categories.push_back(fmt::format(R"({{"data":{},{}}})", quotation(category.data),
                                     text_of(category.outcome, category.rule, category.reason)));
  }
  const std::string until = decision.until == kNever ? "null" : quotation(time::format_rfc3339(decision.until));
  return fmt::format(R"({{{},"duties":{},"categories":[{}],"levels":{},"until":{}}})",
                     text_of(decision.outcome, decision.rule, decision.reason), list(decision.duties),
                     fmt::join(categories, ","), list(decision.levels), until);
}

/// The same list with a line for each entry, so that a difference shows.
std::string one_entry_a_line(std::string list) {
  for (std::size_t place = 0; (place = list.find("},{", place)) != std::string::npos;) list.insert(place + 2, "\n");
  return list;
}

/// The value of "at", which comes first in a line of due.jsonl.
std::string time_of(const std::string& line) {
  constexpr std::string_view kBefore = R"({"at":")";
  if (line.compare(0, kBefore.size(), kBefore) != 0) return {};
  return line.substr(kBefore.size(), line.find('"', kBefore.size()) - kBefore.size());
}

std::vector<std::string> written(const std::vector<DueEntry>& due) {
  std::vector<std::string> lines;
  for (const DueEntry& entry : due) lines.push_back(exchange::write_due(entry));
  return lines;
}

class Case : public testing::TestWithParam<fs::path> {
 protected:
  void SetUp() override { ASSERT_TRUE(case_.is_sound()); }

  std::string answer_to(const std::string& line) const {
    const auto request = exchange::read_request(line);
    if (!request) return exchange::write_error(request.error());
    EXPECT_TRUE(request->at.has_value()) << "a request without a fixed time";
    const auto question = exchange::resolve(*request, case_.model(), Instant{});
    if (!question) return exchange::write_error(question.error());
    const auto events = case_.history(question->customer, question->device);
    const std::string by_reference = text_of(reference::evaluate(case_.model(), events, *question, {}).decision);
    const FoldedStates folded(case_.policy().fold_plan(), events, *question);
    Workspace workspace = case_.policy().decider().make_workspace();
    const std::string by_graph = text_of(case_.policy().decider().answer(*question, folded.states(), workspace));
    EXPECT_EQ(by_graph, by_reference) << "the decision graph and the plain evaluator differ: " << line;
    return by_graph;
  }

  std::string due_at(const std::string& at) const {
    const auto time = time::parse_rfc3339(at);
    if (!time) return "no time";
    const Decider& decider = case_.policy().decider();
    Workspace workspace = decider.make_workspace();
    std::vector<std::string> entries;
    for (const facts::Holder& holder : case_.holders()) {
      const bool is_device = holder.kind == facts::HolderKind::kDevice;
      const std::optional<std::string> customer = is_device ? std::nullopt : std::optional(holder.id);
      const std::optional<std::string> device = is_device ? std::optional(holder.id) : std::nullopt;
      const auto events = case_.history(holder);
      const auto by_reference = written(reference::due(case_.model(), events, customer, device, *time));
      const auto state = facts::fold(case_.policy().fold_plan(), holder, events, {*time, kNever});
      auto on_state = decide::due(decider, facts::HolderView(state), is_device, *time, workspace);
      for (DueEntry& entry : on_state) (is_device ? entry.device : entry.customer) = holder.id;
      const auto by_graph = written(on_state);
      EXPECT_EQ(by_graph, by_reference) << "the decision graph and the plain evaluator differ at " << at;
      entries.insert(entries.end(), by_graph.begin(), by_graph.end());
    }
    return fmt::format(R"({{"at":"{}","entries":[{}]}})", at, fmt::join(entries, ","));
  }

  void expect_answers() const {
    const auto requests = tests::lines_of(GetParam() / "requests.jsonl");
    const auto answers = tests::lines_of(GetParam() / "answers.jsonl");
    ASSERT_EQ(requests.size(), answers.size());
    for (std::size_t i = 0; i < requests.size(); ++i) {
      EXPECT_EQ(answer_to(requests[i]), answers[i]) << "requests.jsonl:" << i + 1 << ": " << requests[i];
    }
  }

  tests::ToldCase case_{GetParam()};
};

TEST_P(Case, IsAnsweredAsTheReferenceSays) { expect_answers(); }

TEST_P(Case, IsAnsweredTheSameUnderTheArchivedPolicy) {
  ASSERT_NO_FATAL_FAILURE(case_.archive_policy());
  expect_answers();
}

TEST_P(Case, FallsDueAsTheReferenceSays) {
  if (!fs::exists(GetParam() / "due.jsonl")) return;
  const auto lines = tests::lines_of(GetParam() / "due.jsonl");
  for (std::size_t i = 0; i < lines.size(); ++i) {
    EXPECT_EQ(one_entry_a_line(due_at(time_of(lines[i]))), one_entry_a_line(lines[i])) << "due.jsonl:" << i + 1;
  }
}

INSTANTIATE_TEST_SUITE_P(Topics, Case, testing::ValuesIn(tests::told_cases()),
                         [](const auto& test) { return test.param.filename().string(); });

}  // namespace
}  // namespace licet::decide
