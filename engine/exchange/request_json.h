#pragma once
// Requests, answers and due data as JSON, one object a line. Source: language.md sections 12 and 13.
//
// Reading is as strict as in event_json.h. Thread rule: pure functions.

#include <licet/decision.h>
#include <licet/due.h>
#include <licet/input_error.h>
#include <licet/request.h>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace licet::exchange {

/// Reads one line. Checks form, not names (see resolve in question.h).
tl::expected<Request, InputError> read_request(std::string_view line);
/// As a record keeps it: longer than a line may be, because `at` is filled in.
tl::expected<Request, InputError> read_kept_request(std::string_view json);

/// A request of an audience, which names neither customer nor device; as long as a record keeps it.
tl::expected<Request, InputError> read_audience_request(std::string_view json);
/// Only the form of one that did not come as JSON, likewise; and whether it names one.
std::optional<InputError> check_audience_form(const Request& request);
std::optional<InputError> check_names_nobody(const Request& request);

/// Only the form of a request that did not come as JSON: what read_request would refuse.
std::optional<InputError> check_request_form(const Request& request);

/// Each one line without its end; fields in the order of language.md.
std::string write_request(const Request& request);
std::string write_decision(const Decision& decision);
std::string write_policy_stamp(const PolicyStamp& policy);  ///< an answer's field `policy`
std::string write_due(const DueEntry& entry);
/// Likewise, with `why`: sentences by language, in the order of `languages`. Without any as the entry alone.
std::string write_due(const DueLine& line, const std::vector<Language>& languages);
std::string write_error(const InputError& error);  ///< {"error": {"field": …, "message": …, "nearest": […]}}

}  // namespace licet::exchange
