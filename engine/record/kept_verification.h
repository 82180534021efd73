#pragma once
// Verifying that records of kind kKept hold what the originals held. Private to engine/record.
//
// Thread rule: one thread at a time. Memory: about 100 bytes for each such record.

#include <cstdint>
#include <engine/base/digest.h>
#include <engine/record/leaf.h>
#include <engine/record/open_file.h>
#include <licet/result.h>
#include <map>
#include <string_view>
#include <vector>

namespace licet::record {

class KeptVerification {
 public:
  /// What the record with this number keeps. False if no record can keep that.
  bool add(std::uint64_t number, std::string_view content);

  /// Is any original numbered `first` to `next` less one?
  bool any_between(std::uint64_t first, std::uint64_t next) const;
  /// The numbers of those records whose originals stand in this segment, in its first `bytes`, and held something else.
  /// Where the head of an original is not good nothing is said of it.
  Result<std::vector<std::uint64_t>> wrong_in(const OpenFile& file, std::uint64_t first, std::uint64_t bytes) const;

 private:
  struct Expected {
    std::uint64_t number = 0;
    Digest commitment{};
    bool as_event = false;     ///< is the payload one of an event?
    bool as_decision = false;  ///< likewise
  };
  static bool is_right(const Expected& expected, const Leaf& original);

  std::multimap<std::uint64_t, Expected> expected_;  ///< by the number of the original
};

}  // namespace licet::record
