#include <engine/base/hexadecimal.h>
#include <engine/exchange/content_text.h>
#include <engine/exchange/outbox_content.h>
#include <engine/time/civil.h>

namespace licet::exchange {
namespace {

constexpr std::string_view kRecorded = R"({"recorded":")";
constexpr std::string_view kReceivers = R"(,"receivers":[)";
constexpr std::string_view kFound = R"(,"found":{"until":)";
constexpr std::string_view kVoided = R"(],"voided":[)";
constexpr std::string_view kClaimed = R"(,"claimed":{"receiver":")";
constexpr std::string_view kUntil = R"(","until":")";
constexpr std::string_view kConfirmed = R"(,"confirmed":{"receiver":")";
constexpr std::string_view kEvents = R"("events":[)";
constexpr std::string_view kDue = R"(],"due":[)";
constexpr std::string_view kFinished = R"(,"finished":{)";
constexpr std::string_view kErased = R"(,"erased":")";

void append_numbers(std::string& json, const std::vector<std::uint64_t>& numbers) {
  const char* before = "";
  for (const std::uint64_t number : numbers) {
    json += before;
    json += std::to_string(number);
    before = ",";
  }
}

void append_tasks(std::string& json, const OutboxTasks& tasks) {
  json += kEvents;
  append_numbers(json, tasks.events);
  json += kDue;
  const char* before = "\"";
  for (const TaskId& id : tasks.due) {
    json += before;
    append_hexadecimal(json, id);
    json += '"';
    before = ",\"";
  }
  json += ']';
}

bool take_numbers(std::string_view& text, std::vector<std::uint64_t>& numbers) {
  while (!text.starts_with(']')) {
    if (!numbers.empty() && !take(text, ",")) return false;
    const auto number = take_number(text);
    if (!number) return false;
    numbers.push_back(*number);
  }
  return true;
}

bool take_id(std::string_view& text, TaskId& id) {
  constexpr std::size_t digits = 2 * std::tuple_size_v<TaskId>;
  if (text.size() < digits || !read_hexadecimal(text.substr(0, digits), id)) return false;
  text.remove_prefix(digits);
  return take(text, "\"");
}

bool take_tasks(std::string_view& text, OutboxTasks& tasks) {
  if (!take(text, kEvents) || !take_numbers(text, tasks.events) || !take(text, kDue)) return false;
  while (!text.starts_with(']')) {
    if (!tasks.due.empty() && !take(text, ",")) return false;
    if (!take(text, "\"") || !take_id(text, tasks.due.emplace_back())) return false;
  }
  return take(text, "]}");
}

bool take_text(std::string_view& text, std::string& into) {
  const auto taken = take_quoted(text);
  if (taken) into = *taken;
  return taken.has_value();
}

bool take_time(std::string_view& text, Instant& into) {
  const auto taken = take_quoted(text);
  const auto time = taken ? time::parse_rfc3339(*taken) : std::nullopt;
  if (time) into = *time;
  return time.has_value();
}

bool take_receivers(std::string_view& text, std::vector<std::string>& names) {
  while (!text.starts_with(']')) {
    if (!names.empty() && !take(text, ",")) return false;
    if (!take(text, "\"") || !take_text(text, names.emplace_back())) return false;
  }
  return take(text, "]");
}

bool take_found(std::string_view& text, OutboxFound& found) {
  const auto until = take_number(text);
  if (!until || !take(text, ",") || !take(text, kEvents) || !take_numbers(text, found.events)) return false;
  found.until = *until;
  return take(text, kVoided) && take_numbers(text, found.voided) && take(text, "]}");
}

bool take_what(std::string_view& text, OutboxContent& content) {
  if (take(text, kReceivers)) return take_receivers(text, content.receivers.emplace());
  if (take(text, kFound)) return take_found(text, content.found.emplace());
  if (take(text, kClaimed)) {
    OutboxClaimed& claimed = content.claimed.emplace();
    return take_text(text, claimed.receiver) && take(text, kUntil.substr(1)) && take_time(text, claimed.until) &&
           take(text, ",") && take_tasks(text, claimed.tasks);
  }
  if (take(text, kConfirmed)) {
    OutboxConfirmed& confirmed = content.confirmed.emplace();
    return take_text(text, confirmed.receiver) && take(text, ",") && take_tasks(text, confirmed.tasks);
  }
  return true;
}

}  // namespace

std::string write_outbox_content(const OutboxContent& content) {
  std::string json(kRecorded);
  json += time::format_rfc3339(content.recorded);
  json += '"';
  if (content.receivers) {
    json += kReceivers;
    const char* before = "\"";
    for (const std::string& name : *content.receivers) {
      json += before;
      json += name;
      json += '"';
      before = ",\"";
    }
    json += ']';
  } else if (content.found) {
    json += kFound;
    json += std::to_string(content.found->until);
    json += ',';
    json += kEvents;
    append_numbers(json, content.found->events);
    json += kVoided;
    append_numbers(json, content.found->voided);
    json += "]}";
  } else if (content.claimed) {
    json += kClaimed;
    json += content.claimed->receiver;
    json += kUntil;
    json += time::format_rfc3339(content.claimed->until);
    json += "\",";
    append_tasks(json, content.claimed->tasks);
    json += '}';
  } else if (content.confirmed) {
    json += kConfirmed;
    json += content.confirmed->receiver;
    json += "\",";
    append_tasks(json, content.confirmed->tasks);
    json += '}';
  }
  if (!content.finished.empty()) {
    json += kFinished;
    append_tasks(json, content.finished);
    json += '}';
  }
  if (content.erased) {
    json += kErased;
    append_hexadecimal(json, *content.erased);
    json += '"';
  }
  json += '}';
  return json;
}

std::optional<OutboxContent> read_outbox_content(std::string_view json) {
  OutboxContent content;
  std::string_view text = json;
  if (!take(text, kRecorded) || !take_time(text, content.recorded) || !take_what(text, content)) return std::nullopt;
  if (take(text, kFinished) && (!take_tasks(text, content.finished) || content.finished.empty())) return std::nullopt;
  if (take(text, kErased) && !take_id(text, content.erased.emplace())) return std::nullopt;
  const bool says_something = content.receivers || content.found || content.claimed || content.confirmed ||
                              !content.finished.empty() || content.erased;
  // Written anew it must come to the same bytes: no zeros before numbers, no other way to write a time.
  if (text != "}" || !says_something || write_outbox_content(content) != json) return std::nullopt;
  return content;
}

}  // namespace licet::exchange
