#include <algorithm>
#include <engine/check/validate.h>
#include <string_view>
#include <utility>

namespace licet::check {
namespace {

using model::Model;

constexpr std::uint32_t kSecondsOfDay = 24 * 60 * 60;

class Validator {
 public:
  explicit Validator(const Model& model) : model_(model) {}

  std::vector<std::string> whole() {
    vocabulary("purposes", model_.purposes);
    vocabulary("actions", model_.actions);
    vocabulary("channels", model_.channels);
    vocabulary("data", model_.data);
    vocabulary("recipients", model_.recipients);
    require(model_.action_needs.size() == model_.actions.titles.size(), "action_needs", "are not one for each action");
    require(model_.special.size() == model_.data.titles.size(), "special", "is not one for each data category");
    require(model_.special_tops.size() == model_.special.size(), "special_tops", "is not one for each data category");
    require(model_.zone != nullptr, "zone", "is missing");
    require(model_.digest.starts_with("sha256:") && model_.digest.size() == 71, "digest", "is none");
    declarations("facts", model_.facts);
    declarations("notices", model_.notices);
    declarations("duties", model_.duties);
    declarations("conditions", model_.conditions);
    declarations("consents", model_.consents);
    declarations("rules", model_.rules);
    declarations("retentions", model_.retentions);
    declarations("levels", model_.levels);
    for (std::uint32_t i = 0; i < model_.expressions.size(); ++i) {
      place_ = i;
      std::visit([this](const auto& node) { expression(node); }, model_.expressions[i].node);
    }
    for (const auto& condition : model_.conditions.list) condition_is(condition.title, condition.expression);
    for (const model::Consent& one : model_.consents.list) consent(one);
    for (std::uint32_t i = 0; i < model_.rules.size(); ++i) rule(model::RuleId(i));
    require(overrides_ == overridden_by_, "overridden_by", "is not the converse of overrides");
    for (const model::Retention& one : model_.retentions.list) retention(one);
    for (std::uint32_t i = 0; i < model_.levels.size(); ++i) level(i);
    return std::move(sentences_);
  }

 private:
  void require(bool holds, std::string_view what, std::string_view sentence) {
    if (!holds) sentences_.push_back(std::string(what) + " " + std::string(sentence) + ".");
  }

  bool is_in_range(model::PurposeId id) const { return id.value < model_.purposes.titles.size(); }
  bool is_in_range(model::ActionId id) const { return id.value < model_.actions.titles.size(); }
  bool is_in_range(model::ChannelId id) const { return id.value < model_.channels.titles.size(); }
  bool is_in_range(model::DataId id) const { return id.value < model_.data.titles.size(); }
  bool is_in_range(model::RecipientId id) const { return id.value < model_.recipients.titles.size(); }
  bool is_in_range(model::FactId id) const { return id.value < model_.facts.size(); }
  bool is_in_range(model::NoticeId id) const { return id.value < model_.notices.size(); }
  bool is_in_range(model::DutyId id) const { return id.value < model_.duties.size(); }
  bool is_in_range(model::ConditionId id) const { return id.value < model_.conditions.size(); }
  bool is_in_range(model::ConsentId id) const { return id.value < model_.consents.size(); }
  bool is_in_range(model::RuleId id) const { return id.value < model_.rules.size(); }
  bool is_in_range(model::LevelId id) const { return id.value < model_.levels.size(); }
  bool is_in_range(model::ExpressionId id) const { return id.value < model_.expressions.size(); }

  template <class IdType>
  void ids(const model::Title& title, const std::vector<IdType>& list) {
    std::vector<IdType> sorted = list;
    std::sort(sorted.begin(), sorted.end());
    const bool repeats = std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end();
    require(!repeats, title.name, "names something twice in one list");
    const bool in_range = std::all_of(list.begin(), list.end(), [this](IdType id) { return is_in_range(id); });
    require(in_range, title.name, "names something that is not there");
  }
  template <class IdType>
  void ids(const model::Title& title, const std::optional<std::vector<IdType>>& list) {
    if (list) ids(title, *list);
  }
  void data(const model::Title& title, const model::DataClause& clause) {
    require(!clause.any || clause.names.empty(), title.name, "has names beside any data");
    ids(title, clause.names);
  }
  void condition_is(const model::Title& title, const std::optional<model::ExpressionId>& id) {
    require(!id || is_in_range(*id), title.name, "has a condition that is not there");
  }

  void index(std::string_view kind, const model::NameIndex& index, std::size_t count,
             const std::vector<std::string_view>& names) {
    require(index.size() == count, kind, "have not one name each");
    for (std::uint32_t i = 0; i < names.size(); ++i) {
      const auto found = index.find(std::string(names[i]));
      require(found != index.end() && found->second == i, names[i], "is not where the index says");
    }
  }
  template <class IdType>
  void vocabulary(std::string_view kind, const model::Vocabulary<IdType>& all) {
    std::vector<std::string_view> names;
    for (const model::Title& title : all.titles) names.push_back(title.name);
    index(kind, all.index, all.titles.size(), names);
    require(all.hierarchy.size() == all.titles.size(), kind, "have not one place each in the hierarchy");
    for (std::uint32_t i = 0; i < all.hierarchy.size(); ++i) {
      const auto parent = all.hierarchy.parent(IdType(i));
      const bool fits = all.hierarchy.is_within(IdType(i), IdType(i)) &&
                        (!parent || (is_in_range(*parent) && all.hierarchy.is_within(IdType(i), *parent) &&
                                     !all.hierarchy.is_within(*parent, IdType(i))));
      require(fits, all.titles[i].name, "does not lie below its parent");
    }
  }
  template <class IdType, class Entry>
  void declarations(std::string_view kind, const model::Declarations<IdType, Entry>& all) {
    std::vector<std::string_view> names;
    for (const Entry& entry : all.list) names.push_back(entry.title.name);
    index(kind, all.index, all.size(), names);
  }

  std::string expression_name() const { return "Expression " + std::to_string(place_); }
  void parts(const std::vector<model::ExpressionId>& list) {
    for (const model::ExpressionId part : list) expression(model::Not{part});
  }
  template <class IdType>
  void refers_to(IdType id) {
    require(is_in_range(id), expression_name(), "names something that is not there");
  }
  void fact_of(model::FactId id, std::initializer_list<model::FactType> types) {
    refers_to(id);
    if (!is_in_range(id)) return;
    const bool fits = std::find(types.begin(), types.end(), model_.facts[id].type) != types.end();
    require(fits, expression_name(), "asks of a fact what its type does not allow");
  }
  void expression(const model::AllOf& all) { parts(all.parts); }
  void expression(const model::AnyOf& any) { parts(any.parts); }
  void expression(const model::Not& negated) {
    require(negated.part.value < place_, expression_name(), "stands before one of its parts");
  }
  void expression(const model::ConsentIs& is) {
    if (is.consent) refers_to(*is.consent);
  }
  void expression(const model::ObjectionStands&) {}
  void expression(const model::RestrictionStands&) {}
  void expression(const model::ErasureRequested&) {}
  void expression(const model::NoticeGiven& given) { refers_to(given.notice); }
  void expression(const model::LevelAtLeast& level) { refers_to(level.level); }
  void expression(const model::TimeIs& is) {
    if (is.subject.fact) fact_of(*is.subject.fact, {model::FactType::kDate, model::FactType::kTime});
  }
  void expression(const model::IsKnown& is) {
    if (is.fact) refers_to(*is.fact);
  }
  void expression(const model::FactIsYes& is) { fact_of(is.fact, {model::FactType::kYesNo}); }
  void expression(const model::FactIsText& is) { fact_of(is.fact, {model::FactType::kText}); }
  void expression(const model::FactIsNumber& is) { fact_of(is.fact, {model::FactType::kNumber}); }
  void expression(const model::FactCompared& is) { fact_of(is.fact, {model::FactType::kNumber}); }
  void expression(const model::FactIsChoice& is) {
    fact_of(is.fact, {model::FactType::kChoice});
    for (const std::uint32_t choice : is.choices) {
      const bool there = is_in_range(is.fact) && choice < model_.facts[is.fact].choices.size();
      require(there, expression_name(), "names a choice that is not there");
    }
  }
  void expression(const model::RequestIs& is) {
    switch (is.attribute) {
      case model::Attribute::kAction:
        return refers_to(model::ActionId(is.name));
      case model::Attribute::kPurpose:
        return refers_to(model::PurposeId(is.name));
      case model::Attribute::kChannel:
        return refers_to(model::ChannelId(is.name));
      case model::Attribute::kData:
        return refers_to(model::DataId(is.name));
      case model::Attribute::kRecipient:
        return refers_to(model::RecipientId(is.name));
    }
  }
  void expression(const model::LocalTimeBetween& clock) {
    require(clock.from != clock.to && clock.from < kSecondsOfDay && clock.to < kSecondsOfDay, expression_name(),
            "has no span of a day");
  }
  void expression(const model::DayIs& is) {
    require(is.days != 0 && is.days < 128, expression_name(), "has no days of a week");
  }
  void expression(const model::NamedCondition& named) {
    refers_to(named.condition);
    const bool before = is_in_range(named.condition) && model_.conditions[named.condition].expression.value < place_;
    require(before, expression_name(), "stands before the condition that it names");
  }

  void consent(const model::Consent& one) {
    ids(one.title, one.purposes);
    require(!one.purposes.empty(), one.title.name, "has no purpose");
    ids(one.title, one.channels);
    data(one.title, one.data);
    ids(one.title, one.recipients);
    ids(one.title, one.actions);
    condition_is(one.title, one.provided);
  }

  void rule(model::RuleId id) {
    const model::Rule& one = model_.rules[id];
    ids(one.title, one.actions);
    ids(one.title, one.purposes);
    require(one.effect == model::Effect::kForbid || one.purposes.has_value(), one.title.name, "permits for no purpose");
    ids(one.title, one.channels);
    if (one.data) data(one.title, *one.data);
    ids(one.title, one.recipients);
    condition_is(one.title, one.when);
    condition_is(one.title, one.unless);
    ids(one.title, one.duties);
    ids(one.title, one.overrides);
    ids(one.title, one.overridden_by);
    require(std::is_sorted(one.overridden_by.begin(), one.overridden_by.end()), one.title.name,
            "is overridden in no order");
    // With as many pairs on both sides, the one list being found in the other makes them converses.
    overrides_ += one.overrides.size();
    overridden_by_ += one.overridden_by.size();
    for (const model::RuleId other : one.overrides) {
      if (!is_in_range(other)) continue;
      const std::vector<model::RuleId>& overriders = model_.rules[other].overridden_by;
      require(std::binary_search(overriders.begin(), overriders.end(), id), one.title.name,
              "overrides a rule that does not know it");
    }
  }

  void period(const model::Title& title, const std::optional<model::RetentionPeriod>& one) {
    if (!one) return;
    const bool there = is_in_range(one->anchor.fact) || one->anchor.kind != model::AnchorKind::kFact;
    require(there, title.name, "has an anchor that is not there");
  }
  void retention(const model::Retention& one) {
    ids(one.title, one.data);
    condition_is(one.title, one.while_condition);
    require(one.at_least || one.at_most, one.title.name, "has no period");
    require(!one.while_condition || one.at_most, one.title.name, "has a condition without a limit");
    period(one.title, one.at_least);
    period(one.title, one.at_most);
  }

  void level(std::uint32_t place) {
    const model::Level& one = model_.levels.list[place];
    ids(one.title, one.above);
    ids(one.title, one.all_below);
    condition_is(one.title, one.when);
    require(one.when.has_value() == (place > 0), one.title.name, "has a condition, or none, against its place");
    require(one.above.empty() == (place == 0), one.title.name, "stands above others, or none, against its place");
    for (const model::LevelId below : one.above) {
      const bool known = std::binary_search(one.all_below.begin(), one.all_below.end(), below);
      require(known, one.title.name, "does not list all that is below it");
    }
    require(!std::binary_search(one.all_below.begin(), one.all_below.end(), model::LevelId(place)), one.title.name,
            "stands below itself");
  }

  const Model& model_;
  std::uint32_t place_ = 0;  ///< of the expression in question
  std::size_t overrides_ = 0;
  std::size_t overridden_by_ = 0;
  std::vector<std::string> sentences_;
};

}  // namespace

std::vector<std::string> validate(const Model& model) { return Validator(model).whole(); }

}  // namespace licet::check
