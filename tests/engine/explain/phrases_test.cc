#include <algorithm>
#include <cctype>
#include <engine/explain/phrases.h>
#include <gtest/gtest.h>
#include <set>
#include <string>

namespace licet::explain {
namespace {

/// The places of a phrase; `{Why}` and `{why}` are one.
std::multiset<std::string> places_of(std::string_view text) {
  std::multiset<std::string> places;
  for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
    std::string place(text.substr(open + 1, text.find('}', open) - open - 1));
    place.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(place.front())));
    places.insert(place);
  }
  return places;
}

TEST(Phrases, StandInTheOrderOfTheirEnumeration) {
  for (const auto phrases : {english_phrases(), german_phrases()}) {
    ASSERT_EQ(phrases.size(), kPhraseCount);
    for (std::size_t i = 0; i < phrases.size(); ++i) EXPECT_EQ(static_cast<std::size_t>(phrases[i].phrase), i);
  }
}

TEST(Phrases, HaveTheSamePlacesInBothLanguages) {
  for (std::size_t i = 0; i < kPhraseCount; ++i) {
    EXPECT_FALSE(english_phrases()[i].text.empty());
    EXPECT_EQ(places_of(english_phrases()[i].text), places_of(german_phrases()[i].text)) << english_phrases()[i].text;
  }
}

TEST(Phrases, NameEveryMonthAndWeekday) {
  EXPECT_EQ(english_months().size(), 12U);
  EXPECT_EQ(german_months().size(), 12U);
  EXPECT_EQ(english_weekdays().size(), 7U);
  EXPECT_EQ(german_weekdays().size(), 7U);
  EXPECT_EQ(german_months()[2], "März");
  EXPECT_EQ(english_weekdays()[6], "Sunday");
}

}  // namespace
}  // namespace licet::explain
