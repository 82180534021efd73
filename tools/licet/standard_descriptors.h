#pragma once
// Standard input, output and error are there, or cannot be used; no file gets their place.

namespace licet::tool {

/// Where one of the three is closed, its place is taken by what can be read and written only the wrong way round, so
/// that using it fails. Otherwise the next file that is opened would get it, and be written into with what is said.
/// Call first of all, before anything is opened.
void take_places_of_closed_descriptors();

}  // namespace licet::tool
