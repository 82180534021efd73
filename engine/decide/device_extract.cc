#include <algorithm>
#include <engine/decide/device_extract.h>
#include <iterator>
#include <licet/explanation.h>
#include <set>

namespace licet::decide {
namespace {

/// Which parts of a holder's state the variables of a graph are about, and what first stages of retention rest on.
struct Read {
  std::set<std::uint32_t> consents;
  std::set<std::uint32_t> facts;
  std::set<std::uint32_t> notices;
  std::set<std::uint32_t> times;
  bool held = false;
  bool objections = false;
  bool restrictions = false;
  bool erasures = false;
  bool contacts = false;

  Read(const model::Model& model, const graph::DecisionGraph& graph) : model_(model), graph_(graph) {
    for (std::size_t i = 0; i < graph.variables.size(); ++i) add(graph.variables[graph::VariableId(i)].key);
  }

 private:
  void add_time(model::TimeId time) {
    const model::TimeSource& source = model_[time];
    switch (source.kind) {
      case model::TimeSourceKind::kFact:
        facts.insert(source.subject);
        break;
      case model::TimeSourceKind::kLastContactForAsked:
        contacts = true;
        break;
      case model::TimeSourceKind::kConsentStarts:
      case model::TimeSourceKind::kConsentEnds:
        consents.insert(source.subject);
        break;
      case model::TimeSourceKind::kOwnCollection:
        held = true;
        break;
      default:
        times.insert(time.value);
        break;
    }
  }

  void add_first_stages() {
    held = true;
    for (const model::Retention& retention : model_.retentions.list) {
      if (retention.first_stage && retention.at_most) add_time(retention.at_most->anchor.time);
    }
  }

  void add(const graph::VariableKey& key) {
    using Kind = graph::VariableKind;
    if (key.at_grant) consents.insert(key.at_grant->value);
    switch (key.kind) {
      case Kind::kConsentStatus:
      case Kind::kGrantCovers:
      case Kind::kGrantKeeps:
        consents.insert(key.subject);
        break;
      case Kind::kGivenAfterObjection:
        consents.insert(key.subject);
        objections = true;
        break;
      case Kind::kObjectionReaches:
        objections = true;
        break;
      case Kind::kRestriction:
        restrictions = true;
        break;
      case Kind::kErasure:
        erasures = true;
        held = true;
        break;
      case Kind::kFirstStage:
        add_first_stages();
        break;
      case Kind::kOrder:
        add_time(graph_.variables.pairs()[key.subject].left);
        add_time(graph_.variables.pairs()[key.subject].right);
        break;
      case Kind::kNotice:
        notices.insert(key.subject);
        break;
      case Kind::kAge:
      case Kind::kPassed:
      case Kind::kDay:
        add_time(model::TimeId(key.subject));
        break;
      case Kind::kNumber:
      case Kind::kText:
      case Kind::kChoice:
      case Kind::kYesNo:
        facts.insert(key.subject);
        break;
      case Kind::kChannel:
      case Kind::kRecipient:
      case Kind::kData:
      case Kind::kInForce:
      case Kind::kClock:
      case Kind::kWeekday:
      case Kind::kOverrides:
        break;
    }
  }

  const model::Model& model_;
  const graph::DecisionGraph& graph_;
};

constexpr std::size_t kDigits = 10;

/// In place of an item's name; sorted as their places are.
std::string numbered(std::size_t place) {
  const std::string number = std::to_string(place + 1);
  return std::string(kDigits - number.size(), '0') + number;
}

class Extract {
 public:
  Extract(const facts::HolderView& device, const facts::HolderView& person, bool linked)
      : device_(device), person_(person), linked_(linked) {}

  std::vector<std::uint64_t> make(const Read& read) {
    built_.header.suspended = device_.header().suspended;
    for (const auto& entry : device_.consents()) {
      if (read.consents.contains(entry.consent)) built_.consents.push_back(taken(entry));
    }
    for (const auto& entry : device_.facts()) {
      if (read.facts.contains(entry.fact)) built_.facts.push_back(taken(entry));
    }
    for (const auto& entry : device_.notices()) {
      if (read.notices.contains(entry.notice)) built_.notices.push_back(entry);
    }
    if (read.objections) {
      for (const auto& entry : device_.objections()) built_.objections.push_back(taken(entry));
    }
    if (read.restrictions) {
      for (const auto& entry : device_.restrictions()) built_.restrictions.push_back(taken(entry));
    }
    if (read.erasures) {
      for (const auto& entry : device_.erasures()) built_.erasures.push_back(taken(entry));
    }
    if (read.held) built_.held.assign(device_.held().begin(), device_.held().end());
    for (const auto& entry : device_.times()) {
      if (read.times.contains(entry.time)) built_.times.push_back(entry);
    }
    for (auto entry : device_.grant_facts()) {
      if (!read.consents.contains(entry.consent)) continue;
      entry.value = taken(entry.value);
      built_.grant_facts.push_back(entry);
    }
    for (auto entry : device_.item_facts()) {
      if (!read.facts.contains(entry.value.fact)) continue;
      entry.value = taken(entry.value);
      built_.item_facts.push_back(entry);
    }
    const bool of_items = !built_.item_facts.empty() || std::any_of(built_.held.begin(), built_.held.end(),
                                                                    [](const auto& entry) { return entry.item != 0; });
    for (std::size_t i = 0; of_items && i < device_.items().size(); ++i) built_.items.push_back(item(i));
    if (read.contacts) built_.contacts.assign(device_.contacts().begin(), device_.contacts().end());
    std::vector<facts::EventRef*> refs;
    for_each_ref(built_, [&](facts::EventRef& ref) { refs.push_back(&ref); });
    if (!linked_) hide(refs);
    for (const facts::EventRef* ref : refs) {
      built_.header.latest_at = std::max(built_.header.latest_at, ref->at);
      built_.header.latest_recorded = std::max(built_.header.latest_recorded, ref->recorded);
    }
    return built_.pack();
  }

 private:
  facts::BitSet taken(const facts::BitSet& set) {
    std::vector<bool> names(std::size_t{set.words} * 64);
    for (std::uint32_t name = 0; name < names.size(); ++name) names[name] = device_.contains(set, name);
    return built_.add_bits(names);
  }
  facts::GrantEntry taken(facts::GrantEntry grant) {
    grant.purposes = taken(grant.purposes);
    grant.channels = taken(grant.channels);
    return grant;
  }
  facts::ConsentEntry taken(facts::ConsentEntry entry) {
    entry.current = taken(entry.current);
    entry.waiting = taken(entry.waiting);
    entry.last_current = taken(entry.last_current);
    return entry;
  }
  facts::FactEntry taken(facts::FactEntry entry) {
    const std::string_view text = device_.text(entry);
    entry.text_first = static_cast<std::uint32_t>(built_.text.size());
    built_.text += text;
    if (text.empty()) entry.text_first = 0;
    return entry;
  }
  facts::ItemEntry item(std::size_t place) {
    const std::string text =
        linked_ ? std::string(device_.item_text(static_cast<std::uint32_t>(place))) : numbered(place);
    const facts::ItemEntry entry{static_cast<std::uint32_t>(built_.text.size()),
                                 static_cast<std::uint32_t>(text.size())};
    built_.text += text;
    return entry;
  }
  facts::ObjectionEntry taken(facts::ObjectionEntry entry) {
    entry.purposes = taken(entry.purposes);
    entry.channels = taken(entry.channels);
    return entry;
  }
  facts::DataMarkEntry taken(facts::DataMarkEntry entry) {
    entry.touched = taken(entry.touched);
    entry.whole = taken(entry.whole);
    return entry;
  }

  /// Every reference that is set.
  template <class Visit>
  static void for_each_ref(facts::StateBuilder& state, const Visit& visit) {
    const auto add = [&](facts::EventRef& ref) {
      if (ref.is_set()) visit(ref);
    };
    const auto grant = [&](facts::GrantEntry& entry) {
      add(entry.given);
      add(entry.confirmed);
      add(entry.extended);
      add(entry.narrowed);
    };
    for (auto& entry : state.consents) {
      add(entry.ended);
      grant(entry.current);
      grant(entry.waiting);
      grant(entry.last_current);
    }
    for (auto& entry : state.facts) add(entry.stated);
    for (auto& entry : state.notices) add(entry.given);
    for (auto& entry : state.objections) add(entry.objected);
    for (auto& entry : state.restrictions) add(entry.begun);
    for (auto& entry : state.erasures) add(entry.begun);
    for (auto& entry : state.contacts) add(entry.contacted);
    for (auto& entry : state.held) {
      add(entry.first);
      add(entry.latest);
    }
    for (auto& entry : state.times) add(entry.event);
    for (auto& entry : state.grant_facts) add(entry.value.stated);
    for (auto& entry : state.item_facts) add(entry.value.stated);
  }

  /// What a state rests on; its names are left out.
  static facts::StateBuilder entries_of(const facts::HolderView& state) {
    facts::StateBuilder entries;
    entries.consents.assign(state.consents().begin(), state.consents().end());
    entries.facts.assign(state.facts().begin(), state.facts().end());
    entries.notices.assign(state.notices().begin(), state.notices().end());
    entries.objections.assign(state.objections().begin(), state.objections().end());
    entries.restrictions.assign(state.restrictions().begin(), state.restrictions().end());
    entries.erasures.assign(state.erasures().begin(), state.erasures().end());
    entries.contacts.assign(state.contacts().begin(), state.contacts().end());
    entries.held.assign(state.held().begin(), state.held().end());
    entries.times.assign(state.times().begin(), state.times().end());
    entries.grant_facts.assign(state.grant_facts().begin(), state.grant_facts().end());
    entries.item_facts.assign(state.item_facts().begin(), state.item_facts().end());
    return entries;
  }

  /// Numbers go; times of recording become the customer's last one before, and as many microseconds as there are others
  /// of the device in between. Since each is later than the one before it by a microsecond at least, the order among
  /// all of them stays, and of equal ones that they are equal.
  void hide(const std::vector<facts::EventRef*>& refs) const {
    std::vector<Instant> persons{Instant{0}};
    facts::StateBuilder person = entries_of(person_);
    for_each_ref(person, [&](const facts::EventRef& ref) { persons.push_back(ref.recorded); });
    std::vector<Instant> devices;
    devices.reserve(refs.size());
    for (const facts::EventRef* ref : refs) devices.push_back(ref->recorded);
    for (std::vector<Instant>* times : {&persons, &devices}) {
      std::sort(times->begin(), times->end());
      times->erase(std::unique(times->begin(), times->end()), times->end());
    }
    for (facts::EventRef* ref : refs) {
      const Instant base = *std::prev(std::upper_bound(persons.begin(), persons.end(), ref->recorded));
      const auto first = std::upper_bound(devices.begin(), devices.end(), base);
      const auto own = std::lower_bound(devices.begin(), devices.end(), ref->recorded);
      ref->recorded = base == ref->recorded ? base : Instant{base.micros + 1 + std::distance(first, own)};
      ref->record = kNoRecord;
    }
  }

  const facts::HolderView& device_;
  const facts::HolderView& person_;
  bool linked_;
  facts::StateBuilder built_;
};

}  // namespace

std::vector<std::uint64_t> device_extract(const model::Model& model, const graph::DecisionGraph& graph,
                                          const facts::HolderView& device, const facts::HolderView& person,
                                          bool linked) {
  return Extract(device, person, linked).make(Read(model, graph));
}

}  // namespace licet::decide
