#include <algorithm>
#include <engine/explain/page_speaker.h>
#include <engine/explain/person_document.h>

namespace licet::explain {
namespace {

void add_lead(std::vector<Block>& blocks, const PageSpeaker& speaker, const Export& all) {
  const Standing& standing = all.standing;
  const std::string holder = standing.customer ? *standing.customer : standing.device.value_or("");
  blocks.emplace_back(
      Paragraph{speaker.say(standing.customer ? PagePhrase::kLead : PagePhrase::kLeadDevice,
                            {{"holder", speaker.quoted(holder)}, {"moment", speaker.exact(standing.at)}})});
  if (standing.known != kNever) {
    blocks.emplace_back(Paragraph{speaker.say(PagePhrase::kKnown, {{"moment", speaker.exact(standing.known)}})});
  }
  if (standing.history.empty() && all.decisions.empty()) {
    blocks.emplace_back(Paragraph{speaker.say(PagePhrase::kNothingRecorded)});
  }
  const bool linked = std::any_of(standing.history.begin(), standing.history.end(), [](const HistoryEntry& entry) {
    return entry.event.event.kind == EventKind::kLinked;
  });
  if (linked && standing.customer) blocks.emplace_back(Paragraph{speaker.say(PagePhrase::kOtherHolder)});
  if (!standing.levels.empty()) {
    blocks.emplace_back(Paragraph{
        speaker.say(PagePhrase::kLevels, {{"levels", speaker.titles(speaker.model().levels, standing.levels)}})});
  }
}

void add_rights(std::vector<Block>& blocks, const PageSpeaker& speaker) {
  blocks.emplace_back(Heading{2, speaker.say(PagePhrase::kRights)});
  BulletList list;
  for (const PersonalRight& right : rights_of_a_person(speaker.language())) {
    list.items.push_back(speaker.say(PagePhrase::kRight, {{"sentence", right.sentence}, {"because", right.because}}));
  }
  blocks.emplace_back(std::move(list));
}

void add_about(std::vector<Block>& blocks, const PageSpeaker& speaker, const Export& all) {
  blocks.emplace_back(Heading{2, speaker.say(PagePhrase::kAbout)});
  std::string policy = speaker.title(all.policy_title);
  if (all.policy.version != 0) {
    policy = speaker.say(PagePhrase::kVersion, {{"policy", policy}, {"version", std::to_string(all.policy.version)}});
  }
  blocks.emplace_back(Paragraph{speaker.say(PagePhrase::kRules, {{"policy", policy}})});
  blocks.emplace_back(Paragraph{speaker.say(PagePhrase::kZone, {{"zone", all.time_zone}, {"data", all.policy.tz}})});
  blocks.emplace_back(LabelledList{{{speaker.say(PagePhrase::kDigest), all.policy.digest}}});
}

}  // namespace

Document person_document(const Export& all, const model::Model& model, Language language) {
  const PageSpeaker speaker(model, language);
  Document document;
  document.language = language;
  document.title = speaker.say(PagePhrase::kTitle);
  std::vector<Block>& blocks = document.blocks;
  add_lead(blocks, speaker, all);
  add_consents(blocks, speaker, all);
  add_marks(blocks, speaker, all.standing);
  add_facts(blocks, speaker, all.standing);
  add_data(blocks, speaker, all.data);
  add_notices(blocks, speaker, all);
  add_contacts(blocks, speaker, all.standing);
  add_decisions(blocks, speaker, all);
  add_history(blocks, speaker, all.standing);
  add_rights(blocks, speaker);
  add_about(blocks, speaker, all);
  return document;
}

}  // namespace licet::explain
