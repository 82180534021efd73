#include <tools/benchmarks/conditions_by_hand.h>

namespace licet::benchmarks::by_hand {
namespace {

/// One request, category by category.
class Case : private Conditions {
 public:
  using Conditions::Conditions;

  Verdict decide(Data category) {
    set_category(category);
    const Rule forbidden = find_prohibition();
    if (forbidden != Rule::kNone) return {Outcome::kDeny, forbidden};
    const Rule permitted = find_permission();
    if (permitted != Rule::kNone) return {Outcome::kPermit, permitted};
    return {};
  }

 private:
  Rule find_prohibition() {
    if (is_dead() && !legal_storage()) return Rule::kDeceased;
    if (contains(customer().restricted, category()) && !legal_storage() && !claims_storage() && !product_recall() &&
        !breach_notice() && !access_copy()) {
      return Rule::kRestriction;
    }
    if (contains(customer().to_be_erased, category()) && !legal_storage() && !claims_storage() && !contract_mail() &&
        !product_recall() && !breach_notice() && !access_copy()) {
      return Rule::kErasure;
    }
    if (contains(kSensitive, category()) && is_valid_here(Consent::kHealth) != Truth::kTrue) return Rule::kSpecialData;
    const bool advertising = contains(kTouchesAdvertising, request().purpose);
    if (advertising && objection_stands()) return Rule::kObjection;
    constexpr Names not_to_minors = set_of(Action::kProfile, Action::kSelect, Action::kSend, Action::kShare);
    if (advertising && contains(not_to_minors, request().action) && is_adult() != Truth::kTrue) return Rule::kMinor;
    if (is(Action::kProfile, Action::kShare) && contains(kBehaviour, category()) && may_be_child()) {
      return Rule::kChildProfile;
    }
    if (is(Action::kSend) && request().channel == Channel::kPhone) {
      const Rule forbidden = find_prohibition_of_calls();
      if (forbidden != Rule::kNone) return forbidden;
    }
    if (is_robinson() && !call_by_consent()) return Rule::kRobinson;
    if (is(Action::kShare) && contains(kThirdCountry, request().recipient)) {
      const bool not_swiss = customer().country && *customer().country != Country::kCh;
      if (!not_swiss && is_valid_here(Consent::kProfile) != Truth::kTrue) return Rule::kSwissTransfer;
      if (request().at >= kTransferRuleBegins && is_valid_here(Consent::kTransfer) != Truth::kTrue) {
        return Rule::kTransfer;
      }
    }
    if (advertising && is(Action::kSend, Action::kSelect) && customer().open_claims && *customer().open_claims > 2) {
      return Rule::kClaimsPause;
    }
    if (is(Action::kSend) && contains(kTouchesMarketing, request().purpose) &&
        contains(kElectronic, request().channel) && was_just_contacted() && (!newsletter_mail() || is_paused())) {
      return Rule::kFrequency;
    }
    if (is(Action::kSend) && request().channel == Channel::kPost && customer().address_invalid_since &&
        *customer().address_invalid_since <= request().at) {
      return Rule::kAddressInvalid;
    }
    if (advertising && customer().account_closed_on &&
        request().at >= end_of(*customer().account_closed_on, {1, PeriodUnit::kMonths})) {
      return Rule::kAccountClosed;
    }
    if (advertising && is(Action::kSend) && is_paused()) return Rule::kPause;
    if (is(Action::kProfile) && category() == Data::kBillingData && is_valid_here(Consent::kScoring) != Truth::kTrue) {
      return Rule::kScoring;
    }
    return Rule::kNone;
  }

  Rule find_prohibition_of_calls() {
    const time::LocalTime& local = local_time();
    constexpr std::uint32_t hour = 3600;
    if ((local.seconds >= 20 * hour || local.seconds < 8 * hour) && !product_recall() && !breach_notice()) {
      return Rule::kNightCalls;
    }
    constexpr std::uint8_t sunday = 6;
    if (local.weekday == sunday && !product_recall() && !breach_notice()) return Rule::kSundayCalls;
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
    return is(Action::kStore) && contains(kContractPurposes, request().purpose) &&
           with(kContact | set_of(Data::kBillingData)) && to_nobody();
  }
  bool claims_storage() const {
    return is(Action::kStore, Action::kSelect) && contains(kContractPurposes, request().purpose) &&
           with(kContact | set_of(Data::kBillingData, Data::kPurchases)) && to_nobody() && customer().open_claims &&
           *customer().open_claims >= 1;
  }
  bool contract_mail() const {
    return is(Action::kSend) && contains(kContractPurposes, request().purpose) &&
           contains(kElectronic | set_of(Channel::kPost), request().channel) &&
           with(kContact | set_of(Data::kBillingData)) && to_nobody();
  }
  bool contract_call() const {
    if (!is(Action::kSend) || !contains(kContractPurposes, request().purpose) || request().channel != Channel::kPhone ||
        !with(set_of(Data::kPhoneNumber)) || !to_nobody()) {
      return false;
    }
    return (customer().open_claims && *customer().open_claims >= 1) ||
           bought_within({60, PeriodUnit::kDays}) == Truth::kTrue;
  }
  bool contract_data() {
    if (!is(Action::kCollect, Action::kStore, Action::kSelect) || !contains(kContractPurposes, request().purpose) ||
        !with(kContact | set_of(Data::kPurchases, Data::kBillingData)) || !to_nobody()) {
      return false;
    }
    return request().logged_in.value_or(false) || is_active();
  }
  bool carrier() const {
    return is(Action::kShare) && request().purpose == Purpose::kDelivery &&
           with(set_of(Data::kPostalAddress, Data::kPhoneNumber)) && to(set_of(Recipient::kCarrier)) &&
           bought_within({60, PeriodUnit::kDays}) == Truth::kTrue;
  }
  bool processors() {
    return is(Action::kShare) && with(kNotSpecial) && to(kProcessors) && is_active() &&
           customer().privacy_notice <= request().at;
  }
  bool product_recall() const {
    return is(Action::kSend) && contains(kContractPurposes, request().purpose) && by_a_message() && with(kContact) &&
           to_nobody() && customer().recall_open.value_or(false);
  }
  bool breach_notice() const {
    return is(Action::kSend) && by_a_message() && with(kContact) && to_nobody() && customer().breach_on &&
           is_within(*customer().breach_on, {30, PeriodUnit::kDays}) && !is_dead();
  }
  bool access_copy() const {
    return is(Action::kSend) && contains(kElectronic | set_of(Channel::kPost), request().channel) &&
           with(kNotSpecial) && to_nobody() && customer().access_requested_on &&
           is_within(*customer().access_requested_on, {3, PeriodUnit::kMonths}) && !is_dead();
  }
  bool health_advice() {
    return is(Action::kSend, Action::kStore) && request().purpose == Purpose::kService &&
           contains(set_of(Channel::kEmail, Channel::kPhone), request().channel) && with(set_of(Data::kHealth)) &&
           to_nobody() && consent_is_valid() == Truth::kTrue;
  }
  bool newsletter_mail() {
    return is(Action::kSend, Action::kSelect, Action::kStore) && request().purpose == Purpose::kNewsletter &&
           request().channel == Channel::kEmail && with(kContact | set_of(Data::kNewsletterOpens)) && to_nobody() &&
           customer().privacy_notice <= request().at && consent_is_valid() == Truth::kTrue;
  }
  bool newsletter_vendor() {
    return is(Action::kShare) && request().purpose == Purpose::kNewsletter && with(set_of(Data::kEmailAddress)) &&
           to(set_of(Recipient::kMailVendor)) && is_valid_here(Consent::kNewsletter) == Truth::kTrue;
  }
  bool existing_customer() const {
    return is(Action::kSend, Action::kSelect) && request().purpose == Purpose::kOwnProducts &&
           request().channel == Channel::kEmail && with(set_of(Data::kEmailAddress)) && to_nobody() &&
           customer().address_from_sale.value_or(false) && customer().objection_notice <= request().at &&
           is_recent_customer() == Truth::kTrue;
  }
  bool letter() {
    return is(Action::kSend, Action::kSelect) && request().purpose == Purpose::kPostalMarketing &&
           request().channel == Channel::kPost && with(set_of(Data::kPostalAddress)) && to_nobody() &&
           (is_active() || consent_is_valid() == Truth::kTrue);
  }
  bool call_by_consent() {
    return is(Action::kSend, Action::kSelect) && request().purpose == Purpose::kPhoneMarketing &&
           request().channel == Channel::kPhone && with(set_of(Data::kPhoneNumber)) && to_nobody() &&
           consent_is_valid() == Truth::kTrue;
  }
  bool business_call() const {
    return is(Action::kSend) && request().purpose == Purpose::kPhoneMarketing && request().channel == Channel::kPhone &&
           with(set_of(Data::kPhoneNumber)) && to_nobody() && customer().kind == Kind::kBusiness &&
           !customer().robinson_list.value_or(true) && bought_within({12, PeriodUnit::kMonths}) == Truth::kTrue;
  }
  bool push_message() {
    return is(Action::kSend, Action::kSelect) && request().purpose == Purpose::kPushMarketing &&
           request().channel == Channel::kPush && with(kContact) && to_nobody() && customer().app_version &&
           *customer().app_version >= 5 && consent_is_valid() == Truth::kTrue;
  }
  bool partner_offer() {
    return is(Action::kShare, Action::kSelect) && request().purpose == Purpose::kPartnerOffers &&
           with(set_of(Data::kEmailAddress, Data::kPostalAddress)) && to(set_of(Recipient::kPartners)) &&
           customer().partner_notice <= request().at && consent_is_valid() == Truth::kTrue;
  }
  bool page_context() const {
    return is(Action::kShow) && contains(kProfilingPurposes | kMarketingPurposes, request().purpose) && with(0) &&
           to_nobody();
  }
  bool customer_profile() {
    if (!is(Action::kShow, Action::kProfile, Action::kStore) || !contains(kProfilingPurposes, request().purpose) ||
        !with(kBehaviour) || !to_nobody()) {
      return false;
    }
    return consent_is_valid() == Truth::kTrue ||
           (request().logged_in.value_or(false) && is_recent_customer() == Truth::kTrue);
  }
  bool ad_audience() {
    if (!is(Action::kShare, Action::kSelect) ||
        !contains(set_of(Purpose::kRetargeting, Purpose::kLookalike), request().purpose) || !with(kBehaviour) ||
        !to(set_of(Recipient::kAdNetwork))) {
      return false;
    }
    return (customer().country == Country::kDe || customer().country == Country::kAt) &&
           consent_is_valid() == Truth::kTrue && bought_within({30, PeriodUnit::kDays}) == Truth::kFalse;
  }
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
