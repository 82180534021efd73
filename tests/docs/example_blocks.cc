#include <algorithm>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <tests/docs/example_blocks.h>

namespace licet::docs {
namespace {

namespace fs = std::filesystem;

void add_blocks(const fs::path& project, const fs::path& document, std::vector<ExampleBlock>& blocks) {
  std::ifstream file(document);
  std::string line;
  bool inside = false;
  for (int number = 1; std::getline(file, line); ++number) {
    if (!inside && line == "```licet") {
      inside = true;
      blocks.push_back({fs::relative(document, project).generic_string(), number, {}});
    } else if (inside && line == "```") {
      inside = false;
    } else if (inside) {
      blocks.back().text += line + '\n';
    }
  }
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const ExampleBlock& block) {
  return out << block.document << ':' << block.line;
}

std::vector<ExampleBlock> example_blocks() {
  const fs::path project = LICET_SOURCE_DIR;
  std::vector<fs::path> documents{project / "README.md"};
  for (const char* folder : {"docs", "policies"}) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(project / folder)) {
      const bool wrong_on_purpose = entry.path().filename() == "diagnostics.md";
      if (entry.path().extension() == ".md" && !wrong_on_purpose) documents.push_back(entry.path());
    }
  }
  std::sort(documents.begin(), documents.end());
  std::vector<ExampleBlock> blocks;
  for (const fs::path& document : documents) add_blocks(project, document, blocks);
  return blocks;
}

}  // namespace licet::docs
