#pragma once
// Events and requests that a test and the process it kills both know by their number.

#include <cstdint>
#include <filesystem>
#include <licet/licet.h>
#include <string>
#include <string_view>
#include <vector>

namespace licet::crash {

inline constexpr std::uint64_t kCustomers = 40;

inline PolicySet shop_policy() {
  auto policy = PolicySet::load(std::filesystem::path(LICET_SOURCE_DIR) / "tests/crash/shop.licet");
  if (!policy) std::abort();
  return *policy;
}

inline std::string customer(std::uint64_t number) { return "customer-" + std::to_string(number % kCustomers); }
inline std::string device(std::uint64_t number) { return "device-" + std::to_string(number % kCustomers); }

/// The event of this number of a run; equal numbers of equal runs are the same event, with the same `id`.
inline std::string event_line(std::uint64_t run, std::uint64_t number) {
  const std::string who = R"("customer":")" + customer(number * 7 + run) + '"';
  const std::string with = R"("device":")" + device(number * 7 + run) + '"';
  const std::string id = R"(,"id":")" + std::to_string(run) + '-' + std::to_string(number) + R"("})";
  switch ((number + run) % 9) {
    case 0:
      return R"({"event":"granted","consent":"news_consent","wording":"n-1",)" + who + id;
    case 1:
      return R"({"event":"objected","purposes":["news"],)" + who + "," + with + id;
    case 2:
      return R"({"event":"fact","fact":"language","value":"de",)" + who + id;
    case 3:
      return R"({"event":"collected","data":["address"],)" + who + id;
    case 4:
      return R"({"event":"withdrawn","consent":"news_consent",)" + who + id;
    case 5:
      return R"({"event":"linked",)" + who + "," + with + id;
    case 6:
      return R"({"event":"objection_lifted",)" + who + "," + with + id;
    case 7:
      return R"({"event":"granted","consent":"cookie_consent",)" + who + "," + with + id;
    default:
      return R"({"event":"contacted","purposes":["news"],)" + who + id;
  }
}

/// How many records keep it: what is said of a customer and a device together is kept for both.
inline std::uint64_t records_of_event(std::uint64_t run, std::uint64_t number) {
  const std::uint64_t kind = (number + run) % 9;
  return kind == 1 || kind == 5 || kind == 6 ? 2 : 1;
}

/// The writer records events in groups: it offers the whole of one together, and goes on when it is acknowledged.
inline constexpr std::uint64_t kGroupNumbers = 8;

struct EventGroup {
  std::vector<std::uint64_t> numbers;
  std::vector<std::string> lines;

  std::vector<std::string_view> views() const { return {lines.begin(), lines.end()}; }
};

inline EventGroup event_group(std::uint64_t run, std::uint64_t group) {
  EventGroup events;
  for (std::uint64_t i = 0; i < (group % 5 == 0 ? 7U : 1U); ++i) {
    events.numbers.push_back(group * kGroupNumbers + i);
    events.lines.push_back(event_line(run, events.numbers.back()));
  }
  return events;
}

inline std::string request_line(std::uint64_t number) {
  return R"({"action":"send","purpose":"news","channel":"email","data":["address"],"customer":")" + customer(number) +
         R"(","device":")" + device(number) + R"("})";
}

inline Request request_of(std::uint64_t number, Instant at) {
  Request request;
  request.customer = customer(number);
  request.device = device(number);
  request.action = "send";
  request.purpose = "news";
  request.channel = "email";
  request.data = {"address"};
  request.at = at;
  return request;
}

}  // namespace licet::crash
