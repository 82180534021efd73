#include <array>
#include <iterator>
#include <tools/benchmarks/asked.h>
#include <tools/benchmarks/customer_history.h>
#include <tools/benchmarks/dice.h>
#include <vector>

namespace licet::benchmarks {
namespace {

using by_hand::Action;
using by_hand::Channel;
using by_hand::Data;
using by_hand::Purpose;
using by_hand::Recipient;

constexpr std::array<std::string_view, by_hand::kPurposes> kPurposeNames{
    "shop",       "contract",        "billing",         "delivery",         "service",        "marketing",
    "newsletter", "own_products",    "phone_marketing", "postal_marketing", "push_marketing", "partner_offers",
    "profiling",  "personalisation", "retargeting",     "lookalike"};
constexpr std::array<std::string_view, 7> kActionNames{"collect", "store", "select", "profile",
                                                       "send",    "show",  "share"};
constexpr std::array<std::string_view, 8> kChannelNames{"",     "electronic", "email", "sms",
                                                        "push", "phone",      "post",  "web"};
constexpr std::array<std::string_view, 12> kDataNames{
    "",           "contact",   "email_address",    "phone_number", "postal_address", "behaviour",
    "page_views", "purchases", "newsletter_opens", "billing_data", "sensitive",      "health"};
constexpr std::array<std::string_view, 8> kRecipientNames{"",        "processors", "mail_vendor",   "call_centre",
                                                          "carrier", "partners",   "third_country", "ad_network"};
constexpr std::array<std::string_view, by_hand::kConsents> kConsentNames{
    "newsletter_consent", "marketing_consent", "phone_consent",    "partner_consent",
    "profile_consent",    "health_consent",    "transfer_consent", "scoring_consent"};

template <class Names, class Enum>
std::string_view at(const Names& names, Enum name) {
  return names[static_cast<std::size_t>(name)];
}

struct Form {
  Action action;
  Purpose purpose;
  Channel channel;
  std::vector<Data> data;
  Recipient recipient;
};

const std::vector<Form>& forms() {
  constexpr auto kNoChannel = Channel::kNone;
  constexpr auto kNobody = Recipient::kNone;
  static const std::vector<Form> list{
      {Action::kStore, Purpose::kBilling, kNoChannel, {Data::kBillingData, Data::kPostalAddress}, kNobody},
      {Action::kSend, Purpose::kBilling, Channel::kEmail, {Data::kEmailAddress, Data::kBillingData}, kNobody},
      {Action::kSend, Purpose::kBilling, Channel::kPost, {Data::kPostalAddress}, kNobody},
      {Action::kProfile, Purpose::kBilling, kNoChannel, {Data::kBillingData}, kNobody},
      {Action::kShare, Purpose::kDelivery, kNoChannel, {Data::kPostalAddress}, Recipient::kCarrier},
      {Action::kSend, Purpose::kDelivery, Channel::kSms, {Data::kPhoneNumber}, kNobody},
      {Action::kSelect, Purpose::kDelivery, kNoChannel, {Data::kPurchases}, kNobody},
      {Action::kSend, Purpose::kService, Channel::kPhone, {Data::kPhoneNumber}, kNobody},
      {Action::kSend, Purpose::kService, Channel::kEmail, {Data::kEmailAddress, Data::kHealth}, kNobody},
      {Action::kSend, Purpose::kService, Channel::kEmail, {Data::kHealth}, kNobody},
      {Action::kShare, Purpose::kService, kNoChannel, {Data::kPurchases}, Recipient::kCallCentre},
      {Action::kSend, Purpose::kService, Channel::kPost, {Data::kContact, Data::kPurchases}, kNobody},
      {Action::kCollect, Purpose::kService, kNoChannel, {Data::kPurchases, Data::kPhoneNumber}, kNobody},
      {Action::kStore, Purpose::kContract, kNoChannel, {Data::kPurchases}, kNobody},
      {Action::kSend, Purpose::kContract, Channel::kPhone, {Data::kPhoneNumber}, kNobody},
      {Action::kSend, Purpose::kNewsletter, Channel::kEmail, {Data::kEmailAddress}, kNobody},
      {Action::kSend, Purpose::kNewsletter, Channel::kEmail, {Data::kEmailAddress, Data::kNewsletterOpens}, kNobody},
      {Action::kStore, Purpose::kNewsletter, Channel::kEmail, {Data::kNewsletterOpens}, kNobody},
      {Action::kSelect, Purpose::kNewsletter, Channel::kEmail, {Data::kContact}, kNobody},
      {Action::kShare, Purpose::kNewsletter, kNoChannel, {Data::kEmailAddress}, Recipient::kMailVendor},
      {Action::kSend, Purpose::kOwnProducts, Channel::kEmail, {Data::kEmailAddress}, kNobody},
      {Action::kSelect, Purpose::kOwnProducts, Channel::kEmail, {Data::kEmailAddress, Data::kPurchases}, kNobody},
      {Action::kSend, Purpose::kPhoneMarketing, Channel::kPhone, {Data::kPhoneNumber}, kNobody},
      {Action::kSelect, Purpose::kPhoneMarketing, Channel::kPhone, {Data::kPhoneNumber}, kNobody},
      {Action::kSend, Purpose::kPostalMarketing, Channel::kPost, {Data::kPostalAddress}, kNobody},
      {Action::kSelect, Purpose::kPostalMarketing, Channel::kPost, {Data::kPostalAddress}, kNobody},
      {Action::kSend, Purpose::kPushMarketing, Channel::kPush, {Data::kContact}, kNobody},
      {Action::kShare, Purpose::kPartnerOffers, kNoChannel, {Data::kEmailAddress}, Recipient::kPartners},
      {Action::kSelect, Purpose::kPartnerOffers, kNoChannel, {Data::kEmailAddress, Data::kPostalAddress}, kNobody},
      {Action::kShow, Purpose::kPersonalisation, Channel::kWeb, {}, kNobody},
      {Action::kShow, Purpose::kPersonalisation, Channel::kWeb, {Data::kPurchases, Data::kPageViews}, kNobody},
      {Action::kProfile, Purpose::kPersonalisation, kNoChannel, {Data::kBehaviour}, kNobody},
      {Action::kStore, Purpose::kPersonalisation, kNoChannel, {Data::kPageViews}, kNobody},
      {Action::kShare, Purpose::kRetargeting, kNoChannel, {Data::kPageViews}, Recipient::kAdNetwork},
      {Action::kSelect, Purpose::kRetargeting, kNoChannel, {Data::kPageViews, Data::kPurchases}, kNobody},
      {Action::kShare, Purpose::kLookalike, kNoChannel, {Data::kBehaviour}, Recipient::kAdNetwork},
      {Action::kShare, Purpose::kPersonalisation, kNoChannel, {Data::kPageViews}, Recipient::kProcessors},
      {Action::kSend, Purpose::kMarketing, Channel::kSms, {Data::kPhoneNumber}, kNobody},
      {Action::kSend, Purpose::kShop, Channel::kPost, {Data::kPostalAddress}, kNobody},
      {Action::kShow, Purpose::kMarketing, Channel::kWeb, {}, kNobody},
  };
  return list;
}

Instant make_time(Dice& dice) {
  constexpr std::int64_t kDay = 24LL * 3600 * 1'000'000;
  const std::int64_t days = dice.percent(40) ? 3 : 61;
  return dice.between(kHistoriesEnd, Instant{kHistoriesEnd.micros + days * kDay});
}

}  // namespace

std::size_t request_count() { return forms().size(); }

Asked make_asked(std::size_t customer, std::size_t request, const std::string& suffix) {
  const Form& form = forms()[request];
  constexpr std::size_t kManyRequests = 1'000;
  Dice dice(customer * kManyRequests + request);
  Asked asked;
  Request& named = asked.request;
  named.customer = customer_id(customer);
  named.action = at(kActionNames, form.action);
  named.purpose = std::string(name_of(form.purpose)) + suffix;
  if (form.channel != Channel::kNone) named.channel = name_of(form.channel);
  if (form.recipient != Recipient::kNone) named.recipient = at(kRecipientNames, form.recipient);
  named.at = make_time(dice);
  by_hand::Request& plain = asked.by_hand;
  plain.at = *named.at;
  plain.action = form.action;
  plain.purpose = form.purpose;
  plain.channel = form.channel;
  plain.recipient = form.recipient;
  for (const Data data : form.data) {
    named.data.emplace_back(name_of(data));
    plain.categories[plain.category_count++] = data;
  }
  if (dice.percent(80)) {
    plain.logged_in = dice.percent(60);
    named.facts["logged_in" + suffix] = *plain.logged_in;
  }
  return asked;
}

std::string_view name_of(Purpose purpose) { return at(kPurposeNames, purpose); }
std::string_view name_of(Channel channel) { return at(kChannelNames, channel); }
std::string_view name_of(Data data) { return at(kDataNames, data); }
std::string_view name_of(by_hand::Consent consent) { return at(kConsentNames, consent); }

}  // namespace licet::benchmarks
