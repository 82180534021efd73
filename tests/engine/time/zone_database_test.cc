#include <algorithm>
#include <engine/time/zone_database.h>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <tests/engine/time/zone_file.h>
#include <thread>

namespace licet::time {
namespace {

class ZoneDirectory : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = ::testing::TempDir() + "licet-zones-XXXXXX";
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    directory_ = name;
  }
  void TearDown() override { std::filesystem::remove_all(directory_); }

  void write(const std::string& name, const std::string& bytes) const {
    const std::filesystem::path path = directory_ / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
  }

  FailureKind failure(const std::string& name) const {
    const auto zone = ZoneDatabase(directory_).load_zone(name);
    EXPECT_FALSE(zone.has_value()) << name;
    return zone ? FailureKind::kWrongUse : zone.error().kind;
  }

  std::filesystem::path directory_;
};

TEST_F(ZoneDirectory, NamesAreThoseOfTheZonesAndLinksListed) {
  write("tzdata.zi",
        "# version 2031x\n# a comment\nR e 1977 1980 - Ap Su>=1 1u 1 S\nZ Test/One 1 - A\n2 - B\nL Test/One Alias\n"
        "L Test/One Test/Two\nZ ../evil 0 - X\nZ /etc/passwd 0 - X\nZ\nL Test/One\n");
  const ZoneDatabase database(directory_);
  EXPECT_EQ(database.names(), (std::vector<std::string>{"Alias", "Test/One", "Test/Two"}));
  EXPECT_EQ(database.version(), "2031x");
}

TEST_F(ZoneDirectory, WithoutAListTheDatabaseIsEmpty) {
  write("Test/One", to_bytes({}));
  EXPECT_TRUE(ZoneDatabase(directory_).names().empty());
  EXPECT_EQ(ZoneDatabase(directory_).version(), "unknown");
  EXPECT_EQ(failure("Test/One"), FailureKind::kNotFound);
  EXPECT_TRUE(ZoneDatabase(directory_ / "missing").names().empty());
}

TEST_F(ZoneDirectory, AListThatDoesNotSayItsVersionIsOfAnUnknownOne) {
  write("tzdata.zi", "Z Test/One 0 - A\n");
  EXPECT_EQ(ZoneDatabase(directory_).version(), "unknown");
  EXPECT_EQ(ZoneDatabase(directory_).names().size(), 1U);
}

TEST_F(ZoneDirectory, OnlyListedNamesAreZonesNeverPaths) {
  write("tzdata.zi", "# version 2031x\nZ Test/One 0 - A\nZ Test/Missing 0 - A\nZ Test/Bad 0 - A\nZ Test 0 - A\n");
  write("Test/One", to_bytes({}));
  write("Test/Unlisted", to_bytes({}));
  write("Test/Bad", "TZif2 but no more");
  EXPECT_TRUE(ZoneDatabase(directory_).load_zone("Test/One").has_value());
  for (const char* name : {"Test/Unlisted", "../Test/One", "Test/../Test/One", "./Test/One", "test/one", "",
                           "Test/One ", "Test/One/", "/etc/passwd", "tzdata.zi", "Test/Missing", "Test"}) {
    EXPECT_EQ(failure(name), FailureKind::kNotFound) << name;
  }
  EXPECT_EQ(failure("Test/Bad"), FailureKind::kDamaged);
}

TEST_F(ZoneDirectory, AnEmptyOrEndlessFileIsDamaged) {
  write("tzdata.zi", "Z Test/Empty 0 - A\nZ Test/Long 0 - A\n");
  write("Test/Empty", "");
  write("Test/Long", std::string(std::size_t{3} << 20U, 'x'));
  EXPECT_EQ(failure("Test/Empty"), FailureKind::kDamaged);
  EXPECT_EQ(failure("Test/Long"), FailureKind::kDamaged);
}

TEST(InstalledZones, AreSortedAndHaveAVersion) {
  EXPECT_TRUE(std::is_sorted(zone_names().begin(), zone_names().end()));
  for (const char* name : {"Europe/Berlin", "UTC", "Etc/GMT+12", "America/Argentina/Buenos_Aires", "Europe/Zurich"}) {
    EXPECT_TRUE(std::binary_search(zone_names().begin(), zone_names().end(), name)) << name;
  }
  EXPECT_NE(zone_data_version(), "unknown");
  EXPECT_EQ(zone_data_version().substr(0, 2), "20");
}

TEST(InstalledZones, AllCanBeRead) {
  for (const std::string& name : zone_names()) {
    const auto zone = Zone::by_name(name);
    ASSERT_TRUE(zone.has_value()) << name << ": " << zone.error().message;
    EXPECT_EQ((*zone)->name(), name);
  }
}

TEST(InstalledZones, AreLoadedOnceAProcessByAnyThread) {
  std::vector<std::shared_ptr<const Zone>> zones(4);
  std::vector<std::thread> threads;
  for (auto& zone : zones) {
    threads.emplace_back([&zone] { zone = Zone::by_name("Europe/Vienna").value_or(nullptr); });
  }
  for (std::thread& thread : threads) thread.join();
  ASSERT_NE(zones.front(), nullptr);
  for (const auto& zone : zones) EXPECT_EQ(zone, zones.front());
}

TEST(InstalledZones, AnUnknownNameIsNotFound) {
  for (const char* name :
       {"Europe/Atlantis", "europe/berlin", "", "../zoneinfo/Europe/Berlin", "posixrules", "right/Europe/Berlin"}) {
    const auto zone = Zone::by_name(name);
    ASSERT_FALSE(zone.has_value()) << name;
    EXPECT_EQ(zone.error().kind, FailureKind::kNotFound);
  }
}

}  // namespace
}  // namespace licet::time
