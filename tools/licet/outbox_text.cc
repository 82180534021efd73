#include <engine/check/model.h>
#include <engine/exchange/names.h>
#include <engine/exchange/task_json.h>
#include <engine/scenario/local_text.h>
#include <fmt/core.h>
#include <fmt/ranges.h>
#include <tools/licet/outbox_text.h>
#include <tools/licet/standing_text.h>
#include <tools/licet/text_layout.h>

namespace licet::tool {
namespace {

std::string holder_text(const std::optional<std::string>& customer, const std::optional<std::string>& device) {
  std::string text = customer ? "customer " + *customer : std::string();
  if (device) text += (text.empty() ? "device " : ", device ") + *device;
  return one_line(text);
}

/// What an event is about.
std::string about_text(const Event& event) {
  std::string text = event.consent;
  const auto add = [&](const char* before, const std::string& what) {
    if (!what.empty()) text += fmt::format("{}{}{}", text.empty() ? "" : " ", before, what);
  };
  add("for ", names_text(event.purposes));
  add("by ", names_text(event.channels));
  add(text.empty() ? "" : "with ", names_text(event.data));
  return text.empty() ? "everything" : one_line(text);
}

std::vector<std::string> cells_of(const OutboxTask& task, const PolicySet& policy) {
  const time::Zone& zone = *policy.model().zone;
  if (task.event) {
    const Event& event = task.event->event;
    return {holder_text(event.customer, event.device), std::string(exchange::text_of(event.kind)), about_text(event),
            scenario::local_text(event.at.value_or(task.event->recorded), zone),
            fmt::format("record {}", task.event->record)};
  }
  const DueEntry& entry = task.due->entry;
  std::string held = entry.item ? one_line(entry.data + ' ' + *entry.item) : entry.data;
  if (!task.except.empty()) held += " except " + fmt::format("{}", fmt::join(task.except, ", "));
  return {holder_text(entry.customer, entry.device), entry.action ? std::string(exchange::text_of(*entry.action)) : "-",
          held, scenario::local_text(entry.due, zone), entry.rule.value_or("request for erasure")};
}

std::string kind_text(const OutboxCount& count) {
  if (count.cause != TaskCause::kDue) return std::string(exchange::text_of(count.cause));
  return fmt::format("{} by {}", count.action ? exchange::text_of(*count.action) : "-",
                     count.rule.value_or("request for erasure"));
}

}  // namespace

std::vector<std::string> task_lines(const std::vector<OutboxTask>& tasks, const PolicySet& policy) {
  Table table;
  table.add({"HOLDER", "WHAT", "OF", "SINCE", "BY"});
  for (const OutboxTask& task : tasks) table.add(cells_of(task, policy));
  return table.lines();
}

std::vector<std::string> outbox_lines(const Outbox& outbox, const PolicySet& policy) {
  std::vector<std::string> lines;
  if (outbox.receivers.empty()) lines.emplace_back("no receiver is registered");
  for (const ReceiverState& receiver : outbox.receivers) {
    lines.push_back(
        fmt::format("receiver {}: {} claimed, {} confirmed", receiver.name, receiver.claimed, receiver.confirmed));
  }
  for (const OutboxCount& count : outbox.counts) {
    lines.push_back(fmt::format("{}: {}", kind_text(count), counted(count.tasks, "task", "tasks")));
    const std::vector<std::string> sample = task_lines(count.sample, policy);
    for (std::size_t i = 1; i < sample.size(); ++i) lines.push_back("  " + sample[i]);
  }
  if (outbox.counts.empty()) lines.emplace_back("nothing is to be carried out");
  return lines;
}

}  // namespace licet::tool
