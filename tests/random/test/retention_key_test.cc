// Whether dates found under one policy set hold under another is told by a key.

#include <engine/decide/retention_key.h>
#include <gtest/gtest.h>
#include <string>
#include <tests/random/compared/readied.h>
#include <tests/random/generated/policy.h>

namespace licet::random {
namespace {

constexpr const char* kText = R"(policy shop "Shop"
  version 1
  time zone Europe/Berlin
purpose news "News"
action send "Send" needs channel
channel email "E-mail"
data contact "Contact"
data bills "Bills"
fact born "Born" is a date
fact bill_date "Bill" is a date
fact active "Active" is yes or no
condition grown means born is at least 16 years ago
consent news_consent "News"
  for news
  by email
  with contact
  provided grown
  wording "n-1"
  because GDPR Art. 7
rule news_rule "News"
  permit send
  for news
  by email
  with contact
  when consent news_consent is valid
  because GDPR Art. 6(1)(a)
retention contact_data
  keep contact
  while active is yes
  at most 1 month after consent news_consent ends
  then erase
  because GDPR Art. 17
retention bill_data
  keep bills
  at least 8 years after the end of the year of bill_date
  then erase
  because AO § 147
)";

std::string with(std::string text, const std::string& old, const std::string& replacement) {
  const std::size_t at = text.find(old);
  EXPECT_NE(at, std::string::npos) << old;
  return text.replace(at, old.size(), replacement);
}

facts::RetentionKey key_of(const std::string& text) {
  const auto made = ready(text);
  EXPECT_TRUE(made) << (made ? "" : made.error());
  return made ? decide::retention_key_of(*made->model) : facts::RetentionKey{};
}

TEST(RetentionKey, IsTheSameWhereOnlyRulesTitlesAndActionsAreOthers) {
  const auto key = key_of(kText);
  EXPECT_NE(key, facts::RetentionKey{});
  EXPECT_EQ(key_of(with(kText, "  when consent news_consent is valid\n", "  when born is at least 20 years ago\n")),
            key);
  EXPECT_EQ(key_of(with(kText, "because AO § 147", "because HGB § 257")), key);
  EXPECT_EQ(key_of(with(kText, "bill_date\n  then erase", "bill_date\n  then review")), key);
  EXPECT_EQ(key_of(with(kText, "retention bill_data", "retention invoices")), key);
  EXPECT_EQ(key_of(with(kText, "condition grown means",
                        "condition grown_up means"
                        " born is at least 99 years ago\ncondition grown means")),
            key)
      << "a condition that no retention reads";
}

TEST(RetentionKey, IsAnotherWhereADateMayBeAnother) {
  const auto key = key_of(kText);
  const std::pair<const char*, const char*> changes[] = {
      {"at most 1 month", "at most 2 months"},
      {"at least 8 years", "at least 8 months"},
      {"the end of the year of bill_date", "bill_date"},
      {"after consent news_consent ends", "after consent news_consent starts"},
      {"while active is yes", "while active is no"},
      {"  while active is yes\n", ""},
      {"keep bills\n", "keep bills\n  in force from 2026-01-01\n"},
      {"keep bills\n", "keep bills\n  when active is yes\n"},
      {"born is at least 16 years ago", "born is at least 18 years ago"},
      {"Europe/Berlin", "Europe/Rome"},
      {"keep contact\n", "keep contact, bills\n"},
  };
  for (const auto& [old, replacement] : changes) EXPECT_NE(key_of(with(kText, old, replacement)), key) << replacement;
}

TEST(RetentionKey, OfRandomPolicySetsIsOneForEach) {
  for (std::uint64_t number = 0; number < 50; ++number) {
    Dice dice(number);
    const PolicyText text = make_policy(dice);
    EXPECT_EQ(key_of(text_of(text)), key_of(text_of(text)));
  }
}

}  // namespace
}  // namespace licet::random
