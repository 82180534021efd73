// Any bytes as a line of an event: read, checked, written and read again.

#include <cstdlib>
#include <engine/exchange/event_json.h>
#include <engine/facts/memory_store.h>
#include <licet/limits.h>
#include <string_view>
#include <tests/engine/exchange/small_model.h>

namespace {

using namespace licet;

void demand(bool holds) {
  if (!holds) std::abort();
}

void check_round_trip(const exchange::SentEvent& sent) {
  const auto again = exchange::read_event(exchange::write_event(sent.event));
  demand(again.has_value());
  demand(again->event == sent.event);
  demand(again->canonical == exchange::canonical_of(sent.event));
  // What makes a retry the same event does not depend on how often it was spelled anew.
  if (sent.canonical.size() > limits::kJsonLineBytes) return;
  const auto canonical = exchange::read_event(sent.canonical, exchange::Recorded::kAllowed);
  demand(canonical && canonical->canonical == sent.canonical);
}

void check_store(const exchange::SentEvent& sent) {
  facts::MemoryStore store;
  const Instant now{1'775'000'000'000'000};
  const facts::Offer offer{sent.event, sent.canonical, sent.recorded};
  const auto receipt = store.take(offer, test::small_model(), now);
  if (!receipt) return;
  const auto kept = store.find(receipt->record);
  demand(kept && kept->event.at && *kept->event.at <= kept->recorded);
  const auto content = kept->event.id ? std::optional(facts::content_of(offer)) : std::nullopt;
  const auto again = exchange::read_event(exchange::write_event(*kept), exchange::Recorded::kAllowed);
  demand(again.has_value());
  demand(again->event == kept->event && again->recorded == kept->recorded);
  facts::MemoryStore restored;
  demand(restored.restore(*kept, content).has_value());
  demand(restored.last_recorded() == store.last_recorded());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view line(reinterpret_cast<const char*>(data), size);
  for (const auto recorded : {exchange::Recorded::kRefused, exchange::Recorded::kAllowed}) {
    const auto sent = exchange::read_event(line, recorded);
    if (!sent) continue;
    check_round_trip(*sent);
    static_cast<void>(exchange::check_event(sent->event, test::small_model()));
    check_store(*sent);
  }
  return 0;
}
