#include <engine/exchange/task_json.h>
#include <licet/outbox.h>

namespace licet {

std::string task_line(const OutboxTask& task, std::string_view receiver, const std::vector<Language>& languages) {
  return exchange::write_task(task, receiver, languages);
}

}  // namespace licet
