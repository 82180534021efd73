#include <cstdlib>
#include <engine/time/cctz_zone.h>
#include <engine/time/compiled_zone.h>
#include <engine/time/offset_table.h>
#include <engine/time/zone.h>
#include <engine/time/zone_database.h>
#include <functional>
#include <map>
#include <mutex>

namespace licet::time {

namespace {

constexpr std::size_t kZoneBytes = std::size_t{1} << 20U;

Failure damaged(std::string_view name, const std::string& problem) {
  return {FailureKind::kDamaged,
          "The compiled file of the time zone " + std::string{name} + " is damaged: " + problem + "."};
}

const ZoneDatabase& installed_database() {
  static const ZoneDatabase database = [] {
    const char* directory = std::getenv("TZDIR");
    return ZoneDatabase(directory != nullptr && *directory != '\0' ? directory : "/usr/share/zoneinfo");
  }();
  return database;
}

/// The zones that were asked for by name and found.
struct LoadedZones {
  std::mutex mutex;
  std::map<std::string, std::shared_ptr<const Zone>, std::less<>> by_name;
};

}  // namespace

Result<std::shared_ptr<const Zone>> Zone::from_bytes(std::string_view name, std::string_view bytes) {
  if (bytes.size() > kZoneBytes) {
    return tl::unexpected(damaged(name, "it is longer than a mebibyte, which no zone needs"));
  }
  const auto compiled = read_compiled_zone(bytes);
  if (!compiled) return tl::unexpected(damaged(name, compiled.error()));
  auto zone = make_cctz_zone(std::string{name}, std::string{bytes}, write_out(*compiled));
  if (zone == nullptr) return tl::unexpected(damaged(name, "its changes of the clock cross one another"));
  return zone;
}

Result<std::shared_ptr<const Zone>> Zone::by_name(std::string_view name) {
  static LoadedZones loaded;
  const std::lock_guard lock(loaded.mutex);
  if (const auto found = loaded.by_name.find(name); found != loaded.by_name.end()) return found->second;
  auto zone = installed_database().load_zone(name);
  if (zone) loaded.by_name.emplace(std::string{name}, *zone);
  return zone;
}

const std::vector<std::string>& zone_names() { return installed_database().names(); }

const std::string& zone_data_version() { return installed_database().version(); }

}  // namespace licet::time
