#include <engine/record/log.h>
#include <fcntl.h>
#include <tools/benchmarks/dice.h>
#include <tools/benchmarks/or_end.h>
#include <tools/benchmarks/raw_append.h>
#include <unistd.h>
#include <utility>

namespace licet::benchmarks {
namespace {

constexpr int kOwnerOnly = 0600;

}  // namespace

RawAppend::RawAppend(std::filesystem::path path) : path_(std::move(path)) {
  file_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, kOwnerOnly);
  if (file_ < 0) end_program("cannot make " + path_.string());
}

RawAppend::~RawAppend() {
  ::close(file_);
  ::unlink(path_.c_str());
}

void RawAppend::append(std::size_t bytes) {
  if (end_ + bytes > record::LogOptions().segment_bytes) {
    if (::ftruncate(file_, 0) != 0) end_program("cannot shorten " + path_.string());
    end_ = 0;
  }
  Dice dice(0);
  while (content_.size() < bytes) content_.push_back(static_cast<char>(dice.below(256)));
  const bool written = ::pwrite(file_, content_.data(), bytes, static_cast<off_t>(end_)) == static_cast<ssize_t>(bytes);
  if (!written || ::fdatasync(file_) != 0) end_program("cannot write " + path_.string());
  end_ += bytes;
  appended_ += bytes;
}

}  // namespace licet::benchmarks
