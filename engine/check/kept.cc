#include <engine/check/kept.h>
#include <engine/check/names.h>
#include <grammar/codes_of_meaning.h>
#include <grammar/keywords.h>
#include <string_view>

namespace licet::check {
namespace {

using namespace grammar::meaning;

std::optional<OwnRecord> record_called(const Checking& checking, const syntax::Name& name) {
  const Language language = language_at(checking, name.range);
  if (grammar::is_objections(name.text, language)) return OwnRecord::kObjections;
  if (grammar::is_decisions(name.text, language)) return OwnRecord::kDecisions;
  return std::nullopt;
}

}  // namespace

std::optional<KeptThing> resolve_kept(Checking& checking, const syntax::Kept& kept) {
  if (kept.kind == syntax::KeptKind::kProof) return resolve<model::ConsentId>(checking, kept.name);
  if (kept.kind == syntax::KeptKind::kObjections) return OwnRecord::kObjections;
  if (kept.kind == syntax::KeptKind::kDecisions) return OwnRecord::kDecisions;
  if (!checking.model->data.find(kept.name.text)) {
    if (const auto record = record_called(checking, kept.name)) return *record;
  }
  return resolve<model::DataId>(checking, kept.name);
}

std::optional<KeptThing> resolve_erasable(Checking& checking, const syntax::Name& name) {
  if (checking.model->data.find(name.text)) return resolve<model::DataId>(checking, name);
  constexpr std::string_view proof_of = "proof of ";
  if (name.text.starts_with(proof_of)) {
    return resolve<model::ConsentId>(checking, {name.text.substr(proof_of.size()), name.range});
  }
  const auto record = record_called(checking, name);
  if (record == OwnRecord::kObjections) return OwnRecord::kObjections;
  if (!record) return resolve<model::DataId>(checking, name);
  checking.report.add(kDecisionsToBeErased, name.range, {name.text});
  return std::nullopt;
}

bool report_record_in_event(Checking& checking, const syntax::GivenEvent& given, const syntax::Name& name) {
  if (checking.model->data.find(name.text) || !record_called(checking, name)) return false;
  const Language language = language_at(checking, name.range);
  checking.report.add(kRecordInEvent, name.range,
                      {std::string(grammar::word_of_event(given.kind, language)), name.text});
  return true;
}

std::string name_of(const model::Model& model, const KeptThing& thing) {
  if (const auto* data = std::get_if<model::DataId>(&thing)) return model.data.titles[data->value].name;
  if (const auto* consent = std::get_if<model::ConsentId>(&thing)) {
    return "proof of " + model.consents[*consent].title.name;
  }
  return std::get<OwnRecord>(thing) == OwnRecord::kObjections ? "objections" : "decisions";
}

}  // namespace licet::check
