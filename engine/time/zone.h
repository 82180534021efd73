#pragma once
// A time zone: instants to local days and clocks, and back, for all years.
//
// Made from the bytes of a compiled zone file (RFC 8536), so that a decision can be repeated later with the zone data
// of its time; a zone is known by its name and the digest of those bytes. Immutable; any number of threads may ask.
// Rules: language.md section 5 (a local time that a clock change skips is moved forward by the gap; of one that occurs
// twice the first is meant; the last rule of the zone goes on for all years).

#include <cstdint>
#include <licet/instant.h>
#include <licet/result.h>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace licet::time {

/// What calendars and clocks on the wall show at one instant.
struct LocalTime {
  Date date;
  std::uint32_t seconds = 0;  ///< since local midnight as the clock shows it, 0 to 86 399
  std::uint32_t micros = 0;   ///< within the second
  std::uint8_t weekday = 0;   ///< 0 is Monday
};

class Zone {
 public:
  /// A zone of the given name from the bytes of its compiled file. kDamaged if the bytes are none,
  /// or more than a mebibyte. cctz keeps what it needs of each distinct zone for the life of the process.
  static Result<std::shared_ptr<const Zone>> from_bytes(std::string_view name, std::string_view bytes);

  /// The zone of this name of the installed time-zone database; kNotFound if the database has no such name. Only
  /// names that the database lists are accepted, never paths. Zones are loaded once a process, from the directory in
  /// the environment variable TZDIR or else /usr/share/zoneinfo.
  static Result<std::shared_ptr<const Zone>> by_name(std::string_view name);

  virtual ~Zone() = default;
  Zone(const Zone&) = delete;
  Zone& operator=(const Zone&) = delete;

  const std::string& name() const { return name_; }
  const std::string& digest() const { return digest_; }  ///< SHA-256 of the bytes, hexadecimal
  const std::string& bytes() const { return bytes_; }

  /// For every instant, kNever and kBeforeAll excepted (which have no meaning here, but do no harm).
  virtual LocalTime local(Instant t) const = 0;

  /// The instant of a local date and time of day (seconds since midnight). kNever or kBeforeAll if the date lies beyond
  /// what an Instant can hold.
  virtual Instant instant(Date date, std::uint32_t seconds) const = 0;

  /// The first instant of a local day, where midnight may be skipped; of a day that is skipped whole, of the next.
  /// kNever for days after the year 9999.
  virtual Instant start_of_day(Date date) const = 0;

  /// The first instant after `t` at which the offset from UTC changes; none if it does not within the year 9999 (UTC).
  /// O(log changes).
  virtual std::optional<Instant> next_transition(Instant t) const = 0;

 protected:
  Zone(std::string name, std::string digest, std::string bytes)
      : name_(std::move(name)), digest_(std::move(digest)), bytes_(std::move(bytes)) {}

 private:
  std::string name_;
  std::string digest_;
  std::string bytes_;
};

/// All names of the installed time-zone database, sorted; loaded once. Empty if there is no database.
const std::vector<std::string>& zone_names();

/// Version of the installed time-zone data, such as "2026a"; "unknown" if the database does not say.
const std::string& zone_data_version();

}  // namespace licet::time
