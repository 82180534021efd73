#pragma once
// Making a store's record, and finishing what a crash left of making it. Private to engine/record.
//
// Thread rule: pure but for the file system. Source: docs/record_format.md, "Making a store".

#include <engine/record/log.h>
#include <filesystem>
#include <licet/result.h>

namespace licet::record {

std::filesystem::path master_key_path(const std::filesystem::path& directory, const LogOptions& options);

/// kWrongUse if the directory holds what no store leaves behind, and no log.
Result<void> expect_nothing_else(const std::filesystem::path& directory, const LogOptions& options, FileSystem& files);

/// Makes a log in a locked directory that holds none: durable when it returns, and there is one once its first segment
/// is whole. A master key that is there is used.
Result<void> create_log(const std::filesystem::path& directory, const LogOptions& options, FileSystem& files);

}  // namespace licet::record
