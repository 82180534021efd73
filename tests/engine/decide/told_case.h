#pragma once
// A policy set with events, requests and the answers that follow from the language reference, read from a folder.
//
// A folder in tests/engine/decide/cases holds policy.licet, events.jsonl, requests.jsonl with one request a line, and
// answers.jsonl with the answer to each: decision, rule, reason, duties, categories, levels, until. due.jsonl, if there
// is one, lists for some times what falls due of every holder. An event without `recorded` counts as recorded when it
// happened, or just after the one before it. The answers are derived from the reference by hand.

#include <engine/decide/ready_policy.h>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace licet::tests {

std::vector<std::filesystem::path> told_cases();

std::vector<std::string> lines_of(const std::filesystem::path& file);

/// What is wrong with a case fails the test that makes it.
class ToldCase {
 public:
  explicit ToldCase(const std::filesystem::path& folder);

  /// Puts what comes out of the policy's archive in its place.
  void archive_policy();

  bool is_sound() const { return policy_ != nullptr; }
  const model::Model& model() const { return policy_->model(); }
  const decide::ReadyPolicy& policy() const { return *policy_; }
  const std::set<facts::Holder>& holders() const { return holders_; }

  /// What a store keeps of the two: the events that name one of them, and what voids those.
  std::vector<RecordedEvent> history(const std::optional<std::string>& customer,
                                     const std::optional<std::string>& device) const;
  std::vector<RecordedEvent> history(const facts::Holder& holder) const;

 private:
  void load(const std::filesystem::path& folder);
  void take(const std::string& line, const std::string& place);

  std::shared_ptr<const decide::ReadyPolicy> policy_;
  std::vector<RecordedEvent> events_;  ///< in order of recording
  std::set<facts::Holder> holders_;
};

}  // namespace licet::tests
