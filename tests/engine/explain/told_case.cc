#include <algorithm>
#include <engine/check/load_set.h>
#include <engine/decide/ready_policy.h>
#include <engine/decide/recipient_chain.h>
#include <engine/exchange/event_json.h>
#include <engine/exchange/request_json.h>
#include <engine/explain/explain.h>
#include <engine/explain/standing.h>
#include <engine/facts/fold.h>
#include <engine/facts/memory_store.h>
#include <engine/graph/build.h>
#include <engine/time/civil.h>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <tests/engine/explain/told_case.h>

namespace licet::tests {
namespace {

check::PolicyOnDisk load(const std::filesystem::path& path) {
  auto set = check::load_policy_set(path);
  if (!set) throw std::runtime_error("no policy at " + path.string());
  if (set->model == nullptr) throw std::runtime_error(path.string() + ": " + set->diagnostics.front().message);
  return std::move(*set);
}

const ConditionExplanation* find_within(const ConditionExplanation& condition, ConditionKind kind) {
  if (condition.kind == kind) return &condition;
  for (const ConditionExplanation& part : condition.parts) {
    if (const ConditionExplanation* found = find_within(part, kind)) return found;
  }
  return nullptr;
}

std::vector<RecordedEvent> history_of(const facts::MemoryStore& store, const facts::Holder& holder) {
  switch (holder.kind) {
    case facts::HolderKind::kCustomer:
      return store.history(holder.id, std::nullopt);
    case facts::HolderKind::kDevice:
      return store.history(std::nullopt, holder.id);
    case facts::HolderKind::kRecipient:
      break;
  }
  return store.history_of_recipient(holder.id);
}

}  // namespace

ReadyPolicy::ReadyPolicy(std::shared_ptr<const model::Model> model, SourceFiles sources)
    : model_(std::move(model)), sources_(std::move(sources)) {
  auto graph = graph::build(*model_);
  if (!graph) throw std::runtime_error("over budget: " + graph.error().name);
  decider_ = std::make_shared<decide::Decider>(model_, std::move(*graph));
}

ReadyPolicy::ReadyPolicy(const std::string& name)
    : ReadyPolicy([&] {
        check::PolicyOnDisk set =
            load(std::filesystem::path(LICET_SOURCE_DIR) / "tests/engine/explain/data" / (name + ".licet"));
        return ReadyPolicy(std::move(set.model), std::move(set.sources));
      }()) {}

ReadyPolicy ReadyPolicy::of_text(const std::string& text) {
  const auto path = std::filesystem::temp_directory_path() /
                    ("licet-explain-" + std::to_string(reinterpret_cast<std::uintptr_t>(&text)) + ".licet");
  std::ofstream(path, std::ios::binary) << text;
  check::PolicyOnDisk set = load(path);
  std::filesystem::remove(path);
  return ReadyPolicy(std::move(set.model), std::move(set.sources));
}

tl::expected<void, std::string> ReadyPolicy::take(const std::vector<std::string>& events,
                                                  facts::MemoryStore& store) const {
  for (const std::string& line : events) {
    const auto sent = exchange::read_event(line, exchange::Recorded::kAllowed);
    if (!sent) return tl::unexpected(line + ": " + sent.error().message);
    const Instant recorded = sent->recorded.value_or(
        std::max(sent->event.at.value_or(Instant{0}), Instant{store.last_recorded().micros + 1}));
    const auto taken = store.take({sent->event, sent->canonical, recorded}, *model_, recorded);
    if (!taken) return tl::unexpected(line + ": " + taken.error().message);
  }
  return {};
}

Standing ReadyPolicy::standing(const std::vector<std::string>& events, const facts::Holder& holder,
                               const std::string& at, const std::string& known) const {
  facts::MemoryStore store;
  if (const auto taken = take(events, store); !taken) throw std::runtime_error(taken.error());
  return standing(store, holder, at, known);
}

Standing ReadyPolicy::standing(const facts::MemoryStore& store, const facts::Holder& holder, const std::string& at,
                               const std::string& known) const {
  const auto moment = [](const std::string& text, Instant otherwise) {
    return text.empty() ? otherwise : time::parse_rfc3339(text).value();
  };
  const auto history = history_of(store, holder);
  return explain::standing_of(*decider_, holder, history, moment(at, store.last_recorded()), moment(known, kNever));
}

tl::expected<Explanation, std::string> ReadyPolicy::run(const std::vector<std::string>& events,
                                                        const std::string& request, decide::DecideOptions options,
                                                        bool with_events) const {
  facts::MemoryStore store;
  if (const auto taken = take(events, store); !taken) return tl::unexpected(taken.error());
  const auto asked = exchange::read_request(request);
  if (!asked) return tl::unexpected(asked.error().message);
  const auto question = exchange::resolve(*asked, *model_, store.last_recorded());
  if (!question) return tl::unexpected(question.error().field + ": " + question.error().message);

  std::vector<RecordedEvent> history = store.history(question->customer, question->device);
  decide::for_each_recipient(*model_, *question, [&](const std::string& name) {
    for (RecordedEvent& event : store.history_of_recipient(name)) history.push_back(std::move(event));
  });
  const facts::FoldPlan plan(*model_);
  const decide::FoldedStates folded(plan, history, *question);
  explain::EventSource source;
  if (with_events) source = [&store](std::uint64_t record) { return store.find(record); };
  decide::Workspace workspace = decider_->make_workspace();
  return explain::explain(*decider_, *question, folded.states(), sources_, source, workspace, options);
}

tl::expected<Explanation, std::string> ReadyPolicy::explain(const std::vector<std::string>& events,
                                                            const std::string& request,
                                                            decide::DecideOptions options) const {
  return run(events, request, options, true);
}

tl::expected<Explanation, std::string> ReadyPolicy::explain_without_events(const std::vector<std::string>& events,
                                                                           const std::string& request) const {
  return run(events, request, {}, false);
}

const RuleExplanation* find_rule(const Explanation& explanation, std::string_view rule) {
  for (const CategoryExplanation& category : explanation.categories) {
    for (const RuleExplanation& one : category.rules) {
      if (one.rule == rule) return &one;
    }
  }
  return nullptr;
}

const ConditionExplanation* find_condition(const Explanation& explanation, std::string_view rule, ConditionKind kind) {
  const RuleExplanation* found = find_rule(explanation, rule);
  if (found == nullptr) return nullptr;
  const ConditionExplanation* condition = found->when ? find_within(*found->when, kind) : nullptr;
  if (condition == nullptr && found->unless) condition = find_within(*found->unless, kind);
  return condition;
}

}  // namespace licet::tests
