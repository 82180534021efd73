#pragma once
// One triple as files: `policy.licet`, `events.jsonl`, `request.json`.
//
// A case that once showed a difference is kept so in tests/cases/kept/<number>, and compared for ever after.

#include <filesystem>
#include <licet/event.h>
#include <licet/request.h>
#include <string>
#include <tests/random/compared/difference.h>
#include <tl/expected.hpp>
#include <vector>

namespace licet::random {

struct KeptCase {
  std::string policy;
  std::vector<RecordedEvent> events;
  Request request;
};

/// Writes the case, and both answers as `graph.json` and `evaluator.json`, into the folder, made if it is missing.
/// False if the system refuses.
bool write_case(const std::filesystem::path& folder, const KeptCase& kept, const Sides& sides);

/// The error says which file is not as it must be.
tl::expected<KeptCase, std::string> read_case(const std::filesystem::path& folder);

}  // namespace licet::random
