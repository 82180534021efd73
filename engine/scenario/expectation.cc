#include <algorithm>
#include <engine/exchange/records_named.h>
#include <engine/scenario/expectation.h>
#include <engine/scenario/local_text.h>
#include <engine/time/civil.h>
#include <fmt/core.h>
#include <fmt/ranges.h>

namespace licet::scenario {
namespace {

std::string_view word_of(model::ExpectedOutcome outcome) {
  switch (outcome) {
    case model::ExpectedOutcome::kPermit:
      return "permit";
    case model::ExpectedOutcome::kDeny:
      return "deny";
    case model::ExpectedOutcome::kReview:
      return "review";
  }
  return "";
}

/// What needs review is denied as well.
bool is_expected(model::ExpectedOutcome expected, const Decision& found) {
  switch (expected) {
    case model::ExpectedOutcome::kPermit:
      return found.outcome == Outcome::kPermit;
    case model::ExpectedOutcome::kDeny:
      return found.outcome == Outcome::kDeny;
    case model::ExpectedOutcome::kReview:
      return found.reason == Reason::kNeedsReview;
  }
  return false;
}

std::string expected_text(const model::Model& model, const model::ExpectDecision& expected) {
  std::string text(word_of(expected.outcome));
  if (expected.by) text += " by " + model.rules[*expected.by].title.name;
  if (expected.nothing_permits) text += " because nothing permits";
  return text;
}

std::string list_text(const std::vector<std::string>& names) {
  return names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", "));
}

Comparison compare_names(const char* what, const std::vector<std::string>& expected,
                         const std::vector<std::string>& found) {
  Comparison comparison;
  comparison.holds =
      expected.size() == found.size() && std::is_permutation(expected.begin(), expected.end(), found.begin());
  if (comparison.holds) return comparison;
  comparison.expected = fmt::format("{} {}", what, list_text(expected));
  comparison.found = fmt::format("{} {}", what, list_text(found));
  return comparison;
}

template <class IdType, class Declared>
std::vector<std::string> names_of(const std::vector<IdType>& ids, const Declared& declared) {
  std::vector<std::string> names;
  names.reserve(ids.size());
  for (const IdType id : ids) {
    const std::string& name = declared[id].title.name;
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

/// The category, or the records, and the item.
std::string what_is_due(const model::ExpectDue& expected) {
  return expected.item ? fmt::format("{} item \"{}\"", expected.data, *expected.item) : expected.data;
}

/// Is it a record that some retention keeps?
bool is_kept_record(const model::Model& model, const std::string& name) {
  const auto consent = exchange::proven_consent(name);
  const auto proven = consent ? model.consents.find(*consent) : std::nullopt;
  const std::vector<model::Retention>& rules = model.retentions.list;
  return std::any_of(rules.begin(), rules.end(), [&](const model::Retention& rule) {
    if (name == exchange::kObjectionsName) return rule.objections;
    if (name == exchange::kDecisionsName) return rule.decisions;
    return proven && std::find(rule.proofs.begin(), rule.proofs.end(), *proven) != rule.proofs.end();
  });
}

std::string why_not_held(const model::Model& model, const std::string& data) {
  if (model.data.find(data)) return "the customer does not hold it: nothing collected it";
  if (is_kept_record(model, data)) return "nothing of it is recorded";
  return "no retention keeps it, so that nothing of it is held: write one with `keep " + data + "`";
}

std::string due_text(const model::Model& model, const std::string& data, const std::string& why_not_held,
                     const std::optional<DueEntry>& found) {
  if (!found) return fmt::format("due {} never ({})", data, why_not_held);
  std::string text = fmt::format("due {} ", data);
  if (found->due == kNever) {
    text += "never";
  } else {
    text += fmt::format("on {}", time::format_date(model.zone->local(found->due).date));
    text += found->rule ? fmt::format(" (by retention {})", *found->rule) : " (by the request for erasure)";
  }
  if (found->suspended) text += " (suspended by a hold)";
  if (!found->undetermined.empty()) {
    text += fmt::format(" (undetermined: {} without a value)", list_text(found->undetermined));
  }
  return text;
}

}  // namespace

std::string decision_text(const Decision& decision) {
  if (!decision.rule) return decision.outcome == Outcome::kPermit ? "permit" : "deny because nothing permits";
  if (decision.reason == Reason::kNeedsReview) return fmt::format("review by {}", *decision.rule);
  std::string text = fmt::format("{} by {}", decision.outcome == Outcome::kPermit ? "permit" : "deny", *decision.rule);
  if (decision.reason == Reason::kCannotBeRuledOut) text += ", as it cannot be ruled out";
  return text;
}

Comparison compare(const model::Model& model, const model::ExpectDecision& expected, const Decision& found) {
  Comparison comparison;
  comparison.holds = is_expected(expected.outcome, found) &&
                     (!expected.by || found.rule == model.rules[*expected.by].title.name) &&
                     (!expected.nothing_permits || found.reason == Reason::kNothingPermits);
  if (comparison.holds) return comparison;
  comparison.expected = expected_text(model, expected);
  comparison.found = decision_text(found);
  return comparison;
}

Comparison compare(const model::Model& model, const model::ExpectDuties& expected, const Decision& found) {
  return compare_names("duties", names_of(expected.duties, model.duties), found.duties);
}

Comparison compare(const model::Model& model, const model::ExpectLevels& expected, const Decision& found) {
  return compare_names("levels", names_of(expected.levels, model.levels), found.levels);
}

Comparison compare(const model::Model& model, const model::ExpectUntil& expected, const Decision& found) {
  Comparison comparison;
  comparison.holds = expected.until == found.until;
  if (comparison.holds) return comparison;
  comparison.expected = "until " + local_text(expected.until, *model.zone);
  comparison.found = "until " + local_text(found.until, *model.zone);
  return comparison;
}

Comparison compare(const model::Model& model, const model::ExpectDue& expected, const std::optional<DueEntry>& found) {
  std::optional<Date> found_on;
  if (found && found->due != kNever) found_on = model.zone->local(found->due).date;
  Comparison comparison;
  comparison.holds = expected.on == found_on;
  if (comparison.holds) return comparison;
  const std::string data = what_is_due(expected);
  comparison.expected = expected.on ? fmt::format("due {} on {}", data, time::format_date(*expected.on))
                                    : fmt::format("due {} never", data);
  comparison.found = due_text(model, data, why_not_held(model, expected.data), found);
  return comparison;
}

}  // namespace licet::scenario
