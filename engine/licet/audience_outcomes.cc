#include <engine/licet/audience.h>
#include <engine/licet/audience_permitted.h>

namespace licet {
namespace {

constexpr std::uint8_t kPermitByte = 1;
constexpr std::uint8_t kDenyByte = 2;

template <class Number>
void put(record::OutcomeBytes& bytes, std::size_t place, Number number) {
  std::memcpy(bytes.data() + place, &number, sizeof number);
}

template <class Number>
Number get(const record::OutcomeBytes& bytes, std::size_t place) {
  Number number{};
  std::memcpy(&number, bytes.data() + place, sizeof number);
  return number;
}

constexpr std::size_t kGroupPlace = 4;
constexpr std::size_t kUntilPlace = 8;

}  // namespace

record::OutcomeBytes outcome_bytes(const CommittedOutcome& outcome) {
  record::OutcomeBytes bytes{};
  bytes[0] = outcome.outcome == Outcome::kPermit ? kPermitByte : kDenyByte;
  bytes[1] = static_cast<std::uint8_t>(outcome.reason);
  bytes[2] = outcome.until_known ? 1 : 0;
  put(bytes, kGroupPlace, outcome.group);
  put(bytes, kUntilPlace, outcome.until.micros);
  return bytes;
}

std::optional<CommittedOutcome> read_outcome(const record::OutcomeBytes& bytes) {
  CommittedOutcome outcome;
  outcome.outcome = bytes[0] == kPermitByte ? Outcome::kPermit : Outcome::kDeny;
  outcome.reason = static_cast<Reason>(bytes[1]);
  outcome.until_known = bytes[2] == 1;
  outcome.group = get<std::uint32_t>(bytes, kGroupPlace);
  outcome.until = {get<std::int64_t>(bytes, kUntilPlace)};
  if (bytes[1] > static_cast<std::uint8_t>(Reason::kNeedsReview) || outcome_bytes(outcome) != bytes) {
    return std::nullopt;
  }
  return outcome;
}

std::size_t PermittedCustomers::size() const { return kept_ ? kept_->customers.size() : 0; }

PermittedCustomers::Customer PermittedCustomers::operator[](std::size_t place) const {
  const KeptCustomer& kept = kept_->customers[place];
  return {kept.name(), kept.group, kept.until};
}

}  // namespace licet
