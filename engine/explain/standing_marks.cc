// Objections, restrictions and requests for erasure that stand, and for what.
#include <engine/exchange/records_named.h>
#include <engine/explain/standing_parts.h>

namespace licet::explain {
namespace {

template <class IdType>
bool reaches(const model::Vocabulary<IdType>& vocabulary, const facts::NamedList<IdType>& list, IdType name) {
  return !list.stated || vocabulary.hierarchy.overlaps_any(name, list.names);
}

/// `has_ended` tells of a category that it reaches whether it was lifted or erased, whatever was collected since.
template <class Ended>
DataStanding mark_of(const HolderRecord& record, const facts::DataMarkEntry& entry,
                     const std::vector<bool>& collected_since, const Ended& has_ended) {
  const auto& data = record.model().data;
  const facts::ReadableEvent event = record.readable(entry.begun);
  const facts::NamedList<model::DataId>& named = event.data;
  std::vector<bool> ended(data.titles.size());
  DataStanding standing{standing_event(entry.begun), outermost(data, named), {}, {}};
  for (const model::ConsentId proof : event.proofs) {
    standing.data.push_back(exchange::proof_name(record.model().consents[proof].title.name));
  }
  if (event.objections) standing.data.emplace_back(exchange::kObjectionsName);
  for (std::size_t i = 0; i < ended.size(); ++i) {
    const model::DataId category(i);
    if (!reaches(data, named, category)) continue;
    if (collected_since[i]) standing.collected_since.push_back(data.titles[i].name);
    ended[i] = has_ended(category);
  }
  standing.except = outermost(data, ended);
  return standing;
}

}  // namespace

std::vector<ObjectionStanding> objections_of(const HolderRecord& record) {
  const model::Model& model = record.model();
  const auto entries = record.state().objections();
  std::vector<ObjectionStanding> objections;
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
    const facts::ReadableEvent event = record.readable(entry->objected);
    std::vector<bool> lifted(model.purposes.titles.size());
    for (std::size_t i = 0; i < lifted.size(); ++i) {
      const model::PurposeId purpose(i);
      lifted[i] =
          reaches(model.purposes, event.purposes, purpose) && !record.state().contains(entry->purposes, purpose.value);
    }
    objections.push_back({standing_event(entry->objected), outermost(model.purposes, event.purposes),
                          outermost(model.channels, event.channels), outermost(model.purposes, lifted)});
  }
  return objections;
}

std::vector<DataStanding> restrictions_of(const HolderRecord& record) {
  const std::vector<bool> none(record.model().data.titles.size());
  std::vector<DataStanding> restrictions;
  for (const facts::DataMarkEntry& entry : record.state().restrictions()) {
    restrictions.push_back(mark_of(record, entry, none, [&](model::DataId category) {
      return !record.state().contains(entry.touched, category.value);
    }));
  }
  return restrictions;
}

std::vector<DataStanding> erasure_requests_of(const HolderRecord& record) {
  std::vector<DataStanding> requests;
  for (const facts::DataMarkEntry& entry : record.state().erasures()) {
    // Of a category by item, every piece.
    std::vector<bool> since(record.model().data.titles.size());
    for (const facts::HeldEntry& held : record.state().held()) since[held.data] = true;
    for (const facts::HeldEntry& held : record.state().held()) {
      if (!held.first.later_than(entry.begun)) since[held.data] = false;
    }
    requests.push_back(mark_of(record, entry, since,
                               [&](model::DataId category) { return record.erased_after(entry.begun, category); }));
  }
  return requests;
}

}  // namespace licet::explain
