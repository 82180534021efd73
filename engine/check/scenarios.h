#pragma once
// Scenarios with every name checked, as events, requests and expectations that engine/scenario can run.
//
// They are no part of the model: a policy set decides the same with and without them. Plain data.
// Source: language.md section 10.

#include <engine/check/model.h>
#include <licet/event.h>
#include <licet/request.h>
#include <string>
#include <variant>
#include <vector>

namespace licet::model {

struct ScenarioGiven {
  std::vector<Event> events;  ///< in order; `at` is set, the customer is kScenarioCustomer
};
struct ScenarioAsk {
  Request request;  ///< `at` is set
};
struct ScenarioOn {
  Instant at;
};
struct ExpectDecision {
  bool permit = false;
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
  DataId data;
  std::optional<Date> on;  ///< the local date; absent: never
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
