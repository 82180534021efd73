#include <algorithm>
#include <engine/exchange/mapping_check.h>
#include <engine/exchange/names.h>
#include <engine/exchange/records_named.h>
#include <engine/exchange/unknown_name.h>

namespace licet::exchange {
namespace {

/// Calls `check` with each name that the source states itself, and its place, until one is wrong.
template <class Check>
Problem each_stated(const ValueSource& source, const std::string& field, const Check& check) {
  if (source.is_constant()) return check(*source.constant, field);
  if (!source.table) return std::nullopt;
  for (const auto& [value, stands] : *source.table) {
    if (!stands) continue;
    if (auto problem = check(*stands, field + ".values." + value)) return problem;
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
  return check_facts(event, path, model);
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
