#pragma once
// What can be kept: categories of data, and Licet's own records of a holder.
//
// Source: language-additions.md "Retention that follows the statute". A declared category wins over `objections` and
// `decisions`. Precondition: declare_names has run.

#include <engine/check/checking.h>
#include <optional>
#include <string>
#include <variant>

namespace licet::check {

/// A category, the proof of a consent, or one of the two records that have no name of their own.
enum class OwnRecord : std::uint8_t { kObjections, kDecisions };
using KeptThing = std::variant<model::DataId, model::ConsentId, OwnRecord>;

/// What is meant; none if the name was reported.
std::optional<KeptThing> resolve_kept(Checking& checking, const syntax::Kept& kept);

/// The same of a name in a request for erasure: a category, `proof of C` in one name, or `objections`.
std::optional<KeptThing> resolve_erasable(Checking& checking, const syntax::Name& name);

/// Does a name in another event mean one of these records? Then it was reported: no event but a request for erasure
/// concerns them.
bool report_record_in_event(Checking& checking, const syntax::GivenEvent& given, const syntax::Name& name);

/// As lines of what falls due, and events, call it: the category, `proof of C`, `objections`, `decisions`.
std::string name_of(const model::Model& model, const KeptThing& thing);

}  // namespace licet::check
