#include <algorithm>
#include <engine/check/parsed_set.h>
#include <grammar/parse.h>
#include <iterator>
#include <utility>

namespace licet::check {

void add_file(SetOnDisk& loaded, std::string path, std::string shown_path, std::optional<std::string> text) {
  LoadedSet& set = loaded.set;
  const SourceId number(set.files.size());
  grammar::Parsed parsed;
  parsed.file.source = number;
  if (text) parsed = grammar::parse(number, *text);
  const auto is_error = [](const Finding& finding) { return finding.severity == Severity::kError; };
  if (std::any_of(parsed.findings.begin(), parsed.findings.end(), is_error)) set.is_complete = false;
  set.lost.add(parsed.lost);
  std::move(parsed.findings.begin(), parsed.findings.end(), std::back_inserter(loaded.findings));
  set.files.push_back(std::move(parsed.file));
  set.sources.emplace_back(std::move(shown_path), text ? std::move(*text) : std::string());
  set.paths.push_back(std::move(path));
}

std::vector<WordingMention> wording_mentions(const std::vector<syntax::File>& files) {
  std::vector<WordingMention> mentions;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto add = [&](const std::vector<syntax::WordingClause>& clauses) {
      for (const syntax::WordingClause& clause : clauses) mentions.push_back({i, &clause});
    };
    for (const syntax::Declaration& declaration : files[i].declarations) {
      if (const auto* notice = std::get_if<syntax::NoticeDeclaration>(&declaration.node)) {
        add(notice->wordings);
      } else if (const auto* consent = std::get_if<syntax::ConsentDeclaration>(&declaration.node)) {
        add(consent->wordings);
      }
    }
  }
  return mentions;
}

}  // namespace licet::check
