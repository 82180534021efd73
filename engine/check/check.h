#pragma once
// Syntax trees of a policy set → model, or what is wrong with them.
//
// Pure: reads no file and no clock. Thread rule: calls are independent.

#include <engine/base/finding.h>
#include <engine/check/model.h>
#include <engine/check/scenarios.h>
#include <engine/check/set_archive.h>
#include <grammar/lost_names.h>
#include <grammar/syntax_tree.h>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace licet::check {

/// A policy set as loaded: files in order of loading, parsed, and the bytes of the wording files they name.
struct LoadedSet {
  std::vector<syntax::File> files;  ///< in order of loading
  std::vector<std::string> paths;   ///< of each file, relative to the set, with `/`
  SourceFiles sources;              ///< SourceRange::source indexes it; same order as `files`
  std::size_t main_file = 0;        ///< the file whose header names the set
  /// Bytes of each wording file found, by (index of the file that names it, path as written there).
  std::map<std::pair<std::size_t, std::string>, std::string> wording_files;
  /// A compiled time zone in place of the installed one that the set names; empty: the installed one.
  std::string zone_bytes;
  /// False if a file, or a statement with a mistake, was left out: then there is no model.
  bool is_complete = true;
  /// What was left out may have declared: names of these, and other mere consequences, are not found to be unknown.
  grammar::LostNames lost;
};

/// `model` is set only if there is no error among `findings` and the set is complete. Findings are sorted by place.
struct Checked {
  std::shared_ptr<const model::Model> model;
  std::vector<model::Scenario> scenarios;
  Findings findings;
  SetArchive archive;  ///< empty without a model
};

/// Checks all that language.md sections 1 to 8 and 10 demand. Time grows with the text times log of the names;
/// no recursion over hierarchies, overrides or named conditions.
Checked check(const LoadedSet& set);

}  // namespace licet::check
