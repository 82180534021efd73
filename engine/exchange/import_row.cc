#include <algorithm>
#include <charconv>
#include <engine/base/digest.h>
#include <engine/base/utf8.h>
#include <engine/exchange/event_json.h>
#include <engine/exchange/idle_confirmation.h>
#include <engine/exchange/import_row.h>
#include <engine/exchange/json_write.h>
#include <engine/exchange/names.h>
#include <engine/time/civil.h>
#include <licet/limits.h>
#include <utility>

namespace licet::exchange {
namespace {

constexpr std::size_t kIdDigits = 40;

/// Without white space around it, which no system means: also the space that does not break.
std::string_view trimmed(std::string_view text) {
  constexpr std::string_view no_break = "\xC2\xA0";
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (true) {
    if (!text.empty() && is_space(text.front())) {
      text.remove_prefix(1);
    } else if (!text.empty() && is_space(text.back())) {
      text.remove_suffix(1);
    } else if (text.starts_with(no_break)) {
      text.remove_prefix(no_break.size());
    } else if (text.ends_with(no_break)) {
      text.remove_suffix(no_break.size());
    } else {
      return text;
    }
  }
}

/// A field's value in a row: none if the row leaves it out.
using Found = tl::expected<std::optional<std::string>, RowDoubt>;

/// Reads the events of one row.
class RowReader {
 public:
  RowReader(const ImportMapping& mapping, const ImportRow& row, const model::Model& model, Instant now)
      : mapping_(mapping), row_(row), model_(model), now_(now) {}

  tl::expected<std::vector<ImportedEvent>, RowDoubt> read() {
    std::vector<ImportedEvent> events;
    for (std::size_t i = 0; i < mapping_.events.size(); ++i) {
      path_ = "events[" + std::to_string(i) + ']';
      auto event = read_event(mapping_.events[i], i);
      if (!event) return tl::unexpected(std::move(event.error()));
      if (*event) events.push_back({i, std::move(**event)});
    }
    if (auto wrong = idle_confirmation(mapping_, events, model_)) return tl::unexpected(std::move(*wrong));
    return events;
  }

 private:
  using Read = tl::expected<std::optional<Event>, RowDoubt>;

  tl::unexpected<RowDoubt> doubt(const ValueSource& source, std::string_view field, std::string reason) const {
    return tl::unexpected(RowDoubt{source.column, path_ + '.' + std::string(field), std::move(reason)});
  }

  const std::string& column(const std::string& name) const {
    static const std::string empty;
    const auto place = row_.columns->find(name);
    return place ? row_.fields[*place] : empty;
  }

  Found one(const ValueSource& source, std::string_view field, const std::string& raw) const {
    const std::string text(trimmed(raw));
    if (text.empty()) return std::nullopt;
    if (!source.table) return text;
    auto found = source.table->find(raw);
    if (found == source.table->end()) found = source.table->find(text);
    if (found == source.table->end()) return doubt(source, field, "The mapping says nothing about this value.");
    return found->second;
  }

  Found value(const ValueSource& source, std::string_view field) const {
    if (source.is_constant()) return source.constant;
    const std::string& text = column(source.column);
    // A table may say what an empty field stands for.
    if (trimmed(text).empty() && source.table) {
      if (const auto found = source.table->find(""); found != source.table->end()) return found->second;
    }
    return one(source, field, text);
  }

  /// False, with the doubt, if it cannot be read.
  bool read_text(const std::optional<ValueSource>& source, std::string_view field, std::optional<std::string>& into) {
    if (!source) return true;
    auto found = value(*source, field);
    if (!found) {
      doubt_ = std::move(found.error());
      return false;
    }
    into = std::move(*found);
    return true;
  }
  bool read_name(const std::optional<ValueSource>& source, std::string_view field, std::string& into) {
    std::optional<std::string> found;
    if (!read_text(source, field, found)) return false;
    into = found.value_or(std::string());
    return true;
  }

  bool read_list(const std::optional<ValueSource>& source, std::string_view field, std::vector<std::string>& into) {
    if (!source) return true;
    if (source->is_constant()) {
      into.push_back(*source->constant);
      return true;
    }
    std::string_view rest = column(source->column);
    const std::string separator = rest.find(kListSeparator) != std::string_view::npos || source->separator.empty()
                                      ? std::string(1, kListSeparator)
                                      : source->separator;
    while (!rest.empty()) {
      const std::size_t end = rest.find(separator);
      auto found = one(*source, field, std::string(rest.substr(0, end)));
      if (!found) {
        doubt_ = std::move(found.error());
        return false;
      }
      if (*found && std::find(into.begin(), into.end(), **found) == into.end()) into.push_back(std::move(**found));
      if (end == std::string_view::npos) break;
      rest.remove_prefix(end + separator.size());
    }
    return true;
  }

  /// A list narrows what an event is about: where the mapping has one and the row does not, it would be about
  /// everything.
  bool read_narrowing(const std::optional<ValueSource>& source, std::string_view field,
                      std::vector<std::string>& into) {
    if (!read_list(source, field, into)) return false;
    if (!source || !into.empty()) return true;
    doubt_ = RowDoubt{source->column, path_ + '.' + std::string(field),
                      "It is empty, and the event would then be about everything."};
    return false;
  }

  /// A fact's value in the form of its type.
  std::optional<RawValue> typed(const model::Fact& fact, const ValueSource& source, const std::string& text) const {
    switch (fact.type) {
      case model::FactType::kYesNo:
        if (text == "true") return RawValue(true);
        if (text == "false") return RawValue(false);
        return std::nullopt;
      case model::FactType::kNumber: {
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
        return RawValue(number);
      }
      case model::FactType::kDate: {
        const auto date = source.time ? source.time->date(text) : time::parse_date(text);
        if (!date) return std::nullopt;
        return RawValue(time::format_date(*date));
      }
      case model::FactType::kTime: {
        if (!source.time) return RawValue(text);
        const auto t = source.time->instant(text);
        if (!t) return std::nullopt;
        return RawValue(time::format_rfc3339(*t));
      }
      default:
        return RawValue(text);
    }
  }

  bool read_value(const std::string& fact_name, const ValueSource& source, std::string_view field,
                  std::optional<RawValue>& into) {
    std::optional<std::string> text;
    if (!read_text(source, field, text)) return false;
    if (!text) return true;
    const auto fact = model_.facts.find(fact_name);
    if (fact) into = typed(model_.facts[*fact], source, *text);
    if (into) return true;
    doubt_ = RowDoubt{source.column, path_ + '.' + std::string(field), "It is no value of this fact's type."};
    return false;
  }

  bool read_at(const ValueSource& source, std::optional<Instant>& into) {
    std::optional<std::string> text;
    if (!read_text(source, "at", text)) return false;
    if (!text) {
      doubt_ = RowDoubt{source.column, path_ + ".at", "When it happened is not said."};
      return false;
    }
    into = source.time ? source.time->instant(*text) : time::parse_rfc3339(*text);
    if (into && into->micros <= now_.micros) return true;
    doubt_ = RowDoubt{source.column, path_ + ".at",
                      into ? "It lies ahead: nothing is imported that has not happened."
                           : "It is no time of the form that the mapping says."};
    return false;
  }

  /// JSON text; `is_proof` is set if something of it comes from a column.
  bool read_kept(const KeptSource& source, std::string_view field, std::string& into) {
    if (source.text) {
      std::optional<std::string> text;
      if (!read_text(source.text, field, text)) return false;
      if (text) append_quoted(into, *text);
      return true;
    }
    std::vector<std::pair<std::string_view, std::string>> members;
    for (const NamedSource& one : source.members) {
      std::optional<std::string> text;
      if (!read_text(one.value, std::string(field) + '.' + one.name, text)) return false;
      if (!text) continue;
      members.emplace_back(one.name, std::move(*text));
    }
    if (members.empty()) return true;
    ObjectWriter out(into);
    for (const auto& [name, text] : members) out.text(name, text);
    out.end();
    return true;
  }

  /// The origin always; with what the mapping says besides.
  bool read_source(const KeptSource& source, std::string& into) {
    std::string mapped;
    if (!read_kept(source, "source", mapped)) return false;
    ObjectWriter out(into);
    out.text("imported_from", mapping_.origin);
    if (!mapped.empty()) out.raw("source", mapped);
    out.end();
    return true;
  }

  std::string id(std::size_t place) const {
    Sha256 digest;
    const auto add = [&](std::string_view text) { digest.add_number(text.size()).add(text); };
    add(mapping_.origin);
    if (mapping_.key.empty()) {
      for (std::size_t i = 0; i < row_.fields.size(); ++i) {
        add(row_.columns->names()[i]);
        add(row_.fields[i]);
      }
    } else {
      for (const std::string& name : mapping_.key) add(trimmed(column(name)));
    }
    digest.add_number(place);
    return "import-" + to_hex(digest.finish()).substr(0, kIdDigits);
  }

  Read read_event(const EventMapping& mapping, std::size_t place) {
    for (const std::string& name : mapping.only_with) {
      if (trimmed(column(name)).empty()) return std::nullopt;
    }
    const auto kind = value(mapping.event, "event");
    if (!kind) return tl::unexpected(kind.error());
    if (!*kind) {
      if (mapping.event.table && trimmed(column(mapping.event.column)).empty() && !mapping.event.table->contains("")) {
        return doubt(mapping.event, "event", "It is empty, and the mapping does not say what that stands for.");
      }
      return std::nullopt;
    }
    Event event;
    event.kind = *event_kind_of(**kind);
    if (event.kind == EventKind::kConfirmed) {
      const auto proven = is_proven(mapping);
      if (!proven) return tl::unexpected(proven.error());
      if (!*proven) return std::nullopt;
    }
    if (!read_fields(mapping, event)) return tl::unexpected(std::move(doubt_));
    event.id = id(place);
    if (auto wrong = check(mapping, event)) return tl::unexpected(std::move(*wrong));
    return event;
  }

  /// Does the row itself say something there, that is neither when it was nor whose row it is? A constant, or a code
  /// for which a table has words, is the mapping's.
  bool may_prove(const EventMapping& mapping, const ValueSource& source) const {
    if (source.is_constant() || source.table || source.column == mapping.at.column) return false;
    if (std::find(mapping_.key.begin(), mapping_.key.end(), source.column) != mapping_.key.end()) return false;
    return !trimmed(column(source.column)).empty();
  }

  /// False where neither a time nor evidence stands: then nothing was confirmed.
  tl::expected<bool, RowDoubt> is_proven(const EventMapping& mapping) {
    const bool has_time = !trimmed(column(mapping.at.column)).empty();
    const bool has_evidence = (mapping.evidence.text && may_prove(mapping, *mapping.evidence.text)) ||
                              std::any_of(mapping.evidence.members.begin(), mapping.evidence.members.end(),
                                          [&](const NamedSource& one) { return may_prove(mapping, one.value); });
    if (has_time == has_evidence) return has_time;
    const std::string& missing = has_time ? "evidence" : "time";
    return tl::unexpected(RowDoubt{has_time ? std::string() : mapping.at.column,
                                   path_ + (has_time ? ".evidence" : ".at"),
                                   "A confirmation is told without its " + missing + ": it is not proven."});
  }

  bool read_fields(const EventMapping& mapping, Event& event) {
    // Only who was contacted, and what was collected, is no less for a list that is empty.
    const bool narrows = event.kind != EventKind::kContacted && event.kind != EventKind::kCollected;
    const auto list = [&](const std::optional<ValueSource>& source, std::string_view field,
                          std::vector<std::string>& into) {
      return narrows ? read_narrowing(source, field, into) : read_list(source, field, into);
    };
    if (!read_text(mapping.customer, "customer", event.customer) ||
        !read_text(mapping.device, "device", event.device) || !read_at(mapping.at, event.at) ||
        !read_name(mapping.consent, "consent", event.consent) ||
        !read_text(mapping.wording, "wording", event.wording) || !list(mapping.purposes, "purposes", event.purposes) ||
        !list(mapping.channels, "channels", event.channels) || !list(mapping.data, "data", event.data) ||
        !read_name(mapping.notice, "notice", event.notice) || !read_name(mapping.fact, "fact", event.fact) ||
        !read_text(mapping.item, "item", event.item) || !read_kept(mapping.actor, "actor", event.actor) ||
        !read_kept(mapping.evidence, "evidence", event.evidence) || !read_source(mapping.source, event.source)) {
      return false;
    }
    if (mapping.value && !read_value(event.fact, *mapping.value, "value", event.value)) return false;
    for (const NamedSource& one : mapping.facts) {
      std::optional<RawValue> stated;
      if (!read_value(one.name, one.value, "facts." + one.name, stated)) return false;
      if (stated) event.facts.push_back({one.name, std::move(*stated)});
    }
    std::sort(event.facts.begin(), event.facts.end(),
              [](const NamedValue& a, const NamedValue& b) { return a.fact < b.fact; });
    return true;
  }

  /// What a store would refuse, and a grant that would be recorded without effect.
  std::optional<RowDoubt> check(const EventMapping& mapping, const Event& event) const {
    if (auto wrong = check_event(event, model_)) {
      return RowDoubt{column_of(mapping, wrong->field), path_ + '.' + wrong->field, std::move(wrong->message)};
    }
    if (event.kind != EventKind::kGranted) return std::nullopt;
    const auto& wordings = model_.consents[*model_.consents.find(event.consent)].wordings;
    if (wordings.empty()) return std::nullopt;
    const bool listed = event.wording && std::any_of(wordings.begin(), wordings.end(), [&](const model::Wording& one) {
                          return one.id == *event.wording;
                        });
    if (listed) return std::nullopt;
    return RowDoubt{mapping.wording ? mapping.wording->column : std::string(), path_ + ".wording",
                    event.wording ? "The consent does not list this wording: the grant would have no effect."
                                  : "No wording is named, and the consent lists some: the grant would have no effect."};
  }

  static std::string column_of(const EventMapping& mapping, std::string_view field) {
    const std::pair<std::string_view, const std::optional<ValueSource>&> sources[] = {
        {"customer", mapping.customer}, {"device", mapping.device},     {"consent", mapping.consent},
        {"wording", mapping.wording},   {"purposes", mapping.purposes}, {"channels", mapping.channels},
        {"data", mapping.data},         {"notice", mapping.notice},     {"fact", mapping.fact},
        {"value", mapping.value},       {"item", mapping.item}};
    for (const auto& [name, source] : sources) {
      if (name == field && source) return source->column;
    }
    return {};
  }

  const ImportMapping& mapping_;
  const ImportRow& row_;
  const model::Model& model_;
  Instant now_;
  std::string path_;
  RowDoubt doubt_;
};

}  // namespace

tl::expected<std::vector<ImportedEvent>, RowDoubt> events_of(const ImportMapping& mapping, const ImportRow& row,
                                                             const model::Model& model, Instant now) {
  for (const std::string& name : mapping.key) {
    const auto place = row.columns->find(name);
    if (!place || trimmed(row.fields[*place]).empty()) {
      return tl::unexpected(RowDoubt{name, "key", "A part of the row's key is empty."});
    }
  }
  return RowReader(mapping, row, model, now).read();
}

}  // namespace licet::exchange
