#include <fmt/core.h>
#include <fmt/ranges.h>
#include <licet/limits.h>
#include <tools/licet/input_lines.h>
#include <tools/licet/text_layout.h>

namespace licet::tool {

InputError too_long_error() {
  return {"", fmt::format("The line is longer than {} bytes, the limit for one line.", limits::kJsonLineBytes), {}};
}

std::string text_of(const InputError& error) {
  std::string text = error.field.empty() ? std::string() : fmt::format("`{}`: ", error.field);
  text += error.message;
  if (!error.nearest.empty()) text += fmt::format(" Did you mean {}?", fmt::join(error.nearest, " or "));
  return one_line(text);
}

ExitStatus refused(Output& output, const CallError& error) {
  const auto* wrong = std::get_if<InputError>(&error);
  output.message(wrong != nullptr ? text_of(*wrong) : std::get<Failure>(error).message);
  return ExitStatus::kUnusable;
}

void report_refusal(Output& output, const std::string& input, std::uint64_t line, const CallError& error) {
  const auto* wrong = std::get_if<InputError>(&error);
  const std::string why = wrong != nullptr ? text_of(*wrong) : std::get<Failure>(error).message;
  output.message_text(fmt::format("{}:{}: {}\n", input, line, why));
}

}  // namespace licet::tool
