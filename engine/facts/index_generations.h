#pragma once
// The generations of an index in its directory, and which of them is served. Private to engine/facts.
//
// Thread rule: pure but for the file system; what changes something by the writer alone. Format: docs/store_format.md,
// "Files".

#include <cstdint>
#include <filesystem>
#include <licet/result.h>

namespace licet::facts {

std::filesystem::path generation_path(const std::filesystem::path& directory, std::uint64_t generation);

/// What `current` names. kNotFound, kDamaged, kNotReadable.
Result<std::uint64_t> current_generation(const std::filesystem::path& directory);

/// An empty directory for a generation that `current` does not name and none lies there for; makes `directory`, too.
Result<std::uint64_t> add_generation(const std::filesystem::path& directory);

/// Names the generation in `current`, durably and in one step.
Result<void> serve_generation(const std::filesystem::path& directory, std::uint64_t generation);

/// Removes all others, as far as the system lets.
void remove_generations_but(const std::filesystem::path& directory, std::uint64_t generation);

}  // namespace licet::facts
