#pragma once
// A text that holds a key or a seed, overwritten at its end. Private to engine/record.
//
// Thread rule: one thread at a time. What it was made from is overwritten by nobody: it is moved in.

#include <engine/record/cipher.h>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace licet::record {

class SecretText {
 public:
  explicit SecretText(std::string text) : text_(std::move(text)) {}
  SecretText(const SecretText&) = delete;
  SecretText& operator=(const SecretText&) = delete;
  ~SecretText() { overwrite(std::span<char>(text_)); }
  std::string_view text() const { return text_; }

 private:
  std::string text_;
};

/// In a file's mode: group or others may do anything with it.
inline constexpr std::uint32_t kRightsOfOthers = 077;

}  // namespace licet::record
