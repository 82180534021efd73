#include <engine/base/truth.h>
#include <engine/time/legal_period.h>
#include <tools/benchmarks/forty_rules_by_hand.h>

namespace licet::benchmarks::by_hand {
namespace {

using time::Period;
using time::PeriodUnit;

constexpr Names kContractPurposes =
    set_of(Purpose::kContract, Purpose::kBilling, Purpose::kDelivery, Purpose::kService);
constexpr Names kMarketingPurposes =
    set_of(Purpose::kMarketing, Purpose::kNewsletter, Purpose::kOwnProducts, Purpose::kPhoneMarketing,
           Purpose::kPostalMarketing, Purpose::kPushMarketing, Purpose::kPartnerOffers);
constexpr Names kProfilingPurposes =
    set_of(Purpose::kProfiling, Purpose::kPersonalisation, Purpose::kRetargeting, Purpose::kLookalike);
constexpr Names kAllPurposes = ~Names{0};
// What a prohibition touches: also the purpose that contains those named.
constexpr Names kTouchesMarketing = kMarketingPurposes | set_of(Purpose::kShop);
constexpr Names kTouchesAdvertising = kTouchesMarketing | kProfilingPurposes;

constexpr Names kAnyAction = ~Names{0};
constexpr Names kAnyChannel = ~Names{0};
constexpr Names kElectronic = set_of(Channel::kElectronic, Channel::kEmail, Channel::kSms, Channel::kPush);

constexpr Names kContact = set_of(Data::kContact, Data::kEmailAddress, Data::kPhoneNumber, Data::kPostalAddress);
constexpr Names kBehaviour = set_of(Data::kBehaviour, Data::kPageViews, Data::kPurchases, Data::kNewsletterOpens);
constexpr Names kSensitive = set_of(Data::kSensitive, Data::kHealth);
constexpr Names kNotSpecial = kContact | kBehaviour | set_of(Data::kBillingData);

constexpr Names kProcessors = set_of(Recipient::kProcessors, Recipient::kMailVendor, Recipient::kCallCentre);
constexpr Names kThirdCountry = set_of(Recipient::kThirdCountry, Recipient::kAdNetwork);

/// 2026-07-01 in Berlin.
constexpr Instant kTransferRuleBegins{1'782'856'800'000'000};

struct Declaration {
  Names purposes;
  Names channels;  ///< kAnyChannel: without the clause
  Names data;
  Names recipients;
  Names actions;
};

constexpr std::array<Declaration, kConsents> kDeclarations{{
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

/// One request, category by category.
class Case {
 public:
  Case(const Customer& customer, const Request& request, const time::Zone& zone)
      : customer_(customer), request_(request), zone_(zone) {}

  Verdict decide(Data category) {
    category_ = category;
    consent_is_valid_.reset();
    const Rule forbidden = find_prohibition();
    if (forbidden != Rule::kNone) return {Outcome::kDeny, forbidden};
    const Rule permitted = find_permission();
    if (permitted != Rule::kNone) return {Outcome::kPermit, permitted};
    return {};
  }

 private:
  Rule find_prohibition() {
    if (is_dead() && !legal_storage()) return Rule::kDeceased;
    if (contains(customer_.restricted, category_) && !legal_storage() && !claims_storage() && !product_recall() &&
        !breach_notice() && !access_copy()) {
      return Rule::kRestriction;
    }
    if (contains(customer_.to_be_erased, category_) && !legal_storage() && !claims_storage() && !contract_mail() &&
        !product_recall() && !breach_notice() && !access_copy()) {
      return Rule::kErasure;
    }
    if (contains(kSensitive, category_) && is_valid_here(Consent::kHealth) != Truth::kTrue) return Rule::kSpecialData;
    const bool advertising = contains(kTouchesAdvertising, request_.purpose);
    if (advertising && objection_stands()) return Rule::kObjection;
    constexpr Names kNotToMinors = set_of(Action::kProfile, Action::kSelect, Action::kSend, Action::kShare);
    if (advertising && contains(kNotToMinors, request_.action) && is_adult() != Truth::kTrue) return Rule::kMinor;
    if (is(Action::kProfile, Action::kShare) && contains(kBehaviour, category_) && may_be_child()) {
      return Rule::kChildProfile;
    }
    if (is(Action::kSend) && request_.channel == Channel::kPhone) {
      const Rule forbidden = find_prohibition_of_calls();
      if (forbidden != Rule::kNone) return forbidden;
    }
    if (is_robinson() && !call_by_consent()) return Rule::kRobinson;
    if (is(Action::kShare) && contains(kThirdCountry, request_.recipient)) {
      const bool not_swiss = customer_.country && *customer_.country != Country::kCh;
      if (!not_swiss && is_valid_here(Consent::kProfile) != Truth::kTrue) return Rule::kSwissTransfer;
      if (request_.at >= kTransferRuleBegins && is_valid_here(Consent::kTransfer) != Truth::kTrue) {
        return Rule::kTransfer;
      }
    }
    if (advertising && is(Action::kSend, Action::kSelect) && customer_.open_claims && *customer_.open_claims > 2) {
      return Rule::kClaimsPause;
    }
    if (is(Action::kSend) && contains(kTouchesMarketing, request_.purpose) && contains(kElectronic, request_.channel) &&
        was_just_contacted() && (!newsletter_mail() || is_paused())) {
      return Rule::kFrequency;
    }
    if (is(Action::kSend) && request_.channel == Channel::kPost && customer_.address_invalid_since &&
        *customer_.address_invalid_since <= request_.at) {
      return Rule::kAddressInvalid;
    }
    if (advertising && customer_.account_closed_on &&
        request_.at >= end_of(*customer_.account_closed_on, {1, PeriodUnit::kMonths})) {
      return Rule::kAccountClosed;
    }
    if (advertising && is(Action::kSend) && is_paused()) return Rule::kPause;
    if (is(Action::kProfile) && category_ == Data::kBillingData && is_valid_here(Consent::kScoring) != Truth::kTrue) {
      return Rule::kScoring;
    }
    return Rule::kNone;
  }

  Rule find_prohibition_of_calls() {
    const time::LocalTime& local = local_time();
    constexpr std::uint32_t kHour = 3600;
    if ((local.seconds >= 20 * kHour || local.seconds < 8 * kHour) && !product_recall() && !breach_notice()) {
      return Rule::kNightCalls;
    }
    constexpr std::uint8_t kSunday = 6;
    if (local.weekday == kSunday && !product_recall() && !breach_notice()) return Rule::kSundayCalls;
    return Rule::kNone;
  }

  Rule find_permission() {
    if (legal_storage()) return Rule::kLegalStorage;
    if (claims_storage()) return Rule::kClaimsStorage;
    if (contract_mail()) return Rule::kContractMail;
    if (contract_call()) return Rule::kContractCall;
    if (contract_data()) return Rule::kContractData;
    if (carrier()) return Rule::kCarrier;
    if (processors()) return Rule::kProcessors;
    if (product_recall()) return Rule::kProductRecall;
    if (breach_notice()) return Rule::kBreachNotice;
    if (access_copy()) return Rule::kAccessCopy;
    if (health_advice()) return Rule::kHealthAdvice;
    if (newsletter_mail()) return Rule::kNewsletterMail;
    if (newsletter_vendor()) return Rule::kNewsletterVendor;
    if (existing_customer()) return Rule::kExistingCustomer;
    if (letter()) return Rule::kLetter;
    if (call_by_consent()) return Rule::kCallByConsent;
    if (business_call()) return Rule::kBusinessCall;
    if (push_message()) return Rule::kPushMessage;
    if (partner_offer()) return Rule::kPartnerOffer;
    if (page_context()) return Rule::kPageContext;
    if (customer_profile()) return Rule::kCustomerProfile;
    if (ad_audience()) return Rule::kAdAudience;
    return Rule::kNone;
  }

  bool legal_storage() const {
    return is(Action::kStore) && contains(kContractPurposes, request_.purpose) &&
           with(kContact | set_of(Data::kBillingData)) && to_nobody();
  }
  bool claims_storage() const {
    return is(Action::kStore, Action::kSelect) && contains(kContractPurposes, request_.purpose) &&
           with(kContact | set_of(Data::kBillingData, Data::kPurchases)) && to_nobody() && customer_.open_claims &&
           *customer_.open_claims >= 1;
  }
  bool contract_mail() const {
    return is(Action::kSend) && contains(kContractPurposes, request_.purpose) &&
           contains(kElectronic | set_of(Channel::kPost), request_.channel) &&
           with(kContact | set_of(Data::kBillingData)) && to_nobody();
  }
  bool contract_call() const {
    if (!is(Action::kSend) || !contains(kContractPurposes, request_.purpose) || request_.channel != Channel::kPhone ||
        !with(set_of(Data::kPhoneNumber)) || !to_nobody()) {
      return false;
    }
    return (customer_.open_claims && *customer_.open_claims >= 1) ||
           bought_within({60, PeriodUnit::kDays}) == Truth::kTrue;
  }
  bool contract_data() {
    if (!is(Action::kCollect, Action::kStore, Action::kSelect) || !contains(kContractPurposes, request_.purpose) ||
        !with(kContact | set_of(Data::kPurchases, Data::kBillingData)) || !to_nobody()) {
      return false;
    }
    return request_.logged_in.value_or(false) || is_active();
  }
  bool carrier() const {
    return is(Action::kShare) && request_.purpose == Purpose::kDelivery &&
           with(set_of(Data::kPostalAddress, Data::kPhoneNumber)) && to(set_of(Recipient::kCarrier)) &&
           bought_within({60, PeriodUnit::kDays}) == Truth::kTrue;
  }
  bool processors() {
    return is(Action::kShare) && with(kNotSpecial) && to(kProcessors) && is_active() &&
           customer_.privacy_notice <= request_.at;
  }
  bool product_recall() const {
    return is(Action::kSend) && contains(kContractPurposes, request_.purpose) && by_a_message() && with(kContact) &&
           to_nobody() && customer_.recall_open.value_or(false);
  }
  bool breach_notice() const {
    return is(Action::kSend) && by_a_message() && with(kContact) && to_nobody() && customer_.breach_on &&
           is_within(*customer_.breach_on, {30, PeriodUnit::kDays}) && !is_dead();
  }
  bool access_copy() const {
    return is(Action::kSend) && contains(kElectronic | set_of(Channel::kPost), request_.channel) && with(kNotSpecial) &&
           to_nobody() && customer_.access_requested_on &&
           is_within(*customer_.access_requested_on, {3, PeriodUnit::kMonths}) && !is_dead();
  }
  bool health_advice() {
    return is(Action::kSend, Action::kStore) && request_.purpose == Purpose::kService &&
           contains(set_of(Channel::kEmail, Channel::kPhone), request_.channel) && with(set_of(Data::kHealth)) &&
           to_nobody() && consent_is_valid() == Truth::kTrue;
  }
  bool newsletter_mail() {
    return is(Action::kSend, Action::kSelect, Action::kStore) && request_.purpose == Purpose::kNewsletter &&
           request_.channel == Channel::kEmail && with(kContact | set_of(Data::kNewsletterOpens)) && to_nobody() &&
           customer_.privacy_notice <= request_.at && consent_is_valid() == Truth::kTrue;
  }
  bool newsletter_vendor() {
    return is(Action::kShare) && request_.purpose == Purpose::kNewsletter && with(set_of(Data::kEmailAddress)) &&
           to(set_of(Recipient::kMailVendor)) && is_valid_here(Consent::kNewsletter) == Truth::kTrue;
  }
  bool existing_customer() const {
    return is(Action::kSend, Action::kSelect) && request_.purpose == Purpose::kOwnProducts &&
           request_.channel == Channel::kEmail && with(set_of(Data::kEmailAddress)) && to_nobody() &&
           customer_.address_from_sale.value_or(false) && customer_.objection_notice <= request_.at &&
           is_recent_customer() == Truth::kTrue;
  }
  bool letter() {
    return is(Action::kSend, Action::kSelect) && request_.purpose == Purpose::kPostalMarketing &&
           request_.channel == Channel::kPost && with(set_of(Data::kPostalAddress)) && to_nobody() &&
           (is_active() || consent_is_valid() == Truth::kTrue);
  }
  bool call_by_consent() {
    return is(Action::kSend, Action::kSelect) && request_.purpose == Purpose::kPhoneMarketing &&
           request_.channel == Channel::kPhone && with(set_of(Data::kPhoneNumber)) && to_nobody() &&
           consent_is_valid() == Truth::kTrue;
  }
  bool business_call() const {
    return is(Action::kSend) && request_.purpose == Purpose::kPhoneMarketing && request_.channel == Channel::kPhone &&
           with(set_of(Data::kPhoneNumber)) && to_nobody() && customer_.kind == Kind::kBusiness &&
           !customer_.robinson_list.value_or(true) && bought_within({12, PeriodUnit::kMonths}) == Truth::kTrue;
  }
  bool push_message() {
    return is(Action::kSend, Action::kSelect) && request_.purpose == Purpose::kPushMarketing &&
           request_.channel == Channel::kPush && with(kContact) && to_nobody() && customer_.app_version &&
           *customer_.app_version >= 5 && consent_is_valid() == Truth::kTrue;
  }
  bool partner_offer() {
    return is(Action::kShare, Action::kSelect) && request_.purpose == Purpose::kPartnerOffers &&
           with(set_of(Data::kEmailAddress, Data::kPostalAddress)) && to(set_of(Recipient::kPartners)) &&
           customer_.partner_notice <= request_.at && consent_is_valid() == Truth::kTrue;
  }
  bool page_context() const {
    return is(Action::kShow) && contains(kProfilingPurposes | kMarketingPurposes, request_.purpose) && with(0) &&
           to_nobody();
  }
  bool customer_profile() {
    if (!is(Action::kShow, Action::kProfile, Action::kStore) || !contains(kProfilingPurposes, request_.purpose) ||
        !with(kBehaviour) || !to_nobody()) {
      return false;
    }
    return consent_is_valid() == Truth::kTrue ||
           (request_.logged_in.value_or(false) && is_recent_customer() == Truth::kTrue);
  }
  bool ad_audience() {
    if (!is(Action::kShare, Action::kSelect) ||
        !contains(set_of(Purpose::kRetargeting, Purpose::kLookalike), request_.purpose) || !with(kBehaviour) ||
        !to(set_of(Recipient::kAdNetwork))) {
      return false;
    }
    return (customer_.country == Country::kDe || customer_.country == Country::kAt) &&
           consent_is_valid() == Truth::kTrue && bought_within({30, PeriodUnit::kDays}) == Truth::kFalse;
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

  const Customer& customer_;
  const Request& request_;
  const time::Zone& zone_;
  Data category_ = Data::kNone;
  std::optional<Truth> consent_is_valid_;
  std::optional<Truth> is_adult_;
  std::optional<bool> is_active_;
  std::optional<time::LocalTime> local_time_;
};

}  // namespace

Verdict decide(const Customer& customer, const Request& request, const time::Zone& zone) {
  Case one(customer, request, zone);
  if (request.category_count == 0) return one.decide(Data::kNone);
  Verdict deciding;
  for (std::size_t i = 0; i < request.category_count; ++i) {
    const Verdict verdict = one.decide(request.categories[i]);
    if (verdict.outcome == Outcome::kDeny) return verdict;
    if (i == 0) deciding = verdict;
  }
  return deciding;
}

}  // namespace licet::benchmarks::by_hand
