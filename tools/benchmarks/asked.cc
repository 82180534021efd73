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
  constexpr auto no_channel = Channel::kNone;
  constexpr auto nobody = Recipient::kNone;
  static const std::vector<Form> list{
      {Action::kStore, Purpose::kBilling, no_channel, {Data::kBillingData, Data::kPostalAddress}, nobody},
      {Action::kSend, Purpose::kBilling, Channel::kEmail, {Data::kEmailAddress, Data::kBillingData}, nobody},
      {Action::kSend, Purpose::kBilling, Channel::kPost, {Data::kPostalAddress}, nobody},
      {Action::kProfile, Purpose::kBilling, no_channel, {Data::kBillingData}, nobody},
      {Action::kShare, Purpose::kDelivery, no_channel, {Data::kPostalAddress}, Recipient::kCarrier},
      {Action::kSend, Purpose::kDelivery, Channel::kSms, {Data::kPhoneNumber}, nobody},
      {Action::kSelect, Purpose::kDelivery, no_channel, {Data::kPurchases}, nobody},
      {Action::kSend, Purpose::kService, Channel::kPhone, {Data::kPhoneNumber}, nobody},
      {Action::kSend, Purpose::kService, Channel::kEmail, {Data::kEmailAddress, Data::kHealth}, nobody},
      {Action::kSend, Purpose::kService, Channel::kEmail, {Data::kHealth}, nobody},
      {Action::kShare, Purpose::kService, no_channel, {Data::kPurchases}, Recipient::kCallCentre},
      {Action::kSend, Purpose::kService, Channel::kPost, {Data::kContact, Data::kPurchases}, nobody},
      {Action::kCollect, Purpose::kService, no_channel, {Data::kPurchases, Data::kPhoneNumber}, nobody},
      {Action::kStore, Purpose::kContract, no_channel, {Data::kPurchases}, nobody},
      {Action::kSend, Purpose::kContract, Channel::kPhone, {Data::kPhoneNumber}, nobody},
      {Action::kSend, Purpose::kNewsletter, Channel::kEmail, {Data::kEmailAddress}, nobody},
      {Action::kSend, Purpose::kNewsletter, Channel::kEmail, {Data::kEmailAddress, Data::kNewsletterOpens}, nobody},
      {Action::kStore, Purpose::kNewsletter, Channel::kEmail, {Data::kNewsletterOpens}, nobody},
      {Action::kSelect, Purpose::kNewsletter, Channel::kEmail, {Data::kContact}, nobody},
      {Action::kShare, Purpose::kNewsletter, no_channel, {Data::kEmailAddress}, Recipient::kMailVendor},
      {Action::kSend, Purpose::kOwnProducts, Channel::kEmail, {Data::kEmailAddress}, nobody},
      {Action::kSelect, Purpose::kOwnProducts, Channel::kEmail, {Data::kEmailAddress, Data::kPurchases}, nobody},
      {Action::kSend, Purpose::kPhoneMarketing, Channel::kPhone, {Data::kPhoneNumber}, nobody},
      {Action::kSelect, Purpose::kPhoneMarketing, Channel::kPhone, {Data::kPhoneNumber}, nobody},
      {Action::kSend, Purpose::kPostalMarketing, Channel::kPost, {Data::kPostalAddress}, nobody},
      {Action::kSelect, Purpose::kPostalMarketing, Channel::kPost, {Data::kPostalAddress}, nobody},
      {Action::kSend, Purpose::kPushMarketing, Channel::kPush, {Data::kContact}, nobody},
      {Action::kShare, Purpose::kPartnerOffers, no_channel, {Data::kEmailAddress}, Recipient::kPartners},
      {Action::kSelect, Purpose::kPartnerOffers, no_channel, {Data::kEmailAddress, Data::kPostalAddress}, nobody},
      {Action::kShow, Purpose::kPersonalisation, Channel::kWeb, {}, nobody},
      {Action::kShow, Purpose::kPersonalisation, Channel::kWeb, {Data::kPurchases, Data::kPageViews}, nobody},
      {Action::kProfile, Purpose::kPersonalisation, no_channel, {Data::kBehaviour}, nobody},
      {Action::kStore, Purpose::kPersonalisation, no_channel, {Data::kPageViews}, nobody},
      {Action::kShare, Purpose::kRetargeting, no_channel, {Data::kPageViews}, Recipient::kAdNetwork},
      {Action::kSelect, Purpose::kRetargeting, no_channel, {Data::kPageViews, Data::kPurchases}, nobody},
      {Action::kShare, Purpose::kLookalike, no_channel, {Data::kBehaviour}, Recipient::kAdNetwork},
      {Action::kShare, Purpose::kPersonalisation, no_channel, {Data::kPageViews}, Recipient::kProcessors},
      {Action::kSend, Purpose::kMarketing, Channel::kSms, {Data::kPhoneNumber}, nobody},
      {Action::kSend, Purpose::kShop, Channel::kPost, {Data::kPostalAddress}, nobody},
      {Action::kShow, Purpose::kMarketing, Channel::kWeb, {}, nobody},
  };
  return list;
}

Instant make_time(Dice& dice) {
  constexpr std::int64_t day = 24LL * 3600 * 1'000'000;
  const std::int64_t days = dice.percent(40) ? 3 : 61;
  return dice.between(kHistoriesEnd, Instant{kHistoriesEnd.micros + days * day});
}

}  // namespace

std::size_t request_count() { return forms().size(); }

Asked make_asked(std::size_t customer, std::size_t request, const std::string& suffix) {
  const Form& form = forms()[request];
  constexpr std::size_t many_requests = 1'000;
  Dice dice(customer * many_requests + request);
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
