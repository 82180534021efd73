#pragma once
// The rules of forty_rules.licet as a C++ function, as one would write them without Licet: what deciding is compared
// with.
//
// Everything about a customer stands in plain fields, and what a request asks is an enumerator; no name is looked up
// and nothing allocates. Legal periods come from engine/time, for both sides alike. Pure; any thread.

#include <array>
#include <cstdint>
#include <engine/time/zone.h>
#include <licet/decision.h>
#include <licet/instant.h>
#include <optional>

namespace licet::benchmarks::by_hand {

/// Each in the order of declaration.
enum class Purpose : std::uint8_t {
  kShop,
  kContract,
  kBilling,
  kDelivery,
  kService,
  kMarketing,
  kNewsletter,
  kOwnProducts,
  kPhoneMarketing,
  kPostalMarketing,
  kPushMarketing,
  kPartnerOffers,
  kProfiling,
  kPersonalisation,
  kRetargeting,
  kLookalike,
};
inline constexpr std::size_t kPurposes = 16;

enum class Action : std::uint8_t { kCollect, kStore, kSelect, kProfile, kSend, kShow, kShare };

enum class Channel : std::uint8_t { kNone, kElectronic, kEmail, kSms, kPush, kPhone, kPost, kWeb };

enum class Data : std::uint8_t {
  kNone,
  kContact,
  kEmailAddress,
  kPhoneNumber,
  kPostalAddress,
  kBehaviour,
  kPageViews,
  kPurchases,
  kNewsletterOpens,
  kBillingData,
  kSensitive,
  kHealth,
};

enum class Recipient : std::uint8_t {
  kNone,
  kProcessors,
  kMailVendor,
  kCallCentre,
  kCarrier,
  kPartners,
  kThirdCountry,
  kAdNetwork,
};

enum class Consent : std::uint8_t {
  kNewsletter,
  kMarketing,
  kPhone,
  kPartner,
  kProfile,
  kHealth,
  kTransfer,
  kScoring,
};
inline constexpr std::size_t kConsents = 8;

enum class Country : std::uint8_t { kDe, kAt, kCh, kOther };
enum class Kind : std::uint8_t { kPrivate, kBusiness, kPublicBody };

/// A set of enumerators, a bit each.
using Names = std::uint32_t;

template <class... Enums>
constexpr Names set_of(Enums... names) {
  return (Names{0} | ... | (Names{1} << static_cast<unsigned>(names)));
}
template <class Enum>
constexpr bool contains(Names set, Enum name) {
  return ((set >> static_cast<unsigned>(name)) & 1U) != 0;
}

/// What a declaration of consent has been given for.
struct Grant {
  bool is_current = false;
  bool without_channel = false;
  Names purposes = 0;
  Names channels = 0;
  Instant given;
  Instant end = kNever;
  std::optional<Instant> birth_date;  ///< as it was known at the grant
};

struct Objection {
  Instant at;
  Names purposes = 0;
  Names channels = 0;  ///< 0: any, and none
};

struct Customer {
  static constexpr std::size_t kObjections = 4;

  std::optional<Instant> birth_date;
  std::optional<Instant> date_of_death;
  std::optional<Instant> address_invalid_since;
  std::optional<Instant> account_closed_on;
  std::optional<Instant> pause_until;
  std::optional<Instant> last_purchase;
  std::optional<Instant> breach_on;
  std::optional<Instant> access_requested_on;
  std::optional<std::int64_t> open_claims;
  std::optional<std::int64_t> app_version;
  std::optional<Country> country;
  std::optional<Kind> kind;
  std::optional<bool> robinson_list;
  std::optional<bool> address_from_sale;
  std::optional<bool> recall_open;
  Instant privacy_notice = kNever;  ///< when it was given
  Instant objection_notice = kNever;
  Instant partner_notice = kNever;
  Names restricted = 0;  ///< of Data
  Names to_be_erased = 0;
  std::array<Grant, kConsents> grants;
  std::size_t objection_count = 0;
  std::array<Objection, kObjections> objections;  ///< latest first
  std::array<Instant, kPurposes> last_contact{};  ///< for what overlaps the purpose; kBeforeAll without one
};

struct Request {
  static constexpr std::size_t kCategories = 4;

  Instant at;
  Action action = Action::kCollect;
  Purpose purpose = Purpose::kShop;
  Channel channel = Channel::kNone;
  Recipient recipient = Recipient::kNone;
  std::optional<bool> logged_in;
  std::size_t category_count = 0;
  std::array<Data, kCategories> categories{};
};

/// The rules in the order of the file.
enum class Rule : std::uint8_t {
  kDeceased,
  kRestriction,
  kErasure,
  kSpecialData,
  kObjection,
  kMinor,
  kChildProfile,
  kNightCalls,
  kSundayCalls,
  kRobinson,
  kSwissTransfer,
  kTransfer,
  kClaimsPause,
  kFrequency,
  kAddressInvalid,
  kAccountClosed,
  kPause,
  kScoring,
  kLegalStorage,
  kClaimsStorage,
  kContractMail,
  kContractCall,
  kContractData,
  kCarrier,
  kProcessors,
  kProductRecall,
  kBreachNotice,
  kAccessCopy,
  kHealthAdvice,
  kNewsletterMail,
  kNewsletterVendor,
  kExistingCustomer,
  kLetter,
  kCallByConsent,
  kBusinessCall,
  kPushMessage,
  kPartnerOffer,
  kPageContext,
  kCustomerProfile,
  kAdAudience,
  kNone,
};

struct Verdict {
  Outcome outcome = Outcome::kDeny;
  Rule rule = Rule::kNone;

  friend bool operator==(const Verdict&, const Verdict&) = default;
};

/// `customer` is as of `request.at`.
Verdict decide(const Customer& customer, const Request& request, const time::Zone& zone);

}  // namespace licet::benchmarks::by_hand
