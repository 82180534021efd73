#include <algorithm>
#include <tools/benchmarks/asked.h>
#include <tools/benchmarks/plain_customer.h>

namespace licet::benchmarks {
namespace {

using by_hand::Names;

class Reading {
 public:
  Reading(const facts::HolderView& state, const model::Model& model, const std::string& suffix)
      : state_(state), model_(model), suffix_(suffix) {}

  by_hand::Customer run() {
    read_facts();
    customer_.privacy_notice = notice("privacy_notice");
    customer_.objection_notice = notice("objection_notice");
    customer_.partner_notice = notice("partner_notice");
    customer_.restricted = marked(state_.restrictions());
    customer_.to_be_erased = marked(state_.erasures());
    for (std::size_t i = 0; i < by_hand::kConsents; ++i) {
      customer_.grants[i] = grant(static_cast<by_hand::Consent>(i));
    }
    for (const facts::ObjectionEntry& entry : state_.objections()) {
      customer_.objections.at(customer_.objection_count++) = {entry.objected.at, purposes(entry.purposes),
                                                              channels(entry.channels)};
    }
    read_contacts();
    return customer_;
  }

 private:
  void read_facts() {
    customer_.birth_date = instant("birth_date");
    customer_.date_of_death = instant("date_of_death");
    customer_.address_invalid_since = instant("address_invalid_since");
    customer_.account_closed_on = instant("account_closed_on");
    customer_.pause_until = instant("pause_until");
    customer_.last_purchase = instant("last_purchase");
    customer_.breach_on = instant("breach_on");
    customer_.access_requested_on = instant("access_requested_on");
    customer_.open_claims = number("open_claims");
    customer_.app_version = number("app_version");
    if (const auto choice = number("country")) customer_.country = static_cast<by_hand::Country>(*choice);
    if (const auto choice = number("kind")) customer_.kind = static_cast<by_hand::Kind>(*choice);
    customer_.robinson_list = yes_or_no("robinson_list");
    customer_.address_from_sale = yes_or_no("address_from_sale");
    customer_.recall_open = yes_or_no("recall_open");
  }

  std::span<const facts::FactEntry> values(const char* name) const {
    return state_.values(*model_.facts.find(name + suffix_));
  }
  std::optional<std::int64_t> number(const char* name) const {
    const auto entries = values(name);
    return entries.empty() ? std::nullopt : std::optional(entries.back().number);
  }
  std::optional<Instant> instant(const char* name) const {
    const auto micros = number(name);
    return micros ? std::optional(Instant{*micros}) : std::nullopt;
  }
  std::optional<bool> yes_or_no(const char* name) const {
    const auto value = number(name);
    return value ? std::optional(*value != 0) : std::nullopt;
  }
  Instant notice(const char* name) const {
    const facts::NoticeEntry* entry = state_.notice(*model_.notices.find(name + suffix_));
    return entry == nullptr ? kNever : entry->given.at;
  }

  Names purposes(const facts::BitSet& set) const {
    Names names = 0;
    for (std::size_t i = 0; i < by_hand::kPurposes; ++i) {
      const auto purpose = static_cast<by_hand::Purpose>(i);
      if (state_.contains(set, purpose_id(purpose).value)) names |= by_hand::set_of(purpose);
    }
    return names;
  }
  model::PurposeId purpose_id(by_hand::Purpose purpose) const {
    return *model_.purposes.find(std::string(name_of(purpose)) + suffix_);
  }
  Names channels(const facts::BitSet& set) const {
    using by_hand::Channel;
    Names names = 0;
    for (const Channel channel : {Channel::kElectronic, Channel::kEmail, Channel::kSms, Channel::kPush, Channel::kPhone,
                                  Channel::kPost, Channel::kWeb}) {
      if (state_.contains(set, model_.channels.find(name_of(channel))->value)) names |= by_hand::set_of(channel);
    }
    return names;
  }
  Names marked(std::span<const facts::DataMarkEntry> marks) const {
    using by_hand::Data;
    Names names = 0;
    for (const facts::DataMarkEntry& mark : marks) {
      if (mark.without_category != 0) names |= by_hand::set_of(Data::kNone);
      for (Data data = Data::kContact; data <= Data::kHealth;
           data = static_cast<Data>(static_cast<std::uint8_t>(data) + 1)) {
        if (state_.contains(mark.touched, model_.data.find(name_of(data))->value)) names |= by_hand::set_of(data);
      }
    }
    return names;
  }

  by_hand::Grant grant(by_hand::Consent consent) const {
    const auto* entry = state_.consent(*model_.consents.find(std::string(name_of(consent)) + suffix_));
    if (entry == nullptr || entry->current.present == 0) return {};
    const facts::GrantEntry& current = entry->current;
    by_hand::Grant grant;
    grant.is_current = true;
    grant.without_channel = current.without_channel != 0;
    grant.purposes = purposes(current.purposes);
    grant.channels = channels(current.channels);
    grant.given = current.given.at;
    grant.end = current.end;
    // The value it had then, or, where it had none yet, the first it got later.
    for (const facts::FactEntry& value : values("birth_date")) {
      if (value.stated.at > grant.given && grant.birth_date) break;
      grant.birth_date = Instant{value.number};
    }
    return grant;
  }

  void read_contacts() {
    customer_.last_contact.fill(kBeforeAll);
    for (const facts::ContactEntry& contact : state_.contacts()) {
      for (std::size_t i = 0; i < by_hand::kPurposes; ++i) {
        Instant& latest = customer_.last_contact[i];
        const model::PurposeId purpose = purpose_id(static_cast<by_hand::Purpose>(i));
        if (model_.purposes.hierarchy.overlap(purpose, model::PurposeId(contact.purpose))) {
          latest = std::max(latest, contact.contacted.at);
        }
      }
    }
  }

  const facts::HolderView& state_;
  const model::Model& model_;
  const std::string& suffix_;
  by_hand::Customer customer_;
};

}  // namespace

by_hand::Customer plain_customer(const facts::HolderView& state, const model::Model& model, const std::string& suffix) {
  return Reading(state, model, suffix).run();
}

}  // namespace licet::benchmarks
