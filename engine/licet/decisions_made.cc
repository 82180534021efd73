#include <algorithm>
#include <engine/exchange/kept_text.h>
#include <engine/licet/decisions_made.h>
#include <engine/licet/past_decision.h>
#include <string>
#include <utility>

namespace licet {

Result<std::optional<DecisionMade>> decision_made(const facts::DurableStore& store, std::uint64_t record,
                                                  Instant last) {
  auto found = store.decision(record);
  if (!found) return tl::unexpected(std::move(found.error()));
  if (!*found) return std::nullopt;
  auto content = decision_content((*found)->content, record);
  if (!content) return tl::unexpected(std::move(content.error()));
  if (content->recorded > last) return std::nullopt;
  auto answer = exchange::read_decision(content->answer);
  if (!answer) {
    return tl::unexpected(Failure{FailureKind::kDamaged, "Record " + std::to_string(record) + ": it holds no answer."});
  }
  ExportedDecision decision{record, content->recorded, content->request, std::move(*answer), {}};
  decision.decision.record = record;
  return DecisionMade{std::move(decision), std::move(**found), std::move(*content)};
}

Result<NewestDecisions> newest_decisions(const facts::DurableStore& store, const facts::Holder& holder,
                                         std::uint64_t end, Instant last, std::optional<std::size_t> most) {
  auto numbers = store.decisions(holder);
  if (!numbers) return tl::unexpected(std::move(numbers.error()));
  numbers->erase(std::lower_bound(numbers->begin(), numbers->end(), end), numbers->end());
  NewestDecisions found;
  found.in_all = numbers->size();
  // Numbers and times rise together: whatever is older than one that counts, counts.
  for (auto number = numbers->rbegin(); number != numbers->rend(); ++number) {
    if (most && found.newest.size() == *most && !found.newest.empty()) break;
    auto made = decision_made(store, *number, last);
    if (!made) return tl::unexpected(std::move(made.error()));
    if (!*made) {
      --found.in_all;
    } else if (!most || found.newest.size() < *most) {
      found.newest.push_back(std::move((*made)->decision));
    } else {
      break;
    }
  }
  std::reverse(found.newest.begin(), found.newest.end());
  return found;
}

}  // namespace licet
