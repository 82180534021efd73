#include <algorithm>
#include <engine/base/utf8.h>
#include <fmt/format.h>
#include <grammar/descriptions.h>
#include <grammar/messages.h>

namespace licet::grammar {
namespace {

constexpr Message kNoMessage{};

/// Of a longer argument the beginning and the end are shown.
constexpr std::size_t kShownCodePoints = 300;
constexpr std::size_t kShownAtTheEnd = 80;

const Message* find_message(Code code, Language language) {
  for (const auto& rows : {messages_of_text(language), messages_of_meaning(language)}) {
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const Message& row) { return row.code == code; });
    if (found != rows.end()) return &*found;
  }
  return nullptr;
}

std::size_t behind_code_points(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  for (; count > 0 && at < text.size(); --count) at += code_point_at(text, at).length;
  return at;
}

std::string clipped(std::string_view argument) {
  if (behind_code_points(argument, kShownCodePoints) == argument.size()) return std::string(argument);
  const std::size_t beginning = behind_code_points(argument, kShownCodePoints - kShownAtTheEnd);
  std::size_t end = argument.size();
  for (std::size_t count = 0; count < kShownAtTheEnd; ++count) {
    do {
      --end;
    } while ((static_cast<unsigned char>(argument[end]) & 0xC0U) == 0x80U && end > beginning);
  }
  return std::string(argument.substr(0, beginning)) + "…" + std::string(argument.substr(end));
}

/// `{0}`, `{1}` … replaced; what is no argument stays as it is.
std::string filled(std::string_view sentence, const std::vector<std::string>& arguments) {
  std::string text;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    const bool is_place = sentence[i] == '{' && i + 2 < sentence.size() && sentence[i + 2] == '}' &&
                          sentence[i + 1] >= '0' && sentence[i + 1] <= '9';
    const auto number = is_place ? static_cast<std::size_t>(sentence[i + 1] - '0') : arguments.size();
    if (number < arguments.size()) {
      text += clipped(arguments[number]);
      i += 2;
    } else {
      text += sentence[i];
    }
  }
  return text;
}

Place place_of(SourceRange range, const SourceFiles& sources) { return sources[range.source.value].place_of(range); }

}  // namespace

const Message& message(Code code, Language language) {
  const Message* row = find_message(code, language);
  if (row == nullptr) row = find_message(code, Language::kEnglish);
  return row == nullptr ? kNoMessage : *row;
}

std::string code_name(Code code) { return fmt::format("L{:03}", static_cast<unsigned>(code)); }

Diagnostic describe(const Finding& finding, const SourceFiles& sources, Language language) {
  const Message& row = message(finding.code, language);
  Diagnostic diagnostic;
  diagnostic.code = code_name(finding.code);
  diagnostic.severity = finding.severity;
  diagnostic.place = place_of(finding.range, sources);
  diagnostic.message = filled(row.cause, finding.arguments);
  if (!finding.nearest.empty()) diagnostic.help = did_you_mean(finding.nearest, language);
  const std::string_view help = finding.nearest.empty() || row.otherwise.empty() ? row.help : row.otherwise;
  if (!help.empty()) {
    if (!diagnostic.help.empty()) diagnostic.help += ' ';
    diagnostic.help += filled(help, finding.arguments);
  }
  for (const FindingNote& note : finding.notes) {
    diagnostic.notes.push_back(
        {place_of(note.range, sources), filled(message(note.code, language).cause, note.arguments)});
  }
  return diagnostic;
}

}  // namespace licet::grammar
