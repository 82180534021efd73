#pragma once
// Scenarios with every name checked, as events, requests and expectations that engine/scenario can run.
//
// They are no part of the model: a policy set decides the same with and without them. Plain data.
// Source: language.md section 10, language-additions.md.

#include <engine/check/model.h>
#include <licet/event.h>
#include <licet/request.h>
#include <string>
#include <variant>
#include <vector>

namespace licet::model {

struct ScenarioGiven {
  /// In order; `at` is set; the customer is kScenarioCustomer, but of facts of a recipient.
  std::vector<Event> events;
};
struct ScenarioAsk {
  Request request;  ///< `at` is set
};
struct ScenarioOn {
  Instant at;
};
using syntax::ExpectedOutcome;

struct ExpectDecision {
  ExpectedOutcome outcome = ExpectedOutcome::kDeny;
  std::optional<RuleId> by;
  bool nothing_permits = false;
};
struct ExpectDuties {
  std::vector<DutyId> duties;
};
struct ExpectLevels {
  std::vector<LevelId> levels;
};
struct ExpectUntil {
  Instant until = kNever;
};
struct ExpectDue {
  std::string data;                 ///< as DueEntry::data: the category; or `proof of C`, `objections`, `decisions`
  std::optional<std::string> item;  ///< of a category that is kept by item
  std::optional<Date> on;           ///< the local date; absent: never
};

struct ScenarioStep {
  std::variant<ScenarioGiven, ScenarioAsk, ScenarioOn, ExpectDecision, ExpectDuties, ExpectLevels, ExpectUntil,
               ExpectDue>
      step;
  SourceRange range;
};

struct Scenario {
  std::string title;
  SourceRange range;
  std::vector<ScenarioStep> steps;
};

/// The one customer of every scenario.
inline constexpr const char* kScenarioCustomer = "customer";

}  // namespace licet::model
