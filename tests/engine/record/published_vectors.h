#pragma once
// What other implementations published, from the files in vectors/.

#include <algorithm>
#include <engine/base/base64.h>
#include <engine/base/digest.h>
#include <engine/record/note_key.h>
#include <engine/record/signed_note.h>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <string>
#include <tests/engine/record/scratch_directory.h>
#include <vector>

namespace licet::test {

inline std::filesystem::path vectors() {
  return std::filesystem::path(LICET_SOURCE_DIR) / "tests" / "engine" / "record" / "vectors";
}

/// The whole file.
inline std::string vector_file(const std::string& name) {
  std::string contents = contents_of(vectors() / name);
  EXPECT_FALSE(contents.empty()) << name;
  return contents;
}

/// The words of each line, but for the lines that say what the file is.
inline std::vector<std::vector<std::string>> vector_lines(const std::string& name) {
  std::istringstream file(vector_file(name));
  std::vector<std::vector<std::string>> lines;
  for (std::string line; std::getline(file, line);) {
    if (line.front() == '#') continue;
    std::istringstream words(line);
    lines.emplace_back(std::istream_iterator<std::string>(words), std::istream_iterator<std::string>());
  }
  EXPECT_FALSE(lines.empty()) << name;
  return lines;
}

inline std::string bytes_of_hex(const std::string& digits) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
  }
  return bytes;
}

inline Digest digest_of(const std::string& bytes) {
  Digest digest{};
  EXPECT_EQ(bytes.size(), digest.size());
  std::copy_n(bytes.begin(), std::min(bytes.size(), digest.size()), digest.begin());
  return digest;
}

inline Digest digest_of_base64(const std::string& text) { return digest_of(from_base64(text).value_or("")); }

/// The public key with this name.
inline record::NoteKey published_key(const std::string& name) {
  for (const auto& line : vector_lines("public_keys.txt")) {
    auto key = record::read_key(line.at(0));
    EXPECT_TRUE(key) << line.at(0);
    if (key && key->name == name) return *key;
  }
  ADD_FAILURE() << name;
  return {};
}

/// Its private key, where that is published.
inline record::NoteSigner published_signer(const std::string& name) {
  for (const auto& line : vector_lines("private_keys.txt")) {
    auto signer = record::read_private_key(line.at(0));
    EXPECT_TRUE(signer) << name;
    if (signer && signer->key.name == name) return *signer;
  }
  ADD_FAILURE() << name;
  return *record::note_signer("none", record::SigningKey(record::SecretKey()));
}

inline record::SignedNote published_note(const std::string& file) {
  auto note = record::SignedNote::read(vector_file(file));
  EXPECT_TRUE(note) << file << ": " << note.error().message;
  return *note;
}

}  // namespace licet::test
