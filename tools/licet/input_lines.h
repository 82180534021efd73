#pragma once
// What becomes of lines of input: outcomes in order, and refusals in words.
//
// Thread rule: one thread.

#include <licet/store.h>
#include <span>
#include <string>
#include <string_view>
#include <tools/licet/line_reader.h>
#include <tools/licet/output.h>
#include <vector>

namespace licet::tool {

/// As many lines as a store takes with one sync.
inline constexpr std::size_t kLinesInGroup = 1024;

/// Why a line over limits::kJsonLineBytes is not used.
InputError too_long_error();

/// "`purpose`: there is no such purpose. Did you mean newsletter?"
std::string text_of(const InputError& error);

/// Says on standard error why a call has no answer, and gives kUnusable.
ExitStatus refused(Output& output, const CallError& error);

/// Says on standard error which line is refused and why; never what stands in it.
void report_refusal(Output& output, const std::string& input, std::uint64_t line, const CallError& error);

/// Calls `act` with the texts of the lines that are not too long; gives its outcomes, with refusals of the others in
/// their places.
template <class Value, class Act>
std::vector<tl::expected<Value, CallError>> for_usable_lines(const std::vector<Line>& lines, const Act& act) {
  std::vector<std::string_view> texts;
  texts.reserve(lines.size());
  for (const Line& line : lines) {
    if (!line.too_long) texts.emplace_back(line.text);
  }
  std::vector<tl::expected<Value, CallError>> usable = act(std::span<const std::string_view>(texts));
  std::vector<tl::expected<Value, CallError>> outcomes;
  outcomes.reserve(lines.size());
  auto next = usable.begin();
  for (const Line& line : lines) {
    if (line.too_long) {
      outcomes.push_back(tl::unexpected(CallError(too_long_error())));
    } else {
      outcomes.push_back(std::move(*next++));
    }
  }
  return outcomes;
}

}  // namespace licet::tool
