// What folding needs to know of a policy set.
#include <engine/check/expression_parts.h>
#include <engine/facts/fold.h>
#include <optional>
#include <utility>

namespace licet::facts {
namespace {

/// What some conditions ask about: facts, and times as they stand where no request is asked about.
struct Asked {
  std::vector<bool> facts;
  std::vector<bool> times;
};

class Asking {
 public:
  explicit Asking(const model::Model& policy)
      : policy_(policy), asked_{std::vector<bool>(policy.facts.size()), std::vector<bool>(policy.times.size())} {}

  void add(const std::optional<model::ExpressionId>& condition) {
    if (condition) open_.push_back(*condition);
  }

  void add(model::TimeId time) {
    const model::TimeId elsewhere = policy_.elsewhere(time);
    const model::TimeSource& source = policy_[elsewhere];
    if (source.kind == model::TimeSourceKind::kFact) {
      asked_.facts[source.subject] = true;
    } else {
      asked_.times[elsewhere.value] = true;
    }
  }

  Asked all() {
    std::vector<bool> seen(policy_.expressions.size());
    model::walk(policy_, std::move(open_), seen, [this](const model::Expression& expression) {
      for (const model::TimeId time : model::times_of(expression)) add(time);
      if (const auto fact = model::fact_of(expression)) asked_.facts[fact->value] = true;
    });
    return std::move(asked_);
  }

 private:
  const model::Model& policy_;
  std::vector<model::ExpressionId> open_;
  Asked asked_;
};

Asked asked_at_grants(const model::Model& policy) {
  Asking asking(policy);
  for (const model::Consent& consent : policy.consents.list) {
    if (consent.provided_at_grant) asking.add(consent.provided);
  }
  return asking.all();
}

/// At clocks before the last event: `while` is asked from the end of a period on.
Asked asked_from_ends(const model::Model& policy) {
  Asking asking(policy);
  for (const model::Retention& retention : policy.retentions.list) asking.add(retention.while_condition);
  return asking.all();
}

/// By all that is no rule.
Asked asked_elsewhere(const model::Model& policy) {
  Asking asking(policy);
  for (const model::Consent& consent : policy.consents.list) asking.add(consent.provided);
  for (const model::Level& level : policy.levels.list) asking.add(level.when);
  for (const model::Retention& retention : policy.retentions.list) {
    asking.add(retention.when);
    asking.add(retention.while_condition);
    if (retention.at_least) asking.add(retention.at_least->anchor.time);
    if (retention.at_most) asking.add(retention.at_most->anchor.time);
  }
  return asking.all();
}

bool rests_on_events(model::TimeSourceKind kind) {
  switch (kind) {
    case model::TimeSourceKind::kLastContact:
    case model::TimeSourceKind::kCollection:
    case model::TimeSourceKind::kObjection:
    case model::TimeSourceKind::kLastRestriction:
    case model::TimeSourceKind::kNoticeFirst:
    case model::TimeSourceKind::kNoticeLatest:
      return true;
    case model::TimeSourceKind::kFact:
    case model::TimeSourceKind::kLastContactForAsked:
    case model::TimeSourceKind::kOwnCollection:
    case model::TimeSourceKind::kConsentStarts:
    case model::TimeSourceKind::kConsentEnds:
      return false;
  }
  return false;
}

}  // namespace

FoldPlan::FoldPlan(const model::Model& policy) : model(policy), has_entries(policy.times.size()) {
  Asked at_grants = asked_at_grants(policy);
  whole_history = std::move(at_grants.facts);
  whole_past = std::move(at_grants.times);
  const Asked from_ends = asked_from_ends(policy);
  for (std::size_t i = 0; i < whole_past.size(); ++i) whole_past[i] = whole_past[i] || from_ends.times[i];
  const Asked elsewhere = asked_elsewhere(policy);
  bool is_twin = false;
  for (std::size_t i = 0; i < policy.times.size(); ++i) {
    const model::TimeSource& time = policy.times[i];
    has_entries[i] = rests_on_events(time.kind) && (!is_twin || elsewhere.times[i]);
    is_twin = time.kind == model::TimeSourceKind::kLastContactForAsked;
    if (is_twin && !time.channels.empty()) contacts_by_channel = true;
  }
  for (const model::Retention& retention : policy.retentions.list) {
    if (!retention.proofs.empty() || retention.objections) records = true;
  }
}

}  // namespace licet::facts
