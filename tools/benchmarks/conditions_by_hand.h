#pragma once
// What the function by hand asks of a customer and a request: consents, periods, ages. Private to it.
//
// One object a request and thread; refers to its arguments. Values that several rules ask for are computed once.

#include <engine/base/truth.h>
#include <engine/time/legal_period.h>
#include <tools/benchmarks/forty_rules_by_hand.h>

namespace licet::benchmarks::by_hand {

using time::Period;
using time::PeriodUnit;

inline constexpr Names kContractPurposes =
    set_of(Purpose::kContract, Purpose::kBilling, Purpose::kDelivery, Purpose::kService);
inline constexpr Names kMarketingPurposes =
    set_of(Purpose::kMarketing, Purpose::kNewsletter, Purpose::kOwnProducts, Purpose::kPhoneMarketing,
           Purpose::kPostalMarketing, Purpose::kPushMarketing, Purpose::kPartnerOffers);
inline constexpr Names kProfilingPurposes =
    set_of(Purpose::kProfiling, Purpose::kPersonalisation, Purpose::kRetargeting, Purpose::kLookalike);
// What a prohibition touches: also the purpose that contains those named.
inline constexpr Names kTouchesMarketing = kMarketingPurposes | set_of(Purpose::kShop);
inline constexpr Names kTouchesAdvertising = kTouchesMarketing | kProfilingPurposes;

inline constexpr Names kAnyAction = ~Names{0};
inline constexpr Names kAnyChannel = ~Names{0};
inline constexpr Names kElectronic = set_of(Channel::kElectronic, Channel::kEmail, Channel::kSms, Channel::kPush);

inline constexpr Names kContact = set_of(Data::kContact, Data::kEmailAddress, Data::kPhoneNumber, Data::kPostalAddress);
inline constexpr Names kBehaviour =
    set_of(Data::kBehaviour, Data::kPageViews, Data::kPurchases, Data::kNewsletterOpens);
inline constexpr Names kSensitive = set_of(Data::kSensitive, Data::kHealth);
inline constexpr Names kNotSpecial = kContact | kBehaviour | set_of(Data::kBillingData);

inline constexpr Names kProcessors = set_of(Recipient::kProcessors, Recipient::kMailVendor, Recipient::kCallCentre);
inline constexpr Names kThirdCountry = set_of(Recipient::kThirdCountry, Recipient::kAdNetwork);

/// 2026-07-01 in Berlin.
inline constexpr Instant kTransferRuleBegins{1'782'856'800'000'000};

struct Declaration {
  Names purposes;
  Names channels;  ///< kAnyChannel: without the clause
  Names data;
  Names recipients;
  Names actions;
};

inline constexpr std::array<Declaration, kConsents> kDeclarations{{
    {set_of(Purpose::kNewsletter), set_of(Channel::kEmail), kContact | set_of(Data::kNewsletterOpens), 0, kAnyAction},
    {kMarketingPurposes, kElectronic | set_of(Channel::kPost, Channel::kPhone), kContact, 0,
     set_of(Action::kSend, Action::kSelect)},
    {set_of(Purpose::kPhoneMarketing), set_of(Channel::kPhone), set_of(Data::kPhoneNumber), 0, kAnyAction},
    {set_of(Purpose::kPartnerOffers), kAnyChannel, kContact, set_of(Recipient::kPartners), kAnyAction},
    {kProfilingPurposes, kAnyChannel, kBehaviour, set_of(Recipient::kAdNetwork), kAnyAction},
    {set_of(Purpose::kService), kAnyChannel, kContact | set_of(Data::kHealth), 0, kAnyAction},
    {kProfilingPurposes | kMarketingPurposes, kAnyChannel, kBehaviour, kThirdCountry, kAnyAction},
    {kContractPurposes, kAnyChannel, set_of(Data::kBillingData), 0, set_of(Action::kProfile)},
}};

class Conditions {
 public:
  Conditions(const Customer& customer, const Request& request, const time::Zone& zone)
      : customer_(customer), request_(request), zone_(zone) {}

  const Customer& customer() const { return customer_; }
  const Request& request() const { return request_; }
  Data category() const { return category_; }
  void set_category(Data category) {
    category_ = category;
    consent_is_valid_.reset();
  }

  // What a permission asks of the request. One without data, or without a recipient, asks for none.
  template <class... Actions>
  bool is(Actions... actions) const {
    return contains(set_of(actions...), request_.action);
  }
  bool with(Names data) const { return category_ == Data::kNone || contains(data, category_); }
  bool to(Names recipients) const {
    return request_.recipient == Recipient::kNone || contains(recipients, request_.recipient);
  }
  bool to_nobody() const { return request_.recipient == Recipient::kNone; }
  bool by_a_message() const {
    return contains(kElectronic | set_of(Channel::kPhone, Channel::kPost), request_.channel);
  }

  bool is_dead() const { return customer_.date_of_death && *customer_.date_of_death <= request_.at; }
  bool is_paused() const { return customer_.pause_until && *customer_.pause_until > request_.at; }
  bool is_robinson() const {
    return is(Action::kSend, Action::kSelect, Action::kShare) && contains(kTouchesMarketing, request_.purpose) &&
           contains(set_of(Channel::kPost, Channel::kPhone), request_.channel) &&
           customer_.robinson_list.value_or(false);
  }
  bool was_just_contacted() const {
    const Instant contact = customer_.last_contact[static_cast<std::size_t>(request_.purpose)];
    return contact != kBeforeAll && is_within(contact, {2, PeriodUnit::kDays});
  }
  bool may_be_child() const {
    if (!customer_.birth_date) return true;
    return *customer_.birth_date <= request_.at &&
           request_.at < time::reached(*customer_.birth_date, {13, PeriodUnit::kYears}, zone_);
  }
  Truth is_adult() {
    if (!is_adult_) is_adult_ = was_adult(customer_.birth_date, request_.at);
    return *is_adult_;
  }
  Truth was_adult(const std::optional<Instant>& birth_date, Instant at) const {
    if (!birth_date) return Truth::kUnknown;
    return truth_of(at >= time::reached(*birth_date, {16, PeriodUnit::kYears}, zone_));
  }
  bool is_active() {
    if (!is_active_) is_active_ = bought_within({36, PeriodUnit::kMonths}) == Truth::kTrue;
    return *is_active_;
  }
  Truth is_recent_customer() const { return bought_within({24, PeriodUnit::kMonths}); }
  Truth bought_within(Period period) const {
    if (!customer_.last_purchase) return Truth::kUnknown;
    return truth_of(is_within(*customer_.last_purchase, period));
  }
  bool is_within(Instant x, Period period) const { return x <= request_.at && request_.at < end_of(x, period); }
  Instant end_of(Instant x, Period period) const { return time::end_of_period(x, period, zone_); }

  const time::LocalTime& local_time() {
    if (!local_time_) local_time_ = zone_.local(request_.at);
    return *local_time_;
  }

  const Grant& grant(Consent consent) const { return customer_.grants[static_cast<std::size_t>(consent)]; }

  Truth is_valid(Consent consent) {
    const Grant& given = grant(consent);
    if (!given.is_current || request_.at >= given.end) return Truth::kFalse;
    switch (consent) {
      case Consent::kNewsletter:
      case Consent::kProfile:
        return was_adult(given.birth_date, given.given);
      case Consent::kPartner:
        return is_adult();
      default:
        return Truth::kTrue;
    }
  }
  /// A consent that a rule names does not help where the customer narrowed it.
  Truth is_valid_here(Consent consent) {
    const Grant& given = grant(consent);
    const Declaration& declared = kDeclarations[static_cast<std::size_t>(consent)];
    if (contains(declared.purposes, request_.purpose) && !contains(given.purposes, request_.purpose)) {
      return Truth::kFalse;
    }
    if (request_.channel != Channel::kNone && contains(declared.channels, request_.channel) &&
        !contains(given.channels, request_.channel)) {
      return Truth::kFalse;
    }
    return is_valid(consent);
  }
  bool covers(Consent consent) const {
    const Grant& given = grant(consent);
    const Declaration& declared = kDeclarations[static_cast<std::size_t>(consent)];
    const bool channel =
        request_.channel == Channel::kNone ? given.without_channel : contains(given.channels, request_.channel);
    return channel && contains(given.purposes, request_.purpose) && contains(declared.actions, request_.action) &&
           with(declared.data) && to(declared.recipients);
  }
  Truth consent_is_valid() {
    if (!consent_is_valid_) consent_is_valid_ = find_valid_consent(kBeforeAll);
    return *consent_is_valid_;
  }
  Truth find_valid_consent(Instant given_after) {
    Truth found = Truth::kFalse;
    for (std::size_t i = 0; i < kConsents && found != Truth::kTrue; ++i) {
      const Grant& given = customer_.grants[i];
      const auto consent = static_cast<Consent>(i);
      if (given.is_current && given.given > given_after && covers(consent)) found = found | is_valid(consent);
    }
    return found;
  }
  bool objection_stands() {
    for (std::size_t i = 0; i < customer_.objection_count; ++i) {
      const Objection& objection = customer_.objections[i];
      if (!contains(objection.purposes, request_.purpose)) continue;
      if (objection.channels != 0 && !contains(objection.channels, request_.channel)) continue;
      return find_valid_consent(objection.at) != Truth::kTrue;
    }
    return false;
  }

 private:
  const Customer& customer_;
  const Request& request_;
  const time::Zone& zone_;
  Data category_ = Data::kNone;
  std::optional<Truth> consent_is_valid_;
  std::optional<Truth> is_adult_;
  std::optional<bool> is_active_;
  std::optional<time::LocalTime> local_time_;
};

}  // namespace licet::benchmarks::by_hand
