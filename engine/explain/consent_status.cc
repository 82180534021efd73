#include <engine/explain/consent_status.h>

namespace licet::explain {

using graph::ConsentStatusValue;

ConsentStatusValue status_of(const facts::ConsentEntry* entry, Instant at) {
  if (entry == nullptr) return ConsentStatusValue::kNone;
  if (entry->current.present != 0 && at < entry->current.end) return ConsentStatusValue::kGranted;
  if (entry->waiting.present != 0 && at < entry->waiting.end) return ConsentStatusValue::kPending;
  if (entry->current.present != 0 || entry->waiting.present != 0) return ConsentStatusValue::kExpired;
  switch (entry->last_end) {
    case facts::ConsentEnd::kRefused:
      return ConsentStatusValue::kRefused;
    case facts::ConsentEnd::kWithdrawn:
      return ConsentStatusValue::kWithdrawn;
    case facts::ConsentEnd::kNone:
      break;
  }
  return ConsentStatusValue::kNone;
}

const char* status_word(ConsentStatusValue status) {
  switch (status) {
    case ConsentStatusValue::kNone:
      return "none";
    case ConsentStatusValue::kPending:
      return "pending";
    case ConsentStatusValue::kGranted:
      return "granted";
    case ConsentStatusValue::kRefused:
      return "refused";
    case ConsentStatusValue::kWithdrawn:
      return "withdrawn";
    case ConsentStatusValue::kExpired:
      return "expired";
  }
  return "";
}

}  // namespace licet::explain
