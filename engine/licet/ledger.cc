#include <engine/licet/ledger.h>
#include <iterator>
#include <utility>

namespace licet {

tl::expected<exchange::SentEvent, InputError> read_line(std::string_view line, RecordOptions options) {
  return exchange::read_event(line,
                              options.recorded_given ? exchange::Recorded::kAllowed : exchange::Recorded::kRefused);
}

tl::expected<facts::Holder, CallError> holder_of(const StandingRequest& request) {
  if (request.customer.has_value() != request.device.has_value()) {
    return request.customer ? facts::Holder{facts::HolderKind::kCustomer, *request.customer}
                            : facts::Holder{facts::HolderKind::kDevice, *request.device};
  }
  return tl::unexpected(CallError(InputError{"customer", "Name either a customer or a device.", {}}));
}

void append_due(std::vector<DueEntry>& all, const facts::Holder& holder, std::vector<DueEntry> entries) {
  for (DueEntry& entry : entries) {
    (holder.kind == facts::HolderKind::kCustomer ? entry.customer : entry.device) = holder.id;
  }
  std::move(entries.begin(), entries.end(), std::back_inserter(all));
}

}  // namespace licet
