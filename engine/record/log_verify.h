#pragma once
// Reads everything that a store's record consists of, and names every record in which a bit differs.
//
// Thread rule: pure but for the file system; beside a writer it reads up to the durable end. Nothing is changed.
// Memory: for one piece of a segment and one index. Cost: every byte is read once, those of the last segment twice.

#include <cstdint>
#include <engine/base/digest.h>
#include <engine/record/file_system.h>
#include <engine/record/log.h>
#include <filesystem>
#include <licet/result.h>
#include <optional>
#include <string>
#include <vector>

namespace licet::record {

/// Something that is not as it was written.
struct LogFinding {
  std::optional<std::uint64_t> record;  ///< the first, if it concerns records
  std::string file;
  std::string message;  ///< one sentence, without personal data
};

struct LogReport {
  std::uint64_t records = 0;  ///< that count, good or not
  std::uint64_t events = 0;
  std::uint64_t decisions = 0;
  std::uint64_t erasures = 0;     ///< records of that kind
  std::uint64_t kept = 0;         ///< likewise
  std::uint64_t audiences = 0;    ///< likewise
  std::uint64_t erased = 0;       ///< of all, the half erased ones included
  std::uint64_t half_erased = 0;  ///< by an erasure that was interrupted, or is just running
  std::uint64_t segments = 0;
  std::uint64_t bytes = 0;  ///< of segments
  Digest root{};            ///< of the tree; zero if a leaf could not be read
  /// Were payloads compared with their commitments? Not without the master key.
  bool payloads_opened = false;
  std::vector<LogFinding> findings;
};

/// Goes on after a finding. kNotFound if there is no log; kNotReadable; kWrongUse for a newer version.
Result<LogReport> verify_log(const std::filesystem::path& directory, const LogOptions& options = {},
                             FileSystem& files = system_files());

}  // namespace licet::record
