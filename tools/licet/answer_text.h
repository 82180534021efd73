#pragma once
// An answer for people: a block of aligned lines.
//
// Pure functions. Source: language.md section 12.

#include <licet/decision.h>
#include <licet/input_error.h>
#include <licet/policy.h>
#include <licet/request.h>
#include <string>
#include <tools/licet/output.h>

namespace licet::tool {

/// What was asked for whom, permit or deny by which rule and because of what, the duties, until when, the levels; of
/// several categories, each. Names with their titles. Ends with a line end.
std::string answer_text(const Request& request, const Decision& decision, const PolicySet& policy, const Style& style);

/// Only what was asked for whom, permit or deny by which rule and because of what.
std::string question_text(const Request& request, const Decision& decision, const PolicySet& policy,
                          const Style& style);

/// `send for news by email with contact`.
std::string asked_text(const Request& request);

/// `customer anna, device phone`, on one harmless line.
std::string holder_text(const Request& request);

/// `by objection "Objection to marketing"`, `because nothing permits it`.
std::string ground_text(const std::optional<std::string>& rule, Reason reason, const model::Model& model,
                        bool with_titles);

/// That a request cannot be used; `heading` says which.
std::string unusable_text(const std::string& heading, const InputError& error, const Style& style);

}  // namespace licet::tool
