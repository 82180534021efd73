#include <engine/base/digest.h>
#include <engine/time/zone.h>
#include <gtest/gtest.h>
#include <random>
#include <tests/engine/time/zone_file.h>

namespace licet::time {
namespace {

ZoneFile berlin_like() {
  ZoneFile file;
  file.types = {{3208, 0, 0}, {7200, 1, 4}, {3600, 0, 9}};
  file.abbreviations = std::string("LMT\0CEST\0CET\0", 13);
  file.changes = {{-2'422'054'408, 2}, {828'234'000, 1}, {846'378'000, 2}};
  file.standard_indicators = std::string("\0\1\1", 3);
  file.ut_indicators = std::string("\0\1\1", 3);
  file.footer = "\nCET-1CEST,M3.5.0,M10.5.0/3\n";
  return file;
}

FailureKind failure(const std::string& bytes) {
  const auto zone = Zone::from_bytes("Test/Zone", bytes);
  EXPECT_FALSE(zone.has_value());
  if (zone) return FailureKind::kWrongUse;
  EXPECT_NE(zone.error().message.find("Test/Zone"), std::string::npos);
  return zone.error().kind;
}

TEST(ZoneBytes, AZoneIsKnownByNameAndDigestAndKeepsItsBytes) {
  const std::string bytes = to_bytes(berlin_like());
  const auto zone = Zone::from_bytes("Test/Zone", bytes);
  ASSERT_TRUE(zone.has_value());
  EXPECT_EQ((*zone)->name(), "Test/Zone");
  EXPECT_EQ((*zone)->bytes(), bytes);
  EXPECT_EQ((*zone)->digest(), to_hex(sha256(bytes)));
  EXPECT_EQ(wall_clock(**zone, utc("1890-01-01T00:00:00Z")), "1890-01-01T00:53:28");
  EXPECT_EQ(wall_clock(**zone, utc("1996-07-01T00:00:00Z")), "1996-07-01T02:00:00");
  EXPECT_EQ(wall_clock(**zone, utc("9000-07-01T00:00:00Z")), "9000-07-01T02:00:00");
}

TEST(ZoneBytes, OtherBytesOfTheSameNameHaveTheirOwnRules) {
  ZoneFile other = berlin_like();
  other.footer = "\nCET-1CEST,M4.1.0,M9.5.0/3\n";
  const auto first = Zone::from_bytes("Test/Same", to_bytes(berlin_like()));
  const auto second = Zone::from_bytes("Test/Same", to_bytes(other));
  const auto third = Zone::from_bytes("Test/Same", to_bytes(berlin_like()));
  ASSERT_TRUE(first && second && third);
  const Instant t = utc("2030-04-03T12:00:00Z");
  EXPECT_EQ(wall_clock(**first, t), "2030-04-03T14:00:00");
  EXPECT_EQ(wall_clock(**second, t), "2030-04-03T13:00:00");
  EXPECT_EQ(wall_clock(**third, t), "2030-04-03T14:00:00");
  EXPECT_NE((*first)->digest(), (*second)->digest());
}

struct Damage {
  const char* what;
  void (*damage)(ZoneFile&);
};

TEST(ZoneBytes, WhatContradictsTheFormatIsDamaged) {
  const std::vector<Damage> cases{
      {"version 1", [](ZoneFile& file) { file.version = std::string(1, '\0'); }},
      {"an unknown version", [](ZoneFile& file) { file.version = "5"; }},
      {"no types", [](ZoneFile& file) { file.types.clear(); }},
      {"too many types",
       [](ZoneFile& file) {
         file.types.assign(257, {0, 0, 0});
       }},
      {"no abbreviations", [](ZoneFile& file) { file.abbreviations.clear(); }},
      {"an abbreviation without its end", [](ZoneFile& file) { file.abbreviations = "LMTCESTCETCET"; }},
      {"an abbreviation outside", [](ZoneFile& file) { file.types[1].abbreviation = 13; }},
      {"an offset of 26 hours", [](ZoneFile& file) { file.types[0].offset = 26 * 3600; }},
      {"an offset of -26 hours", [](ZoneFile& file) { file.types[0].offset = -26 * 3600; }},
      {"the least offset", [](ZoneFile& file) { file.types[0].offset = std::numeric_limits<std::int32_t>::min(); }},
      {"a mark of summer time", [](ZoneFile& file) { file.types[0].is_summer = 2; }},
      {"a type that is not there", [](ZoneFile& file) { file.changes[1].type = 3; }},
      {"changes out of order", [](ZoneFile& file) { std::swap(file.changes[1].at, file.changes[2].at); }},
      {"two changes at once", [](ZoneFile& file) { file.changes[1].at = file.changes[2].at; }},
      {"leap seconds", [](ZoneFile& file) { file.leap_seconds = 1; }},
      {"too few indicators", [](ZoneFile& file) { file.ut_indicators.pop_back(); }},
      {"an indicator of 2", [](ZoneFile& file) { file.standard_indicators[0] = 2; }},
      {"universal time that is no standard time", [](ZoneFile& file) { file.standard_indicators[1] = 0; }},
      {"no footer", [](ZoneFile& file) { file.footer.clear(); }},
      {"half a footer", [](ZoneFile& file) { file.footer = "\n"; }},
      {"a footer without its end", [](ZoneFile& file) { file.footer.pop_back(); }},
      {"a footer without its beginning", [](ZoneFile& file) { file.footer.erase(0, 1); }},
      {"bytes after the footer", [](ZoneFile& file) { file.footer += "x"; }},
      {"a second footer", [](ZoneFile& file) { file.footer += "\n"; }},
      {"an unreadable rule", [](ZoneFile& file) { file.footer = "\nCET-1CEST\n"; }},
      {"a rule of another zone", [](ZoneFile& file) { file.footer = "\nEST5EDT,M3.2.0,M11.1.0\n"; }},
  };
  ASSERT_TRUE(Zone::from_bytes("Test/Zone", to_bytes(berlin_like())).has_value());
  for (const Damage& each : cases) {
    ZoneFile file = berlin_like();
    each.damage(file);
    EXPECT_EQ(failure(to_bytes(file)), FailureKind::kDamaged) << each.what;
  }
}

TEST(ZoneBytes, EveryCutOffFileIsDamaged) {
  const std::string bytes = to_bytes(berlin_like());
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    ASSERT_EQ(failure(bytes.substr(0, length)), FailureKind::kDamaged) << length;
  }
}

TEST(ZoneBytes, CountsThatPromiseMoreThanIsThereAreDamage) {
  const std::string bytes = to_bytes(berlin_like());
  for (const std::size_t header : {std::size_t{0}, std::size_t{44}}) {
    for (std::size_t count = 0; count < 6; ++count) {
      std::string damaged = bytes;
      damaged.replace(header + 20 + 4 * count, 4, "\xFF\xFF\xFF\xFF");
      EXPECT_EQ(failure(damaged), FailureKind::kDamaged) << header << ' ' << count;
    }
  }
}

TEST(ZoneBytes, MoreThanAMebibyteIsDamaged) {
  ZoneFile file = berlin_like();
  file.footer += std::string(std::size_t{1} << 20U, 'x');
  EXPECT_EQ(failure(to_bytes(file)), FailureKind::kDamaged);
}

TEST(ZoneBytes, ChangesThatCrossOneAnotherAreDamaged) {
  ZoneFile file;
  file.types = {{0, 0, 0}, {36'000, 0, 0}};
  file.changes = {{1'000'000, 1}, {1'000'001, 0}, {1'000'002, 1}};
  EXPECT_EQ(failure(to_bytes(file)), FailureKind::kDamaged);
}

void ask_everything(const Zone& zone) {
  for (const Instant t : {kBeforeAll, Instant{-3'000'000'000'000'000}, Instant{0}, Instant{2'000'000'000'000'000},
                          utc("9999-12-31T23:59:59Z"), kNever}) {
    const LocalTime local = zone.local(t);
    ASSERT_LT(local.seconds, 86'400U);
    ASSERT_LT(local.weekday, 7);
    if (local.date.year < 290'000 && local.date.year > -290'000) {
      ASSERT_LE(zone.instant(local.date, local.seconds).micros, t.micros + 86'400'000'000);
    }
    const auto next = zone.next_transition(t);
    ASSERT_TRUE(!next || *next > t);
  }
  ASSERT_LT(zone.start_of_day({1, 1, 1}), zone.start_of_day({9999, 12, 31}));
}

TEST(ZoneBytes, RandomDamageIsFoundOrDoesNoHarm) {
  const std::string bytes = to_bytes(berlin_like());
  std::mt19937 random(6);
  int refused = 0;
  constexpr int kRounds = 3000;
  for (int round = 0; round < kRounds; ++round) {
    std::string damaged = bytes;
    for (std::size_t changes = 1 + random() % 3; changes > 0; --changes) {
      damaged[random() % damaged.size()] = static_cast<char>(static_cast<std::uint8_t>(random() & 0xFFU));
    }
    const auto zone = Zone::from_bytes("Test/Damaged", damaged);
    if (zone) {
      ask_everything(**zone);
    } else {
      ASSERT_EQ(zone.error().kind, FailureKind::kDamaged);
      ++refused;
    }
  }
  EXPECT_GT(refused, kRounds / 4);
}

TEST(ZoneBytes, ChangesBeyondAllInstantsDoNoHarm) {
  ZoneFile file = berlin_like();
  file.changes.insert(file.changes.begin(), {std::numeric_limits<std::int64_t>::min(), 2});
  file.changes.push_back({std::numeric_limits<std::int64_t>::max(), 2});
  const auto zone = Zone::from_bytes("Test/Extreme", to_bytes(file));
  ASSERT_TRUE(zone.has_value());
  ask_everything(**zone);
  EXPECT_EQ((*zone)->local({kBeforeAll.micros + 1}).date.year, (*zone)->local(kBeforeAll).date.year);
  EXPECT_EQ(wall_clock(**zone, utc("1890-01-01T00:00:00Z")), "1890-01-01T01:00:00");
  EXPECT_EQ(wall_clock(**zone, utc("2030-07-01T00:00:00Z")), "2030-07-01T01:00:00") << "its rule has not begun";
}

}  // namespace
}  // namespace licet::time
