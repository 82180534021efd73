#include <algorithm>
#include <engine/decide/batch.h>
#include <engine/exchange/request_json.h>
#include <gtest/gtest.h>
#include <tests/engine/decide/told_case.h>

namespace licet::decide {
namespace {

/// All requests of a case on the states of its whole history, again and again until there are enough to share out.
class Prepared {
 public:
  explicit Prepared(const std::filesystem::path& folder) : case_(folder) {
    for (const facts::Holder& holder : case_.holders()) {
      states_.put(holder, facts::fold(case_.policy().fold_plan(), holder, case_.history(holder)));
    }
    for (const std::string& line : tests::lines_of(folder / "requests.jsonl")) {
      const auto request = exchange::read_request(line);
      if (!request) continue;
      if (auto question = exchange::resolve(*request, case_.model(), Instant{})) questions_.push_back(*question);
    }
    const std::size_t once = questions_.size();
    while (once != 0 && questions_.size() < 2'000) questions_.push_back(questions_[questions_.size() - once]);
  }

  const Decider& decider() const { return case_.policy().decider(); }
  const std::vector<exchange::Question>& questions() const { return questions_; }

  std::vector<BatchVerdict> decided(std::size_t threads, DecideOptions options = {}) const {
    std::vector<BatchVerdict> verdicts(questions_.size());
    std::vector<Workspace> workspaces(threads, decider().make_workspace());
    decide_batch(decider(), states_, questions_, verdicts, workspaces, options);
    return verdicts;
  }

  States states_of(const exchange::Question& question) const {
    States states;
    states.has_person = question.customer.has_value();
    states.has_device = question.device.has_value();
    if (question.customer) {
      if (const auto found = states_.find(facts::HolderKind::kCustomer, *question.customer)) states.person = *found;
    }
    if (question.device) {
      if (const auto found = states_.find(facts::HolderKind::kDevice, *question.device)) states.device = *found;
    }
    return states;
  }

  /// On states folded for the one question.
  Decision alone(const exchange::Question& question) const {
    const auto events = case_.history(question.customer, question.device);
    const FoldedStates folded(case_.policy().fold_plan(), events, question);
    Workspace workspace = decider().make_workspace();
    return decider().answer(question, folded.states(), workspace);
  }

  bool looks_back(const exchange::Question& question) const {
    const auto events = case_.history(question.customer, question.device);
    return std::any_of(events.begin(), events.end(), [&](const RecordedEvent& event) {
      return *event.event.at > question.at || event.recorded > question.known;
    });
  }

 private:
  tests::ToldCase case_;
  facts::FoldedMemory states_;
  std::vector<exchange::Question> questions_;
};

class Batch : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(Batch, AnswersWhatItsStatesCanAnswerAsEachQuestionAlone) {
  const Prepared prepared(GetParam());
  const auto verdicts = prepared.decided(1);
  std::size_t answered = 0;
  for (std::size_t i = 0; i < std::min<std::size_t>(verdicts.size(), 100); ++i) {
    const exchange::Question& question = prepared.questions()[i];
    if (!verdicts[i].answered) {
      EXPECT_TRUE(prepared.looks_back(question)) << "question " << i;
      continue;
    }
    ++answered;
    const Decision alone = prepared.alone(question);
    EXPECT_EQ(verdicts[i].deciding.outcome(), alone.outcome) << "question " << i;
    EXPECT_EQ(verdicts[i].deciding.reason, alone.reason) << "question " << i;
    EXPECT_EQ(verdicts[i].until, alone.until) << "question " << i;
  }
  RecordProperty("answered", static_cast<int>(answered));
}

TEST_P(Batch, InSeveralThreadsIsTheSameAsInOne) {
  const Prepared prepared(GetParam());
  const auto one = prepared.decided(1, {.until = false});
  const auto several = prepared.decided(4, {.until = false});
  ASSERT_EQ(one.size(), several.size());
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(one[i].answered, several[i].answered);
    EXPECT_EQ(one[i].deciding.reason, several[i].deciding.reason);
    EXPECT_TRUE(one[i].deciding.same_for_until(several[i].deciding));
  }
}

TEST_P(Batch, AnswersAlikeWhereAWorkspaceBeginsToCountAnew) {
  const Prepared prepared(GetParam());
  Workspace fresh = prepared.decider().make_workspace();
  Workspace used = prepared.decider().make_workspace();
  std::uint32_t begun_anew = 0;
  std::uint32_t asked = 0;
  for (const exchange::Question& question : prepared.questions()) {
    if (prepared.looks_back(question)) continue;
    ++asked;
    const States states = prepared.states_of(question);
    const Verdict expected = prepared.decider().decide(question, states, fresh);
    // Just so many counts before the end that some questions begin anew and others do not.
    if (used.now < Workspace::kMostCounts - 100) used.now = Workspace::kMostCounts - 100;
    const std::uint32_t before = used.now;
    const Verdict verdict = prepared.decider().decide(question, states, used);
    begun_anew += used.now < before ? 1 : 0;
    EXPECT_TRUE(verdict.deciding.same_for_until(expected.deciding));
    EXPECT_EQ(verdict.deciding.reason, expected.deciding.reason);
    EXPECT_EQ(verdict.until, expected.until);
  }
  if (asked == 0) return;
  EXPECT_GT(begun_anew, 1U);
  EXPECT_LT(begun_anew, asked);
}

INSTANTIATE_TEST_SUITE_P(Topics, Batch, testing::ValuesIn(tests::told_cases()),
                         [](const auto& test) { return test.param.filename().string(); });

}  // namespace
}  // namespace licet::decide
