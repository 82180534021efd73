// Small policy sets with events, requests and the answers that follow from the language reference, one folder a topic.
//
// Each is answered twice, on the decision graph and by the plain evaluator of tests/reference; both must be right.
//
// A folder in tests/engine/decide/cases holds policy.licet, events.jsonl, requests.jsonl with one request a line, and
// answers.jsonl with the answer to each: decision, rule, reason, duties, categories, levels, until. due.jsonl, if there
// is one, lists for some times what falls due of every holder. An event without `recorded` counts as recorded when it
// happened, or just after the one before it. The answers are derived from the reference by hand.

#include <algorithm>
#include <engine/base/render.h>
#include <engine/check/load_set.h>
#include <engine/decide/ready_policy.h>
#include <engine/decide/retention.h>
#include <engine/exchange/event_json.h>
#include <engine/exchange/names.h>
#include <engine/exchange/request_json.h>
#include <engine/time/civil.h>
#include <filesystem>
#include <fmt/core.h>
#include <fmt/ranges.h>
#include <fstream>
#include <gtest/gtest.h>
#include <memory>
#include <set>
#include <string_view>
#include <tests/reference/evaluate.h>

namespace licet::decide {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> folders() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(fs::path(LICET_SOURCE_DIR) / "tests/engine/decide/cases")) {
    found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<std::string> lines_of(const fs::path& file) {
  std::ifstream stream(file);
  EXPECT_TRUE(stream.is_open()) << file;
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

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

class Case : public testing::TestWithParam<fs::path> {
 protected:
  void SetUp() override {
    auto set = check::load_policy_set(GetParam() / "policy.licet");
    ASSERT_TRUE(set.has_value()) << set.error().message;
    for (const Diagnostic& diagnostic : set->diagnostics) {
      if (diagnostic.severity == Severity::kError) ADD_FAILURE() << render(diagnostic);
    }
    ASSERT_TRUE(set->model);
    model_ = set->model;
    auto ready = ReadyPolicy::make(set->model, std::move(set->sources));
    ASSERT_TRUE(ready.has_value()) << ready.error().name;
    policy_ = *ready;
    const auto events = lines_of(GetParam() / "events.jsonl");
    for (std::size_t i = 0; i < events.size(); ++i) take(events[i], fmt::format("events.jsonl:{}", i + 1));
  }

  std::string answer_to(const std::string& line) const {
    const auto request = exchange::read_request(line);
    if (!request) return exchange::write_error(request.error());
    EXPECT_TRUE(request->at.has_value()) << "a request without a fixed time";
    const auto question = exchange::resolve(*request, *model_, Instant{});
    if (!question) return exchange::write_error(question.error());
    const auto events = history(question->customer, question->device);
    const std::string by_reference = text_of(reference::evaluate(*model_, events, *question, {}).decision);
    const FoldedStates folded(policy_->fold_plan(), events, *question);
    Workspace workspace = policy_->decider().make_workspace();
    const std::string by_graph = text_of(policy_->decider().answer(*question, folded.states(), workspace));
    EXPECT_EQ(by_graph, by_reference) << "the decision graph and the plain evaluator differ: " << line;
    return by_graph;
  }

  std::string due_at(const std::string& at) const {
    const auto time = time::parse_rfc3339(at);
    if (!time) return "no time";
    std::set<std::string> customers;
    std::set<std::string> devices;
    for (const auto& [event, recorded, record] : events_) {
      if (event.customer) customers.insert(*event.customer);
      if (event.device) devices.insert(*event.device);
    }
    std::vector<std::string> entries;
    const auto list_entries = [&](const std::optional<std::string>& customer,
                                  const std::optional<std::string>& device) {
      const auto events = history(customer, device);
      const auto by_reference = written(reference::due(*model_, events, customer, device, *time));
      const facts::Holder holder = customer ? facts::Holder{facts::HolderKind::kCustomer, *customer}
                                            : facts::Holder{facts::HolderKind::kDevice, *device};
      const auto state = facts::fold(policy_->fold_plan(), holder, events, {*time, kNever});
      Workspace workspace = policy_->decider().make_workspace();
      auto on_state = decide::due(policy_->decider(), facts::HolderView(state), device.has_value(), *time, workspace);
      for (DueEntry& entry : on_state) (customer ? entry.customer : entry.device) = holder.id;
      const auto by_graph = written(on_state);
      EXPECT_EQ(by_graph, by_reference) << "the decision graph and the plain evaluator differ at " << at;
      entries.insert(entries.end(), by_graph.begin(), by_graph.end());
    };
    for (const std::string& customer : customers) list_entries(customer, std::nullopt);
    for (const std::string& device : devices) list_entries(std::nullopt, device);
    return fmt::format(R"({{"at":"{}","entries":[{}]}})", at, fmt::join(entries, ","));
  }

 private:
  static std::vector<std::string> written(const std::vector<DueEntry>& due) {
    std::vector<std::string> lines;
    for (const DueEntry& entry : due) lines.push_back(exchange::write_due(entry));
    return lines;
  }

  void take(const std::string& line, const std::string& place) {
    const auto sent = exchange::read_event(line, exchange::Recorded::kAllowed);
    ASSERT_TRUE(sent.has_value()) << place << ": " << sent.error().field << ": " << sent.error().message;
    const auto error = exchange::check_event(sent->event, *model_);
    ASSERT_FALSE(error.has_value()) << place << ": " << error->field << ": " << error->message;
    ASSERT_TRUE(sent->event.at.has_value()) << place << ": an event without a fixed time";
    const Instant last = events_.empty() ? kBeforeAll : events_.back().recorded;
    const Instant recorded = sent->recorded.value_or(std::max(*sent->event.at, Instant{last.micros + 1}));
    ASSERT_LT(last, recorded) << place << ": recorded before the event above it";
    ASSERT_LE(*sent->event.at, recorded) << place << ": recorded before it happened";
    events_.push_back({sent->event, recorded, events_.size()});
  }

  /// What a store keeps of the two: the events that name one of them, and what voids those.
  std::vector<RecordedEvent> history(const std::optional<std::string>& customer,
                                     const std::optional<std::string>& device) const {
    std::set<std::string> ids;
    std::vector<RecordedEvent> kept;
    for (const RecordedEvent& recorded : events_) {
      const Event& event = recorded.event;
      const bool is_named = (customer && event.customer == customer) || (device && event.device == device);
      if (!is_named && ids.count(event.voids) == 0) continue;
      if (event.id) ids.insert(*event.id);
      kept.push_back(recorded);
    }
    return kept;
  }

  std::shared_ptr<const model::Model> model_;
  std::shared_ptr<const ReadyPolicy> policy_;
  std::vector<RecordedEvent> events_;  ///< in order of recording
};

TEST_P(Case, IsAnsweredAsTheReferenceSays) {
  const auto requests = lines_of(GetParam() / "requests.jsonl");
  const auto answers = lines_of(GetParam() / "answers.jsonl");
  ASSERT_EQ(requests.size(), answers.size());
  for (std::size_t i = 0; i < requests.size(); ++i) {
    EXPECT_EQ(answer_to(requests[i]), answers[i]) << "requests.jsonl:" << i + 1 << ": " << requests[i];
  }
}

TEST_P(Case, FallsDueAsTheReferenceSays) {
  if (!fs::exists(GetParam() / "due.jsonl")) return;
  const auto lines = lines_of(GetParam() / "due.jsonl");
  for (std::size_t i = 0; i < lines.size(); ++i) {
    EXPECT_EQ(one_entry_a_line(due_at(time_of(lines[i]))), one_entry_a_line(lines[i])) << "due.jsonl:" << i + 1;
  }
}

INSTANTIATE_TEST_SUITE_P(Topics, Case, testing::ValuesIn(folders()),
                         [](const auto& test) { return test.param.filename().string(); });

}  // namespace
}  // namespace licet::decide
