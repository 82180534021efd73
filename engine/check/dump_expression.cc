#include <engine/check/dump.h>
#include <engine/time/civil.h>
#include <fmt/format.h>
#include <string_view>

namespace licet::check {
namespace {

using model::Model;

constexpr std::string_view kQuestions[] = {"is valid", "was withdrawn", "was refused", "is pending", "has expired"};
constexpr std::string_view kComparisons[] = {"more than", "at least", "at most", "less than"};
constexpr std::string_view kDays[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
constexpr std::string_view kWords[] = {"action", "purpose", "channel", "data", "recipient"};

class ExpressionDump {
 public:
  explicit ExpressionDump(const Model& model) : model_(model) {}

  std::string operator()(const model::AllOf& all) const { return joined("all", all.parts); }
  std::string operator()(const model::AnyOf& any) const { return joined("any", any.parts); }
  std::string operator()(const model::Not& negated) const { return joined("not", {negated.part}); }
  std::string operator()(const model::ConsentIs& is) const {
    const std::string_view question = kQuestions[static_cast<std::size_t>(is.question)];
    if (!is.consent) return fmt::format("consent {}", question);
    return fmt::format("consent {} {}", model_.consents[*is.consent].title.name, question);
  }
  std::string operator()(const model::ObjectionStands&) const { return "objection stands"; }
  std::string operator()(const model::RestrictionStands&) const { return "restriction stands"; }
  std::string operator()(const model::ErasureRequested&) const { return "erasure is requested"; }
  std::string operator()(const model::NoticeGiven& given) const {
    return fmt::format("notice {} was given", model_.notices[given.notice].title.name);
  }
  std::string operator()(const model::LevelAtLeast& level) const {
    return fmt::format("level is at least {}", model_.levels[level.level].title.name);
  }
  std::string operator()(const model::TimeIs& is) const {
    return fmt::format("{} {}", dump(model_, is.subject), relation(is));
  }
  std::string operator()(const model::TimesCompared& compared) const {
    return fmt::format("{} {} {}{}", dump(model_, compared.left), comparison(compared.relation),
                       dump(model_, compared.right), compared.by_days ? " by days" : "");
  }
  std::string operator()(const model::IsKnown& is) const {
    if (const auto* time = std::get_if<model::TimeId>(&is.subject)) return dump(model_, *time) + " is known";
    return fact(std::get<model::FactId>(is.subject)) + " is known";
  }
  std::string operator()(const model::FactIsYes& is) const {
    return fmt::format("{} is {}", fact(is.fact), is.yes ? "yes" : "no");
  }
  std::string operator()(const model::FactIsChoice& is) const {
    std::vector<std::string_view> words;
    for (const std::uint32_t choice : is.choices) words.emplace_back(model_.facts[is.fact].choices[choice]);
    return fmt::format("{} is one of {}", fact(is.fact), fmt::join(words, ", "));
  }
  std::string operator()(const model::FactIsText& is) const {
    return fmt::format("{} is one of \"{}\"", fact(is.fact), fmt::join(is.texts, "\", \""));
  }
  std::string operator()(const model::FactIsNumber& is) const {
    return fmt::format("{} is one of {}", fact(is.fact), fmt::join(is.numbers, ", "));
  }
  std::string operator()(const model::FactCompared& is) const {
    return fmt::format("{} is {} {}", fact(is.fact), kComparisons[static_cast<std::size_t>(is.comparison)], is.number);
  }
  std::string operator()(const model::RequestIs& is) const {
    return fmt::format("{} is {}{}", attribute(is.attribute), is.within ? "within " : "", request_name(is));
  }
  std::string operator()(const model::LocalTimeBetween& clock) const {
    return fmt::format("local time is between {} and {} seconds", clock.from, clock.to);
  }
  std::string operator()(const model::DayIs& is) const {
    std::vector<std::string_view> days;
    for (unsigned day = 0; day < 7; ++day) {
      if ((is.days >> day & 1U) != 0) days.emplace_back(kDays[day]);
    }
    return fmt::format("day is one of {}", fmt::join(days, ", "));
  }
  std::string operator()(const model::NamedCondition& named) const {
    return "condition " + model_.conditions[named.condition].title.name;
  }

 private:
  std::string joined(std::string_view word, const std::vector<model::ExpressionId>& parts) const {
    std::vector<std::string> texts;
    texts.reserve(parts.size());
    for (const model::ExpressionId part : parts) texts.push_back(dump(model_, part));
    return fmt::format("{}({})", word, fmt::join(texts, ", "));
  }

  const std::string& fact(model::FactId id) const { return model_.facts[id].title.name; }

  static std::string_view comparison(model::TimeRelation relation) {
    using model::TimeRelation;
    if (relation == TimeRelation::kBefore) return "is before";
    if (relation == TimeRelation::kOnOrBefore) return "is on or before";
    return relation == TimeRelation::kAfter ? "is after" : "is on or after";
  }

  static std::string relation(const model::TimeIs& is) {
    using model::TimeRelation;
    switch (is.relation) {
      case TimeRelation::kWithin:
        return "is within " + dump(is.period);
      case TimeRelation::kMoreThanAgo:
        return fmt::format("is more than {} ago", dump(is.period));
      case TimeRelation::kAtLeastAgo:
        return fmt::format("is at least {} ago", dump(is.period));
      case TimeRelation::kLessThanAgo:
        return fmt::format("is less than {} ago", dump(is.period));
      case TimeRelation::kBefore:
      case TimeRelation::kOnOrBefore:
      case TimeRelation::kAfter:
      case TimeRelation::kOnOrAfter:
        return fmt::format("{} {}", comparison(is.relation), time::format_date(is.date));
      case TimeRelation::kInThePast:
        return "is in the past";
      case TimeRelation::kInTheFuture:
        return "is in the future";
    }
    return {};
  }

  static std::string_view attribute(model::Attribute attribute) { return kWords[static_cast<std::size_t>(attribute)]; }

  const std::string& request_name(const model::RequestIs& is) const {
    switch (is.attribute) {
      case model::Attribute::kAction:
        return model_.actions.titles[is.name].name;
      case model::Attribute::kPurpose:
        return model_.purposes.titles[is.name].name;
      case model::Attribute::kChannel:
        return model_.channels.titles[is.name].name;
      case model::Attribute::kData:
        return model_.data.titles[is.name].name;
      case model::Attribute::kRecipient:
        break;
    }
    return model_.recipients.titles[is.name].name;
  }

  const Model& model_;
};

}  // namespace

std::string dump(const Model& model, model::ExpressionId expression) {
  return std::visit(ExpressionDump(model), model[expression].node);
}

}  // namespace licet::check
