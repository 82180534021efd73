#include <algorithm>
#include <engine/check/fact_condition.h>
#include <engine/check/names.h>
#include <engine/check/times.h>
#include <grammar/codes_of_meaning.h>
#include <grammar/keywords.h>
#include <utility>

namespace licet::check {
namespace {

using namespace grammar::meaning;
using model::TimeId;
using model::TimeRelation;
using model::TimeSourceKind;
using Leaf = std::optional<decltype(model::Expression::node)>;

TimeId intern_alone(Checking& checking, const model::TimeSource& source) {
  std::vector<model::TimeSource>& times = checking.model->times;
  const auto [entry, is_new] = checking.time_ids.emplace(source, TimeId(times.size()));
  if (is_new) times.push_back(source);
  return entry->second;
}

/// The two meanings of `last contact` without `for` stand together whichever is used, as Model::elsewhere promises.
TimeId intern(Checking& checking, model::TimeSource source) {
  const TimeSourceKind kind = source.kind;
  const bool is_any = kind == TimeSourceKind::kLastContact && source.purposes.empty();
  if (!is_any && kind != TimeSourceKind::kLastContactForAsked) return intern_alone(checking, source);
  source.kind = TimeSourceKind::kLastContactForAsked;
  const TimeId for_asked = intern_alone(checking, source);
  source.kind = TimeSourceKind::kLastContact;
  const TimeId any = intern_alone(checking, source);
  return is_any ? any : for_asked;
}

/// The ids of a list in their order, each once; none if one of the names was reported.
template <class IdType>
std::optional<std::vector<IdType>> resolve_set(Checking& checking, const syntax::Names& names) {
  std::vector<IdType> ids;
  bool all_known = true;
  for (const syntax::Name& name : names) {
    const std::optional<IdType> id = resolve<IdType>(checking, name);
    if (id) {
      ids.push_back(*id);
    } else {
      all_known = false;
    }
  }
  if (!all_known) return std::nullopt;
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

std::optional<TimeId> lower_last_contact(Checking& checking, const syntax::TimeSource& written, TimePlace place) {
  auto purposes = resolve_set<model::PurposeId>(checking, written.purposes);
  auto channels = resolve_set<model::ChannelId>(checking, written.channels);
  if (!purposes || !channels) return std::nullopt;
  const bool for_asked = written.purposes.empty() && place == TimePlace::kCondition;
  model::TimeSource source;
  source.kind = for_asked ? TimeSourceKind::kLastContactForAsked : TimeSourceKind::kLastContact;
  source.purposes = std::move(*purposes);
  source.channels = std::move(*channels);
  return intern(checking, std::move(source));
}

template <class IdType>
std::optional<TimeId> lower_named(Checking& checking, TimeSourceKind kind, const syntax::Name& name) {
  const auto id = resolve<IdType>(checking, name);
  if (!id) return std::nullopt;
  model::TimeSource source;
  source.kind = kind;
  source.subject = id->value;
  return intern(checking, std::move(source));
}

TimeId lower_nameless(Checking& checking, TimeSourceKind kind) {
  model::TimeSource source;
  source.kind = kind;
  return intern(checking, std::move(source));
}

/// `where` is marked if the fact has no place in time.
std::optional<TimeId> lower_condition_time(Checking& checking, const syntax::TimeSource& written, SourceRange where) {
  if (is_own_collection(checking, written)) return lower_nameless(checking, TimeSourceKind::kOwnCollection);
  if (written.kind != syntax::TimeSourceKind::kFact) {
    return lower_event_time(checking, written, TimePlace::kCondition);
  }
  const auto fact = resolve_condition_fact(checking, *written.name);
  if (!fact) return std::nullopt;
  if (is_in_time(checking.model->facts[*fact].type)) return time_of_fact(checking, *fact);
  checking.report.add(kNotADateOrTime, where, {written.name->text}, {declared_here(checking, *fact)});
  return std::nullopt;
}

bool is_date(const model::Model& model, TimeId id) {
  const model::TimeSource& source = model[id];
  return source.kind == TimeSourceKind::kFact &&
         model.facts[model::FactId(source.subject)].type == model::FactType::kDate;
}

/// Without a subject something in it was reported, and only the rest is looked at.
Leaf lower_test(Checking& checking, std::optional<TimeId> subject, const syntax::TimeTest& test) {
  if (test.other) {
    const auto other = lower_condition_time(checking, *test.other, test.other->range);
    if (!subject || !other) return std::nullopt;
    const model::Model& model = *checking.model;
    return model::TimesCompared{*subject, test.relation, *other, is_date(model, *subject) || is_date(model, *other)};
  }
  if (!subject) return std::nullopt;
  model::TimeIs is{*subject, test.relation, {}, {}};
  if (test.duration) is.period = test.duration->period;
  if (test.date) is.date = test.date->date;
  return is;
}

/// One of the events of a notice fulfils the relation if this one does.
TimeSourceKind deciding_notice(TimeRelation relation) {
  switch (relation) {
    case TimeRelation::kBefore:
    case TimeRelation::kOnOrBefore:
    case TimeRelation::kMoreThanAgo:
    case TimeRelation::kAtLeastAgo:
    case TimeRelation::kInThePast:
      return TimeSourceKind::kNoticeFirst;
    case TimeRelation::kAfter:
    case TimeRelation::kOnOrAfter:
    case TimeRelation::kWithin:
    case TimeRelation::kLessThanAgo:
    case TimeRelation::kInTheFuture:
      break;
  }
  return TimeSourceKind::kNoticeLatest;
}

}  // namespace

bool is_own_collection(const Checking& checking, const syntax::TimeSource& source) {
  if (source.kind == syntax::TimeSourceKind::kCollection) return !source.name;
  if (source.kind != syntax::TimeSourceKind::kFact) return false;
  const syntax::Name& name = *source.name;
  return grammar::is_collection(name.text, language_at(checking, name.range)) &&
         !checking.model->facts.find(name.text) && !checking.model->conditions.find(name.text);
}

TimeId time_of_fact(Checking& checking, model::FactId fact) {
  model::TimeSource source;
  source.subject = fact.value;
  return intern(checking, std::move(source));
}

std::optional<TimeId> lower_event_time(Checking& checking, const syntax::TimeSource& source, TimePlace place) {
  switch (source.kind) {
    case syntax::TimeSourceKind::kFact:
      break;
    case syntax::TimeSourceKind::kLastContact:
      return lower_last_contact(checking, source, place);
    case syntax::TimeSourceKind::kCollection:
      if (is_own_collection(checking, source)) return lower_nameless(checking, TimeSourceKind::kOwnCollection);
      return lower_named<model::DataId>(checking, TimeSourceKind::kCollection, *source.name);
    case syntax::TimeSourceKind::kConsentStarts:
      return lower_named<model::ConsentId>(checking, TimeSourceKind::kConsentStarts, *source.name);
    case syntax::TimeSourceKind::kConsentEnds:
      return lower_named<model::ConsentId>(checking, TimeSourceKind::kConsentEnds, *source.name);
    case syntax::TimeSourceKind::kObjection:
      return lower_named<model::PurposeId>(checking, TimeSourceKind::kObjection, *source.name);
    case syntax::TimeSourceKind::kLastRestriction:
      return lower_nameless(checking, TimeSourceKind::kLastRestriction);
  }
  return std::nullopt;
}

Leaf lower_time_is(Checking& checking, const syntax::TimeIs& is, SourceRange range) {
  return lower_test(checking, lower_condition_time(checking, is.subject, range), is.test);
}

Leaf lower_notice_given(Checking& checking, const syntax::NoticeGiven& given) {
  if (!given.timing) {
    const auto notice = resolve<model::NoticeId>(checking, given.notice);
    if (!notice) return std::nullopt;
    return model::NoticeGiven{*notice};
  }
  const TimeSourceKind kind = deciding_notice(given.timing->relation);
  return lower_test(checking, lower_named<model::NoticeId>(checking, kind, given.notice), *given.timing);
}

Leaf lower_is_known(Checking& checking, const syntax::IsKnown& is) {
  if (is.subject.kind != syntax::TimeSourceKind::kFact || is_own_collection(checking, is.subject)) {
    const auto time = lower_condition_time(checking, is.subject, is.subject.range);
    if (!time) return std::nullopt;
    return model::IsKnown{*time};
  }
  const auto fact = resolve_condition_fact(checking, *is.subject.name);
  if (!fact) return std::nullopt;
  if (is_in_time(checking.model->facts[*fact].type)) return model::IsKnown{time_of_fact(checking, *fact)};
  return model::IsKnown{*fact};
}

}  // namespace licet::check
