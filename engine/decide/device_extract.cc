#include <algorithm>
#include <engine/decide/device_extract.h>
#include <set>

namespace licet::decide {
namespace {

/// Which parts of a holder's state the variables of a graph are about.
struct Read {
  std::set<std::uint32_t> consents;
  std::set<std::uint32_t> facts;
  std::set<std::uint32_t> notices;
  bool objections = false;
  bool restrictions = false;
  bool erasures = false;
  bool contacts = false;

  explicit Read(const graph::DecisionGraph& graph) {
    for (std::size_t i = 0; i < graph.variables.size(); ++i) add(graph.variables[graph::VariableId(i)].key);
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
        break;
      case Kind::kNotice:
        notices.insert(key.subject);
        break;
      case Kind::kAge:
      case Kind::kPassed:
      case Kind::kDay:
        if (key.subject == graph::kLastContact) {
          contacts = true;
        } else {
          facts.insert(key.subject);
        }
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
};

class Extract {
 public:
  Extract(const facts::HolderView& device, bool linked) : device_(device), linked_(linked) {}

  std::vector<std::uint64_t> make(const Read& read) {
    built_.header.suspended = device_.header().suspended;
    built_.header.latest_at = device_.header().latest_at;
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
      built_.held.assign(device_.held().begin(), device_.held().end());
    }
    if (read.contacts) built_.contacts.assign(device_.contacts().begin(), device_.contacts().end());
    collect_refs();
    if (!linked_) hide_refs();
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

  void collect_refs() {
    const auto grant = [this](facts::GrantEntry& entry) {
      for (facts::EventRef* ref : {&entry.given, &entry.confirmed, &entry.extended, &entry.narrowed}) add(*ref);
    };
    for (facts::ConsentEntry& entry : built_.consents) {
      add(entry.ended);
      grant(entry.current);
      grant(entry.waiting);
      grant(entry.last_current);
    }
    for (facts::FactEntry& entry : built_.facts) add(entry.stated);
    for (facts::NoticeEntry& entry : built_.notices) add(entry.given);
    for (facts::ObjectionEntry& entry : built_.objections) add(entry.objected);
    for (facts::DataMarkEntry& entry : built_.restrictions) add(entry.begun);
    for (facts::DataMarkEntry& entry : built_.erasures) add(entry.begun);
    for (facts::ContactEntry& entry : built_.contacts) add(entry.contacted);
    for (facts::HeldEntry& entry : built_.held) {
      add(entry.first);
      add(entry.latest);
    }
  }
  void add(facts::EventRef& ref) {
    if (ref.is_set()) refs_.push_back(&ref);
  }

  void hide_refs() {
    std::set<Instant> times;
    for (const facts::EventRef* ref : refs_) times.insert(ref->recorded);
    for (facts::EventRef* ref : refs_) {
      ref->recorded = Instant{std::distance(times.begin(), times.find(ref->recorded)) + 1};
      ref->record = 0;
    }
  }

  const facts::HolderView& device_;
  bool linked_;
  facts::StateBuilder built_;
  std::vector<facts::EventRef*> refs_;
};

}  // namespace

std::vector<std::uint64_t> device_extract(const graph::DecisionGraph& graph, const facts::HolderView& device,
                                          bool linked) {
  return Extract(device, linked).make(Read(graph));
}

}  // namespace licet::decide
