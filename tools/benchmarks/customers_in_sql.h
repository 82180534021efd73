#pragma once
// The customers of one shop in SQLite, and one question as one statement.
//
// What is asked: may own similar products be advertised to the customer by e-mail? Each fact that the forty rules look
// at for it stands in a column, of what lasts for a time when that begins or ends, as a company that asks only this
// would have it. Ends the program with a message where SQLite fails. Thread rule: one thread.

#include <filesystem>
#include <licet/instant.h>
#include <memory>
#include <string>
#include <string_view>
#include <tools/benchmarks/forty_rules_by_hand.h>

namespace licet::benchmarks {

class CustomersInSql {
 public:
  /// Makes the file; one that is there is taken as it is.
  explicit CustomersInSql(const std::filesystem::path& file);
  CustomersInSql(const CustomersInSql&) = delete;
  CustomersInSql& operator=(const CustomersInSql&) = delete;
  ~CustomersInSql();

  bool is_filled() const { return filled_; }
  /// Between begin() and end().
  void add(std::string_view id, const by_hand::Customer& customer, const time::Zone& zone);
  void begin();
  void end();

  /// How many are permitted at this time; each identifier is read.
  std::size_t ask(Instant at);

 private:
  struct State;
  std::unique_ptr<State> state_;
  bool filled_ = false;
};

}  // namespace licet::benchmarks
