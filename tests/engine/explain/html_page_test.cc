#include <engine/explain/html_page.h>
#include <engine/explain/page_phrases.h>
#include <gtest/gtest.h>
#include <regex>
#include <set>

namespace licet::explain {
namespace {

/// Ends elements, attributes, comments and scripts, names entities, turns text round, and is no UTF-8.
const std::string kHostile =
    "</td></title></style><script>alert(1)</script><img src=x onerror=alert(1)>\" onload=\"x\" ' --> ]]> &lt; &#x3C; "
    "\xE2\x80\xAE\x01\x00\xFF\xC3 javascript:x";

TEST(HtmlPage, EscapesWhatMeansSomething) {
  EXPECT_EQ(html_escaped(R"(<a href="x" id='y'>&amp;</a>)"),
            "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;");
  EXPECT_EQ(html_escaped("Größe 5 € 🙂"), "Größe 5 € 🙂");
}

TEST(HtmlPage, ReplacesWhatHtmlCannotHold) {
  EXPECT_EQ(html_escaped("a\x01z\x7F"), "a\uFFFDz\uFFFD");
  EXPECT_EQ(html_escaped(std::string_view("a\0z", 3)), "a\uFFFDz");
  EXPECT_EQ(html_escaped("\u202Eevil"), "\uFFFDevil");
  EXPECT_EQ(html_escaped("\xC3("), "\uFFFD(");
  EXPECT_EQ(html_escaped("line\nnext\t."), "line\nnext\t.");
}

TEST(HtmlPage, HasNoElementOfATextInWhateverPartItStands) {
  Document document;
  document.title = kHostile;
  document.blocks = {Heading{2, kHostile},
                     Paragraph{kHostile},
                     BulletList{{kHostile, kHostile}},
                     QuotedText{kHostile, kHostile},
                     LabelledList{{{kHostile, kHostile}}},
                     TextTable{kHostile, {kHostile, kHostile}, {{kHostile, kHostile}}}};
  const std::string page = html_page(document);
  const std::set<std::string> known{"html", "head", "meta",    "title",     "style", "body",   "main",
                                    "h1",   "h2",   "p",       "ul",        "li",    "figure", "figcaption",
                                    "dl",   "dt",   "dd",      "table",     "thead", "tbody",  "tr",
                                    "th",   "td",   "caption", "blockquote"};
  const std::regex element("<(/?)([a-zA-Z!][a-zA-Z0-9]*)");
  std::size_t found = 0;
  for (auto one = std::sregex_iterator(page.begin(), page.end(), element); one != std::sregex_iterator(); ++one) {
    const std::string name = (*one)[2];
    EXPECT_TRUE(known.contains(name) || name == "!DOCTYPE") << name;
    ++found;
  }
  EXPECT_GT(found, 40U);
  EXPECT_EQ(page.find("onerror=alert(1)>\""), std::string::npos);
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_EQ(page.find("</style>"), page.rfind("</style>"));
}

TEST(HtmlPage, LoadsNothingAndSaysItsLanguage) {
  Document document;
  document.language = Language::kGerman;
  document.title = "Titel";
  const std::string page = html_page(document);
  EXPECT_NE(page.find("<html lang=\"de\">"), std::string::npos);
  EXPECT_NE(page.find("default-src 'none'"), std::string::npos);
  EXPECT_FALSE(std::regex_search(page, std::regex("src=|href=|url\\(|@import|https?:")));
  document.language = Language::kEnglish;
  EXPECT_NE(html_page(document).find("<html lang=\"en\">"), std::string::npos);
}

TEST(HtmlPage, GivesTablesHeadersWithAScope) {
  Document document;
  document.blocks = {TextTable{"Caption", {"A", "B"}, {{"1", "2"}}}};
  const std::string page = html_page(document);
  EXPECT_NE(page.find("<caption>Caption</caption>"), std::string::npos);
  EXPECT_NE(page.find("<th scope=\"col\">A</th><th scope=\"col\">B</th>"), std::string::npos);
  EXPECT_NE(page.find("<th scope=\"row\">1</th><td>2</td>"), std::string::npos);
}

std::multiset<std::string> places_of(std::string_view phrase) {
  std::multiset<std::string> places;
  for (std::size_t open = phrase.find('{'); open != std::string_view::npos; open = phrase.find('{', open + 1)) {
    places.insert(std::string(phrase.substr(open, phrase.find('}', open) - open)));
  }
  return places;
}

TEST(PagePhrases, HaveTheSamePlacesInBothLanguages) {
  for (std::size_t i = 0; i < kPagePhraseCount; ++i) {
    const auto phrase = static_cast<PagePhrase>(i);
    const std::string_view english = page_phrase(phrase, Language::kEnglish);
    EXPECT_FALSE(english.empty());
    EXPECT_EQ(places_of(english), places_of(page_phrase(phrase, Language::kGerman))) << english;
  }
}

TEST(PagePhrases, FillTheirPlaces) {
  EXPECT_EQ(page_text(PagePhrase::kByChannels, Language::kEnglish, {{"channels", "{a}"}}), ", by {a}");
  EXPECT_EQ(page_text(PagePhrase::kByChannels, Language::kGerman), ", über ");
  EXPECT_EQ(page_phrase(PagePhrase::kDigest, Language::kEnglish), "Digest of the rules");
}

TEST(PagePhrases, NameEveryKindOfEvent) {
  for (std::size_t i = 0; i < kEventKindCount; ++i) {
    EXPECT_FALSE(event_text(static_cast<EventKind>(i), Language::kEnglish).empty());
    EXPECT_FALSE(event_text(static_cast<EventKind>(i), Language::kGerman).empty());
  }
}

}  // namespace
}  // namespace licet::explain
