// The tables of docs/store_format.md, "State", say where everything stands in the code's states.

#include <cstddef>
#include <engine/facts/holder_state.h>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <ostream>
#include <regex>
#include <string>
#include <vector>

namespace licet::docs {
namespace {

namespace fs = std::filesystem;

struct Field {
  std::string name;
  std::size_t at = 0;
  std::size_t bytes = 0;

  friend bool operator==(const Field&, const Field&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Field& field) {
    return out << field.name << " at " << field.at << ", " << field.bytes << " bytes";
  }
};

struct Layout {
  std::size_t bytes = 0;
  std::vector<Field> fields;
};

/// By name: each heading `### Name, N bytes` with the table below it.
std::map<std::string, Layout> layouts_on_the_page() {
  static const std::regex heading("### (\\w+), (\\d+) bytes");
  static const std::regex row("\\| (\\d+) \\| (\\d+) \\| `(\\w+)`.*\\|");
  std::map<std::string, Layout> layouts;
  Layout* layout = nullptr;
  std::ifstream page(fs::path(LICET_SOURCE_DIR) / "docs/store_format.md");
  for (std::string line; std::getline(page, line);) {
    std::smatch found;
    if (std::regex_match(line, found, heading)) {
      layout = &layouts[found[1]];
      layout->bytes = std::stoul(found[2]);
    } else if (line.starts_with("#")) {
      layout = nullptr;
    } else if (layout != nullptr && std::regex_match(line, found, row)) {
      layout->fields.push_back({found[3], std::stoul(found[1]), std::stoul(found[2])});
    }
  }
  return layouts;
}

#define LICET_FIELD(type, name) \
  Field { #name, offsetof(facts::type, name), sizeof(facts::type::name) }

std::map<std::string, Layout> layouts_in_the_code() {
  std::map<std::string, Layout> layouts;
  layouts["StateHeader"] = {
      sizeof(facts::StateHeader),
      {LICET_FIELD(StateHeader, latest_at), LICET_FIELD(StateHeader, latest_recorded),
       LICET_FIELD(StateHeader, consents), LICET_FIELD(StateHeader, facts), LICET_FIELD(StateHeader, notices),
       LICET_FIELD(StateHeader, objections), LICET_FIELD(StateHeader, restrictions), LICET_FIELD(StateHeader, erasures),
       LICET_FIELD(StateHeader, contacts), LICET_FIELD(StateHeader, held), LICET_FIELD(StateHeader, bit_words),
       LICET_FIELD(StateHeader, text_bytes), LICET_FIELD(StateHeader, suspended), LICET_FIELD(StateHeader, extension)}};
  layouts["EventRef"] = {sizeof(facts::EventRef),
                         {LICET_FIELD(EventRef, at), LICET_FIELD(EventRef, recorded), LICET_FIELD(EventRef, record)}};
  layouts["BitSet"] = {sizeof(facts::BitSet), {LICET_FIELD(BitSet, first), LICET_FIELD(BitSet, words)}};
  layouts["GrantEntry"] = {
      sizeof(facts::GrantEntry),
      {LICET_FIELD(GrantEntry, given), LICET_FIELD(GrantEntry, confirmed), LICET_FIELD(GrantEntry, extended),
       LICET_FIELD(GrantEntry, narrowed), LICET_FIELD(GrantEntry, end), LICET_FIELD(GrantEntry, purposes),
       LICET_FIELD(GrantEntry, channels), LICET_FIELD(GrantEntry, without_channel), LICET_FIELD(GrantEntry, present)}};
  layouts["ConsentEntry"] = {
      sizeof(facts::ConsentEntry),
      {LICET_FIELD(ConsentEntry, consent), LICET_FIELD(ConsentEntry, last_end), LICET_FIELD(ConsentEntry, ended),
       LICET_FIELD(ConsentEntry, current), LICET_FIELD(ConsentEntry, waiting), LICET_FIELD(ConsentEntry, last_current),
       LICET_FIELD(ConsentEntry, cleared)}};
  layouts["FactEntry"] = {
      sizeof(facts::FactEntry),
      {LICET_FIELD(FactEntry, fact), LICET_FIELD(FactEntry, kind), LICET_FIELD(FactEntry, number),
       LICET_FIELD(FactEntry, text_first), LICET_FIELD(FactEntry, text_bytes), LICET_FIELD(FactEntry, stated)}};
  layouts["NoticeEntry"] = {
      sizeof(facts::NoticeEntry),
      {LICET_FIELD(NoticeEntry, notice), LICET_FIELD(NoticeEntry, unused), LICET_FIELD(NoticeEntry, given)}};
  layouts["ObjectionEntry"] = {sizeof(facts::ObjectionEntry),
                               {LICET_FIELD(ObjectionEntry, objected), LICET_FIELD(ObjectionEntry, purposes),
                                LICET_FIELD(ObjectionEntry, channels)}};
  layouts["DataMarkEntry"] = {
      sizeof(facts::DataMarkEntry),
      {LICET_FIELD(DataMarkEntry, begun), LICET_FIELD(DataMarkEntry, touched), LICET_FIELD(DataMarkEntry, whole),
       LICET_FIELD(DataMarkEntry, without_category), LICET_FIELD(DataMarkEntry, unused)}};
  layouts["ContactEntry"] = {
      sizeof(facts::ContactEntry),
      {LICET_FIELD(ContactEntry, purpose), LICET_FIELD(ContactEntry, channel), LICET_FIELD(ContactEntry, contacted)}};
  layouts["HeldEntry"] = {sizeof(facts::HeldEntry),
                          {LICET_FIELD(HeldEntry, data), LICET_FIELD(HeldEntry, item), LICET_FIELD(HeldEntry, first),
                           LICET_FIELD(HeldEntry, latest)}};
  layouts["ExtensionHeader"] = {sizeof(facts::ExtensionHeader),
                                {LICET_FIELD(ExtensionHeader, times), LICET_FIELD(ExtensionHeader, grant_facts),
                                 LICET_FIELD(ExtensionHeader, items), LICET_FIELD(ExtensionHeader, item_facts),
                                 LICET_FIELD(ExtensionHeader, records), LICET_FIELD(ExtensionHeader, has_suspended),
                                 LICET_FIELD(ExtensionHeader, suspended)}};
  layouts["TimeEntry"] = {sizeof(facts::TimeEntry),
                          {LICET_FIELD(TimeEntry, time), LICET_FIELD(TimeEntry, unused), LICET_FIELD(TimeEntry, since),
                           LICET_FIELD(TimeEntry, event)}};
  layouts["GrantFactEntry"] = {
      sizeof(facts::GrantFactEntry),
      {LICET_FIELD(GrantFactEntry, consent), LICET_FIELD(GrantFactEntry, grant), LICET_FIELD(GrantFactEntry, value)}};
  layouts["ItemEntry"] = {sizeof(facts::ItemEntry),
                          {LICET_FIELD(ItemEntry, text_first), LICET_FIELD(ItemEntry, text_bytes)}};
  layouts["ItemFactEntry"] = {
      sizeof(facts::ItemFactEntry),
      {LICET_FIELD(ItemFactEntry, item), LICET_FIELD(ItemFactEntry, unused), LICET_FIELD(ItemFactEntry, value)}};
  layouts["RecordsEntry"] = {
      sizeof(facts::RecordsEntry),
      {LICET_FIELD(RecordsEntry, kind), LICET_FIELD(RecordsEntry, consent), LICET_FIELD(RecordsEntry, first),
       LICET_FIELD(RecordsEntry, latest), LICET_FIELD(RecordsEntry, requested)}};
  return layouts;
}

#undef LICET_FIELD

TEST(StateLayout, IsOnThePageAsInTheCode) {
  const std::map<std::string, Layout> page = layouts_on_the_page();
  const std::map<std::string, Layout> code = layouts_in_the_code();
  ASSERT_EQ(page.size(), code.size());
  for (const auto& [name, layout] : code) {
    const auto found = page.find(name);
    ASSERT_NE(found, page.end()) << name;
    EXPECT_EQ(found->second.bytes, layout.bytes) << name;
    EXPECT_EQ(found->second.fields, layout.fields) << name;
  }
}

TEST(StateLayout, LeavesNoGapOnThePage) {
  const std::map<std::string, Layout> page = layouts_on_the_page();
  EXPECT_FALSE(page.empty());
  for (const auto& [name, layout] : page) {
    std::size_t at = 0;
    for (const Field& field : layout.fields) {
      EXPECT_EQ(field.at, at) << name << ", " << field.name;
      at = field.at + field.bytes;
    }
    EXPECT_EQ(at, layout.bytes) << name;
  }
}

}  // namespace
}  // namespace licet::docs
