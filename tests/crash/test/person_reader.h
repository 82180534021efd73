#pragma once
// A process that has a store open for reading all the while, and looks at a person who is erased beside it.

#include <filesystem>
#include <licet/licet.h>
#include <sys/types.h>
#include <tests/crash/erased_person.h>

namespace licet::crash {

/// What a store says of a person: numbers of events, and what is decided.
struct PersonSeen {
  std::vector<std::uint64_t> events;
  Outcome outcome = Outcome::kDeny;

  friend bool operator==(const PersonSeen&, const PersonSeen&) = default;
};

/// What is to be seen before and after; nothing between the two.
struct PersonStates {
  PersonSeen whole;
  PersonSeen erased;
};

enum class Look : char {
  kWhole = 'w',
  kErased = 'e',
  kWrong = 'h',     ///< neither; or whole after it was erased
  kNoAnswer = 'n',  ///< the store says that it cannot answer
};

Look look(Store& store, const PolicySet& policy, const ErasedPerson& person, const PersonStates& states);

class PersonReader {
 public:
  /// Has the store open when it returns.
  PersonReader(const std::filesystem::path& directory, const PolicySet& policy, const ErasedPerson& person,
               const PersonStates& states);
  ~PersonReader();
  PersonReader(const PersonReader&) = delete;
  PersonReader& operator=(const PersonReader&) = delete;

  /// Looks once more. kWrong if it ever saw what is wrong, kNoAnswer if it ever got none.
  Look ask();

 private:
  pid_t child_ = -1;
  int to_ = -1;
  int from_ = -1;
};

}  // namespace licet::crash
