#include <algorithm>
#include <engine/check/fact_condition.h>
#include <engine/check/validate.h>
#include <functional>
#include <set>
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
    require(model_.by_item.size() == model_.special.size(), "by_item", "is not one for each data category");
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
    items_are_handed_down();
    for (std::uint32_t i = 0; i < model_.times.size(); ++i) time_source(i);
    const std::set<model::TimeSource> each_once(model_.times.begin(), model_.times.end());
    require(each_once.size() == model_.times.size(), "times", "do not stand once each");
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
  bool is_in_range(model::TimeId id) const { return id.value < model_.times.size(); }
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
  void items_are_handed_down() {
    for (std::uint32_t i = 0; i < model_.by_item.size() && i < model_.data.hierarchy.size(); ++i) {
      const auto parent = model_.data.hierarchy.parent(model::DataId(i));
      require(!parent || model_.by_item[i] || !model_.by_item[parent->value], model_.data.titles[i].name,
              "is not by item, though it lies within what is");
    }
  }
  template <class IdType, class Entry>
  void declarations(std::string_view kind, const model::Declarations<IdType, Entry>& all) {
    std::vector<std::string_view> names;
    for (const Entry& entry : all.list) names.push_back(entry.title.name);
    index(kind, all.index, all.size(), names);
  }

  bool is_date(model::TimeId id) const {
    const model::TimeSource& source = model_[id];
    const model::FactId fact(source.subject);
    return source.kind == model::TimeSourceKind::kFact && is_in_range(fact) &&
           model_.facts[fact].type == model::FactType::kDate;
  }

  /// Is what the source is about there, and nothing else stated?
  bool is_sound(const model::TimeSource& source) const {
    const std::uint32_t subject = source.subject;
    switch (source.kind) {
      case model::TimeSourceKind::kFact:
        return subject < model_.facts.size() && is_in_time(model_.facts[model::FactId(subject)].type);
      case model::TimeSourceKind::kLastContact:
        return subject == 0;
      case model::TimeSourceKind::kLastContactForAsked:
        return subject == 0 && source.purposes.empty();
      case model::TimeSourceKind::kCollection:
        return is_in_range(model::DataId(subject));
      case model::TimeSourceKind::kOwnCollection:
      case model::TimeSourceKind::kLastRestriction:
        return subject == 0;
      case model::TimeSourceKind::kConsentStarts:
      case model::TimeSourceKind::kConsentEnds:
        return is_in_range(model::ConsentId(subject));
      case model::TimeSourceKind::kObjection:
        return is_in_range(model::PurposeId(subject));
      case model::TimeSourceKind::kNoticeFirst:
      case model::TimeSourceKind::kNoticeLatest:
        return is_in_range(model::NoticeId(subject));
    }
    return false;
  }

  template <class IdType>
  bool is_set(const std::vector<IdType>& list) const {
    const bool ascends = std::adjacent_find(list.begin(), list.end(), std::greater_equal<>()) == list.end();
    return ascends && (list.empty() || is_in_range(list.back()));
  }

  void time_source(std::uint32_t place) {
    const model::TimeSource& source = model_.times[place];
    const std::string name = "Time " + std::to_string(place);
    require(is_sound(source), name, "is of something that is not there, or has no time");
    const bool is_contact = source.kind == model::TimeSourceKind::kLastContact ||
                            source.kind == model::TimeSourceKind::kLastContactForAsked;
    require(is_contact || (source.purposes.empty() && source.channels.empty()), name, "has limits without a contact");
    require(is_set(source.purposes) && is_set(source.channels), name, "has limits in no order, or that are not there");
    if (source.kind != model::TimeSourceKind::kLastContactForAsked) return;
    model::TimeSource any = source;
    any.kind = model::TimeSourceKind::kLastContact;
    require(place + 1 < model_.times.size() && model_.times[place + 1] == any, name, "has no twin behind it");
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
  void expression(const model::TimeIs& is) { refers_to(is.subject); }
  void expression(const model::TimesCompared& compared) {
    refers_to(compared.left);
    refers_to(compared.right);
    if (!is_in_range(compared.left) || !is_in_range(compared.right)) return;
    require(compared.by_days == (is_date(compared.left) || is_date(compared.right)), expression_name(),
            "compares by days without a date, or by instants with one");
    const bool compares =
        compared.relation >= model::TimeRelation::kBefore && compared.relation <= model::TimeRelation::kOnOrAfter;
    require(compares, expression_name(), "compares by a relation that does not");
  }
  void expression(const model::IsKnown& is) {
    std::visit([this](auto subject) { refers_to(subject); }, is.subject);
    const auto* fact = std::get_if<model::FactId>(&is.subject);
    const bool is_time = fact != nullptr && is_in_range(*fact) && is_in_time(model_.facts[*fact].type);
    require(!is_time, expression_name(), "asks of a fact what is asked of its time");
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
    require(one.effect == model::Effect::kForbid || one.purposes.has_value(), one.title.name,
            "permits or refers for no purpose");
    require(one.effect == model::Effect::kPermit || one.duties.empty(), one.title.name, "requires without permitting");
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
      require(one.effect != model::Effect::kRefer || model_.rules[other].effect == model::Effect::kRefer,
              one.title.name, "refers, and overrides a rule that does not");
      const std::vector<model::RuleId>& overriders = model_.rules[other].overridden_by;
      require(std::binary_search(overriders.begin(), overriders.end(), id), one.title.name,
              "overrides a rule that does not know it");
    }
  }

  void period(const model::Retention& one, const std::optional<model::RetentionPeriod>& period) {
    if (!period) return;
    const bool there = is_in_range(period->anchor.time);
    require(there, one.title.name, "has an anchor that is not there");
    if (!there) return;
    const model::TimeSource& source = model_[period->anchor.time];
    const bool is_anchor = source.kind != model::TimeSourceKind::kLastContactForAsked &&
                           source.kind != model::TimeSourceKind::kNoticeFirst &&
                           source.kind != model::TimeSourceKind::kNoticeLatest;
    require(is_anchor, one.title.name, "has an anchor that is none");
    if (source.kind != model::TimeSourceKind::kFact || !is_sound(source)) return;
    const model::FactOwner owner = model_.facts[model::FactId(source.subject)].owner;
    require(one.by_item || owner != model::FactOwner::kItem, one.title.name, "runs from a fact of an item it has not");
    const bool has_value =
        owner == model::FactOwner::kCustomer || owner == model::FactOwner::kDevice || owner == model::FactOwner::kItem;
    require(has_value, one.title.name, "runs from a fact that has no value there");
  }
  void retention(const model::Retention& one) {
    ids(one.title, one.data);
    ids(one.title, one.proofs);
    const bool keeps_records = !one.proofs.empty() || one.objections || one.decisions;
    require(keeps_records || !one.data.empty(), one.title.name, "keeps nothing");
    const bool only_items = std::all_of(one.data.begin(), one.data.end(), [this](model::DataId id) {
      return id.value < model_.by_item.size() && model_.by_item[id.value];
    });
    require(one.by_item == (only_items && !keeps_records), one.title.name, "does not say that it keeps items");
    condition_is(one.title, one.when);
    condition_is(one.title, one.while_condition);
    require(one.at_least || one.at_most, one.title.name, "has no period");
    require(!one.while_condition || one.at_most, one.title.name, "has a condition without a limit");
    const bool can_be_first = one.action == model::RetentionAction::kRestrict && one.at_most && !one.at_least;
    require(!one.first_stage || can_be_first, one.title.name, "cannot be a first stage");
    period(one, one.at_least);
    period(one, one.at_most);
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
