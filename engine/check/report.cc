#include <algorithm>
#include <array>
#include <engine/base/nearest_name.h>
#include <engine/check/report.h>
#include <grammar/codes_of_meaning.h>
#include <licet/limits.h>
#include <tuple>
#include <utility>

namespace licet::check {
namespace {

using namespace grammar::meaning;

using grammar::Phrase;

/// The kinds of declarations that a name that nothing declares was sought among.
struct Sought {
  Code code;
  Phrase kind;
};
constexpr std::array kSought = {
    Sought{kUnknownPurpose, Phrase::kPurpose},     Sought{kUnknownAction, Phrase::kAction},
    Sought{kUnknownChannel, Phrase::kChannel},     Sought{kUnknownData, Phrase::kData},
    Sought{kUnknownRecipient, Phrase::kRecipient}, Sought{kUnknownFact, Phrase::kFact},
    Sought{kUnknownFact, Phrase::kCondition},      Sought{kUnknownNotice, Phrase::kNotice},
    Sought{kUnknownDuty, Phrase::kDuty},           Sought{kUnknownCondition, Phrase::kCondition},
    Sought{kUnknownCondition, Phrase::kFact},      Sought{kUnknownConsent, Phrase::kConsent},
    Sought{kUnknownRule, Phrase::kRule},           Sought{kUnknownLevel, Phrase::kLevel}};

/// Could this finding come from a statement that is missing, rather than from the text at its place?
bool may_be_consequence(Code code, const std::string& word, const grammar::LostNames& lost) {
  if (code == kFirstLevelHasCondition || code == kFirstLevelAbove) return lost.may_declare(Phrase::kLevel);
  if (code == kNoRetention || code == kFirstStageAlone) {
    return lost.may_declare(Phrase::kRetention) || lost.may_declare(Phrase::kData);
  }
  if (code == kNothingByItem) return lost.may_declare(Phrase::kData);
  return std::any_of(kSought.begin(), kSought.end(),
                     [&](const Sought& sought) { return sought.code == code && lost.may_declare(sought.kind, word); });
}

/// How many names are compared for one report.
constexpr std::size_t kMostCompared = 200'000;

/// Names of a length that differs by more than nearest_names allows are not worth comparing.
std::string nearest(const std::string& word, std::vector<std::string> candidates, std::size_t& compared) {
  const std::size_t slack = std::max<std::size_t>(1, word.size() / 3) * 2;
  std::erase_if(candidates, [&](const std::string& candidate) {
    return candidate.size() > word.size() + slack || candidate.size() + slack < word.size();
  });
  compared += candidates.size();
  if (compared > kMostCompared) return {};
  std::vector<std::string> found = nearest_names(word, candidates, 1);
  return found.empty() ? std::string() : std::move(found.front());
}

}  // namespace

void Report::add(Code code, SourceRange range, std::vector<std::string> arguments, std::vector<FindingNote> notes) {
  Finding finding;
  finding.code = code;
  finding.range = range;
  finding.arguments = std::move(arguments);
  finding.notes = std::move(notes);
  entries_.push_back({std::move(finding), {}, {}, {}});
}

void Report::warn(Code code, SourceRange range, std::vector<std::string> arguments) {
  add(code, range, std::move(arguments));
  entries_.back().finding.severity = Severity::kWarning;
}

void Report::add_unknown(Code code, SourceRange range, std::vector<std::string> arguments, std::string word,
                         Candidates candidates, std::vector<FindingNote> notes, Otherwise otherwise) {
  add(code, range, std::move(arguments), std::move(notes));
  entries_.back().word = std::move(word);
  entries_.back().candidates = std::move(candidates);
  entries_.back().otherwise = std::move(otherwise);
}

Findings Report::finish(const grammar::LostNames& lost) {
  std::erase_if(entries_, [&](const Entry& entry) { return may_be_consequence(entry.finding.code, entry.word, lost); });
  std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
    return std::tie(a.finding.range, a.finding.code) < std::tie(b.finding.range, b.finding.code);
  });
  Findings findings;
  std::size_t compared = 0;
  findings.reserve(entries_.size());
  for (Entry& entry : entries_) {
    if (entry.candidates && findings.size() < limits::kDiagnostics) {
      entry.finding.nearest = nearest(entry.word, entry.candidates(), compared);
      if (entry.finding.nearest.empty() && entry.otherwise) entry.finding.nearest = entry.otherwise();
    }
    findings.push_back(std::move(entry.finding));
  }
  entries_.clear();
  return findings;
}

}  // namespace licet::check
