#pragma once
// Words that every sentence about retention needs. Private to this stage.
//
// Pure functions; allocate.

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
/// What a period runs from: "the last contact", "the end of the year of invoice_date".
std::string anchor_of(const Speaker& speaker, const model::Anchor& anchor);

}  // namespace licet::explain
