#pragma once
// What is asked: some dozens of requests, each by names for the engine and by enumerators for the function by hand.
//
// Pure; the same numbers give the same request.

#include <licet/request.h>
#include <string>
#include <string_view>
#include <tools/benchmarks/forty_rules_by_hand.h>

namespace licet::benchmarks {

/// How many different requests there are, apart from who and when.
std::size_t request_count();

/// Who asks what, and at what time: at all times of the day, some in the first days after the histories' end.
struct Asked {
  Request request;
  by_hand::Request by_hand;
};
Asked make_asked(std::size_t customer, std::size_t request, const std::string& suffix);

/// The names of enumerators in the policy, without suffix.
std::string_view name_of(by_hand::Purpose purpose);
std::string_view name_of(by_hand::Channel channel);
std::string_view name_of(by_hand::Data data);
std::string_view name_of(by_hand::Consent consent);

}  // namespace licet::benchmarks
