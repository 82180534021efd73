#include <engine/check/set_archive.h>
#include <fmt/core.h>

namespace licet::check {
namespace {

constexpr unsigned kNumberBytes = 8;

void add_string(std::string& to, std::string_view bytes) {
  for (unsigned i = 0; i < kNumberBytes; ++i) {
    to += static_cast<char>(static_cast<unsigned char>(std::uint64_t{bytes.size()} >> (8 * i)));
  }
  to += bytes;
}

}  // namespace

SetArchive archive_of(std::span<const model::SetFile> files, std::span<const model::Wording* const> wordings,
                      std::size_t main_file) {
  SetArchive archive;
  archive.files = files.size();
  archive.main_file = static_cast<std::uint32_t>(main_file);
  std::string& bytes = archive.bytes;
  for (const model::SetFile& file : files) {
    add_string(bytes, file.path);
    add_string(bytes, file.bytes);
  }
  for (const model::Wording* wording : wordings) {
    if (wording->path.empty()) {
      add_string(bytes, wording->id);
    } else {
      add_string(bytes, wording->path);
      add_string(bytes, wording->text);
    }
  }
  return archive;
}

Failure refused_archive(const Diagnostic& first_error) {
  return {FailureKind::kWrongUse,
          fmt::format("This version of Licet does not accept an archived policy set, because of \"{}\", line {}: {}",
                      first_error.place.path, first_error.place.line, first_error.message)};
}

}  // namespace licet::check
