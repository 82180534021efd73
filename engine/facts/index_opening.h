#pragma once
// How a generation of an index is begun, opened and copied. Private to engine/facts.
//
// Thread rule: the writer alone, but for open_generation() without `writable`. Format: docs/store_format.md, "Files".

#include <engine/facts/fact_index.h>
#include <engine/facts/lmdb.h>

namespace licet::facts {

struct OpenedGeneration {
  std::shared_ptr<Environment> environment;
  std::uint64_t number = 0;
};

/// An empty index in a generation of its own, which is served.
Result<OpenedGeneration> begin_generation(const std::filesystem::path& directory, const record::LogId& log,
                                          const IndexOptions& options);

/// The generation that is served, which a writer may change meanwhile; if writable, all others are removed.
Result<OpenedGeneration> open_generation(const std::filesystem::path& directory, const IndexOptions& options);

/// All that counts in `from`, and nothing that lies beside it in its pages, in a generation of its own, without a copy
/// being due. It is durable, and not served.
Result<OpenedGeneration> copy_generation(const std::filesystem::path& directory,
                                         const std::shared_ptr<Environment>& from, const IndexOptions& options);

}  // namespace licet::facts
