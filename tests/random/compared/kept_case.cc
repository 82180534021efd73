#include <engine/exchange/event_json.h>
#include <engine/exchange/request_json.h>
#include <fstream>
#include <iterator>
#include <sstream>
#include <tests/random/compared/kept_case.h>

namespace licet::random {
namespace {

namespace fs = std::filesystem;

bool write_file(const fs::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  return file.good();
}

tl::expected<std::string, std::string> read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return tl::unexpected(path.filename().string() + " cannot be read");
  return std::string{std::istreambuf_iterator<char>(file), {}};
}

std::string ended(const std::string& text) { return text.empty() || text.back() == '\n' ? text : text + '\n'; }

}  // namespace

bool write_case(const fs::path& folder, const KeptCase& kept, const Sides& sides) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  std::string events;
  for (const RecordedEvent& event : kept.events) events += exchange::write_event(event) + "\n";
  return !failed && write_file(folder / "policy.licet", kept.policy) && write_file(folder / "events.jsonl", events) &&
         write_file(folder / "request.json", exchange::write_request(kept.request) + "\n") &&
         write_file(folder / "graph.json", ended(sides.graph)) &&
         write_file(folder / "evaluator.json", ended(sides.evaluator));
}

tl::expected<KeptCase, std::string> read_case(const fs::path& folder) {
  KeptCase kept;
  auto policy = read_file(folder / "policy.licet");
  if (!policy) return tl::unexpected(policy.error());
  kept.policy = std::move(*policy);
  const auto events = read_file(folder / "events.jsonl");
  if (!events) return tl::unexpected(events.error());
  std::istringstream lines(*events);
  for (std::string line; std::getline(lines, line);) {
    const auto sent = exchange::read_event(line, exchange::Recorded::kAllowed);
    if (!sent) return tl::unexpected("events.jsonl: " + sent.error().message);
    if (!sent->event.at || !sent->recorded) return tl::unexpected(std::string("events.jsonl: an event has no time"));
    kept.events.push_back({sent->event, *sent->recorded, kept.events.size()});
  }
  auto request = read_file(folder / "request.json");
  if (!request) return tl::unexpected(request.error());
  while (!request->empty() && request->back() == '\n') request->pop_back();
  auto read = exchange::read_request(*request);
  if (!read) return tl::unexpected("request.json: " + read.error().message);
  kept.request = std::move(*read);
  return kept;
}

}  // namespace licet::random
