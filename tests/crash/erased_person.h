#pragma once
// Persons who are erased, with words in all that is recorded of them that stand nowhere else.

#include <cstdint>
#include <licet/licet.h>
#include <string>
#include <vector>

namespace licet::crash {

/// Equal numbers are the same person. Of every third a retention rule keeps some events; every third is a device.
struct ErasedPerson {
  std::uint64_t number = 0;

  bool is_device() const { return number % 3 == 1; }
  bool keeps_some() const { return number % 3 == 2; }
  std::string name() const { return "planted-person-" + std::to_string(number) + "-of-the-test"; }
  /// Stands in the evidence of one event, and as its `id`.
  std::string word(std::size_t event) const {
    return "planted-word-" + std::to_string(number) + '.' + std::to_string(event) + "-of-the-test";
  }
  std::string holder_json() const {
    return std::string(is_device() ? R"("device":")" : R"("customer":")") + name() + '"';
  }
};

inline std::vector<std::string> event_lines(const ErasedPerson& person) {
  std::vector<std::string> kinds = {
      person.is_device() ? R"("event":"granted","consent":"cookie_consent")"
                         : R"("event":"granted","consent":"news_consent","wording":"n-1")",
      person.is_device() ? R"("event":"restricted","data":["address"])"
                         : R"("event":"fact","fact":"language","value":"de")",
      R"("event":"contacted","purposes":["news"])",
      R"("event":"restricted","data":["address"])",
      R"("event":"restriction_lifted")",  // objections would stay
  };
  if (person.keeps_some()) kinds.emplace_back(R"("event":"collected","data":["address"])");
  std::vector<std::string> lines;
  for (const std::string& kind : kinds) {
    const std::string word = person.word(lines.size());
    lines.push_back('{' + kind + ',' + person.holder_json() + R"(,"evidence":")" + word + R"(","id":")" + word + "\"}");
  }
  return lines;
}

inline std::string request_line(const ErasedPerson& person) {
  return R"({"action":"send","purpose":"news","channel":"email","data":["address"],)" + person.holder_json() + '}';
}

inline ErasureRequest erasure_of(const ErasedPerson& person) {
  ErasureRequest request;
  (person.is_device() ? request.device : request.customer) = person.name();
  return request;
}

inline StandingRequest standing_of(const ErasedPerson& person) {
  StandingRequest request;
  (person.is_device() ? request.device : request.customer) = person.name();
  return request;
}

}  // namespace licet::crash
