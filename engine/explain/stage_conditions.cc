// First stages of retention behind `restriction stands`.
#include <algorithm>
#include <engine/decide/first_stage.h>
#include <engine/explain/condition_trees.h>

namespace licet::explain {

void ConditionTrees::add_stages(ConditionExplanation& into) {
  const std::optional<model::DataId> category = values_.category();
  const auto& retentions = model().retentions.list;
  if (!category || std::none_of(retentions.begin(), retentions.end(),
                                [](const model::Retention& rule) { return rule.first_stage; })) {
    return;
  }
  const auto look = [&](const decide::States& of_one, const facts::HolderView& holder) {
    for (const facts::HeldEntry& held : holder.held()) {
      const model::DataId data(held.data);
      if (!model().data.hierarchy.is_within(data, *category)) continue;
      const auto stage = decide::stage_of(model(), observation().graph(), of_one, data, {held.item, held.latest.at},
                                          observation().clock(), observation().workspace().retention.front());
      if (!stage) continue;
      ConditionExplanation part;
      part.kind = ConditionKind::kFirstStage;
      part.value = ConditionValue::kTrue;
      part.subject = model().retentions[stage->rule].title.name;
      part.text = part.subject;
      part.data = model().data.titles[held.data].name;
      part.because = model().retentions[stage->rule].citations;
      part.since = stage->since;
      add_evidence(part, held.latest, EventKind::kCollected, part.data);
      // Of many pieces the one that was restricted first stands for all.
      const auto same = std::find_if(into.parts.begin(), into.parts.end(), [&](const ConditionExplanation& other) {
        return other.subject == part.subject && other.data == part.data;
      });
      if (same == into.parts.end()) {
        into.parts.push_back(std::move(part));
      } else if (part.since < same->since) {
        *same = std::move(part);
      }
    }
  };
  decide::States of_one;
  if (observation().states().has_person) {
    of_one.person = observation().states().person;
    of_one.has_person = true;
    look(of_one, of_one.person);
  }
  if (observation().states().has_device) {
    of_one = {};
    of_one.device = observation().states().device;
    of_one.has_device = true;
    look(of_one, of_one.device);
  }
}

}  // namespace licet::explain
