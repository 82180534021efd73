#include <algorithm>
#include <engine/exchange/holder_key.h>
#include <engine/licet/ledger.h>
#include <iterator>
#include <licet/limits.h>
#include <set>
#include <string>
#include <utility>

namespace licet {

tl::expected<exchange::SentEvent, InputError> read_line(std::string_view line, RecordOptions options) {
  return exchange::read_event(line,
                              options.recorded_given ? exchange::Recorded::kAllowed : exchange::Recorded::kRefused);
}

namespace {

template <class Asked>
tl::expected<facts::Holder, CallError> named_in(const Asked& request) {
  if (request.customer.has_value() != request.device.has_value()) {
    return request.customer ? facts::Holder{facts::HolderKind::kCustomer, *request.customer}
                            : facts::Holder{facts::HolderKind::kDevice, *request.device};
  }
  return tl::unexpected(CallError(InputError{"customer", "Name either a customer or a device.", {}}));
}

/// If its name can be that of one.
tl::expected<facts::Holder, CallError> checked(tl::expected<facts::Holder, CallError> holder) {
  if (!holder) return holder;
  const char* const field = holder->kind == facts::HolderKind::kCustomer ? "customer"
                            : holder->kind == facts::HolderKind::kDevice ? "device"
                                                                         : "recipient";
  if (auto wrong = exchange::check_holder_key(field, holder->id)) return tl::unexpected(CallError(std::move(*wrong)));
  return holder;
}

}  // namespace

tl::expected<facts::Holder, CallError> holder_of(const StandingRequest& request) {
  if (!request.recipient) return checked(named_in(request));
  if (!request.customer && !request.device) {
    return checked(facts::Holder{facts::HolderKind::kRecipient, *request.recipient});
  }
  return tl::unexpected(CallError(InputError{"recipient", "Name either a customer, a device or a recipient.", {}}));
}

Ledger::Outcomes<facts::Holder> holders_of(std::span<const ErasureRequest> requests) {
  Ledger::Outcomes<facts::Holder> holders;
  holders.reserve(requests.size());
  std::set<std::pair<facts::HolderKind, std::string>> named;
  for (const ErasureRequest& request : requests) {
    holders.push_back(named_in(request));
    auto& holder = holders.back();
    if (!holder) continue;
    const char* const field = request.customer ? "customer" : "device";
    if (holder->id.empty() || holder->id.size() > limits::kHolderBytes) {
      holder = tl::unexpected(CallError(InputError{field, "A customer or a device is 1 to 256 bytes long.", {}}));
    } else if (!named.emplace(holder->kind, holder->id).second) {
      holder = tl::unexpected(CallError(InputError{field, "This one is named twice: erasing once is enough.", {}}));
    }
  }
  return holders;
}

tl::expected<facts::Holder, CallError> holder_of(const ExportRequest& request) { return checked(named_in(request)); }

tl::expected<rights::ErasureTimes, CallError> times_of(const ErasureRequest& request, Instant now, Instant last) {
  const Instant next = std::max(now, Instant{last.micros + 1});
  if (request.at && request.at->micros - limits::kAheadMicros > next.micros) {
    return tl::unexpected(CallError(
        InputError{"at", "The erasure lies more than 5 minutes ahead: nobody can be erased before their acts.", {}}));
  }
  return rights::ErasureTimes{std::min(request.at.value_or(next), next), next};
}

Erasure told_erasure(rights::KeptEvents kept, const facts::Erasure& done) {
  return {done.record,
          done.recorded,
          done.at,
          std::move(kept.categories),
          kept.records.size(),
          std::move(kept.still_listed)};
}

}  // namespace licet
