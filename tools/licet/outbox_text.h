#pragma once
// Tasks of the outbox for people. Pure functions; lines without their ends.

#include <licet/outbox.h>
#include <licet/policy.h>
#include <string>
#include <vector>

namespace licet::tool {

/// A table, a line each behind the heading.
std::vector<std::string> task_lines(const std::vector<OutboxTask>& tasks, const PolicySet& policy);
/// Receivers, then counts, each with its sample.
std::vector<std::string> outbox_lines(const Outbox& outbox, const PolicySet& policy);

}  // namespace licet::tool
