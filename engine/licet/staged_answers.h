#pragma once
// Answers that are staged to be recorded, each for itself.
//
// Private to engine/licet. Thread rule: as of `take`.

#include <engine/facts/fact_store.h>
#include <engine/licet/answers.h>
#include <optional>
#include <span>
#include <vector>

namespace licet {

/// Stages what waits, in order, with `take`, which gives a Result of a Receipt. An answer that is staged gets its
/// number. One that cannot be becomes the error, and waits no more: those before and behind it are recorded all the
/// same. Gives the places of those for which `take` is kBusy, and which are to be asked again; they are left as they
/// are.
template <class Answer, class Waiting, class Take>
std::vector<std::size_t> stage_answers(std::span<tl::expected<Answer, CallError>> answers,
                                       std::span<std::optional<Waiting>> waiting, const Take& take) {
  std::vector<std::size_t> to_ask_again;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (!waiting[i]) continue;
    const Result<facts::Receipt> receipt = take(*waiting[i]);
    if (receipt) {
      decision_of(*answers[i]).record = receipt->record;
    } else if (receipt.error().kind == FailureKind::kBusy) {
      to_ask_again.push_back(i);
    } else {
      answers[i] = tl::unexpected(CallError(receipt.error()));
      waiting[i].reset();
    }
  }
  return to_ask_again;
}

}  // namespace licet
