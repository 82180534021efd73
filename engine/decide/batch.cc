#include <algorithm>
#include <atomic>
#include <engine/decide/batch.h>
#include <engine/decide/recipient_chain.h>
#include <system_error>
#include <thread>
#include <vector>

namespace licet::decide {
namespace {

/// So many questions a thread takes at a time.
constexpr std::size_t kChunk = 256;

bool answers(const facts::HolderView& state, const exchange::Question& question) {
  return state.header().latest_at <= question.at && state.header().latest_recorded <= question.known;
}

class Batch {
 public:
  Batch(const Decider& decider, const facts::FoldedMemory& states, std::span<const exchange::Question> questions,
        std::span<BatchVerdict> verdicts, DecideOptions options)
      : decider_(decider), states_(states), questions_(questions), verdicts_(verdicts), options_(options) {}

  /// Takes chunks until none is left.
  void work(Workspace& workspace) {
    while (true) {
      const std::size_t begin = next_.fetch_add(kChunk, std::memory_order_relaxed);
      if (begin >= questions_.size()) return;
      const std::size_t end = std::min(begin + kChunk, questions_.size());
      for (std::size_t i = begin; i < end; ++i) verdicts_[i] = decide(questions_[i], workspace);
    }
  }

 private:
  BatchVerdict decide(const exchange::Question& question, Workspace& workspace) const {
    States states;
    states.has_person = question.customer.has_value();
    states.has_device = question.device.has_value();
    if (question.customer) {
      if (const auto found = states_.find(facts::HolderKind::kCustomer, *question.customer)) states.person = *found;
    }
    if (question.device) {
      if (const auto found = states_.find(facts::HolderKind::kDevice, *question.device)) states.device = *found;
    }
    if (!answers(states.person, question) || !answers(states.device, question)) return {};
    if (asks_recipients_) {
      workspace.recipients.clear();
      bool all_answer = true;
      for_each_recipient(decider_.model(), question, [&](const std::string& name) {
        const auto found = states_.find(facts::HolderKind::kRecipient, name);
        if (!found) return;
        all_answer = all_answer && answers(*found, question);
        workspace.recipients.push_back(*found);
      });
      if (!all_answer) return {};
      states.recipients = workspace.recipients;
    }
    const Verdict verdict = decider_.decide(question, states, workspace, options_);
    return {verdict.deciding, verdict.until, true};
  }

  const Decider& decider_;
  const facts::FoldedMemory& states_;
  std::span<const exchange::Question> questions_;
  std::span<BatchVerdict> verdicts_;
  DecideOptions options_;
  bool asks_recipients_ = asks_recipients(decider_.model());
  std::atomic<std::size_t> next_{0};
};

}  // namespace

void decide_batch(const Decider& decider, const facts::FoldedMemory& states,
                  std::span<const exchange::Question> questions, std::span<BatchVerdict> verdicts,
                  std::span<Workspace> workspaces, DecideOptions options) {
  Batch batch(decider, states, questions, verdicts, options);
  if (workspaces.size() == 1) {
    batch.work(workspaces.front());
    return;
  }
  std::vector<std::thread> threads;
  threads.reserve(workspaces.size() - 1);
  for (Workspace& workspace : workspaces.subspan(1)) {
    try {
      threads.emplace_back([&batch, &workspace] { batch.work(workspace); });
    } catch (const std::system_error&) {
      break;  // The system gives no more threads; the others do the work.
    }
  }
  batch.work(workspaces.front());
  for (std::thread& thread : threads) thread.join();
}

}  // namespace licet::decide
