#include <algorithm>
#include <engine/exchange/field_values.h>
#include <engine/exchange/import_mapping.h>
#include <engine/exchange/json_value.h>
#include <engine/exchange/mapping_check.h>
#include <engine/exchange/unknown_name.h>
#include <licet/import_limits.h>
#include <utility>

namespace licet::exchange {
namespace {

using Kind = JsonValue::Kind;

InputError wrong(std::string field, std::string message) { return {std::move(field), std::move(message), {}}; }

/// Reads members of one object, each by its reader, and refuses others by name.
class Members {
 public:
  Members(const JsonValue& object, std::string path) : object_(object), path_(std::move(path)) {}

  std::string field(std::string_view name) const {
    return path_.empty() ? std::string(name) : path_ + '.' + std::string(name);
  }

  /// Calls `read` with the value, if it is there.
  template <class Read>
  void may(std::string_view name, const Read& read) {
    known_.emplace_back(name);
    const JsonValue* const value = object_.find(name);
    if (problem_ || value == nullptr) return;
    if (value->kind == Kind::kNull) {
      problem_ = wrong(field(name), "It is null. Leave it out.");
    } else {
      problem_ = read(*value, field(name));
    }
  }
  template <class Read>
  void must(std::string_view name, const char* why, const Read& read) {
    if (!problem_ && object_.find(name) == nullptr) problem_ = wrong(field(name), why);
    may(name, read);
  }

  Problem finish() const {
    if (problem_) return problem_;
    for (const std::string& key : object_.keys) {
      if (std::find(known_.begin(), known_.end(), key) == known_.end()) {
        return InputError{field(key), "A mapping has no such field here.", nearest_to(key, known_)};
      }
    }
    return std::nullopt;
  }

 private:
  const JsonValue& object_;
  std::string path_;
  std::vector<std::string> known_;
  Problem problem_;
};

Problem read_words(const JsonValue& value, const std::string& field, std::vector<std::string>& into) {
  if (value.kind != Kind::kList || value.items.empty()) return wrong(field, "This is a list of columns.");
  for (const JsonValue& item : value.items) {
    if (item.kind != Kind::kText || item.text.empty()) return wrong(field, "This is a list of columns.");
    if (std::find(into.begin(), into.end(), item.text) != into.end()) return wrong(field, "A column stands twice.");
    into.push_back(item.text);
  }
  return std::nullopt;
}

Problem read_table(const JsonValue& value, const std::string& field, ValueSource& into) {
  if (value.kind != Kind::kObject || value.items.empty()) {
    return wrong(field, "This is an object: what stands for each value of the column.");
  }
  into.table.emplace();
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    const JsonValue& item = value.items[i];
    std::optional<std::string> stands;
    if (item.kind == Kind::kText) {
      stands = item.text;
    } else if (item.kind == Kind::kBoolean) {
      stands = item.boolean ? "true" : "false";
    } else if (item.kind == Kind::kInteger) {
      stands = std::to_string(item.integer);
    } else if (item.kind != Kind::kNull) {
      return wrong(field + '.' + value.keys[i],
                   "What stands for a value is a text, a whole number, true, false or null.");
    }
    into.table->emplace(value.keys[i], std::move(stands));
  }
  return std::nullopt;
}

struct SourceAllows {
  bool list = false;
  bool time = false;
};

class MappingReader {
 public:
  explicit MappingReader(ImportMapping& mapping) : mapping_(mapping) {}

  /// A column by its name, or an object with `column` or `constant`.
  Problem source(const JsonValue& value, const std::string& field, SourceAllows allows, ValueSource& into) const {
    if (value.kind == Kind::kText) {
      into.column = value.text;
      return value.text.empty() ? Problem(wrong(field, "A column has a name.")) : std::nullopt;
    }
    if (value.kind != Kind::kObject) {
      return wrong(field, R"(This is a column's name, or an object with "column" or "constant".)");
    }
    Members members(value, field);
    members.may("column", [&](const JsonValue& one, const std::string& at) -> Problem {
      if (one.kind != Kind::kText || one.text.empty()) return wrong(at, "This is a column's name.");
      into.column = one.text;
      return std::nullopt;
    });
    members.may("constant", [&](const JsonValue& one, const std::string& at) -> Problem {
      if (one.kind == Kind::kText) into.constant = one.text;
      if (one.kind == Kind::kBoolean) into.constant = one.boolean ? "true" : "false";
      if (one.kind == Kind::kInteger) into.constant = std::to_string(one.integer);
      return into.constant ? std::nullopt : Problem(wrong(at, "A constant is a text, a whole number, true or false."));
    });
    members.may("values",
                [&](const JsonValue& one, const std::string& at) -> Problem { return read_table(one, at, into); });
    if (allows.list) {
      members.may("separator", [&](const JsonValue& one, const std::string& at) -> Problem {
        if (one.kind != Kind::kText || one.text.empty()) return wrong(at, "This is what stands between two names.");
        into.separator = one.text;
        return std::nullopt;
      });
    }
    if (allows.time) {
      members.may("time", [&](const JsonValue& one, const std::string& at) -> Problem {
        if (one.kind != Kind::kText) return wrong(at, "This is a pattern, such as %d.%m.%Y %H:%M.");
        if (auto mistake = TimePattern::check(one.text)) return wrong(at, *mistake);
        into.time.emplace(one.text, *mapping_.zone);
        return std::nullopt;
      });
    }
    if (auto problem = members.finish()) return problem;
    if (into.column.empty() == !into.is_constant()) {
      return wrong(field, R"(Say either "column" or "constant".)");
    }
    if (into.is_constant() && into.table) return wrong(field + ".values", "A constant needs no table.");
    return std::nullopt;
  }

 private:
  /// Of a field that must be there.
  auto plain(ValueSource& into) const {
    return [this, &into](const JsonValue& one, const std::string& at) { return source(one, at, {}, into); };
  }
  auto optional(std::optional<ValueSource>& into, SourceAllows allows) const {
    return [this, &into, allows](const JsonValue& one, const std::string& at) {
      return source(one, at, allows, into.emplace());
    };
  }

  Problem named(const JsonValue& value, const std::string& field, SourceAllows allows,
                std::vector<NamedSource>& into) const {
    if (value.kind != Kind::kObject || value.items.empty()) return wrong(field, "This is an object that is not empty.");
    for (std::size_t i = 0; i < value.items.size(); ++i) {
      NamedSource& one = into.emplace_back(NamedSource{value.keys[i], {}});
      if (auto problem = source(value.items[i], field + '.' + value.keys[i], allows, one.value)) return problem;
    }
    return std::nullopt;
  }

  /// An object with `column` or `constant` is one text; any other has a text for each member.
  auto kept(KeptSource& into) const {
    return [this, &into](const JsonValue& one, const std::string& at) -> Problem {
      const bool text = one.kind != Kind::kObject || one.find("column") != nullptr || one.find("constant") != nullptr;
      return text ? source(one, at, {}, into.text.emplace()) : named(one, at, {}, into.members);
    };
  }

 public:
  Problem event(const JsonValue& value, const std::string& path, EventMapping& into) const {
    if (value.kind != Kind::kObject) return wrong(path, "This is an object: the fields of one event.");
    Members members(value, path);
    members.must("event", "What kind of event is it?", plain(into.event));
    members.may("customer", optional(into.customer, {}));
    members.may("device", optional(into.device, {}));
    members.must("at", "Map the time of the act: without it, each run would tell of another act.",
                 [&](const JsonValue& one, const std::string& at) {
                   return source(one, at, {false, true}, into.at);
                 });
    members.may("only_with", [&](const JsonValue& one, const std::string& at) -> Problem {
      return read_words(one, at, into.only_with);
    });
    members.may("consent", optional(into.consent, {}));
    members.may("wording", optional(into.wording, {}));
    members.may("purposes", optional(into.purposes, {true, false}));
    members.may("channels", optional(into.channels, {true, false}));
    members.may("data", optional(into.data, {true, false}));
    members.may("notice", optional(into.notice, {}));
    members.may("fact", optional(into.fact, {}));
    members.may("value", optional(into.value, {false, true}));
    members.may("item", optional(into.item, {}));
    members.may("facts", [&](const JsonValue& one, const std::string& at) -> Problem {
      return named(one, at, {false, true}, into.facts);
    });
    members.may("source", kept(into.source));
    members.may("actor", kept(into.actor));
    members.may("evidence", kept(into.evidence));
    return members.finish();
  }

 private:
  ImportMapping& mapping_;
};

Problem read_separator(const JsonValue& value, const std::string& field, char& into) {
  const bool usable = value.kind == Kind::kText && value.text.size() == 1 && value.text[0] != '"' &&
                      value.text[0] != '\n' && value.text[0] != '\r';
  if (!usable) return wrong(field, "This is one character, such as `;`.");
  into = value.text[0];
  return std::nullopt;
}

}  // namespace

tl::expected<ImportMapping, InputError> read_mapping(std::string_view text, const model::Model& model) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const auto object = parse_object(text, {limits::kMappingBytes, limits::kJsonDepth, limits::kListItems, true});
  if (!object) return tl::unexpected(object.error());
  ImportMapping mapping;
  mapping.zone = model.zone;
  Members members(*object, "");
  members.must("origin", "What is the system called that the rows come from?",
               [&](const JsonValue& one, const std::string& at) -> Problem {
                 if (one.kind != Kind::kText || one.text.empty() || one.text.size() > limits::kEventIdBytes) {
                   return wrong(at, "This is a name of 1 to 256 bytes.");
                 }
                 mapping.origin = one.text;
                 return std::nullopt;
               });
  members.may("zone", [&](const JsonValue& one, const std::string& at) -> Problem {
    auto zone = time::Zone::by_name(one.text);
    if (one.kind != Kind::kText || !zone) return wrong(at, "There is no time zone of this name.");
    mapping.zone = std::move(*zone);
    return std::nullopt;
  });
  members.may("key", [&](const JsonValue& one, const std::string& at) { return read_words(one, at, mapping.key); });
  members.may("columns",
              [&](const JsonValue& one, const std::string& at) { return read_words(one, at, mapping.columns); });
  members.may("separator",
              [&](const JsonValue& one, const std::string& at) { return read_separator(one, at, mapping.separator); });
  const MappingReader reader(mapping);
  members.must("events", "Which events does a row tell of?",
               [&](const JsonValue& one, const std::string& at) -> Problem {
                 if (one.kind != Kind::kList || one.items.empty() || one.items.size() > limits::kImportEvents) {
                   return wrong(at, "This is a list of 1 to " + std::to_string(limits::kImportEvents) + " events.");
                 }
                 for (std::size_t i = 0; i < one.items.size(); ++i) {
                   const std::string place = at + '[' + std::to_string(i) + ']';
                   if (auto problem = reader.event(one.items[i], place, mapping.events.emplace_back())) return problem;
                 }
                 return std::nullopt;
               });
  if (auto problem = members.finish()) return tl::unexpected(std::move(*problem));
  if (auto problem = check_mapping(mapping, model)) return tl::unexpected(std::move(*problem));
  return mapping;
}

}  // namespace licet::exchange
