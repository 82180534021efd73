// Does with a store all that is done with one until its power fails, and says what was acknowledged.
//
//     store_life DIRECTORY RUN BACKUPS
//
// Beside events, decisions and heads (acknowledged.h) these lines:
//
//     p PERSON EVENTS    all that is recorded of a person is
//     x PERSON RECORD    the person was erased
//     b NUMBER RECORDS   a backup was made: BACKUPS/NUMBER
//
// What is proven is replayed, and so is the store once it is closed: the process ends by itself where one comes to
// another answer, or is refused.

#include <licet/backup.h>
#include <licet/replay.h>
#include <tests/crash/erased_person.h>
#include <tests/crash/recording_beside.h>
#include <thread>

namespace {

using namespace licet;

constexpr std::uint64_t kTurnsOfRun = 1'000;
constexpr std::uint64_t kGroupsOfTurn = 4;

[[noreturn]] void give_up(const std::string& why) {
  crash::say(STDERR_FILENO, why + '\n');
  std::_Exit(10);
}

void record_person(Store& store, const PolicySet& policy, const crash::ErasedPerson& person) {
  const std::vector<std::string> lines = crash::event_lines(person);
  for (const std::string& line : lines) {
    if (!store.record_json(line, policy)) give_up("an event of a person is not taken");
  }
  crash::acknowledge('p', person.number, lines.size());
}

/// A decision about the person, from the record to the proof and back.
void prove(Store& store, const PolicySet& policy, const crash::ErasedPerson& person) {
  const auto decision = store.decide_json(crash::request_line(person), policy);
  if (!decision) give_up("nothing is decided about a person");
  crash::sign_head(store);
  const auto bundle = store.prove(*decision->record);
  if (!bundle) give_up("a decision under a head is not proven");
  const auto replayed = replay_bundle(*bundle);
  if (!replayed) give_up(replayed.error().message);
  if (!replayed->differences.empty()) give_up("a decision is another when it is replayed");
}

void live(Store& store, const PolicySet& policy, const StorePlace& place, std::uint64_t turn, std::uint64_t run,
          const std::filesystem::path& backups) {
  // Of whom nothing is kept.
  const crash::ErasedPerson person{3 * (run * kTurnsOfRun + turn) + turn % 2};
  record_person(store, policy, person);
  prove(store, policy, person);
  const std::filesystem::path target = backups / std::to_string(turn);
  const auto backed_up = back_up(place, target);
  if (!backed_up) give_up(backed_up.error().message);
  crash::acknowledge('b', turn, backed_up->records);
  const auto erased = store.erase(crash::erasure_of(person), policy);
  if (!erased) give_up("a person is not erased");
  crash::acknowledge('x', person.number, erased->record);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) return 2;
  const PolicySet policy = crash::shop_policy();
  const StorePlace place{arguments[1]};
  const std::uint64_t run = std::strtoull(arguments[2], nullptr, 10);
  for (std::uint64_t turn = 0;; ++turn) {
    auto store = crash::open_signed(place.directory);
    if (!store) give_up(store.error().message);
    std::atomic<bool> done = false;
    std::thread deciding([&] { crash::decide_requests(*store, policy, done); });
    crash::record_groups(*store, policy, run, turn * kGroupsOfTurn, kGroupsOfTurn);
    live(*store, policy, place, turn, run, arguments[3]);
    done = true;
    deciding.join();
    if (auto closed = store->close(); !closed) give_up(closed.error().message);
    *store = Store::in_memory();
    const auto replayed = replay_store(place, {}, {});
    if (!replayed) give_up(replayed.error().message);
    if (replayed->different > 0) give_up("a decision is another when the store is replayed");
  }
}
