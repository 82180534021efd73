#pragma once
// Policy texts and places within them.
//
// A SourceFile is immutable after construction and may be read from many threads. Ranges are half-open byte
// offsets; lines and columns, which people see, count from 1 in code points.

#include <cstdint>
#include <engine/base/strong_id.h>
#include <licet/diagnostic.h>
#include <string>
#include <string_view>
#include <vector>

namespace licet {

using SourceId = Id<struct SourceTag>;

/// Bytes `begin` up to, not including, `end` of one file.
struct SourceRange {
  SourceId source;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend constexpr auto operator<=>(const SourceRange&, const SourceRange&) = default;
};

class SourceFile {
 public:
  /// `path` is how the file is named in messages. `text` is kept as it is, a byte-order mark included.
  SourceFile(std::string path, std::string text);

  const std::string& path() const { return path_; }
  const std::string& text() const { return text_; }

  /// The place of a range, with its line's text; O(log lines + length of the line). A range over several lines is
  /// marked up to the end of its first line. Of a line longer than 160 code points only the part around the place is
  /// given; Place::text_column says where that part begins.
  Place place_of(SourceRange range) const;

 private:
  std::string path_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_;
};

/// The files of a policy set, in order of loading. SourceRange::source indexes it.
using SourceFiles = std::vector<SourceFile>;

}  // namespace licet
