// damaged_bundles COUNT SEED DIRECTORY [BUNDLE...]: writes so many damaged bundles into a directory, and what the
// verifier of this project says of each, for others to be held against it. Damaged are the good ones of the table of
// vectors, and those that are given, which must be good.
#include <cstdio>
#include <cstdlib>
#include <engine/record/bundle_check.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <tests/vectors/bundles/tool/random_damage.h>
#include <tests/vectors/bundles/tool/sample_bundle.h>
#include <tests/vectors/bundles/tool/vector_table.h>

namespace {

using namespace licet;

std::string verdict_of(const std::string& bytes, std::span<const record::NoteKey> keys) {
  const auto checked = record::check_bundle(bytes, keys);
  return checked ? "good" : std::string(name_of(checked.error().check));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fputs("usage: damaged_bundles COUNT SEED DIRECTORY [BUNDLE...]\n", stderr);
    return 2;
  }
  const auto count = std::strtoull(argv[1], nullptr, 10);
  vectors::RandomDamage damage(std::strtoull(argv[2], nullptr, 10));
  const std::filesystem::path directory = argv[3];
  std::vector<std::string> good;
  for (vectors::Vector& each : vectors::all_vectors()) {
    if (each.verdict == "good") good.push_back(std::move(each.bytes));
  }
  for (int i = 4; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    good.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    if (verdict_of(good.back(), {}) != "good") {
      std::fputs("damaged_bundles: a bundle that is given is not good\n", stderr);
      return 2;
    }
  }
  const record::NoteKey key = vectors::log_signer().key;
  nlohmann::ordered_json table = nlohmann::ordered_json::array();
  std::map<std::string, std::uint64_t> verdicts;
  for (unsigned long long i = 0; i < count; ++i) {
    const std::string bytes = damage.damaged(good);
    // Of the bundles that are given the key is not known.
    const bool with_key = argc == 4 && i % 2 == 0;
    const std::string verdict = with_key ? verdict_of(bytes, {&key, 1}) : verdict_of(bytes, {});
    const std::string file = std::to_string(i) + ".bundle";
    std::ofstream(directory / file, std::ios::binary) << bytes;
    nlohmann::ordered_json keys = nlohmann::ordered_json::array();
    if (with_key) keys.push_back(print_key(key));
    table.push_back({{"file", file}, {"keys", std::move(keys)}, {"verdict", verdict}});
    ++verdicts[verdict];
  }
  std::ofstream out(directory / "verdicts.json");
  out << table.dump(1) << '\n';
  for (const auto& [verdict, times] : verdicts) {
    std::printf("%-10s %llu\n", verdict.c_str(), static_cast<unsigned long long>(times));
  }
  return out.good() ? 0 : 1;
}
