#pragma once
// What the parts of the page about a person share: phrases, titles for names, times, values. Private to this stage.
//
// Immutable; refers to the model, which must outlive it.

#include <engine/explain/document.h>
#include <engine/explain/page_phrases.h>
#include <engine/explain/speaker.h>
#include <licet/export.h>
#include <optional>
#include <string>
#include <vector>

namespace licet::explain {

class PageSpeaker {
 public:
  PageSpeaker(const model::Model& model, Language language) : speaker_(model, language), language_(language) {}

  const model::Model& model() const { return speaker_.model(); }
  Language language() const { return language_; }

  std::string say(PagePhrase phrase, std::initializer_list<PagePlace> places = {}) const {
    return page_text(phrase, language_, places);
  }
  std::string event(EventKind kind) const { return std::string(event_text(kind, language_)); }
  std::string quoted(std::string_view text) const { return speaker_.quoted(text); }
  std::string list(const std::vector<std::string>& items) const { return speaker_.list(items); }
  /// The local day, and the time to the second where it is not the beginning of the day.
  std::string moment(Instant t) const { return speaker_.moment_to_second(t); }
  /// For what lasts until `t`: the last whole day, as people read "until", or the moment.
  std::string until(Instant t) const { return speaker_.starts_day(t) ? speaker_.last_day(t) : moment(t); }
  std::string exact(Instant t) const { return speaker_.exact(t); }

  std::string title(const PolicyName& name) const { return name.title.empty() ? name.name : name.title; }
  std::string titles(const std::vector<PolicyName>& names) const;
  /// Of a kind of vocabulary or declaration; a name that is not declared stands as it is.
  template <class IdType>
  std::string title(const model::Vocabulary<IdType>& declared, const std::string& name) const {
    const auto id = declared.find(name);
    return id ? title({name, declared.titles[id->value].title}) : name;
  }
  template <class IdType, class Entry>
  std::string title(const model::Declarations<IdType, Entry>& declared, const std::string& name) const {
    const auto id = declared.find(name);
    return id ? title({name, declared[*id].title.title}) : name;
  }
  template <class Declared>
  std::string titles(const Declared& declared, const std::vector<std::string>& names) const {
    std::vector<std::string> all;
    all.reserve(names.size());
    for (const std::string& name : names) all.push_back(title(declared, name));
    return list(all);
  }

  /// The value of a fact: dates and times as people write them.
  std::string value(const std::string& fact, const std::optional<RawValue>& value) const;
  /// "Date of birth", "Date of the invoice, “4711”".
  std::string of_item(const std::string& what, const std::optional<std::string>& item) const;
  /// What an event keeps as JSON: a text without its quotes, anything else as it was sent.
  static std::string kept(const std::string& json);

 private:
  Speaker speaker_;
  Language language_;
};

/// The parts of the page, in their order.
void add_consents(std::vector<Block>& blocks, const PageSpeaker& speaker, const Export& all);
void add_marks(std::vector<Block>& blocks, const PageSpeaker& speaker, const Standing& standing);
void add_facts(std::vector<Block>& blocks, const PageSpeaker& speaker, const Standing& standing);
void add_data(std::vector<Block>& blocks, const PageSpeaker& speaker, const std::vector<ExportedData>& data);
void add_notices(std::vector<Block>& blocks, const PageSpeaker& speaker, const Export& all);
void add_contacts(std::vector<Block>& blocks, const PageSpeaker& speaker, const Standing& standing);
void add_decisions(std::vector<Block>& blocks, const PageSpeaker& speaker, const Export& all);
void add_history(std::vector<Block>& blocks, const PageSpeaker& speaker, const Standing& standing);

}  // namespace licet::explain
