#include <algorithm>
#include <engine/check/names.h>
#include <engine/check/parsed_set.h>
#include <engine/check/set_files.h>
#include <engine/check/set_path.h>
#include <engine/check/set_reader.h>
#include <grammar/codes_of_meaning.h>
#include <grammar/parse.h>
#include <iterator>
#include <system_error>
#include <unordered_map>
#include <utility>

namespace licet::check {
namespace {

using namespace grammar::meaning;
namespace fs = std::filesystem;

/// A file whose uses are being loaded. Its number is known, and the places in its tree can be said, only when all of
/// them are.
struct OpenFile {
  std::string path;
  std::string identity;
  std::optional<std::string> text;  ///< none if it was left out
  std::vector<syntax::UseClause> uses;
  Findings findings;  ///< about its uses
  std::size_t next_use = 0;
};

Finding finding_at(Code code, SourceRange range, std::vector<std::string> arguments) {
  Finding finding;
  finding.code = code;
  finding.range = range;
  finding.arguments = std::move(arguments);
  return finding;
}

class SetReader {
 public:
  SetReader(SetFiles listed, const LoadLimits& limits) : listed_(std::move(listed)), limits_(limits) {
    for (const std::string& file : listed_.files) path_of_.emplace(identity_of(listed_.root / file), file);
  }

  Result<SetOnDisk> read() {
    for (const std::string& file : listed_.files) {
      const std::string identity = identity_of(listed_.root / file);
      if (number_of_.contains(identity)) continue;
      if (!open(file, identity)) {
        return tl::unexpected(
            Failure{FailureKind::kNotReadable, "\"" + (listed_.root / file).generic_string() + "\" cannot be read."});
      }
      close_all();
      if (is_full_) break;
    }
    return finish(identity_of(listed_.root / listed_.files.front()));
  }

  /// The text is the only file listed; it is on no disk.
  SetOnDisk read(std::string text) {
    const std::string& name = listed_.files.front();
    // No file has a relative path as its identity.
    take(name, name, std::move(text));
    close_all();
    return finish(name);
  }

 private:
  SetOnDisk finish(const std::string& main_identity) {
    const auto main = number_of_.find(main_identity);
    if (main != number_of_.end()) loaded_.set.main_file = main->second;
    read_wordings();
    return std::move(loaded_);
  }

  /// False if there is no such file.
  bool open(const std::string& path, const std::string& identity) {
    std::optional<std::string> text = read_bytes(listed_.root / path, limits_.file_bytes);
    if (!text) return false;
    take(path, identity, std::move(*text));
    return true;
  }

  void take(const std::string& path, const std::string& identity, std::string text) {
    OpenFile file;
    file.path = path;
    file.identity = identity;
    const std::size_t count = loaded_.set.files.size() + open_.size();
    if (text.size() > limits_.file_bytes) {
      leave_out(file, kFileTooLarge, {path, std::to_string(limits_.file_bytes)});
    } else if (bytes_ + text.size() > limits_.set_bytes) {
      leave_out(file, kSetTooLarge, {std::to_string(limits_.set_bytes)});
      is_full_ = true;
    } else if (count >= limits_.files) {
      leave_out(file, kTooManyFiles, {std::to_string(limits_.files)});
      is_full_ = true;
    } else {
      bytes_ += text.size();
      file.text = std::move(text);
      file.uses = grammar::parse_header(*file.text).uses;
    }
    place_when_open_.emplace(identity, open_.size());
    open_.push_back(std::move(file));
  }

  void leave_out(OpenFile& file, Code code, std::vector<std::string> arguments) {
    file.findings.push_back(finding_at(code, {}, std::move(arguments)));
    miss_file();
  }

  void miss_file() {
    loaded_.set.is_complete = false;
    loaded_.set.lost.anything = true;
  }

  /// Loads what the open files use, the last first, until all are closed. Keeps its own stack: uses can be long chains.
  void close_all() {
    while (!open_.empty()) {
      OpenFile& file = open_.back();
      if (!is_full_ && file.next_use < file.uses.size()) {
        const syntax::Text use = file.uses[file.next_use++].path;
        follow(use);
      } else {
        close(std::move(file));
        open_.pop_back();
      }
    }
  }

  void follow(const syntax::Text& use) {
    const std::size_t user = open_.size() - 1;
    const auto report = [&](Code code, std::string argument) {
      open_[user].findings.push_back(finding_at(code, use.range, {std::move(argument)}));
    };
    std::optional<std::string> path = path_in_set(open_[user].path, use.text);
    if (!path) {
      miss_file();
      return report(kPathNotRelative, use.text);
    }
    const std::string& identity = identity_at(*path);
    if (number_of_.contains(identity)) return;
    if (const auto listed = path_of_.find(identity); listed != path_of_.end()) path = listed->second;
    if (const auto earlier = place_when_open_.find(identity); earlier != place_when_open_.end()) {
      std::vector<std::uint32_t> circle;
      for (std::size_t i = earlier->second; i < open_.size(); ++i) circle.push_back(static_cast<std::uint32_t>(i));
      return report(kUseCycle, spell_circle(circle, "uses", [&](std::uint32_t i) { return open_[i].path; }));
    }
    std::error_code error;
    if (identity.empty() || !fs::is_regular_file(listed_.root / *path, error) || !open(*path, identity)) {
      miss_file();
      report(kUseMissing, use.text);
    }
  }

  /// Remembered, because a text can name the same file very often.
  const std::string& identity_at(const std::string& path) {
    const auto [entry, is_new] = identity_of_path_.try_emplace(path);
    if (is_new) entry->second = identity_of(listed_.root / path);
    return entry->second;
  }

  void close(OpenFile&& file) {
    const std::size_t number = loaded_.set.files.size();
    for (Finding& finding : file.findings) finding.range.source = SourceId(number);
    std::move(file.findings.begin(), file.findings.end(), std::back_inserter(loaded_.findings));
    place_when_open_.erase(file.identity);
    number_of_.emplace(std::move(file.identity), number);
    std::string shown_path = (listed_.root / file.path).lexically_normal().generic_string();
    add_file(loaded_, std::move(file.path), std::move(shown_path), std::move(file.text));
  }

  void read_wordings() {
    for (const WordingMention& mention : wording_mentions(loaded_.set.files)) {
      read_wording(mention.file, *mention.clause);
    }
  }

  /// What cannot be read is left to check(), which misses it.
  void read_wording(std::size_t file, const syntax::WordingClause& wording) {
    if (!wording.path) return;
    const auto path = path_in_set(loaded_.set.paths[file], wording.path->text);
    if (!path) return;
    const auto [entry, is_new] = loaded_.set.wording_files.try_emplace({file, wording.path->text});
    if (is_full_) return;
    if (is_new) {
      std::error_code error;
      std::optional<std::string> bytes;
      if (fs::is_regular_file(listed_.root / *path, error)) {
        bytes = read_bytes(listed_.root / *path, limits_.wording_bytes);
      }
      if (!bytes) {
        loaded_.set.wording_files.erase(entry);
        return;
      }
      if (bytes->size() > limits_.wording_bytes) {
        loaded_.findings.push_back(finding_at(kWordingTooLarge, wording.path->range,
                                              {wording.path->text, std::to_string(limits_.wording_bytes)}));
        bytes->clear();
      }
      entry->second = std::move(*bytes);
    }
    // Each mention counts, because the model keeps the text with each.
    bytes_ += entry->second.size();
    if (bytes_ <= limits_.set_bytes) return;
    is_full_ = true;
    loaded_.set.is_complete = false;
    loaded_.findings.push_back(finding_at(kSetTooLarge, wording.path->range, {std::to_string(limits_.set_bytes)}));
  }

  SetFiles listed_;
  LoadLimits limits_;
  SetOnDisk loaded_;
  std::vector<OpenFile> open_;
  std::unordered_map<std::string, std::size_t> number_of_;        ///< by identity, of what is loaded
  std::unordered_map<std::string, std::size_t> place_when_open_;  ///< by identity, in open_
  std::unordered_map<std::string, std::string> path_of_;          ///< by identity, of what is listed
  std::unordered_map<std::string, std::string> identity_of_path_;
  std::size_t bytes_ = 0;
  bool is_full_ = false;
};

}  // namespace

Result<SetOnDisk> read_set(const fs::path& path, const LoadLimits& limits) {
  auto listed = list_set_files(path);
  if (!listed) return tl::unexpected(listed.error());
  return SetReader(std::move(*listed), limits).read();
}

SetOnDisk read_text(std::string text, std::string name, const LoadLimits& limits) {
  return SetReader(SetFiles{{}, {std::move(name)}}, limits).read(std::move(text));
}

}  // namespace licet::check
