#include <algorithm>
#include <fmt/core.h>
#include <licet/sentences.h>
#include <tools/licet/explanation_options.h>
#include <tools/licet/text_layout.h>

namespace licet::tool {
namespace {

constexpr std::size_t kTextWidth = 100;

std::string_view heading_of(Language language) { return language == Language::kGerman ? "Begründung" : "Explanation"; }

}  // namespace

void ExplanationOptions::add_to(CLI::App& app) {
  CLI::Option* const explains =
      app.add_flag("--explain", explain, "Say why: every rule looked at, with its conditions");
  add_language_to(app)->needs(explains);
}

CLI::Option* ExplanationOptions::add_language_to(CLI::App& app) {
  return app.add_option("--language", languages, "Explain in english (as without it), german, or both: english,german")
      ->type_name("LANGUAGE")
      ->check(CLI::IsMember({"english", "german"}).description(""))
      ->delimiter(',')
      ->allow_extra_args(false);
}

std::vector<Language> ExplanationOptions::chosen() const {
  if (languages.empty()) return {Language::kEnglish};
  std::vector<Language> all;
  for (const std::string& name : languages) {
    const Language language = name == "german" ? Language::kGerman : Language::kEnglish;
    if (std::find(all.begin(), all.end(), language) == all.end()) all.push_back(language);
  }
  return all;
}

std::vector<Sentences> ExplanationOptions::sentences(const Explanation& explanation, const PolicySet& policy) const {
  std::vector<Sentences> all;
  if (!explain) return all;
  for (const Language language : chosen()) all.push_back(licet::sentences(explanation, policy, language));
  return all;
}

std::string explanation_text(const std::vector<Sentences>& sentences, const Style& style) {
  std::string text;
  for (const Sentences& said : sentences) {
    if (!text.empty()) text += '\n';
    text += fmt::format("  {}\n", style.strong(heading_of(said.language)));
    std::string summary;
    for (const std::string& sentence : said.summary) summary += (summary.empty() ? "" : " ") + sentence;
    text += wrapped(summary, 2, kTextWidth);
    for (const std::string& paragraph : said.details) text += '\n' + wrapped(paragraph, 2, kTextWidth);
  }
  return text;
}

}  // namespace licet::tool
