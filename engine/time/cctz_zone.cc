#include <algorithm>
#include <cctz/time_zone.h>
#include <cctz/zone_info_source.h>
#include <cstring>
#include <engine/base/digest.h>
#include <engine/time/cctz_image.h>
#include <engine/time/cctz_zone.h>
#include <engine/time/civil_days.h>
#include <engine/time/offset_table.h>
#include <functional>
#include <mutex>

namespace licet::time {

namespace {

using CctzTime = cctz::time_point<cctz::seconds>;

constexpr std::string_view kKeyPrefix = "licet:";

/// Years whose days an Instant surely holds.
constexpr std::int32_t kFurthestYear = 290'000;

/// What load_time_zone, called by this thread, reads: cctz asks its factory for a source by name alone.
thread_local std::string_view image_to_load;

class ImageSource : public cctz::ZoneInfoSource {
 public:
  explicit ImageSource(std::string_view image) : rest_(image) {}

  // NOLINTNEXTLINE(readability-identifier-naming): the name is cctz's
  std::size_t Read(void* destination, std::size_t size) override {
    const std::size_t count = std::min(size, rest_.size());
    std::memcpy(destination, rest_.data(), count);
    rest_.remove_prefix(count);
    return count;
  }

  // NOLINTNEXTLINE(readability-identifier-naming): the name is cctz's
  int Skip(std::size_t offset) override {
    if (offset > rest_.size()) return -1;
    rest_.remove_prefix(offset);
    return 0;
  }

 private:
  std::string_view rest_;
};

using Fallback = std::function<std::unique_ptr<cctz::ZoneInfoSource>(const std::string&)>;

/// The factory that stood there before answers for all names that are not ours.
cctz_extension::ZoneInfoSourceFactory other_factory = nullptr;

std::unique_ptr<cctz::ZoneInfoSource> make_source(const std::string& key, const Fallback& fallback) {
  if (!key.starts_with(kKeyPrefix)) return other_factory(key, fallback);
  if (image_to_load.empty()) return nullptr;
  return std::make_unique<ImageSource>(image_to_load);
}

void install_factory() {
  static std::once_flag installed;
  std::call_once(installed, [] {
    other_factory = cctz_extension::zone_info_source_factory;
    cctz_extension::zone_info_source_factory = make_source;
  });
}

CctzTime to_cctz(std::int64_t seconds) { return CctzTime(cctz::seconds(seconds)); }

class CctzZone final : public Zone {
 public:
  CctzZone(std::string name, std::string digest, std::string bytes, cctz::time_zone zone,
           std::optional<std::int64_t> cycle_year)
      : Zone(std::move(name), std::move(digest), std::move(bytes)), zone_(zone), cycle_year_(cycle_year) {
    if (cycle_year_) cycle_begin_ = days_since_epoch(cctz::civil_day(*cycle_year_, 1, 1)) * kSecondsPerDay;
  }

  LocalTime local(Instant t) const override {
    const std::int64_t seconds = floor_divide(t.micros, kMicrosPerSecond);
    const std::int64_t cycles = cycles_before(seconds);
    const cctz::civil_second shown = zone_.lookup(to_cctz(seconds - cycles * kSecondsPerCycle)).cs;
    LocalTime local;
    local.date = to_date(cctz::civil_day(shown));
    local.date.year += static_cast<std::int32_t>(cycles * kYearsPerCycle);
    local.seconds = static_cast<std::uint32_t>(shown.hour() * 3600 + shown.minute() * 60 + shown.second());
    local.micros = static_cast<std::uint32_t>(floor_remainder(t.micros, kMicrosPerSecond));
    local.weekday = static_cast<std::uint8_t>(cctz::get_weekday(cctz::civil_day(shown)));
    return local;
  }

  Instant instant(Date date, std::uint32_t seconds) const override {
    // Of a skipped time cctz's `pre` moves it forward by the gap; of a repeated one it is the first.
    return lookup(date, seconds, [](const cctz::time_zone::civil_lookup& found) { return found.pre; });
  }

  Instant start_of_day(Date date) const override {
    if (date.year > kLastYear) return kNever;
    return lookup(date, 0, [](const cctz::time_zone::civil_lookup& found) {
      // Of a day whose midnight is skipped the first moment is that of the change, however late the gap began.
      return found.kind == cctz::time_zone::civil_lookup::SKIPPED ? found.trans : found.pre;
    });
  }

  std::optional<Instant> next_transition(Instant t) const override {
    if (t > kLastInstant) return std::nullopt;
    const std::int64_t seconds = floor_divide(t.micros, kMicrosPerSecond);
    const std::int64_t cycles = cycles_before(seconds);
    cctz::time_zone::civil_transition change;
    if (!zone_.next_transition(to_cctz(seconds - cycles * kSecondsPerCycle), &change)) return std::nullopt;
    const std::int64_t in_table = zone_.lookup(change.to).trans.time_since_epoch().count();
    const Instant at{(in_table + cycles * kSecondsPerCycle) * kMicrosPerSecond};
    if (at > kLastInstant) return std::nullopt;
    return at;
  }

 private:
  /// How many whole cycles lie between the table's and the given second.
  std::int64_t cycles_before(std::int64_t seconds) const {
    if (!cycle_year_ || seconds < cycle_begin_) return 0;
    return (seconds - cycle_begin_) / kSecondsPerCycle;
  }

  template <class Choose>
  Instant lookup(Date date, std::uint32_t seconds, Choose choose) const {
    if (date.year > kFurthestYear) return kNever;
    if (date.year < -kFurthestYear) return kBeforeAll;
    const std::int64_t cycles =
        cycle_year_ && date.year >= *cycle_year_ ? (date.year - *cycle_year_) / kYearsPerCycle : 0;
    const cctz::civil_second wanted =
        cctz::civil_second(cctz::civil_day(date.year - cycles * kYearsPerCycle, date.month, date.day)) +
        std::int64_t{seconds};
    const std::int64_t in_table = choose(zone_.lookup(wanted)).time_since_epoch().count();
    return {(in_table + cycles * kSecondsPerCycle) * kMicrosPerSecond};
  }

  cctz::time_zone zone_;
  std::optional<std::int64_t> cycle_year_;
  std::int64_t cycle_begin_ = 0;
};

}  // namespace

std::shared_ptr<const Zone> make_cctz_zone(std::string name, std::string bytes, const OffsetTable& table) {
  const std::optional<std::string> image = make_cctz_image(table);
  if (!image) return nullptr;
  install_factory();
  std::string digest = to_hex(sha256(bytes));
  cctz::time_zone zone;
  image_to_load = *image;
  const bool loaded = cctz::load_time_zone(std::string{kKeyPrefix} + digest, &zone);
  image_to_load = {};
  if (!loaded) return nullptr;
  return std::make_shared<CctzZone>(std::move(name), std::move(digest), std::move(bytes), zone, table.cycle_year);
}

}  // namespace licet::time
