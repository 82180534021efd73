#pragma once
// The names that generated policies declare, and that generated events and requests use.

#include <tests/fuzz/generated/dice.h>

namespace licet::fuzz {

inline constexpr Words<5> kPurposes{"service", "billing", "advertising", "newsletter", "research"};
inline constexpr Words<5> kActions{"send", "store", "profile", "share", "read"};
inline constexpr Words<4> kChannels{"email", "phone", "post", "text_message"};
inline constexpr Words<5> kData{"contact", "email_address", "orders", "basket", "health"};
inline constexpr Words<4> kRecipients{"processor", "mail_house", "carrier", "research_partner"};
inline constexpr Words<2> kNotices{"privacy_notice", "terms"};
inline constexpr Words<2> kDuties{"opt_out_link", "imprint"};
inline constexpr Words<2> kConditions{"adult", "regular_buyer"};
inline constexpr Words<3> kConsents{"letter_consent", "call_consent", "cookie_consent"};
inline constexpr Words<3> kLevels{"basic", "signed", "full"};
inline constexpr Words<6> kRules{"letters", "calls", "objections", "limits", "bills", "partners"};

inline constexpr Words<2> kTimeFacts{"birth_date", "last_order"};
inline constexpr std::string_view kNumberFact = "order_count";
inline constexpr std::string_view kTextFact = "city";
inline constexpr std::string_view kYesNoFact = "loyal";
inline constexpr std::string_view kChoiceFact = "country";
inline constexpr Words<3> kChoices{"DE", "AT", "CH"};
inline constexpr std::string_view kRequestFact = "signed_in";
inline constexpr std::string_view kGrantFact = "coupled";
inline constexpr std::string_view kRecipientFact = "certified";
inline constexpr std::string_view kDeviceFact = "screen_width";

inline constexpr Words<3> kWordings{"2025-01", "2026-01", "draft"};
inline constexpr Words<6> kUnits{"minutes", "hours", "days", "weeks", "months", "years"};

}  // namespace licet::fuzz
