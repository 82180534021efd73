#pragma once
// The generations of an index in its directory, and which of them is served. Private to engine/facts.
//
// Thread rule: pure but for the file system; what changes something by the writer alone. Format: docs/store_format.md,
// "Files".

#include <cstdint>
#include <engine/record/file_system.h>
#include <filesystem>
#include <licet/result.h>

namespace licet::facts {

std::filesystem::path generation_path(const std::filesystem::path& directory, std::uint64_t generation);

/// What `current` names. kNotFound, kDamaged, kNotReadable.
Result<std::uint64_t> current_generation(const std::filesystem::path& directory,
                                         record::FileSystem& files = record::system_files());

/// An empty directory for a generation that `current` does not name and none lies there for; makes `directory`, too.
Result<std::uint64_t> add_generation(const std::filesystem::path& directory, record::FileSystem& files);

/// Names the generation in `current`, durably and in one step.
Result<void> serve_generation(const std::filesystem::path& directory, std::uint64_t generation,
                              record::FileSystem& files);

/// Removes all others, durably. Failure: some of them are there still.
Result<void> remove_generations_but(const std::filesystem::path& directory, std::uint64_t generation,
                                    record::FileSystem& files);

}  // namespace licet::facts
