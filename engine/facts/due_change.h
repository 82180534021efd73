#pragma once
// What a change of rows changes in the index by date. Private to engine/facts.
//
// A row says under which day it stands, so that its entry is found whatever policy set found the day. Thread rule: pure
// but for the read. Format: docs/store_format.md, "Due".

#include <engine/facts/fact_index.h>
#include <engine/facts/lmdb.h>
#include <string>
#include <vector>

namespace licet::facts {

struct DueWrites {
  struct Entry {
    std::string key;
    std::string value;  ///< empty: it goes
  };
  std::vector<Entry> entries;  ///< in order of key
  std::string head;
};

/// `before` has begun; it is what the change will be written upon. kDamaged if entries do not agree with rows;
/// kWrongUse if the days of rows were found by another retention key than the index has.
Result<DueWrites> due_writes(const ReadTransaction& before, const IndexChange& change);

/// The head of the entries; where there is none, that of an index that has none yet. kDamaged.
Result<DueHead> read_due_head(const ReadTransaction& read);

}  // namespace licet::facts
