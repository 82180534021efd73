#include <engine/licet/not_a_decision.h>

namespace licet {

std::string not_a_decision(const facts::DurableStore& store, std::uint64_t record) {
  const std::string number = std::to_string(record);
  const auto opened = store.log().read(record);
  if (opened && opened->kind == record::RecordKind::kAudience) {
    return "Record " + number +
           " is an audience, one request of all customers. What it decided for one: `licet audience --outcome " +
           number + " --customer ID`; a proof of it: `licet audience --prove " + number + " --customer ID`.";
  }
  if (opened && opened->kind == record::RecordKind::kOutbox) {
    return "Record " + number + " is of the outbox: what became of a task, not a decision. `licet outbox` tells more.";
  }
  return "This record is not a decision, or was erased with the person it was about.";
}

}  // namespace licet
