#include <algorithm>
#include <array>
#include <engine/base/hexadecimal.h>
#include <engine/exchange/event_json.h>
#include <engine/exchange/field_values.h>
#include <engine/exchange/json_lists.h>
#include <engine/exchange/names.h>
#include <engine/exchange/request_json.h>
#include <engine/exchange/task_json.h>
#include <engine/exchange/unknown_name.h>
#include <licet/limits.h>
#include <span>

namespace licet::exchange {
namespace {

constexpr std::array<std::pair<TaskCause, std::string_view>, 4> kCauses = {{
    {TaskCause::kDue, "due"},
    {TaskCause::kWithdrawn, "withdrawn"},
    {TaskCause::kObjected, "objected"},
    {TaskCause::kErasureRequested, "erasure_requested"},
}};

/// Fields of any line of a task; those of an event behind `record`.
constexpr std::array<std::string_view, 3> kCommonFields = {"task", "receiver", "cause"};
constexpr std::array<std::string_view, 12> kDueFields = {"collected", "except",    "customer",     "device",
                                                         "data",      "item",      "due",          "action",
                                                         "rule",      "suspended", "undetermined", "why"};
constexpr std::array<std::string_view, 10> kEventFields = {"record",  "event",    "customer", "device", "at",
                                                           "consent", "purposes", "channels", "data",   "item"};

/// Joined to the object that is open: `json` is an object with at least one field.
void append_fields(std::string& line, std::string_view json) {
  line += ',';
  line += json.substr(1);
}

InputError missing(std::string_view field) {
  return {std::string(field), "The line of a task must have this field.", {}};
}

Problem read_cause(const JsonValue& object, TaskCause& cause) {
  const JsonValue* const value = object.find("cause");
  if (value == nullptr) return missing("cause");
  std::string word;
  if (auto wrong = read_name("cause", *value, word)) return wrong;
  const auto found = std::find_if(kCauses.begin(), kCauses.end(), [&](const auto& one) { return one.second == word; });
  if (found == kCauses.end()) return InputError{"cause", "A task has no such cause.", {}};
  cause = found->first;
  return std::nullopt;
}

Problem read_number(const JsonValue& object, std::string_view field, std::uint64_t& into) {
  const JsonValue* const value = object.find(field);
  if (value == nullptr) return missing(field);
  if (value->kind != JsonValue::Kind::kInteger || value->integer < 0) {
    return InputError{std::string(field), "This must be a number from 0 on.", {}};
  }
  into = static_cast<std::uint64_t>(value->integer);
  return std::nullopt;
}

Problem check_fields(const JsonValue& object, TaskCause cause) {
  const std::span<const std::string_view> own = cause == TaskCause::kDue
                                                    ? std::span<const std::string_view>(kDueFields)
                                                    : std::span<const std::string_view>(kEventFields);
  const auto is_in = [](std::span<const std::string_view> fields, std::string_view name) {
    return std::find(fields.begin(), fields.end(), name) != fields.end();
  };
  for (const std::string& key : object.keys) {
    if (is_in(kCommonFields, key) || is_in(own, key)) continue;
    std::vector<std::string> known(kCommonFields.begin(), kCommonFields.end());
    known.insert(known.end(), own.begin(), own.end());
    return InputError{key, "The line of a task has no such field.", nearest_to(key, known)};
  }
  return std::nullopt;
}

Problem read_due(const JsonValue& object, TaskLine& line) {
  const auto field = [&](std::string_view name) { return object.find(name); };
  DueEntry& entry = line.entry;
  if (const auto* customer = field("customer")) {
    if (auto wrong = read_key("customer", *customer, limits::kHolderBytes, entry.customer)) return wrong;
  }
  if (const auto* device = field("device")) {
    if (auto wrong = read_key("device", *device, limits::kHolderBytes, entry.device)) return wrong;
  }
  if (entry.customer.has_value() == entry.device.has_value()) {
    return InputError{"customer", "The line of what is due names either a customer or a device.", {}};
  }
  if (field("data") == nullptr) return missing("data");
  if (auto wrong = read_name("data", *field("data"), entry.data)) return wrong;
  if (const auto* item = field("item")) {
    if (auto wrong = read_key("item", *item, limits::kItemBytes, entry.item)) return wrong;
  }
  if (field("due") == nullptr) return missing("due");
  std::optional<Instant> due;
  if (auto wrong = read_instant("due", *field("due"), due)) return wrong;
  entry.due = *due;
  if (field("action") == nullptr) return missing("action");
  std::string action;
  if (auto wrong = read_name("action", *field("action"), action)) return wrong;
  entry.action = due_action_of(action);
  if (!entry.action) return InputError{"action", "There is no such action.", {}};
  if (field("collected") != nullptr) {
    if (auto wrong = read_number(object, "collected", line.collected.emplace())) return wrong;
  }
  if (field("except") == nullptr) return std::nullopt;
  return read_names("except", *field("except"), EmptyList::kRefused, line.except);
}

Problem read_told_event(const JsonValue& object, TaskLine& line) {
  if (auto wrong = read_number(object, "record", line.record)) return wrong;
  const JsonValue* const at = object.find("at");
  if (at == nullptr) return missing("at");
  std::optional<Instant> time;
  if (auto wrong = read_instant("at", *at, time)) return wrong;
  line.at = *time;
  return std::nullopt;
}

void write_count(std::string& line, const OutboxCount& count, const std::vector<Language>& languages) {
  ObjectWriter out(line);
  out.text("cause", text_of(count.cause));
  if (count.cause == TaskCause::kDue) {
    if (count.action) out.text("action", text_of(*count.action));
    out.text_or_null("rule", count.rule);
  }
  out.number("tasks", count.tasks);
  write_list(line, out, "sample", count.sample,
             [&](std::string& text, const OutboxTask& task) { text += write_task(task, {}, languages); });
  out.end();
}

void write_receiver(std::string& line, const ReceiverState& receiver) {
  ObjectWriter out(line);
  out.text("receiver", receiver.name);
  out.number("claimed", receiver.claimed);
  out.number("confirmed", receiver.confirmed);
  out.end();
}

}  // namespace

std::string_view text_of(TaskCause cause) {
  for (const auto& [each, word] : kCauses) {
    if (each == cause) return word;
  }
  return kCauses.front().second;
}

std::string write_task(const OutboxTask& task, std::string_view receiver, const std::vector<Language>& languages) {
  std::string line;
  ObjectWriter out(line);
  out.text("task", task.id);
  if (!receiver.empty()) out.text("receiver", receiver);
  out.text("cause", text_of(task.cause));
  if (task.due) {
    if (task.collected) out.number("collected", *task.collected);
    texts_if_any(out, "except", task.except);
    append_fields(line, write_due(*task.due, languages));
  } else if (task.event) {
    out.number("record", task.event->record);
    append_fields(line, write_event(task.event->event));
  } else {
    out.end();
  }
  return line;
}

tl::expected<TaskLine, InputError> read_task(std::string_view text) {
  const auto object = parse_object(text);
  if (!object) return tl::unexpected(object.error());
  TaskLine line;
  if (auto wrong = read_cause(*object, line.cause)) return tl::unexpected(std::move(*wrong));
  if (auto wrong = check_fields(*object, line.cause)) return tl::unexpected(std::move(*wrong));
  const JsonValue* const task = object->find("task");
  if (task == nullptr) return tl::unexpected(missing("task"));
  std::string digits;
  if (auto wrong = read_text("task", *task, digits)) return tl::unexpected(std::move(*wrong));
  if (!read_hexadecimal(digits, line.id)) {
    return tl::unexpected(InputError{"task", "A task is named by 32 hexadecimal digits.", {}});
  }
  const JsonValue* const receiver = object->find("receiver");
  if (receiver == nullptr) return tl::unexpected(missing("receiver"));
  if (auto wrong = read_text("receiver", *receiver, line.receiver)) return tl::unexpected(std::move(*wrong));
  auto wrong = line.cause == TaskCause::kDue ? read_due(*object, line) : read_told_event(*object, line);
  if (wrong) return tl::unexpected(std::move(*wrong));
  return line;
}

std::optional<std::string> differing_field(std::string_view line, std::string_view other) {
  const auto one = parse_object(line);
  const auto two = parse_object(other);
  if (!one || !two) return std::string();
  for (const auto& [from, to] : {std::pair(&*one, &*two), std::pair(&*two, &*one)}) {
    for (std::size_t i = 0; i < from->keys.size(); ++i) {
      const JsonValue* const value = to->find(from->keys[i]);
      if (value == nullptr || canonical_text(*value) != canonical_text(from->items[i])) return from->keys[i];
    }
  }
  return std::nullopt;
}

std::string write_confirmed(const Confirmed& confirmed) {
  std::string line;
  ObjectWriter out(line);
  out.text("task", confirmed.task);
  out.boolean("repeated", confirmed.repeated);
  out.boolean("finished", confirmed.finished);
  if (confirmed.erased) out.number("erased", *confirmed.erased);
  texts_if_any(out, "kept", confirmed.kept);
  out.end();
  return line;
}

std::string write_receivers(const ReceiversChanged& changed) {
  std::string line;
  ObjectWriter out(line);
  out.texts("receivers", changed.receivers);
  out.boolean("changed", changed.changed);
  out.number("finished", changed.finished);
  out.end();
  return line;
}

std::string write_outbox(const Outbox& outbox, const std::vector<Language>& languages) {
  std::string line;
  ObjectWriter out(line);
  out.instant("at", outbox.at);
  write_list(line, out, "receivers", outbox.receivers, write_receiver);
  write_list(line, out, "counts", outbox.counts,
             [&](std::string& text, const OutboxCount& count) { write_count(text, count, languages); });
  out.end();
  return line;
}

}  // namespace licet::exchange
