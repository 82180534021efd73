#pragma once
// Words that every sentence about retention needs. Private to this stage.
//
// Pure functions; allocate.

#include <engine/base/source.h>
#include <engine/decide/retention.h>
#include <engine/explain/speaker.h>
#include <optional>
#include <string>
#include <vector>

namespace licet::explain {

/// ", AO § 147(3), HGB § 257(4)"; nothing without any.
std::string citations(const Speaker& speaker, const std::vector<std::string>& because);
/// " (Invoices)"; nothing without a title.
std::string title_of(const Speaker& speaker, model::RetentionId rule);
/// What a sentence is about.
struct Subject {
  std::string words;
  bool is_name = false;
  bool is_plural = false;
};

/// "invoice", "invoice “4711”"; of Licet's own records what they are in words. `data` as in DueEntry.
Subject subject_of(const Speaker& speaker, const std::string& data, const std::optional<std::string>& item);
/// "8 years".
std::string length_of(const Speaker& speaker, time::Period period);
/// "at least 8 years after the end of the year of invoice_date (15 March 2018)": what the period runs from, with its
/// date if there is one, why the collection stands in for it, and what prolongs it; `is_past` tells whether it has
/// ended. Nothing if the rule has no such period.
std::string period_of(const Speaker& speaker, const SourceFiles& sources, const decide::HeldCategory& held,
                      const decide::RulePeriods& periods, bool at_least, bool is_past);
/// "is not known" or "are not known".
std::string known_of(const Speaker& speaker, const std::vector<std::string>& facts);

}  // namespace licet::explain
