#pragma once
// The ids of events that a dry run has come across, and what they stood for.
//
// Thread rule: one thread. Memory: 16 bytes for each event, in a table that is at least a third and at most two thirds
// full, so 24 to 48 bytes; while it grows half as much again. Of an id and of a content 64 bits are kept: among 100
// million events two are taken for one with a chance below one in a thousand.

#include <cstdint>
#include <string_view>
#include <vector>

namespace licet::tool {

class SeenIds {
 public:
  enum class Answer : std::uint8_t {
    kFresh,     ///< not seen before
    kRepeated,  ///< seen, with the same content
    kOther,     ///< seen, with another content
  };

  Answer take(std::string_view id, std::string_view content);

 private:
  struct Entry {
    std::uint64_t id = 0;  ///< 0: empty
    std::uint64_t content = 0;
  };

  /// Where the id stands, or where it belongs.
  Entry& place(std::uint64_t id);
  void grow();

  std::vector<Entry> table_;  ///< open addressing; as many as a power of two
  std::size_t count_ = 0;
};

}  // namespace licet::tool
