// The files of outcomes beside a log: made before the record that names them, and removed where none does.
#include <algorithm>
#include <engine/record/audience_run.h>
#include <engine/record/log.h>
#include <engine/record/log_state.h>
#include <engine/record/open_file.h>
#include <engine/record/store_directory.h>

namespace licet::record {

OutcomeSealer Log::outcome_sealer(const RunId& run) const { return {state_->slots, run}; }

Result<AudienceNames> Log::write_run(const RunId& run, std::span<SealedOutcomes> outcomes) const {
  auto names = record::write_run(state_->directory, state_->keys.log(), run, outcomes, *state_->files);
  if (!names) record::drop_run(state_->directory, run, *state_->files);
  return names;
}

Result<void> Log::name_run(const RunId& run, std::uint64_t record) {
  if (auto can = state_->writable(); !can) return can;
  return record::name_run(state_->directory, run, record, *state_->files);
}

void Log::drop_run(const RunId& run) const { record::drop_run(state_->directory, run, *state_->files); }

Result<std::optional<OpenedOutcome>> Log::open_outcome(std::uint64_t record, const AudienceNames& names, Slot slot,
                                                       std::string_view holder) const {
  const auto key = state_->slots.find(slot);
  if (!key) return tl::unexpected(key.error());
  if (!*key) return std::nullopt;
  return record::open_outcome(state_->directory, state_->keys.log(), record, names, (*key)->key, holder,
                              *state_->files);
}

Result<void> Log::State::remove_orphaned_runs() const {
  const std::filesystem::path folder = run_path(directory, 0).parent_path();
  const auto runs = runs_in(directory, *files);
  if (!runs) return tl::unexpected(runs.error());
  const auto names = names_in(*files, folder);
  if (!names && runs->empty()) return {};  // there is no such folder
  if (!names) return tl::unexpected(names.error());
  std::vector<std::string> named;
  for (const std::uint64_t record : *runs) {
    if (record >= end.records) continue;
    // What cannot be read may be what names it.
    const auto leaf = leaf_of(record);
    if (!leaf || leaf->kind == RecordKind::kAudience) named.push_back(run_path({}, record).filename().string());
  }
  bool removed_some = false;
  for (const std::string& name : *names) {
    if (std::find(named.begin(), named.end(), name) != named.end()) continue;
    if (auto removed = remove_file(*files, folder / name); !removed) return removed;
    removed_some = true;
  }
  return removed_some ? sync_directory(*files, folder) : Result<void>();
}

}  // namespace licet::record
