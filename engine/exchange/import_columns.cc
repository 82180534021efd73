// The columns of a file, and rows of JSON Lines.
#include <engine/exchange/import_row.h>
#include <engine/exchange/json_value.h>
#include <licet/import_limits.h>
#include <utility>

namespace licet::exchange {
namespace {

using Kind = JsonValue::Kind;

/// None for what is no field.
std::optional<std::string> field_text(const JsonValue& value) {
  switch (value.kind) {
    case Kind::kNull:
      return std::string();
    case Kind::kBoolean:
      return value.boolean ? "true" : "false";
    case Kind::kInteger:
      return std::to_string(value.integer);
    case Kind::kNumber:
    case Kind::kText:
      return value.text;
    case Kind::kList: {
      std::string all;
      for (std::size_t i = 0; i < value.items.size(); ++i) {
        if (value.items[i].kind != Kind::kText) return std::nullopt;
        if (i > 0) all += kListSeparator;
        all += value.items[i].text;
      }
      return all;
    }
    case Kind::kObject:
      break;
  }
  return std::nullopt;
}

/// Depth is bounded by the reader of JSON.
bool add_fields(const JsonValue& object, const std::string& prefix, std::vector<std::string>& names,
                std::vector<std::string>& fields) {
  for (std::size_t i = 0; i < object.items.size(); ++i) {
    const JsonValue& value = object.items[i];
    if (value.kind == Kind::kObject) {
      if (!add_fields(value, prefix + object.keys[i] + '.', names, fields)) return false;
      continue;
    }
    auto text = field_text(value);
    if (!text || names.size() == limits::kImportColumns) return false;
    names.push_back(prefix + object.keys[i]);
    fields.push_back(std::move(*text));
  }
  return true;
}

}  // namespace

tl::expected<RowColumns, std::string> RowColumns::of(std::vector<std::string> names) {
  RowColumns columns;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i].empty()) return tl::unexpected("Column " + std::to_string(i + 1) + " has no name.");
    if (!columns.index_.emplace(names[i], i).second) {
      return tl::unexpected("Column " + std::to_string(i + 1) + " has the name of an earlier one.");
    }
  }
  columns.names_ = std::move(names);
  return columns;
}

std::optional<std::size_t> RowColumns::find(std::string_view name) const {
  const auto found = index_.find(std::string(name));
  return found == index_.end() ? std::nullopt : std::optional(found->second);
}

tl::expected<JsonRow, std::string> read_json_row(std::string_view line) {
  const auto object = parse_object(line);
  if (!object) return tl::unexpected(object.error().message);
  std::vector<std::string> names;
  JsonRow row;
  if (!add_fields(*object, {}, names, row.fields)) {
    return tl::unexpected("A row has texts, numbers, true, false and lists of texts, at most " +
                          std::to_string(limits::kImportColumns) + " of them.");
  }
  auto columns = RowColumns::of(std::move(names));
  if (!columns) return tl::unexpected(std::move(columns.error()));
  row.columns = std::move(*columns);
  return row;
}

std::vector<std::string> missing_columns(const ImportMapping& mapping, const RowColumns& columns) {
  std::vector<std::string> missing;
  const auto need = [&](const std::string& name) {
    if (!name.empty() && !columns.find(name)) missing.push_back(name);
  };
  const auto need_source = [&](const ValueSource& source) { need(source.column); };
  const auto may_need = [&](const std::optional<ValueSource>& source) {
    if (source) need_source(*source);
  };
  const auto need_kept = [&](const KeptSource& source) {
    may_need(source.text);
    for (const NamedSource& one : source.members) need_source(one.value);
  };
  for (const std::string& name : mapping.key) need(name);
  for (const EventMapping& event : mapping.events) {
    need_source(event.event);
    need_source(event.at);
    for (const std::string& name : event.only_with) need(name);
    for (const auto* source : {&event.customer, &event.device, &event.consent, &event.wording, &event.purposes,
                               &event.channels, &event.data, &event.notice, &event.fact, &event.value, &event.item}) {
      may_need(*source);
    }
    for (const NamedSource& one : event.facts) need_source(one.value);
    need_kept(event.source);
    need_kept(event.actor);
    need_kept(event.evidence);
  }
  return missing;
}

}  // namespace licet::exchange
