#include <algorithm>
#include <engine/exchange/json_write.h>
#include <fmt/core.h>
#include <fmt/ranges.h>
#include <licet/import_limits.h>
#include <tools/licet/import_summary.h>
#include <tools/licet/text_layout.h>
#include <unistd.h>
#include <vector>

namespace licet::tool {
namespace {

/// Messages of the reader of CSV name the place, so that each is another: so many are told apart.
constexpr std::size_t kReasons = 1'000;

void write_doubt(exchange::ObjectWriter& out, const exchange::RowDoubt& doubt) {
  if (!doubt.column.empty()) out.text("column", doubt.column);
  if (!doubt.field.empty()) out.text("field", doubt.field);
  out.text("reason", doubt.reason);
}

std::string text_of(const exchange::RowDoubt& doubt) {
  std::string text;
  if (!doubt.column.empty()) text = fmt::format("column {}: ", doubt.column);
  if (!doubt.field.empty()) text += fmt::format("`{}`: ", doubt.field);
  return one_line(text + doubt.reason);
}

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(file, bytes.data(), bytes.size());
    if (count < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

}  // namespace

bool ImportSummary::doubt(std::uint64_t line, const exchange::RowDoubt& doubt) {
  ++rows_;
  if (++doubtful_ <= limits::kDoubtsShown) {
    output_.message_text(fmt::format("{}:{}: {}\n", input_, line, text_of(doubt)));
  }
  const auto reason = std::make_tuple(doubt.field, doubt.column, doubt.reason);
  if (reasons_.size() < kReasons || reasons_.contains(reason)) ++reasons_[reason];
  if (doubtful_file_ < 0) return true;
  std::string json;
  exchange::ObjectWriter out(json);
  out.number("line", line);
  write_doubt(out, doubt);
  out.end();
  return write_all(doubtful_file_, json + '\n');
}

void ImportSummary::row_taken(std::uint64_t events, std::uint64_t already_there) {
  ++rows_;
  ++(events == 0 ? already_there_ : taken_);
  events_ += events;
  events_already_there_ += already_there;
}

std::string ImportSummary::json(bool dry_run) const {
  std::string json;
  exchange::ObjectWriter out(json);
  out.number("rows", rows_);
  out.number("taken", taken_);
  out.number("already_there", already_there_);
  out.number("without_event", without_event_);
  out.number("doubtful", doubtful_);
  out.number("events", events_);
  out.number("events_already_there", events_already_there_);
  out.boolean("dry_run", dry_run);
  if (!never_seen_.empty()) out.texts("columns_in_no_row", never_seen_);
  out.name("doubts");
  json += '[';
  bool first = true;
  for (const auto& [reason, count] : reasons_) {
    if (!first) json += ',';
    first = false;
    exchange::ObjectWriter inner(json);
    write_doubt(inner, {std::get<1>(reason), std::get<0>(reason), std::get<2>(reason)});
    inner.number("rows", count);
    inner.end();
  }
  json += ']';
  out.end();
  return json;
}

std::string ImportSummary::text(bool dry_run) const {
  std::string text = counted(rows_, "row", "rows") + (dry_run ? " read, nothing written" : " read") + '\n';
  Table table;
  const auto add = [&](std::uint64_t rows, const char* what, const std::string& more) {
    table.add({"", std::to_string(rows), what + more});
  };
  add(taken_, dry_run ? "would be taken" : "taken", fmt::format(", as {}", counted(events_, "event", "events")));
  if (already_there_ != 0) add(already_there_, "already there", "");
  if (without_event_ != 0) add(without_event_, "tell of no event", "");
  add(doubtful_, "doubtful, not taken", "");
  for (const std::string& line : table.lines()) text += line + '\n';
  if (!never_seen_.empty()) {
    text += fmt::format("  No row has a column that the mapping names: {}\n", fmt::join(never_seen_, ", "));
  }
  std::vector<std::pair<std::uint64_t, std::string>> reasons;
  for (const auto& [reason, count] : reasons_) {
    reasons.emplace_back(count, text_of({std::get<1>(reason), std::get<0>(reason), std::get<2>(reason)}));
  }
  std::stable_sort(reasons.begin(), reasons.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  if (reasons.size() > limits::kDoubtsShown) reasons.resize(limits::kDoubtsShown);
  for (const auto& [count, reason] : reasons) text += fmt::format("    {}: {}\n", count, reason);
  return text;
}

void ImportSummary::print(bool as_json, bool dry_run) const {
  if (doubtful_ > limits::kDoubtsShown) {
    output_.message_text(
        fmt::format("{} more\n", counted(doubtful_ - limits::kDoubtsShown, "doubtful row", "doubtful rows")));
  }
  if (as_json) {
    output_.line(json(dry_run));
  } else {
    output_.text(text(dry_run));
  }
}

}  // namespace licet::tool
