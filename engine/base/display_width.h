#pragma once
// How code points look on a terminal. Pure functions. Source: Unicode Standard Annex #11 (East Asian Width), in
// the ranges that matter for placing a mark under a text; not a complete table.

namespace licet {

/// Columns of a terminal: 0 for marks that combine with the letter before, 2 for wide characters, otherwise 1.
int display_width(char32_t point);

/// Would it steer the terminal, or the order of what stands around it, in place of showing something? (Controls other
/// than tab, directional overrides and isolates.)
bool is_steering(char32_t point);

}  // namespace licet
