#include <algorithm>
#include <engine/check/archive_reader.h>
#include <engine/check/parsed_set.h>
#include <engine/check/set_path.h>
#include <fmt/core.h>
#include <grammar/messages.h>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace licet::check {
namespace {

constexpr std::size_t kNumberBytes = 8;

tl::unexpected<Failure> damaged(std::string_view what) {
  return tl::unexpected(Failure{FailureKind::kDamaged, fmt::format("An archived policy set is damaged: {}.", what)});
}

struct StoredFile {
  std::string_view path;
  std::string_view text;
};

class ArchiveReader {
 public:
  ArchiveReader(const SetArchive& archive, const LoadLimits& limits)
      : archive_(archive), limits_(limits), rest_(archive.bytes) {}

  Result<SetOnDisk> read() {
    if (archive_.files == 0 || archive_.files > limits_.files) {
      return damaged(fmt::format("it says that it has {} policy files", archive_.files));
    }
    if (archive_.main_file >= archive_.files) return damaged("its main file is none of its files");
    // All before any is parsed, so that what is cut off costs little.
    std::vector<StoredFile> files;
    for (std::uint64_t i = 0; i < archive_.files; ++i) {
      if (auto read = read_file(files); !read) return tl::unexpected(std::move(read.error()));
    }
    for (const StoredFile& file : files) {
      add_file(loaded_, std::string(file.path), std::string(file.path), std::string(file.text));
    }
    loaded_.set.main_file = archive_.main_file;
    // With a statement left out, the wordings that follow could belong to it.
    if (!loaded_.set.is_complete) return tl::unexpected(first_error());
    for (const WordingMention& mention : wording_mentions(loaded_.set.files)) {
      if (auto read = read_wording(mention); !read) return tl::unexpected(std::move(read.error()));
    }
    if (!rest_.empty()) return damaged("bytes follow behind its last text");
    return std::move(loaded_);
  }

 private:
  /// None if the bytes end before the string does.
  std::optional<std::string_view> next_string() {
    if (rest_.size() < kNumberBytes) return std::nullopt;
    std::uint64_t length = 0;
    for (std::size_t i = kNumberBytes; i-- > 0;) length = length << 8U | static_cast<unsigned char>(rest_[i]);
    rest_.remove_prefix(kNumberBytes);
    if (length > rest_.size()) return std::nullopt;
    const std::string_view string = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return string;
  }

  Result<void> read_file(std::vector<StoredFile>& files) {
    const auto path = next_string();
    const auto text = next_string();
    if (!path || !text) return damaged("its bytes end within a policy file");
    if (!path_in_set({}, *path)) return damaged("what stands in the place of a file's path is none");
    if (text->size() > limits_.file_bytes || !counts(text->size())) return damaged("its policy files are too large");
    files.push_back({*path, *text});
    return {};
  }

  Result<void> read_wording(const WordingMention& mention) {
    const syntax::WordingClause& clause = *mention.clause;
    const auto name = next_string();
    if (!name) return damaged("its bytes end before the last wording");
    if (!clause.path) {
      if (*name != clause.id.text) return damaged("a wording without a text is not the one that its files mention");
      return {};
    }
    const auto text = next_string();
    if (!text) return damaged("its bytes end within the text of a wording");
    if (path_in_set(loaded_.set.paths[mention.file], clause.path->text) != *name) {
      return damaged("the text of a wording is not at the path that its files mention");
    }
    if (text->size() > limits_.wording_bytes || !counts(text->size())) {
      return damaged("the texts of its wordings are too large");
    }
    const auto [entry, is_new] = loaded_.set.wording_files.try_emplace({mention.file, clause.path->text}, *text);
    if (!is_new && entry->second != *text) return damaged("two mentions of one text have different bytes");
    return {};
  }

  /// False when the set is larger than any that was ever loaded.
  bool counts(std::size_t bytes) {
    bytes_ += bytes;
    return bytes_ <= limits_.set_bytes;
  }

  Failure first_error() const {
    const auto first =
        std::min_element(loaded_.findings.begin(), loaded_.findings.end(), [](const Finding& a, const Finding& b) {
          return std::tie(a.severity, a.range) < std::tie(b.severity, b.range);  // errors come before warnings
        });
    const Language language = loaded_.set.files[first->range.source.value].language;
    return refused_archive(grammar::describe(*first, loaded_.set.sources, language));
  }

  const SetArchive& archive_;
  LoadLimits limits_;
  std::string_view rest_;
  SetOnDisk loaded_;
  std::size_t bytes_ = 0;
};

}  // namespace

Result<SetOnDisk> read_archive(const SetArchive& archive, const LoadLimits& limits) {
  return ArchiveReader(archive, limits).read();
}

}  // namespace licet::check
