#include <engine/record/little_endian.h>
#include <tests/vectors/bundles/tool/sample_bundle.h>
#include <tests/vectors/bundles/tool/vector_table.h>

namespace licet::vectors {
namespace {

constexpr std::size_t kSectionsPlace = 12;
constexpr std::size_t kHash = 32;

std::string with(std::string bytes, std::size_t place, std::uint8_t byte) {
  bytes[place] = static_cast<char>(byte);
  return rehashed(std::move(bytes));
}

std::string with_sections(std::string bytes, std::uint32_t count) {
  record::put_number(bytes, kSectionsPlace, count);
  return rehashed(std::move(bytes));
}

/// The place of the first section with this tag.
std::size_t section(const std::string& bytes, std::string_view tag) { return bytes.find(tag); }

std::string without(std::string bytes, std::size_t place, std::size_t count) {
  return rehashed(bytes.erase(place, count));
}

std::string inserted(std::string bytes, std::size_t place, std::string_view more) {
  return rehashed(bytes.insert(place, more));
}

}  // namespace

void add_damaged_containers(std::vector<Vector>& all) {
  const std::string good = make_parts().join();
  const auto add = [&](std::string name, std::string bytes, std::string verdict = "damaged") {
    all.push_back({std::move(name), std::move(verdict), {print_key(log_signer().key)}, std::move(bytes)});
  };
  add("empty", "");
  add("short", good.substr(0, 47));
  add("cut", good.substr(0, good.size() - 1));
  add("longer", good + '\0');
  add("other_magic", with(good, 0, 'M'));
  add("a_flipped_bit", std::string(good).replace(100, 1, 1, static_cast<char>(good[100] ^ 4)));
  add("hash_flipped", std::string(good).replace(good.size() - 1, 1, 1, static_cast<char>(good.back() ^ 1)));
  add("container_of_version_2", with(good, 8, 2), "version");
  add("container_of_version_2_and_cut", with(good.substr(0, 1000), 8, 2), "version");
  add("container_of_version_0", with(good, 8, 0), "version");
  add("sections_fewer", with_sections(good, 9));
  add("sections_more", with_sections(good, 13));
  add("sections_even", with_sections(good, 10));
  add("sections_none", with_sections(good, 0));
  add("sections_very_many", with_sections(good, 0xFFFFFFFFU));
  add("tag_of_another_section", with(good, section(good, "ZONE"), 'z'));
  add("tag_without_zeros", with(good, section(good, "ZONE") + 5, 1));
  add("length_beyond_the_file", with(good, section(good, "EXPL") + 14, 1));
  add("length_largest", with(good, section(good, "EXPL") + 15, 0xFF));
  add("length_one_more", with(good, section(good, "EXPL") + 8, 3), "good");
  add("length_into_the_next", with(good, section(good, "EXPL") + 8, 9));
  add("padding_not_zero", with(good, section(good, "EXPL") + 16 + 7, 1));
  add("bytes_between_sections", inserted(good, section(good, "ZONE"), std::string(8, '\0')));
  add("bytes_after_sections", inserted(good, good.size() - kHash, std::string(8, '\0')));
  add("last_section_missing", without(good, good.rfind("PROF"), good.size() - kHash - good.rfind("PROF")));
  add("leaf_short", [] {
    BundleParts parts = make_parts();
    parts.decision.leaf.resize(103);
    parts.decision.payload.clear();
    return parts.join();
  }());
  BundleParts parts = make_parts();
  std::swap(parts.policy, parts.zone);
  std::string swapped = parts.join();
  swapped = replaced(replaced(replaced(swapped, "POLI", "xxxx"), "ZONE", "POLI"), "xxxx", "ZONE");
  add("sections_in_another_order", rehashed(swapped));
}

}  // namespace licet::vectors
