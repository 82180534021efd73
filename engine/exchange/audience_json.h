#pragma once
// An audience as JSON Lines or CSV, a line for each customer to whom the request is permitted; and its summary.
//
// Thread rule: pure functions. Forms: docs/audience.md.

#include <licet/audience.h>
#include <string>

namespace licet::exchange {

/// Appends an object: a field of the summary and of the record.
void write_audience_group(std::string& json, const AudienceGroup& group);

/// One line without its end: `{"customer":…,"rule":…,"duties":[…],"until":…}`; without `until` where it is not known.
std::string write_audience_customer(const Audience& audience, std::size_t place);

/// With their ends.
std::string audience_csv_header(const Audience& audience);
std::string write_audience_csv(const Audience& audience, std::size_t place);

/// One line without its end.
std::string write_audience_summary(const Request& request, const Audience& audience);

/// Likewise: what a recorded audience says of one customer, with its proof.
std::string write_audience_outcome(const AudienceOutcome& outcome);

}  // namespace licet::exchange
