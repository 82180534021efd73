#pragma once
// Says phrases in one language: fills places, writes dates and lists as people write them. Private to this stage.
//
// Immutable; refers to the model, which must outlive it. Times are in the model's zone.

#include <engine/check/model.h>
#include <engine/explain/phrases.h>
#include <initializer_list>
#include <licet/diagnostic.h>
#include <licet/instant.h>
#include <string>
#include <string_view>
#include <vector>

namespace licet::explain {

/// What stands at a place of a phrase.
struct Filling {
  std::string_view place;
  std::string text;
  bool name_first = false;  ///< begins with a name of the policy, which keeps its spelling
};

/// A main clause without capital and full stop.
struct Statement {
  std::string text;
  bool name_first = false;  ///< as in Filling

  friend bool operator==(const Statement&, const Statement&) = default;
};

class Speaker {
 public:
  Speaker(const model::Model& model, Language language);

  const model::Model& model() const { return model_; }

  /// A place that has no filling becomes nothing.
  std::string say(Phrase phrase, std::initializer_list<Filling> fillings) const;
  Statement state(Phrase phrase, std::initializer_list<Filling> fillings) const;

  /// "1 March 2026" · "1. März 2026", the local day.
  std::string date(Instant t) const;
  /// "14:30"; seconds and a fraction only where they are not zero.
  std::string time(Instant t) const;
  /// " (UTC+2)" where the clock shows this time twice that day, else nothing.
  std::string offset(Instant t) const;
  /// The date alone for the start of a local day, else with the time.
  std::string moment(Instant t) const;
  /// Likewise, without fractions of a second.
  std::string moment_to_second(Instant t) const;
  /// "3 March 2028, 00:00 (Europe/Berlin)".
  std::string exact(Instant t) const;
  /// When a period ended: "at the end of 2 March 2028", or "on … at …".
  std::string at_end(Instant t) const;
  bool starts_day(Instant t) const;
  /// The day before the one that begins at `t`, or the day of `t`.
  std::string last_day(Instant t) const;
  std::string_view weekday(Instant t) const;

  std::string quoted(std::string_view text) const;
  /// "a, b and c".
  std::string list(const std::vector<std::string>& items) const { return joined(items, Phrase::kListEnd); }
  std::string choice(const std::vector<std::string>& items) const { return joined(items, Phrase::kChoiceEnd); }
  std::string joined(const std::vector<std::string>& items, Phrase end) const;
  /// "a; b, and c", for what follows "but".
  Statement row_with_and(const std::vector<Statement>& statements) const;
  /// "a and b", for what follows "because".
  Statement list(const std::vector<Statement>& statements) const;

 private:
  const model::Model& model_;
  std::span<const PhraseText> phrases_;
  std::span<const std::string_view> months_;
  std::span<const std::string_view> weekdays_;
};

/// "a; b; c" without a full stop.
Statement in_a_row(const std::vector<Statement>& statements);

/// The same with a capital and a full stop; nothing for no statements.
std::string sentence(const std::vector<Statement>& statements);

}  // namespace licet::explain
