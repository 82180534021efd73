// Statements about consents and objections.
#include <engine/explain/statements.h>

namespace licet::explain {
namespace {

/// Does the list, of purposes or channels that a grant was narrowed to, leave out what was asked?
template <class IdType>
bool leaves_out(const model::Vocabulary<IdType>& vocabulary, const std::vector<std::string>& list,
                const std::optional<std::string>& asked) {
  if (list.empty()) return false;
  if (!asked) return true;
  const auto wanted = vocabulary.find(*asked);
  for (const std::string& name : list) {
    const auto named = vocabulary.find(name);
    if (named && wanted && vocabulary.hierarchy.is_within(*wanted, *named)) return false;
  }
  return true;
}

/// Does the list, of purposes or channels that were withdrawn, touch what was asked?
template <class IdType>
bool names_overlapping(const model::Vocabulary<IdType>& vocabulary, const std::vector<std::string>& list,
                       const std::optional<std::string>& asked) {
  const auto wanted = asked ? vocabulary.find(*asked) : std::nullopt;
  if (!wanted) return false;
  for (const std::string& name : list) {
    const auto named = vocabulary.find(name);
    if (named && (vocabulary.hierarchy.is_within(*wanted, *named) || vocabulary.hierarchy.is_within(*named, *wanted))) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::string Statements::for_purposes(const std::vector<std::string>& purposes) const {
  if (purposes.empty()) return {};
  return speaker_.say(Phrase::kForPurposes, {{"purposes", speaker_.list(purposes)}});
}

std::string Statements::for_channels(const std::vector<std::string>& channels, Phrase one, Phrase several) const {
  if (channels.empty()) return {};
  return speaker_.say(channels.size() == 1 ? one : several, {{"channels", speaker_.list(channels)}});
}

Statement Statements::granted(const ConditionExplanation& condition) const {
  const Evidence* grant = evidence_of(condition, EventKind::kGranted);
  const Evidence* confirmation = evidence_of(condition, EventKind::kConfirmed);
  const Evidence* contact = evidence_of(condition, EventKind::kContacted);
  std::string confirmed;
  std::string extended;
  if (confirmation != nullptr) {
    confirmed = speaker_.say(Phrase::kAndConfirmed, {{"date", speaker_.date(confirmation->at) + source(confirmation)}});
  }
  if (contact != nullptr) extended = speaker_.say(Phrase::kAndExtended, {{"date", speaker_.date(contact->at)}});
  return speaker_.state(Phrase::kConsentGranted,
                        {{"consent", condition.subject},
                         {"date", speaker_.date(condition.since.value_or(at_)) + source(grant)},
                         {"wording", grant != nullptr ? wording(*grant) : std::string()},
                         {"confirmed", confirmed},
                         {"extended", extended}});
}

Statement Statements::not_confirmed(Phrase phrase, const ConditionExplanation& condition) const {
  const Evidence* grant = evidence_of(condition, EventKind::kGranted);
  std::string deadline;
  if (condition.ends) {
    deadline = speaker_.starts_day(*condition.ends)
                   ? speaker_.say(Phrase::kDeadlineEnd, {{"date", speaker_.last_day(*condition.ends)}})
                   : speaker_.say(Phrase::kDeadline, {{"moment", speaker_.moment(*condition.ends)}});
  }
  return speaker_.state(phrase, {{"consent", condition.subject},
                                 {"date", speaker_.date(condition.since.value_or(at_))},
                                 {"wording", grant != nullptr ? wording(*grant) : std::string()},
                                 {"deadline", deadline}});
}

Statement Statements::narrowed(const ConditionExplanation& condition) const {
  const std::string date = speaker_.date(condition.since.value_or(at_));
  const Evidence* grant = evidence_of(condition, EventKind::kGranted);
  const model::Model& model = speaker_.model();
  const bool limited =
      grant != nullptr && (leaves_out(model.purposes, grant->purposes, std::optional(asked_.purpose)) ||
                           leaves_out(model.channels, grant->channels, asked_.channel));
  if (!limited) {
    const Evidence* withdrawn = evidence_of(condition, EventKind::kWithdrawn);
    if (withdrawn == nullptr || !(names_overlapping(model.purposes, withdrawn->purposes, asked_.purpose) ||
                                  names_overlapping(model.channels, withdrawn->channels, asked_.channel))) {
      return speaker_.state(Phrase::kConsentWithdrawnInPart, {{"consent", condition.subject}, {"date", date}});
    }
    std::string scope = for_purposes(withdrawn->purposes);
    const std::string channels = for_channels(withdrawn->channels, Phrase::kForChannel, Phrase::kForChannels);
    scope = scope.empty() || channels.empty()
                ? scope + channels
                : speaker_.say(Phrase::kListEnd, {{"first", scope}, {"last", channels.substr(1)}});
    return speaker_.state(Phrase::kConsentWithdrawnFor,
                          {{"consent", condition.subject},
                           {"date", date},
                           {"scope", scope},
                           {"withdrawn", speaker_.date(withdrawn->at) + source(withdrawn)}});
  }
  const std::string purposes = for_purposes(grant->purposes);
  const std::string channels = purposes.empty()
                                   ? for_channels(grant->channels, Phrase::kForChannel, Phrase::kForChannels)
                                   : for_channels(grant->channels, Phrase::kOnChannel, Phrase::kOnChannels);
  return speaker_.state(
      Phrase::kConsentLimited,
      {{"consent", condition.subject}, {"date", date}, {"purposes", purposes}, {"channels", channels}});
}

Statement Statements::declaration(const ConditionExplanation& condition) const {
  const std::string date = speaker_.date(condition.since.value_or(at_));
  const auto plain = [&](Phrase phrase) {
    return speaker_.state(phrase, {{"consent", condition.subject}, {"date", date}});
  };
  if (condition.status == "pending") return not_confirmed(Phrase::kConsentPending, condition);
  if (condition.status == "refused" || condition.status == "withdrawn") {
    // The end stands behind the grant that it ended.
    const Evidence* end = condition.evidence.empty() ? nullptr : &condition.evidence.back();
    return speaker_.state(condition.status == "refused" ? Phrase::kConsentRefused : Phrase::kConsentWithdrawn,
                          {{"consent", condition.subject}, {"date", date + source(end)}});
  }
  if (condition.status == "expired") {
    const auto consent = speaker_.model().consents.find(condition.subject);
    const bool needs_confirmation = consent && speaker_.model().consents[*consent].needs_confirmation;
    if (needs_confirmation && evidence_of(condition, EventKind::kConfirmed) == nullptr) {
      return not_confirmed(Phrase::kConsentLapsed, condition);
    }
    return speaker_.state(
        Phrase::kConsentExpired,
        {{"consent", condition.subject}, {"date", date}, {"end", speaker_.at_end(condition.ends.value_or(at_))}});
  }
  if (condition.hindrance == "no_device") return plain(Phrase::kConsentNoDevice);
  if (condition.hindrance == "no_customer") return plain(Phrase::kConsentNoCustomer);
  if (condition.status != "granted") return plain(Phrase::kConsentNone);
  if (condition.hindrance == "narrowed") return narrowed(condition);
  if (condition.hindrance == "before_objection") return plain(Phrase::kConsentBeforeObjection);
  if (condition.parts.empty() || condition.parts.front().value == ConditionValue::kTrue) return granted(condition);
  const bool open = condition.parts.front().value == ConditionValue::kUnknown;
  Statements within = *this;
  within.place_ = place_within(condition, place_);
  return speaker_.state(
      open ? Phrase::kConsentUncertain : Phrase::kConsentDoesNotCount,
      {{"consent", condition.subject}, {"date", date}, why(within.of_parts(condition, condition.parts.front().value))});
}

void Statements::add_consent(const ConditionExplanation& condition, std::vector<Statement>& into) const {
  if (condition.parts.empty()) {
    into.push_back(speaker_.state(Phrase::kNoConsentCovers, {}));
    return;
  }
  for (const ConditionExplanation& part : condition.parts) {
    if (part.value == condition.value) add(part, into);
  }
}

void Statements::add_objection(const ConditionExplanation& condition, std::vector<Statement>& into) const {
  if (!condition.since) {
    into.push_back(speaker_.state(Phrase::kNoObjection, {}));
    return;
  }
  const std::string date = speaker_.date(*condition.since);
  if (condition.value == ConditionValue::kFalse) {
    Statements within = *this;
    within.fullness_ = Fullness::kBrief;
    const Statement consents = speaker_.list(within.of_parts(condition, ConditionValue::kTrue));
    into.push_back(
        speaker_.state(Phrase::kObjectionOutdone, {{"date", date}, {"consent", consents.text, consents.name_first}}));
    return;
  }
  if (condition.value == ConditionValue::kUnknown) {
    into.push_back(speaker_.state(Phrase::kObjectionUncertain,
                                  {{"date", date}, why(of_parts(condition, ConditionValue::kUnknown))}));
    return;
  }
  std::string purposes;
  std::string channels;
  if (const Evidence* objected = evidence_of(condition, EventKind::kObjected)) {
    if (!objected->purposes.empty()) {
      purposes = speaker_.say(Phrase::kToPurposes, {{"purposes", speaker_.list(objected->purposes)}});
    }
    channels = purposes.empty() ? for_channels(objected->channels, Phrase::kAgainstChannel, Phrase::kAgainstChannels)
                                : for_channels(objected->channels, Phrase::kOnChannel, Phrase::kOnChannels);
  }
  into.push_back(
      speaker_.state(Phrase::kObjectionStands, {{"date", date + source(evidence_of(condition, EventKind::kObjected))},
                                                {"purposes", purposes},
                                                {"channels", channels}}));
  for (const ConditionExplanation& part : condition.parts) {
    if (part.status != "none") add(part, into);
  }
}

}  // namespace licet::explain
