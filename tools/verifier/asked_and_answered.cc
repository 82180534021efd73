#include <cstddef>
#include <tools/verifier/asked_and_answered.h>

namespace licet::verifier {
namespace {

constexpr std::string_view kRequest = R"(,"request":)";
constexpr std::string_view kAnswer = R"(,"answer":)";

/// The length of the object that the text begins with; 0 if it begins with none that ends.
std::size_t object_length(std::string_view text) {
  std::size_t depth = 0;
  bool quoted = false;
  for (std::size_t place = 0; place < text.size(); ++place) {
    const char c = text[place];
    if (quoted) {
      if (c == '\\') ++place;
      if (c == '"') quoted = false;
      continue;
    }
    if (place == 0 && c != '{') return 0;
    if (c == '"') quoted = true;
    if (c == '{') ++depth;
    if (c == '}' && --depth == 0) return place + 1;
  }
  return 0;
}

}  // namespace

std::optional<AskedAndAnswered> asked_and_answered(std::string_view content) {
  // What stands before the request are texts without quotation marks in them, and numbers.
  const std::size_t begin = content.find(kRequest);
  if (begin == std::string_view::npos) return std::nullopt;
  std::string_view rest = content.substr(begin + kRequest.size());
  AskedAndAnswered found;
  found.request = rest.substr(0, object_length(rest));
  rest.remove_prefix(found.request.size());
  if (found.request.empty() || rest.substr(0, kAnswer.size()) != kAnswer) return std::nullopt;
  rest.remove_prefix(kAnswer.size());
  found.answer = rest.substr(0, object_length(rest));
  if (found.answer.empty() || rest.substr(found.answer.size()) != "}") return std::nullopt;
  return found;
}

}  // namespace licet::verifier
