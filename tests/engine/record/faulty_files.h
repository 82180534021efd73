#pragma once
// The real file system with calls that fail, and a log of the calls. It does not sync: in these tests processes fail,
// not machines.

#include <cerrno>
#include <engine/record/file_system.h>
#include <functional>

namespace licet::test {

enum class Fault {
  kRefused,  ///< the call does nothing and fails with `error`
  kHalf,     ///< a write puts half of its bytes into the file and then fails; other calls are refused
};

class FaultyFiles final : public record::FileSystem {
 public:
  FaultyFiles() = default;
  /// From call number `first` on (counted from 0) `times` calls fail.
  FaultyFiles(std::size_t first, Fault fault, int error, std::size_t times = 1)
      : first_(first), fault_(fault), error_(error), times_(times) {}

  std::size_t calls() const { return calls_; }
  /// The names of all calls so far, but for `close`.
  const std::vector<std::string>& log() const { return log_; }
  /// Called when half of each `write_at` is done, and only then.
  std::function<void()> midway;
  /// Has a fault been met?
  bool met() const { return calls_ > first_; }

  record::SystemResult<int> open(const std::string& path, int flags) override {
    return with_fault<int>("open", [&] { return real_.open(path, flags); });
  }
  void close(int file) override { real_.close(file); }
  record::SystemResult<std::size_t> read(int file, std::span<char> into, std::uint64_t offset) override {
    return with_fault<std::size_t>("read", [&] { return real_.read(file, into, offset); });
  }
  record::SystemResult<std::size_t> write(int file, std::string_view bytes) override {
    if (fault_ == Fault::kHalf && due()) static_cast<void>(real_.write(file, bytes.substr(0, bytes.size() / 2)));
    return with_fault<std::size_t>("write", [&] { return real_.write(file, bytes); });
  }
  record::SystemResult<std::size_t> write_at(int file, std::string_view bytes, std::uint64_t offset) override {
    if (fault_ == Fault::kHalf && due()) {
      static_cast<void>(real_.write_at(file, bytes.substr(0, bytes.size() / 2), offset));
    }
    return with_fault<std::size_t>("write_at", [&]() -> record::SystemResult<std::size_t> {
      if (!midway) return real_.write_at(file, bytes, offset);
      const auto half = real_.write_at(file, bytes.substr(0, (bytes.size() + 1) / 2), offset);
      if (half) midway();
      return half;
    });
  }
  record::SystemResult<void> sync_data(int /*file*/) override {
    return with_fault<void>("sync_data", [] { return record::SystemResult<void>(); });
  }
  record::SystemResult<void> sync(int /*file*/) override {
    return with_fault<void>("sync", [] { return record::SystemResult<void>(); });
  }
  record::SystemResult<void> truncate(int file, std::uint64_t size) override {
    return with_fault<void>("truncate", [&] { return real_.truncate(file, size); });
  }
  record::SystemResult<std::uint64_t> size(int file) override {
    return with_fault<std::uint64_t>("size", [&] { return real_.size(file); });
  }
  record::SystemResult<std::uint32_t> mode(int file) override {
    return with_fault<std::uint32_t>("mode", [&] { return real_.mode(file); });
  }
  record::SystemResult<bool> lock(int file) override {
    return with_fault<bool>("lock", [&] { return real_.lock(file); });
  }
  record::SystemResult<bool> is_locked(int file) override {
    return with_fault<bool>("is_locked", [&] { return real_.is_locked(file); });
  }
  record::SystemResult<void> make_directory(const std::string& path) override {
    return with_fault<void>("make_directory", [&] { return real_.make_directory(path); });
  }
  record::SystemResult<void> rename(const std::string& from, const std::string& to) override {
    return with_fault<void>("rename", [&] { return real_.rename(from, to); });
  }
  record::SystemResult<void> remove(const std::string& path) override {
    return with_fault<void>("remove", [&] { return real_.remove(path); });
  }
  record::SystemResult<std::vector<std::string>> entries(const std::string& path) override {
    return with_fault<std::vector<std::string>>("entries", [&] { return real_.entries(path); });
  }

 private:
  bool due() const { return calls_ >= first_ && calls_ - first_ < times_; }

  template <class T, class Call>
  record::SystemResult<T> with_fault(const char* name, Call call) {
    const bool fails = due();
    ++calls_;
    log_.emplace_back(name);
    if (fails) return tl::unexpected(error_);
    return call();
  }

  record::FileSystem& real_ = record::system_files();
  std::vector<std::string> log_;
  std::size_t calls_ = 0;
  std::size_t first_ = SIZE_MAX;
  Fault fault_ = Fault::kRefused;
  int error_ = EIO;
  std::size_t times_ = 1;
};

}  // namespace licet::test
