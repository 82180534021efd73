#include <engine/rights/exported_titles.h>
#include <map>

namespace licet::rights {
namespace {

template <class IdType>
const std::string* title_in(const model::Vocabulary<IdType>& declared, const std::string& name) {
  const auto id = declared.find(name);
  return id ? &declared.titles[id->value].title : nullptr;
}

template <class IdType, class Entry>
const std::string* title_in(const model::Declarations<IdType, Entry>& declared, const std::string& name) {
  const auto id = declared.find(name);
  return id ? &declared[*id].title.title : nullptr;
}

/// Names of one kind, and their titles.
template <class Declared>
class Titles {
 public:
  explicit Titles(const Declared& declared) : declared_(declared) {}

  void add(const std::string& name) {
    if (name.empty()) return;
    const std::string* const title = title_in(declared_, name);
    if (title != nullptr && !title->empty()) titles_.emplace(name, *title);
  }
  void add(const std::optional<std::string>& name) {
    if (name) add(*name);
  }
  void add(const std::vector<std::string>& names) {
    for (const std::string& name : names) add(name);
  }
  void add(const std::vector<PolicyName>& names) {
    for (const PolicyName& one : names) add(one.name);
  }

  std::vector<PolicyName> list() const {
    std::vector<PolicyName> names;
    for (const auto& [name, title] : titles_) names.push_back({name, title});
    return names;
  }

 private:
  const Declared& declared_;
  std::map<std::string, std::string> titles_;
};

class Gathering {
 public:
  explicit Gathering(const model::Model& model)
      : purposes_(model.purposes),
        actions_(model.actions),
        channels_(model.channels),
        data_(model.data),
        recipients_(model.recipients),
        facts_(model.facts),
        notices_(model.notices),
        consents_(model.consents),
        levels_(model.levels) {}

  void gather(const Standing& standing) {
    levels_.add(standing.levels);
    for (const ConsentStanding& one : standing.consents) {
      consents_.add(one.consent);
      gather(one.current);
      gather(one.waiting);
    }
    for (const ObjectionStanding& one : standing.objections) {
      purposes_.add(one.purposes);
      channels_.add(one.channels);
      purposes_.add(one.except);
    }
    for (const auto* marks : {&standing.restrictions, &standing.erasure_requests}) {
      for (const DataStanding& one : *marks) {
        data_.add(one.data);
        data_.add(one.except);
        data_.add(one.collected_since);
      }
    }
    for (const NoticeStanding& one : standing.notices) notices_.add(one.notice);
    for (const FactStanding& one : standing.facts) facts_.add(one.fact);
    for (const ContactStanding& one : standing.contacts) {
      purposes_.add(one.purpose);
      channels_.add(one.channel);
    }
    for (const HeldStanding& one : standing.held) data_.add(one.data);
    for (const StageStanding& one : standing.first_stages) data_.add(one.data);
    data_.add(standing.suspended_data);
    for (const HistoryEntry& one : standing.history) gather(one.event.event);
  }

  void gather(const ExportedConsent& consent) {
    purposes_.add(consent.purposes);
    channels_.add(consent.channels);
    data_.add(consent.data);
    recipients_.add(consent.recipients);
    actions_.add(consent.actions);
  }

  void gather(const ExportedDecision& decision) {
    const Request& request = decision.request;
    purposes_.add(request.purpose);
    actions_.add(request.action);
    channels_.add(request.channel);
    recipients_.add(request.recipient);
    data_.add(request.data);
    for (const auto& [fact, value] : request.facts) facts_.add(fact);
    levels_.add(decision.decision.levels);
  }

  void gather(const ExportedData& data) {
    data_.add(data.data.name);
    purposes_.add(data.purposes);
    facts_.add(data.undetermined);
  }

  ExportedTitles titles() const {
    return {purposes_.list(), actions_.list(), channels_.list(), data_.list(),  recipients_.list(),
            facts_.list(),    notices_.list(), consents_.list(), levels_.list()};
  }

 private:
  void gather(const std::optional<GrantStanding>& grant) {
    if (!grant) return;
    purposes_.add(grant->purposes);
    channels_.add(grant->channels);
    for (const FactStanding& fact : grant->facts) facts_.add(fact.fact);
  }

  void gather(const Event& event) {
    consents_.add(event.consent);
    purposes_.add(event.purposes);
    channels_.add(event.channels);
    data_.add(event.data);
    notices_.add(event.notice);
    facts_.add(event.fact);
    for (const NamedValue& stated : event.facts) facts_.add(stated.fact);
  }

  Titles<model::Vocabulary<model::PurposeId>> purposes_;
  Titles<model::Vocabulary<model::ActionId>> actions_;
  Titles<model::Vocabulary<model::ChannelId>> channels_;
  Titles<model::Vocabulary<model::DataId>> data_;
  Titles<model::Vocabulary<model::RecipientId>> recipients_;
  Titles<model::Declarations<model::FactId, model::Fact>> facts_;
  Titles<model::Declarations<model::NoticeId, model::Notice>> notices_;
  Titles<model::Declarations<model::ConsentId, model::Consent>> consents_;
  Titles<model::Declarations<model::LevelId, model::Level>> levels_;
};

}  // namespace

ExportedTitles exported_titles(const model::Model& model, const Export& all) {
  Gathering gathering(model);
  gathering.gather(all.standing);
  for (const ExportedConsent& one : all.consents) gathering.gather(one);
  for (const ExportedData& one : all.data) gathering.gather(one);
  for (const ExportedDecision& one : all.decisions) gathering.gather(one);
  return gathering.titles();
}

}  // namespace licet::rights
