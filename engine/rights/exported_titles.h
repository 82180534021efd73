#pragma once
// The titles of all names that stand in an export.
//
// Private to engine/rights. Pure function.

#include <engine/check/model.h>
#include <licet/export.h>

namespace licet::rights {

/// Of what the export has, its own `titles` left aside: only names with a title.
ExportedTitles exported_titles(const model::Model& model, const Export& all);

}  // namespace licet::rights
