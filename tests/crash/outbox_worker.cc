// Records, and works off the outbox for two receivers, until it is killed, and says what was acknowledged.
//
//     outbox_worker DIRECTORY RUN

#include <tests/crash/outbox_run.h>
#include <tests/crash/recording_beside.h>

namespace {

using namespace licet;

constexpr std::size_t kClaimed = 5;

void work(Store& store, const PolicySet& policy, const std::string& receiver) {
  const auto claim = store.claim({receiver, kClaimed, std::chrono::hours(1), {}}, policy);
  if (!claim) std::_Exit(4);
  std::vector<std::string> lines;
  for (const OutboxTask& task : claim->tasks) {
    lines.push_back(task_line(task, receiver));
    crash::say(STDOUT_FILENO, "c " + receiver + ' ' + lines.back() + '\n');
  }
  // The last is left to be handed out again.
  if (!lines.empty()) lines.pop_back();
  const std::vector<std::string_view> views(lines.begin(), lines.end());
  for (const auto& confirmed : store.confirm_json(receiver, views, policy)) {
    if (!confirmed) std::_Exit(5);
    crash::say(STDOUT_FILENO, "f " + receiver + ' ' + confirmed->task + (confirmed->erased ? " 1\n" : " 0\n"));
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return 2;
  const PolicySet policy = crash::shop_policy();
  const std::uint64_t run = std::strtoull(arguments[2], nullptr, 10);
  auto store = Store::open(arguments[1], Access::kCreate, crash::clock_of_run(run));
  if (!store) {
    crash::say(STDERR_FILENO, store.error().message + '\n');
    return 6;
  }
  for (const char* const receiver : crash::kReceivers) {
    if (!store->add_receiver(receiver, policy)) return 7;
  }
  for (std::uint64_t group = 0;; ++group) {
    const std::vector<std::string> lines = crash::lines_of_group(run, group);
    const std::vector<std::string_view> views(lines.begin(), lines.end());
    for (const auto& recorded : store->record_json(views, policy)) {
      if (!recorded) return 8;
    }
    for (const char* const receiver : crash::kReceivers) work(*store, policy, receiver);
  }
}
