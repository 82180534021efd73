#pragma once
// What of a device's state goes into the record of a decision about a customer.
//
// Only what the policy set reads of a device is taken along. Of a device that is not linked to the customer the numbers
// of its events are left out, pieces are numbered instead of named, and of times of recording only the order is kept,
// so that the record makes no lasting link between the two (language.md section 11). Pure. Format:
// docs/record_format.md, "Content".

#include <engine/facts/holder_state.h>
#include <engine/graph/decision_graph.h>
#include <vector>

namespace licet::decide {

/// A block as StateBuilder makes them: deciding on it, beside `person`, comes to the same.
std::vector<std::uint64_t> device_extract(const model::Model& model, const graph::DecisionGraph& graph,
                                          const facts::HolderView& device, const facts::HolderView& person,
                                          bool linked);

}  // namespace licet::decide
