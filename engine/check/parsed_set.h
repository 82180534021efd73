#pragma once
// How a set is put together from its texts, wherever they come from: a disk or an archive.
//
// Thread rule: one thread a set.

#include <engine/check/set_reader.h>
#include <optional>
#include <string>
#include <vector>

namespace licet::check {

/// Parses a text as the set's next file. `path` is relative to the set, `shown_path` what messages say. Without a text
/// the file was left out, and counts as empty.
void add_file(SetOnDisk& loaded, std::string path, std::string shown_path, std::optional<std::string> text);

/// A clause `wording`, and the number of the file that it stands in.
struct WordingMention {
  std::size_t file = 0;
  const syntax::WordingClause* clause = nullptr;  ///< as long as the trees
};

/// All of a set, in source order, which is that of the digest.
std::vector<WordingMention> wording_mentions(const std::vector<syntax::File>& files);

}  // namespace licet::check
