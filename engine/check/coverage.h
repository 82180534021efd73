#pragma once
// Which data categories a `with` clause reaches: the rule that data must be named, and special data as such.
//
// Pure functions of the model; questions allocate nothing. Source: language.md section 2, "Data must be named".

#include <engine/check/model.h>

namespace licet::model {

/// May a permit or a consent with this clause reach `category`? It must name the category or what that lies within,
/// and every special category that is, or lies within, `category` must be covered by a named special one.
/// O(names of the clause).
bool clause_covers(const Model& model, const DataClause& clause, DataId category);

/// Does a forbid with this clause touch `category`? What overlaps a named one is touched; `any data` touches what
/// overlaps something that is not special.
/// O(names of the clause), of `any data` O(depth of the hierarchy).
bool clause_touches(const Model& model, const DataClause& clause, DataId category);

/// Fills Model::special_tops from the hierarchy and Model::special.
void count_special_tops(Model& model);

}  // namespace licet::model
