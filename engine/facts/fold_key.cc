#include <algorithm>
#include <engine/base/digest.h>
#include <engine/facts/fold.h>
#include <engine/facts/fold_key.h>

namespace licet::facts {
namespace {

/// Of docs/store_format.md, as far as states go.
constexpr std::uint64_t kStateVersion = 1;
/// Of which pieces a `collected` makes, where something is kept by item. Version 1, which the key did not tell, made
/// none of one that names no item and only what contains the category.
constexpr std::uint64_t kPiecesVersion = 2;

/// Every list and every text is preceded by its length, so that no two sets write the same.
class FoldDigest {
 public:
  void number(std::uint64_t value) { hash_.add_number(value); }
  void text(std::string_view value) {
    number(value.size());
    hash_.add(value);
  }
  void period(const std::optional<time::Period>& period) {
    number(period ? 1 : 0);
    if (!period) return;
    number(static_cast<std::uint64_t>(period->amount));
    number(static_cast<std::uint64_t>(period->unit));
  }
  template <class IdType>
  void names(const std::vector<IdType>& ids) {
    number(ids.size());
    for (const IdType id : ids) number(id.value);
  }
  template <class IdType>
  void vocabulary(const model::Vocabulary<IdType>& vocabulary) {
    number(vocabulary.titles.size());
    for (std::size_t i = 0; i < vocabulary.titles.size(); ++i) {
      text(vocabulary.titles[i].name);
      const auto parent = vocabulary.hierarchy.parent(IdType(i));
      number(parent ? std::uint64_t{parent->value} + 1 : 0);
    }
  }
  /// Only the identifiers: an event names no more of a wording.
  void wordings(const std::vector<model::Wording>& wordings) {
    number(wordings.size());
    for (const model::Wording& wording : wordings) text(wording.id);
  }
  void fact(const model::Fact& fact, bool whole_history) {
    text(fact.title.name);
    number(static_cast<std::uint64_t>(fact.type));
    number(static_cast<std::uint64_t>(fact.owner));
    number(fact.choices.size());
    for (const std::string& choice : fact.choices) text(choice);
    number(whole_history ? 1 : 0);
  }
  void notice(const model::Notice& notice) {
    text(notice.title.name);
    wordings(notice.wordings);
  }
  void consent(const model::Consent& consent) {
    text(consent.title.name);
    names(consent.purposes);
    number(consent.channels ? 1 : 0);
    if (consent.channels) names(*consent.channels);
    number(static_cast<std::uint64_t>(consent.scope));
    number(consent.needs_confirmation ? 1 : 0);
    period(consent.confirmation_within);
    period(consent.valid_for);
    number(static_cast<std::uint64_t>(consent.valid_from));
    wordings(consent.wordings);
  }
  /// What the additions of the language read. Nothing is written of a set without them: its rows keep the key that
  /// they had before there were any.
  void additions(const FoldPlan& plan) {
    const model::Model& model = plan.model;
    const auto any = [](const std::vector<bool>& flags) {
      return std::find(flags.begin(), flags.end(), true) != flags.end();
    };
    if (!any(plan.has_entries) && !any(model.by_item) && !plan.contacts_by_channel && !plan.records) return;
    text("additions");
    number(model.times.size());
    for (std::size_t i = 0; i < model.times.size(); ++i) {
      // An entry names its source by its place.
      number(plan.has_entries[i] ? 1 : 0);
      if (!plan.has_entries[i]) continue;
      const model::TimeSource& source = model.times[i];
      number(static_cast<std::uint64_t>(source.kind));
      number(source.subject);
      names(source.purposes);
      names(source.channels);
      number(plan.whole_past[i] ? 1 : 0);
    }
    number(plan.contacts_by_channel ? 1 : 0);
    number(plan.records ? 1 : 0);
    number(model.by_item.size());
    for (const bool by_item : model.by_item) number(by_item ? 1 : 0);
    if (any(model.by_item)) number(kPiecesVersion);
  }
  FoldKey finish() {
    const Digest digest = hash_.finish();
    FoldKey key{};
    std::copy_n(digest.begin(), key.size(), key.begin());
    return key;
  }

 private:
  Sha256 hash_;
};

}  // namespace

FoldKey fold_key_of(const model::Model& model) {
  FoldDigest digest;
  digest.text("licet fold key");
  digest.number(kStateVersion);
  digest.text(model.zone->name());
  digest.text(model.zone->digest());
  digest.vocabulary(model.purposes);
  digest.vocabulary(model.channels);
  digest.vocabulary(model.data);
  // Of a condition asked at the grant folding takes no more than which facts it must keep every value of.
  const FoldPlan plan(model);
  digest.number(model.facts.size());
  for (std::size_t i = 0; i < model.facts.size(); ++i) digest.fact(model.facts.list[i], plan.whole_history[i]);
  digest.number(model.notices.size());
  for (const model::Notice& notice : model.notices.list) digest.notice(notice);
  digest.number(model.consents.size());
  for (const model::Consent& consent : model.consents.list) digest.consent(consent);
  digest.additions(plan);
  return digest.finish();
}

}  // namespace licet::facts
