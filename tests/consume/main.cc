// Loads a policy set, opens a store on disk, records two events, decides two requests and explains what was decided
// from the store opened again, through the installed headers and libraries only.

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <licet/licet.h>
#include <optional>
#include <string>
#include <string_view>

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kGranted =
    R"({"event": "granted", "customer": "m1", "consent": "news_by_post", "at": "2026-03-01T12:00:00Z"})";
constexpr std::string_view kWithdrawn =
    R"({"event": "withdrawn", "customer": "m1", "consent": "news_by_post", "at": "2026-05-01T12:00:00Z"})";
constexpr std::string_view kWhileGranted =
    R"({"customer": "m1", "action": "send", "purpose": "club_news", "channel": "post", "data": ["address"], )"
    R"("at": "2026-04-01T12:00:00Z"})";
constexpr std::string_view kAfterwards =
    R"({"customer": "m1", "action": "send", "purpose": "club_news", "channel": "post", "data": ["address"], )"
    R"("at": "2026-06-01T12:00:00Z"})";

/// Records, decides and closes the store; the answers, or none.
std::optional<std::pair<licet::Decision, licet::Decision>> decide(const fs::path& directory,
                                                                  const licet::PolicySet& policy) {
  auto store = licet::Store::open(directory, licet::Access::kCreate);
  if (!store || !store->record_json(kGranted, policy) || !store->record_json(kWithdrawn, policy)) return std::nullopt;
  const auto while_granted = store->decide_json(kWhileGranted, policy);
  const auto afterwards = store->decide_json(kAfterwards, policy);
  if (!while_granted || !afterwards || !store->close()) return std::nullopt;
  return std::pair(*while_granted, *afterwards);
}

/// The decision as the store has it, in words; empty if it is another one.
std::string explain(const fs::path& directory, const licet::Decision& decision) {
  const auto store = licet::Store::open(directory, licet::Access::kRead);
  if (!store || !decision.record) return {};
  const auto kept = store->recorded_decision(*decision.record);
  if (!kept || kept->explanation.decision != decision) return {};
  const auto words = licet::sentences(kept->explanation, kept->policy, licet::Language::kEnglish);
  return words.summary.empty() ? std::string() : words.summary.front();
}

bool works(const fs::path& folder, const fs::path& directory) {
  const auto policy = licet::PolicySet::load(folder / "letter.licet");
  if (!policy) {
    std::cerr << "the policy set could not be loaded\n";
    return false;
  }
  const auto answers = decide(directory, *policy);
  if (!answers) {
    std::cerr << "the store did not take an event or a request\n";
    return false;
  }
  const auto& [while_granted, afterwards] = *answers;
  std::cout << explain(directory, while_granted) << '\n' << explain(directory, afterwards) << '\n';
  const auto check = licet::check_record(directory);
  return while_granted.outcome == licet::Outcome::kPermit && while_granted.rule == "news" &&
         afterwards.outcome == licet::Outcome::kDeny && afterwards.reason == licet::Reason::kNothingPermits &&
         !explain(directory, while_granted).empty() && !explain(directory, afterwards).empty() && check &&
         check->findings.empty() && check->records == 4;
}

}  // namespace

int main(int count, char** arguments) {
  std::string scratch = (fs::temp_directory_path() / "licet-consume-XXXXXX").string();
  if (count != 2 || ::mkdtemp(scratch.data()) == nullptr) return 2;
  const bool right = works(arguments[1], fs::path(scratch) / "store");
  fs::remove_all(scratch);
  std::cout << "licet " << licet::kVersion << (right ? ": as it should be\n" : ": not as it should be\n");
  return right ? 0 : 1;
}
