#pragma once
// What is handed to a person, as JSON. The forms are described in docs/export.md.
//
// Pure functions. Source: Art. 15 and 20 GDPR; language.md sections 11 and 13.

#include <licet/diagnostic.h>
#include <licet/export.h>
#include <licet/result.h>
#include <span>
#include <string>
#include <vector>

namespace licet::exchange {

/// The person's rights, said in one language.
struct RightsSaid {
  Language language = Language::kEnglish;
  std::vector<PersonalRight> rights;
};

/// Everything (Art. 15): one object on one line, without its end; never a part of it. kLimit, kContradiction: it could
/// not be written.
Result<std::string> write_export(const Export& all, std::span<const RightsSaid> rights);

/// What the person provided (Art. 20), and what decides about it elsewhere: a line for each event, as read_event takes
/// it, each ended. Recorded in a fresh store they come to the same decisions. Those that never counted and those that
/// say so are left out.
Result<std::string> write_portable(const Export& all);

/// The consents as consent records after ISO/IEC TS 27560 in terms of the W3C's Data Privacy Vocabulary: one object of
/// JSON-LD on one line, without its end. Only what is on the record stands in it.
Result<std::string> write_consent_records(const Export& all);

/// Does an event of this kind mean something elsewhere: what the person provided, or what was done about it?
bool is_portable(EventKind kind);

}  // namespace licet::exchange
