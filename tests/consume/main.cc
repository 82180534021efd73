// Loads a policy set, records two events and decides two requests, through the installed headers and libraries only.

#include <filesystem>
#include <iostream>
#include <licet/licet.h>
#include <string_view>

namespace {

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

}  // namespace

int main(int, char** arguments) {
  const auto policy = licet::PolicySet::load(std::filesystem::path(arguments[1]) / "letter.licet");
  if (!policy) {
    std::cerr << "the policy set could not be loaded\n";
    return 1;
  }
  licet::Store store = licet::Store::in_memory();
  if (!store.record_json(kGranted, *policy) || !store.record_json(kWithdrawn, *policy)) {
    std::cerr << "an event was refused\n";
    return 1;
  }
  const auto while_granted = store.decide_json(kWhileGranted, *policy);
  const auto afterwards = store.decide_json(kAfterwards, *policy);
  const bool right = while_granted && while_granted->outcome == licet::Outcome::kPermit &&
                     while_granted->rule == "news" && afterwards && afterwards->outcome == licet::Outcome::kDeny &&
                     afterwards->reason == licet::Reason::kNothingPermits;
  std::cout << "licet " << licet::kVersion
            << (right ? ": as it should be\n" : ": another decision than it should be\n");
  return right ? 0 : 1;
}
