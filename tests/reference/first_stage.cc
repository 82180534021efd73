#include <tests/reference/first_stage.h>
#include <tests/reference/retention.h>

namespace licet::reference {

void for_each_first_stage(const Situation& situation, const std::function<void(const FirstStage&)>& look) {
  const model::Model& model = situation.model;
  for (const Situation& own : situation.own) {
    for (const Held& held : everything_held(own, own.view.device.has_value(), {})) {
      for (const model::Retention& retention : model.retentions.list) {
        if (retention.first_stage && keeps(model, retention, held)) look({own, retention, held});
      }
    }
  }
}

bool first_stage_stands(const Situation& situation, std::optional<model::DataId> category, Instant clock) {
  if (!category) return false;
  bool stands = false;
  for_each_first_stage(situation, [&](const FirstStage& stage) {
    if (stage.held.kind != KeptKind::kCategory) return;
    if (!situation.model.data.hierarchy.is_within(stage.held.category, *category)) return;
    const auto end = retention_says(stage.own, stage.retention, stage.held, clock).at_most;
    stands = stands || (end && *end <= clock);
  });
  return stands;
}

}  // namespace licet::reference
