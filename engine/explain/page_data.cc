// What is known and held of a person, what the person was told, and when contacted.
#include <engine/explain/page_speaker.h>

namespace licet::explain {
namespace {

constexpr std::string_view kProofOf = "proof of ";

std::string name_of(const PageSpeaker& speaker, const ExportedData& data) {
  const std::string& name = data.data.name;
  if (!data.data.title.empty() || data.collected) return speaker.of_item(speaker.title(data.data), data.item);
  if (name.starts_with(kProofOf)) {
    const std::string consent = speaker.title(speaker.model().consents, name.substr(kProofOf.size()));
    return speaker.say(PagePhrase::kProofOf, {{"consent", consent}});
  }
  if (name == "objections") return speaker.say(PagePhrase::kYourObjections);
  if (name == "decisions") return speaker.say(PagePhrase::kDecisionsAboutYou);
  return speaker.of_item(name, data.item);
}

PagePhrase then_of(const std::optional<DueAction>& action) {
  switch (action.value_or(DueAction::kErase)) {
    case DueAction::kErase:
      return PagePhrase::kThenErase;
    case DueAction::kAnonymise:
      return PagePhrase::kThenAnonymise;
    case DueAction::kRestrict:
      return PagePhrase::kThenRestrict;
    case DueAction::kReview:
      return PagePhrase::kThenReview;
  }
  return PagePhrase::kThenErase;
}

std::string why(const PageSpeaker& speaker, const ExportedData& data) {
  if (!data.rule) return data.is_due ? speaker.say(PagePhrase::kByRequest) : std::string();
  std::string because;
  for (const std::string& citation : data.because) because += (because.empty() ? "" : ", ") + citation;
  return speaker.say(because.empty() ? PagePhrase::kByRule : PagePhrase::kByRuleBecause,
                     {{"rule", speaker.title(*data.rule)}, {"because", because}});
}

PagePhrase ground_of(const ExportedData& data) {
  if (data.is_due) return PagePhrase::kDueSince;
  switch (data.ground) {
    case KeptGround::kUntilDue:
      return PagePhrase::kUntil;
    case KeptGround::kOpen:
      return PagePhrase::kOpen;
    case KeptGround::kUndetermined:
      return PagePhrase::kUndetermined;
    case KeptGround::kNotBegun:
      return PagePhrase::kNotBegun;
    case KeptGround::kNoRule:
      return PagePhrase::kNoRule;
    case KeptGround::kSuspended:
      return PagePhrase::kSuspended;
    case KeptGround::kObjections:
      return PagePhrase::kKeptObjections;
    case KeptGround::kReceivers:
      break;  // only of an erasure
  }
  return PagePhrase::kNoRule;
}

std::string how_long(const PageSpeaker& speaker, const ExportedData& data) {
  std::string moment;
  if (data.until != kNever) moment = data.is_due ? speaker.moment(data.until) : speaker.until(data.until);
  std::string text = speaker.say(ground_of(data), {{"moment", moment},
                                                   {"then", speaker.say(then_of(data.action))},
                                                   {"facts", speaker.titles(data.undetermined)},
                                                   {"why", why(speaker, data)}});
  while (text.ends_with(' ')) text.pop_back();
  return text;
}

/// With a table if it has rows, else without any.
void add_table(std::vector<Block>& blocks, const PageSpeaker& speaker, PagePhrase title,
               std::initializer_list<PagePhrase> headers, std::vector<std::vector<std::string>> rows) {
  blocks.emplace_back(Heading{2, speaker.say(title)});
  if (rows.empty()) {
    blocks.emplace_back(Paragraph{speaker.say(PagePhrase::kNone)});
    return;
  }
  TextTable table;
  table.caption = speaker.say(title);
  for (const PagePhrase header : headers) table.headers.push_back(speaker.say(header));
  table.rows = std::move(rows);
  blocks.emplace_back(std::move(table));
}

}  // namespace

void add_facts(std::vector<Block>& blocks, const PageSpeaker& speaker, const Standing& standing) {
  std::vector<std::vector<std::string>> rows;
  for (const FactStanding& fact : standing.facts) {
    rows.push_back({speaker.of_item(speaker.title(speaker.model().facts, fact.fact), fact.item),
                    speaker.value(fact.fact, fact.value), speaker.moment(fact.stated.at)});
  }
  add_table(blocks, speaker, PagePhrase::kFacts, {PagePhrase::kWhat, PagePhrase::kValue, PagePhrase::kSince},
            std::move(rows));
}

void add_data(std::vector<Block>& blocks, const PageSpeaker& speaker, const std::vector<ExportedData>& data) {
  std::vector<std::vector<std::string>> rows;
  rows.reserve(data.size());
  for (const ExportedData& one : data) {
    rows.push_back({name_of(speaker, one),
                    one.collected ? speaker.moment(one.collected->at) : speaker.say(PagePhrase::kNothing),
                    one.purposes.empty() ? speaker.say(PagePhrase::kNothing) : speaker.titles(one.purposes),
                    how_long(speaker, one)});
  }
  add_table(blocks, speaker, PagePhrase::kData,
            {PagePhrase::kDataHeader, PagePhrase::kCollectedLast, PagePhrase::kUsedFor, PagePhrase::kHowLong},
            std::move(rows));
}

void add_notices(std::vector<Block>& blocks, const PageSpeaker& speaker, const Export& all) {
  std::vector<std::vector<std::string>> rows;
  for (const NoticeStanding& one : all.standing.notices) {
    rows.push_back({speaker.title(speaker.model().notices, one.notice), speaker.moment(one.given.at)});
  }
  add_table(blocks, speaker, PagePhrase::kNotices, {PagePhrase::kNotice, PagePhrase::kGivenFirst}, std::move(rows));
  for (const ExportedWording& one : all.notices) {
    if (!one.text) continue;
    blocks.emplace_back(
        QuotedText{speaker.say(PagePhrase::kShownText, {{"wording", speaker.quoted(one.wording)}}), *one.text});
  }
}

void add_contacts(std::vector<Block>& blocks, const PageSpeaker& speaker, const Standing& standing) {
  std::vector<std::vector<std::string>> rows;
  for (const ContactStanding& one : standing.contacts) {
    rows.push_back(
        {speaker.title(speaker.model().purposes, one.purpose),
         one.channel ? speaker.title(speaker.model().channels, *one.channel) : speaker.say(PagePhrase::kNothing),
         speaker.moment(one.contacted.at)});
  }
  add_table(blocks, speaker, PagePhrase::kContacts, {PagePhrase::kPurpose, PagePhrase::kChannel, PagePhrase::kLast},
            std::move(rows));
}

}  // namespace licet::explain
