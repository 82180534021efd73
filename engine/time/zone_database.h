#pragma once
// An installed time-zone database: a directory of compiled zone files with `tzdata.zi`, which lists its names.
//
// Thread rule: load_zone may be called by several threads; a constructed object does not change. Private to this stage.

#include <engine/time/zone.h>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace licet::time {

class ZoneDatabase {
 public:
  /// Reads the list of names. Without a readable list the database is empty.
  explicit ZoneDatabase(std::filesystem::path directory);

  const std::vector<std::string>& names() const { return names_; }  ///< sorted
  const std::string& version() const { return version_; }

  /// Reads and checks a zone's file. kNotFound for a name that is not listed, so never a path.
  Result<std::shared_ptr<const Zone>> load_zone(std::string_view name) const;

 private:
  std::filesystem::path directory_;
  std::vector<std::string> names_;
  std::string version_ = "unknown";
};

}  // namespace licet::time
