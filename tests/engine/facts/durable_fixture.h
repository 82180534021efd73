#pragma once
// A store on disk in a directory of the test's own, small enough that maps grow and segments are sealed.

#include <engine/facts/durable_store.h>
#include <gtest/gtest.h>
#include <string>
#include <tests/engine/facts/state_text.h>
#include <tests/engine/record/scratch_directory.h>
#include <unistd.h>

namespace licet::test {

/// Where syncs cost nothing, if there is such a place: in these tests processes fail, not machines.
inline std::filesystem::path quick_parent() {
  const std::filesystem::path memory = "/dev/shm";
  return ::access(memory.c_str(), W_OK) == 0 ? memory : std::filesystem::temp_directory_path();
}

inline facts::DurableOptions small_store(record::LogAccess access) {
  facts::DurableOptions options;
  options.log.access = access;
  options.log.segment_bytes = 4096;
  options.first_map_bytes = std::uint64_t{1} << 20U;
  options.portion_records = 16;
  return options;
}

/// What a session sees of both holders, as text.
inline std::string seen(facts::Session& session, const facts::Holders& holders, const facts::FoldRules& rules,
                        const facts::FoldBounds& bounds) {
  const auto looked = session.look(holders, rules, bounds);
  if (!looked) return "failed: " + looked.error().message;
  std::string text = "customer\n" + state_text(session.person()) + "device\n" + state_text(session.device()) +
                     (session.link() ? "linked" : "not linked");
  session.release();
  return text;
}

}  // namespace licet::test
