#include <algorithm>
#include <engine/exchange/event_json.h>
#include <engine/exchange/mapping_check.h>
#include <engine/exchange/names.h>
#include <engine/exchange/records_named.h>
#include <engine/exchange/unknown_name.h>
#include <engine/time/civil.h>

namespace licet::exchange {
namespace {

/// Calls `check` with each name that the source states itself, and its place, until one is wrong.
template <class Check>
Problem each_stated(const ValueSource& source, const std::string& field, const Check& check) {
  if (source.is_constant()) return check(*source.constant, field);
  if (!source.table) return std::nullopt;
  const std::string of_values = field + ".values.";
  for (const auto& [value, stands] : *source.table) {
    if (!stands) continue;
    if (auto problem = check(*stands, of_values + value)) return problem;
  }
  return std::nullopt;
}

template <class Declared>
Problem check_names(const std::optional<ValueSource>& source, const std::string& field, std::string_view kind,
                    const Declared& declared) {
  if (!source) return std::nullopt;
  return each_stated(*source, field, [&](const std::string& name, const std::string& place) -> Problem {
    if (declared.find(name)) return std::nullopt;
    return unknown_name(place, kind, name, names_of(declared));
  });
}

Problem check_kind(const EventMapping& event, const std::string& path) {
  const std::string field = path + ".event";
  if (!event.event.is_constant() && !event.event.table) {
    return InputError{field, R"(The kind of event is a "constant", or comes from a column by its "values".)", {}};
  }
  return each_stated(event.event, field, [](const std::string& word, const std::string& place) -> Problem {
    const auto kind = event_kind_of(word);
    if (!kind) {
      const std::vector<std::string> words(event_kind_words().begin(), event_kind_words().end());
      return InputError{place, "There is no event of this kind.", nearest_to(word, words)};
    }
    if (*kind != EventKind::kVoided) return std::nullopt;
    return InputError{place, "What never counted is not imported: leave the event out.", {}};
  });
}

bool may_confirm(const EventMapping& event) {
  bool confirms = false;
  each_stated(event.event, {}, [&](const std::string& word, const std::string&) -> Problem {
    confirms = confirms || event_kind_of(word) == EventKind::kConfirmed;
    return std::nullopt;
  });
  return confirms;
}

Problem check_proof(const EventMapping& event, const std::string& path) {
  if (!may_confirm(event)) return std::nullopt;
  if (event.at.is_constant()) {
    return InputError{
        path + ".at", "The time of a confirmation comes from a column: only the source can prove it.", {}};
  }
  const KeptSource& evidence = event.evidence;
  const bool proven = (evidence.text && !evidence.text->is_constant()) ||
                      std::any_of(evidence.members.begin(), evidence.members.end(),
                                  [](const NamedSource& one) { return !one.value.is_constant(); });
  if (proven) return std::nullopt;
  return InputError{path + ".evidence",
                    "Nothing is confirmed that the source does not prove: map the evidence of the confirmation.",
                    {}};
}

Problem check_facts(const EventMapping& event, const std::string& path, const model::Model& model) {
  if (auto problem = check_names(event.fact, path + ".fact", "fact", model.facts)) return problem;
  for (const NamedSource& one : event.facts) {
    if (!model.facts.find(one.name)) {
      return unknown_name(path + ".facts." + one.name, "fact", one.name, names_of(model.facts));
    }
  }
  return std::nullopt;
}

Problem check_data(const EventMapping& event, const std::string& path, const model::Model& model) {
  if (!event.data) return std::nullopt;
  return each_stated(*event.data, path + ".data", [&](const std::string& name, const std::string& place) -> Problem {
    if (erasure_subject(model, name).is_known()) return std::nullopt;
    return unknown_name(place, "data category", name, names_of(model.data));
  });
}

/// The value, if it is the same for every row; else one that such a column may have.
std::string sample_of(const std::optional<ValueSource>& source, const std::string& other) {
  if (!source) return {};
  return source->constant.value_or(other);
}

template <class Declared>
std::string first_of(const Declared& declared) {
  const std::vector<std::string> names = names_of(declared);
  return names.empty() ? std::string() : names.front();
}

/// An event of this kind as a row would make it, where columns say what they may.
Event sample_event(const EventMapping& mapping, EventKind kind, const model::Model& model) {
  Event event;
  event.kind = kind;
  event.at = Instant{};
  if (mapping.customer) event.customer = sample_of(mapping.customer, "x");
  if (mapping.device) event.device = sample_of(mapping.device, "x");
  event.consent = sample_of(mapping.consent, first_of(model.consents));
  if (mapping.wording) event.wording = sample_of(mapping.wording, "x");
  if (mapping.purposes) event.purposes = {sample_of(mapping.purposes, first_of(model.purposes))};
  if (mapping.channels) event.channels = {sample_of(mapping.channels, first_of(model.channels))};
  if (mapping.data) event.data = {sample_of(mapping.data, first_of(model.data))};
  event.notice = sample_of(mapping.notice, first_of(model.notices));
  event.fact = sample_of(mapping.fact, first_of(model.facts));
  if (mapping.item) event.item = sample_of(mapping.item, "x");
  if (mapping.value) event.value = sample_of(mapping.value, "x");
  return event;
}

/// Does a column, or a table, say what stands in this field of the event, or which fields go with it?
bool is_from_row(const EventMapping& mapping, std::string_view field) {
  const auto varies = [](const std::optional<ValueSource>& source) { return source && !source->is_constant(); };
  if (field == "customer" || field == "device") return varies(mapping.consent) || varies(mapping.fact);
  if (field == "consent") return varies(mapping.consent);
  if (field == "wording") return varies(mapping.wording);
  if (field == "purposes") return varies(mapping.purposes);
  if (field == "channels") return varies(mapping.channels);
  if (field == "data" || field == "item") return varies(mapping.data) || varies(mapping.item) || varies(mapping.fact);
  if (field == "notice") return varies(mapping.notice);
  if (field == "fact") return varies(mapping.fact);
  // A constant's type is told where rows are read: there it has one.
  return !(field == "value" && !mapping.value);
}

/// What would be wrong with every row of this kind is wrong with the mapping.
Problem check_sample(const EventMapping& mapping, const std::string& path, const model::Model& model) {
  return each_stated(mapping.event, {}, [&](const std::string& word, const std::string&) -> Problem {
    const auto kind = event_kind_of(word);
    const auto wrong = check_event(sample_event(mapping, *kind, model), model);
    if (!wrong || is_from_row(mapping, wrong->field)) return std::nullopt;
    return InputError{path + '.' + wrong->field, wrong->message, wrong->nearest};
  });
}

/// A wording that every row has, and that its consent does not list.
Problem check_wording(const EventMapping& mapping, const std::string& path, const model::Model& model) {
  const bool constant =
      mapping.consent && mapping.consent->is_constant() && mapping.wording && mapping.wording->is_constant();
  if (!constant) return std::nullopt;
  std::vector<std::string> listed;
  for (const model::Wording& one : model.consents[*model.consents.find(*mapping.consent->constant)].wordings) {
    listed.push_back(one.id);
  }
  const std::string& name = *mapping.wording->constant;
  if (listed.empty() || std::find(listed.begin(), listed.end(), name) != listed.end()) return std::nullopt;
  return InputError{path + ".wording", "The consent does not list this wording: a grant would have no effect.",
                    nearest_to(name, listed)};
}

/// A time that every row has.
Problem check_at(const EventMapping& mapping, const std::string& path) {
  if (!mapping.at.is_constant()) return std::nullopt;
  const std::string& text = *mapping.at.constant;
  const auto t = mapping.at.time ? mapping.at.time->instant(text) : time::parse_rfc3339(text);
  if (t) return std::nullopt;
  return InputError{path + ".at", "This is no time of the form that the mapping says.", {}};
}

Problem check_event_mapping(const EventMapping& event, const std::string& path, const model::Model& model) {
  if (auto problem = check_kind(event, path)) return problem;
  if (!event.customer && !event.device) {
    return InputError{path + ".customer", "Whose act is it? Map the `customer` or the `device`.", {}};
  }
  if (auto problem = check_proof(event, path)) return problem;
  if (auto problem = check_names(event.consent, path + ".consent", "consent", model.consents)) return problem;
  if (auto problem = check_names(event.purposes, path + ".purposes", "purpose", model.purposes)) return problem;
  if (auto problem = check_names(event.channels, path + ".channels", "channel", model.channels)) return problem;
  if (auto problem = check_data(event, path, model)) return problem;
  if (auto problem = check_names(event.notice, path + ".notice", "notice", model.notices)) return problem;
  if (auto problem = check_facts(event, path, model)) return problem;
  if (auto problem = check_at(event, path)) return problem;
  if (auto problem = check_wording(event, path, model)) return problem;
  return check_sample(event, path, model);
}

}  // namespace

Problem check_mapping(const ImportMapping& mapping, const model::Model& model) {
  for (std::size_t i = 0; i < mapping.events.size(); ++i) {
    const std::string path = "events[" + std::to_string(i) + ']';
    if (auto problem = check_event_mapping(mapping.events[i], path, model)) return problem;
  }
  return std::nullopt;
}

}  // namespace licet::exchange
