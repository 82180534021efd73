#include <algorithm>
#include <engine/check/coverage.h>
#include <engine/graph/request_classes.h>
#include <map>
#include <set>
#include <unordered_map>

namespace licet::graph {
namespace {

/// Splits the names of one kind by one question after the other.
class Refinement {
 public:
  explicit Refinement(std::size_t names) : class_of_(names, 0) {}

  template <class Answer>
  void split(const Answer& answer) {
    std::unordered_map<std::uint64_t, std::uint32_t> fresh;
    for (std::size_t name = 0; name < class_of_.size(); ++name) {
      const auto key = (std::uint64_t{class_of_[name]} << 32U) | static_cast<std::uint32_t>(answer(name));
      class_of_[name] = fresh.try_emplace(key, static_cast<std::uint32_t>(fresh.size())).first->second;
    }
  }

  /// Numbers the classes by their first name.
  ClassesOfKind finish(std::uint32_t none_asked) const {
    ClassesOfKind result;
    result.none_asked = none_asked;
    result.representative.assign(none_asked, 0);
    std::unordered_map<std::uint32_t, std::uint32_t> numbers;
    for (std::size_t name = 0; name < class_of_.size(); ++name) {
      const auto next = static_cast<std::uint32_t>(result.representative.size());
      const auto [found, fresh] = numbers.try_emplace(class_of_[name], next);
      if (fresh) result.representative.push_back(static_cast<std::uint32_t>(name));
      result.of_name.push_back(found->second);
    }
    result.count = static_cast<std::uint32_t>(result.representative.size());
    return result;
  }

 private:
  std::vector<std::uint32_t> class_of_;
};

/// The distinct lists of names by which one kind is asked about: as something to lie within, or to overlap.
template <class IdType>
struct Questions {
  std::set<std::vector<IdType>> within;
  std::set<std::vector<IdType>> overlap;
  std::set<IdType> names;  ///< of `purpose is P` and its like

  void add(const std::optional<std::vector<IdType>>& list, model::Effect effect) {
    if (list) (model::is_reached_within(effect) ? within : overlap).insert(*list);
  }

  ClassesOfKind classes(const model::Hierarchy<IdType>& hierarchy, std::uint32_t none_asked) const {
    Refinement refinement(hierarchy.size());
    for (const auto& list : within) {
      refinement.split([&](std::size_t name) { return hierarchy.is_within_any(IdType(name), list); });
    }
    for (const auto& list : overlap) {
      refinement.split([&](std::size_t name) { return hierarchy.overlaps_any(IdType(name), list); });
    }
    for (const IdType asked : names) {
      refinement.split([&](std::size_t name) { return standing(hierarchy, IdType(name), asked); });
    }
    return refinement.finish(none_asked);
  }
};

struct DataQuestion {
  bool any = false;
  std::vector<model::DataId> names;

  friend auto operator<=>(const DataQuestion&, const DataQuestion&) = default;
};

ClassesOfKind data_classes(const model::Model& model, const Questions<model::DataId>& names,
                           const std::set<DataQuestion>& covers, const std::set<DataQuestion>& touches) {
  Refinement refinement(model.data.hierarchy.size());
  for (const DataQuestion& clause : covers) {
    const model::DataClause with{clause.any, clause.names};
    refinement.split([&](std::size_t name) { return model::clause_covers(model, with, model::DataId(name)); });
  }
  for (const DataQuestion& clause : touches) {
    const model::DataClause with{clause.any, clause.names};
    refinement.split([&](std::size_t name) { return model::clause_touches(model, with, model::DataId(name)); });
  }
  for (const model::DataId asked : names.names) {
    refinement.split([&](std::size_t name) { return standing(model.data.hierarchy, model::DataId(name), asked); });
  }
  return refinement.finish(1);
}

}  // namespace

RequestClasses classes_of(const model::Model& model) {
  Questions<model::PurposeId> purposes;
  Questions<model::ActionId> actions;
  Questions<model::ChannelId> channels;
  Questions<model::RecipientId> recipients;
  Questions<model::DataId> data;
  std::set<DataQuestion> covers;
  std::set<DataQuestion> touches;
  for (const model::Rule& rule : model.rules.list) {
    purposes.add(rule.purposes, rule.effect);
    actions.add(rule.actions, rule.effect);
    channels.add(rule.channels, rule.effect);
    recipients.add(rule.recipients, rule.effect);
    if (rule.data) {
      (model::is_reached_within(rule.effect) ? covers : touches).insert({rule.data->any, rule.data->names});
    }
  }
  for (const model::Consent& consent : model.consents.list) {
    purposes.within.insert(consent.purposes);
    actions.add(consent.actions, model::Effect::kPermit);
    channels.add(consent.channels, model::Effect::kPermit);
    recipients.within.insert(consent.recipients);
    covers.insert({consent.data.any, consent.data.names});
  }
  for (const model::Expression& expression : model.expressions) {
    const auto* asked = std::get_if<model::RequestIs>(&expression.node);
    if (asked == nullptr) continue;
    switch (asked->attribute) {
      case model::Attribute::kPurpose:
        purposes.names.emplace(asked->name);
        break;
      case model::Attribute::kAction:
        actions.names.emplace(asked->name);
        break;
      case model::Attribute::kChannel:
        channels.names.emplace(asked->name);
        break;
      case model::Attribute::kRecipient:
        recipients.names.emplace(asked->name);
        break;
      case model::Attribute::kData:
        data.names.emplace(asked->name);
        break;
    }
  }
  return {purposes.classes(model.purposes.hierarchy, 0), actions.classes(model.actions.hierarchy, 0),
          channels.classes(model.channels.hierarchy, 1), recipients.classes(model.recipients.hierarchy, 1),
          data_classes(model, data, covers, touches)};
}

}  // namespace licet::graph
