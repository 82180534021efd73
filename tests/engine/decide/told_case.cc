#include <algorithm>
#include <engine/base/render.h>
#include <engine/check/load_set.h>
#include <engine/decide/ready_set.h>
#include <engine/exchange/event_json.h>
#include <fmt/core.h>
#include <fstream>
#include <gtest/gtest.h>
#include <tests/engine/decide/told_case.h>

namespace licet::tests {

namespace fs = std::filesystem;

std::vector<fs::path> told_cases() {
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

ToldCase::ToldCase(const fs::path& folder) { load(folder); }

void ToldCase::archive_policy() {
  auto archived = decide::load_archived_ready(policy_->archive());
  ASSERT_TRUE(archived.has_value()) << archived.error().message;
  ASSERT_EQ((*archived)->model().digest, model().digest);
  ASSERT_TRUE((*archived)->archive() == policy_->archive());
  policy_ = std::move(*archived);
}

void ToldCase::load(const fs::path& folder) {
  auto set = check::load_policy_set(folder / "policy.licet");
  ASSERT_TRUE(set.has_value()) << set.error().message;
  for (const Diagnostic& diagnostic : set->diagnostics) {
    if (diagnostic.severity == Severity::kError) ADD_FAILURE() << render(diagnostic);
  }
  ASSERT_TRUE(set->model);
  auto ready = decide::ReadyPolicy::make(set->model, std::move(set->sources), {}, std::move(set->archive));
  ASSERT_TRUE(ready.has_value()) << ready.error().name;
  policy_ = *ready;
  const auto events = lines_of(folder / "events.jsonl");
  for (std::size_t i = 0; i < events.size(); ++i) take(events[i], fmt::format("events.jsonl:{}", i + 1));
}

void ToldCase::take(const std::string& line, const std::string& place) {
  const auto sent = exchange::read_event(line, exchange::Recorded::kAllowed);
  ASSERT_TRUE(sent.has_value()) << place << ": " << sent.error().field << ": " << sent.error().message;
  const auto error = exchange::check_event(sent->event, model());
  ASSERT_FALSE(error.has_value()) << place << ": " << error->field << ": " << error->message;
  ASSERT_TRUE(sent->event.at.has_value()) << place << ": an event without a fixed time";
  const Instant last = events_.empty() ? kBeforeAll : events_.back().recorded;
  const Instant recorded = sent->recorded.value_or(std::max(*sent->event.at, Instant{last.micros + 1}));
  ASSERT_LT(last, recorded) << place << ": recorded before the event above it";
  ASSERT_LE(*sent->event.at, recorded) << place << ": recorded before it happened";
  events_.push_back({sent->event, recorded, events_.size()});
  if (sent->event.customer) holders_.insert({facts::HolderKind::kCustomer, *sent->event.customer});
  if (sent->event.device) holders_.insert({facts::HolderKind::kDevice, *sent->event.device});
}

std::vector<RecordedEvent> ToldCase::history(const std::optional<std::string>& customer,
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

std::vector<RecordedEvent> ToldCase::history(const facts::Holder& holder) const {
  return holder.kind == facts::HolderKind::kCustomer ? history(holder.id, std::nullopt)
                                                     : history(std::nullopt, holder.id);
}

}  // namespace licet::tests
