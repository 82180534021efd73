#pragma once
// What check() finds wrong, gathered in any order and given out by place.
//
// Thread rule: one thread.

#include <engine/base/finding.h>
#include <functional>
#include <grammar/lost_names.h>
#include <string>
#include <vector>

namespace licet::check {

class Report {
 public:
  /// All names that could have been meant, in source order. Called only for the findings that can be shown.
  using Candidates = std::function<std::vector<std::string>()>;
  /// What was meant if none of the names is near, such as a keyword; may be empty. Called as rarely.
  using Otherwise = std::function<std::string()>;

  void add(Code code, SourceRange range, std::vector<std::string> arguments = {}, std::vector<FindingNote> notes = {});

  /// What does not keep the set from being used.
  void warn(Code code, SourceRange range, std::vector<std::string> arguments);

  /// `word` is none of the candidates.
  void add_unknown(Code code, SourceRange range, std::vector<std::string> arguments, std::string word,
                   Candidates candidates, std::vector<FindingNote> notes = {}, Otherwise otherwise = {});

  /// The findings by file and place; for the first limits::kDiagnostics of them the nearest name is looked up, as long
  /// as that takes no more than a second or so in very large sets. Those that could be mere consequences of what is
  /// missing are left out.
  Findings finish(const grammar::LostNames& lost);

 private:
  struct Entry {
    Finding finding;
    std::string word;
    Candidates candidates;
    Otherwise otherwise;
  };
  std::vector<Entry> entries_;
};

}  // namespace licet::check
