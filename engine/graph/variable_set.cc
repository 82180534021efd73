#include <algorithm>
#include <engine/graph/variable_set.h>

namespace licet::graph {

VariableSet::VariableSet(const model::Model& model)
    : model_(&model), classes_(classes_of(model)), thresholds_(thresholds_of(model)) {
  for (const model::Fact& fact : model.facts.list) owners_.push_back(fact.owner);
  for (const model::TimeSource& time : model.times) {
    StatedTime& stated = stated_times_.emplace_back();
    if (time.kind != model::TimeSourceKind::kFact) continue;
    stated.fact = model::FactId(time.subject);
    stated.owner = owner_of(stated.fact);
    stated.is_of_holder = stated.owner == model::FactOwner::kCustomer || stated.owner == model::FactOwner::kDevice;
  }
  for (const model::Consent& consent : model.consents.list) scopes_.push_back(consent.scope);
  for (std::size_t i = 0; i < model.consents.size(); ++i) consents_by_name_.emplace_back(i);
  std::sort(consents_by_name_.begin(), consents_by_name_.end(), [&](model::ConsentId a, model::ConsentId b) {
    return model.consents[a].title.name < model.consents[b].title.name;
  });
  // What the request asks is tested first: it is known before anything is read.
  for (const VariableKind kind : {VariableKind::kChannel, VariableKind::kRecipient, VariableKind::kData}) {
    intern({kind, 0, {}, AgeBoundary::kEnd, std::nullopt, false});
  }
}

VariableId VariableSet::intern(const VariableKey& key) {
  const auto [found, fresh] = numbers_.try_emplace(key, VariableId(list_.size()));
  if (fresh) list_.push_back({key, domain_of(key)});
  return found->second;
}

std::optional<VariableId> VariableSet::find(const VariableKey& key) const {
  const auto found = numbers_.find(key);
  if (found == numbers_.end()) return std::nullopt;
  return found->second;
}

std::uint32_t VariableSet::span(const model::ForceSpan& span) {
  const auto number = static_cast<std::uint32_t>(spans_.size());
  const auto [found, fresh] = span_numbers_.try_emplace({span.from, span.until}, number);
  if (fresh) spans_.push_back(span);
  return found->second;
}

std::optional<std::uint32_t> VariableSet::find_span(const model::ForceSpan& span) const {
  const auto found = span_numbers_.find({span.from, span.until});
  if (found == span_numbers_.end()) return std::nullopt;
  return found->second;
}

std::uint32_t VariableSet::pair(const TimePair& pair) {
  const auto number = static_cast<std::uint32_t>(pairs_.size());
  const auto [found, fresh] = pair_numbers_.try_emplace(pair, number);
  if (fresh) pairs_.push_back(pair);
  return found->second;
}

std::optional<std::uint32_t> VariableSet::find_pair(const TimePair& pair) const {
  const auto found = pair_numbers_.find(pair);
  if (found == pair_numbers_.end()) return std::nullopt;
  return found->second;
}

std::uint32_t VariableSet::domain_of(const VariableKey& key) const {
  const auto intervals = [](const auto& thresholds) { return static_cast<std::uint32_t>(thresholds.size()) + 1; };
  switch (key.kind) {
    case VariableKind::kChannel:
      return classes_.channels.count;
    case VariableKind::kRecipient:
      return classes_.recipients.count;
    case VariableKind::kData:
      return classes_.data.count;
    case VariableKind::kConsentStatus:
      return 6;
    case VariableKind::kAge:
      return 4;
    case VariableKind::kPassed:
    case VariableKind::kYesNo:
      return 3;
    case VariableKind::kWeekday:
      return 7;
    case VariableKind::kClock:
      return static_cast<std::uint32_t>(thresholds_.clocks.size());
    case VariableKind::kDay:
      return 1 + intervals(thresholds_.days[key.subject]);
    case VariableKind::kOrder:
      return 5;
    case VariableKind::kNumber:
      return 1 + intervals(thresholds_.numbers[key.subject]);
    case VariableKind::kText:
      return 1 + intervals(thresholds_.texts[key.subject]);
    case VariableKind::kChoice:
      return 1 + static_cast<std::uint32_t>(model_->facts.list[key.subject].choices.size());
    default:
      return 2;
  }
}

}  // namespace licet::graph
