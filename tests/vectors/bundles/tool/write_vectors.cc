// write_vectors DIRECTORY: writes the table of vectors, a file each, and their verdicts as JSON.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <tests/vectors/bundles/tool/vector_table.h>

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: write_vectors DIRECTORY\n", stderr);
    return 2;
  }
  const std::filesystem::path directory = argv[1];
  nlohmann::ordered_json table = nlohmann::ordered_json::array();
  for (const licet::vectors::Vector& each : licet::vectors::all_vectors()) {
    const std::string file = each.name + ".bundle";
    std::ofstream(directory / file, std::ios::binary) << each.bytes;
    table.push_back({{"file", file}, {"keys", each.keys}, {"verdict", each.verdict}});
  }
  std::ofstream out(directory / "verdicts.json");
  out << table.dump(1) << '\n';
  return out.good() ? 0 : 1;
}
