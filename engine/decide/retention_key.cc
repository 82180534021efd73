#include <algorithm>
#include <engine/base/digest.h>
#include <engine/decide/retention_key.h>
#include <engine/facts/fold_key.h>
#include <string_view>
#include <variant>
#include <vector>

namespace licet::decide {
namespace {

/// Of next_due(): another one lets the dates of an index be found anew.
constexpr std::uint64_t kDatesVersion = 1;

/// Every list is preceded by its length, and a condition is named by its place in the order in which they are met, so
/// that no two sets that differ write the same.
class RetentionDigest {
 public:
  explicit RetentionDigest(const model::Model& model)
      : model_(model), places_(model.expressions.size()), consent_met_(model.consents.size()) {}

  facts::RetentionKey finish() {
    text("licet retention key");
    number(kDatesVersion);
    for (const std::uint8_t byte : facts::fold_key_of(model_)) number(byte);
    number(model_.retentions.size());
    for (const model::Retention& retention : model_.retentions.list) add(retention);
    // What is met on the way is told where its turn comes.
    std::size_t expressions = 0;
    std::size_t consents = 0;
    while (expressions < expressions_.size() || consents < consents_.size()) {
      if (expressions < expressions_.size()) {
        const auto& node = model_[expressions_[expressions++]].node;
        number(node.index());
        std::visit([this](const auto& one) { add(one); }, node);
      } else {
        const model::Consent& consent = model_.consents[consents_[consents++]];
        condition(consent.provided);
        flag(consent.provided_at_grant);
      }
    }
    const Digest digest = hash_.finish();
    facts::RetentionKey key{};
    std::copy_n(digest.begin(), key.size(), key.begin());
    return key;
  }

 private:
  void number(std::uint64_t value) { hash_.add_number(value); }
  void signed_number(std::int64_t value) { number(static_cast<std::uint64_t>(value)); }
  void flag(bool value) { number(value ? 1 : 0); }
  void text(std::string_view value) {
    number(value.size());
    hash_.add(value);
  }
  template <class Enum>
  void named(Enum value) {
    number(static_cast<std::uint64_t>(value));
  }
  template <class IdType>
  void ids(const std::vector<IdType>& all) {
    number(all.size());
    for (const IdType id : all) number(id.value);
  }
  void period(const time::Period& period) {
    signed_number(period.amount);
    named(period.unit);
  }
  void condition(model::ExpressionId id) {
    std::size_t& place = places_[id.value];
    if (place == 0) {
      expressions_.push_back(id);
      place = expressions_.size();
    }
    number(place);
  }
  void condition(const std::optional<model::ExpressionId>& id) {
    flag(id.has_value());
    if (id) condition(*id);
  }
  void consent(model::ConsentId id) {
    if (!consent_met_[id.value]) consents_.push_back(id);
    consent_met_[id.value] = true;
    number(id.value);
  }
  void time(model::TimeId id) {
    const model::TimeSource& source = model_[model_.elsewhere(id)];
    named(source.kind);
    ids(source.purposes);
    ids(source.channels);
    const bool of_consent =
        source.kind == model::TimeSourceKind::kConsentStarts || source.kind == model::TimeSourceKind::kConsentEnds;
    if (of_consent) consent(model::ConsentId(source.subject));
    if (!of_consent) number(source.subject);
  }
  void period(const std::optional<model::RetentionPeriod>& runs) {
    flag(runs.has_value());
    if (!runs) return;
    period(runs->period);
    time(runs->anchor.time);
    flag(runs->anchor.end_of_year);
  }

  void add(const model::Retention& retention) {
    ids(retention.data);
    number(retention.proofs.size());
    for (const model::ConsentId proof : retention.proofs) consent(proof);
    flag(retention.objections);
    flag(retention.decisions);
    signed_number(retention.in_force.from.micros);
    signed_number(retention.in_force.until.micros);
    condition(retention.when);
    condition(retention.while_condition);
    period(retention.at_least);
    period(retention.at_most);
    flag(retention.first_stage);
  }

  void parts(const std::vector<model::ExpressionId>& all) {
    number(all.size());
    for (const model::ExpressionId part : all) condition(part);
  }
  void add(const model::AllOf& all) { parts(all.parts); }
  void add(const model::AnyOf& any) { parts(any.parts); }
  void add(const model::Not& negated) { condition(negated.part); }
  void add(const model::ConsentIs& is) {
    flag(is.consent.has_value());
    if (is.consent) consent(*is.consent);
    named(is.question);
  }
  // What asks about the request or a level may not stand in a retention, nor in a `provided`.
  void add(const model::ObjectionStands&) {}
  void add(const model::RestrictionStands&) {}
  void add(const model::ErasureRequested&) {}
  void add(const model::LevelAtLeast& level) { number(level.level.value); }
  void add(const model::RequestIs& is) {
    named(is.attribute);
    flag(is.within);
    number(is.name);
  }
  void add(const model::NoticeGiven& given) { number(given.notice.value); }
  void add(const model::TimeIs& is) {
    time(is.subject);
    named(is.relation);
    period(is.period);
    signed_number(is.date.year);
    signed_number(is.date.month);
    signed_number(is.date.day);
  }
  void add(const model::TimesCompared& compared) {
    time(compared.left);
    named(compared.relation);
    time(compared.right);
    flag(compared.by_days);
  }
  void add(const model::IsKnown& is) {
    number(is.subject.index());
    if (const auto* known = std::get_if<model::TimeId>(&is.subject)) time(*known);
    if (const auto* known = std::get_if<model::FactId>(&is.subject)) number(known->value);
  }
  void add(const model::FactIsYes& is) {
    number(is.fact.value);
    flag(is.yes);
  }
  void add(const model::FactIsChoice& is) {
    number(is.fact.value);
    number(is.choices.size());
    for (const std::uint32_t choice : is.choices) number(choice);
  }
  void add(const model::FactIsText& is) {
    number(is.fact.value);
    number(is.texts.size());
    for (const std::string& one : is.texts) text(one);
  }
  void add(const model::FactIsNumber& is) {
    number(is.fact.value);
    number(is.numbers.size());
    for (const std::int64_t one : is.numbers) signed_number(one);
  }
  void add(const model::FactCompared& is) {
    number(is.fact.value);
    named(is.comparison);
    signed_number(is.number);
  }
  void add(const model::LocalTimeBetween& clock) {
    number(clock.from);
    number(clock.to);
  }
  void add(const model::DayIs& is) { number(is.days); }
  void add(const model::NamedCondition& is) { condition(model_.conditions[is.condition].expression); }

  const model::Model& model_;
  Sha256 hash_;
  std::vector<std::size_t> places_;  ///< by ExpressionId: 1 + its place; 0: not met
  std::vector<model::ExpressionId> expressions_;
  std::vector<bool> consent_met_;
  std::vector<model::ConsentId> consents_;
};

}  // namespace

facts::RetentionKey retention_key_of(const model::Model& model) { return RetentionDigest(model).finish(); }

}  // namespace licet::decide
