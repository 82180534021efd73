#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <spawn.h>
#include <sys/wait.h>
#include <system_error>
#include <tools/licet/graphviz.h>
#include <unistd.h>

namespace licet::tool {
namespace {

struct Close {
  // NOLINTNEXTLINE(cppcoreguidelines-owning-memory): this is the deleter of the owning pointer
  void operator()(std::FILE* file) const { std::fclose(file); }
};
/// Gone with this object. Files, not pipes: neither side can wait for the other to read.
using TemporaryFile = std::unique_ptr<std::FILE, Close>;

std::string contents(std::FILE* file) {
  std::string text;
  std::rewind(file);
  std::array<char, 65'536> part{};
  while (const std::size_t read = std::fread(part.data(), 1, part.size(), file)) text.append(part.data(), read);
  return text;
}

Failure failed(FailureKind kind, const std::string& what, int code) {
  return {kind, what + ": " + std::generic_category().message(code)};
}

/// Runs `dot -Tsvg` and gives its exit status, -1 if it did not end by itself.
Result<int> run_dot(std::FILE* input, std::FILE* output, std::FILE* messages) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, fileno(input), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, fileno(output), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, fileno(messages), STDERR_FILENO);
  std::string program = "dot";
  std::string format = "-Tsvg";
  const std::array<char*, 3> arguments{program.data(), format.data(), nullptr};
  pid_t child = 0;
  const int error = posix_spawnp(&child, program.c_str(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error == ENOENT || error == ENOTDIR || error == EACCES) {
    return tl::unexpected(Failure{FailureKind::kNotFound,
                                  "a picture as SVG needs the program dot of Graphviz, which is not installed here. "
                                  "Install Graphviz, or take --format dot, which works without"});
  }
  if (error != 0) return tl::unexpected(failed(FailureKind::kNotReadable, "the program dot cannot be started", error));
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) {
      return tl::unexpected(failed(FailureKind::kNotReadable, "the program dot cannot be waited for", errno));
    }
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

Result<std::string> svg_of(const std::string& dot) {
  const TemporaryFile input(std::tmpfile());
  const TemporaryFile output(std::tmpfile());
  const TemporaryFile messages(std::tmpfile());
  if (!input || !output || !messages) {
    return tl::unexpected(failed(FailureKind::kNotWritable, "a temporary file cannot be made", errno));
  }
  if (std::fwrite(dot.data(), 1, dot.size(), input.get()) != dot.size() || std::fflush(input.get()) != 0) {
    return tl::unexpected(failed(FailureKind::kNotWritable, "a temporary file cannot be written", errno));
  }
  std::rewind(input.get());
  const Result<int> status = run_dot(input.get(), output.get(), messages.get());
  if (!status) return tl::unexpected(status.error());
  std::string svg = contents(output.get());
  if (*status != 0 || svg.empty()) {
    std::string said = contents(messages.get());
    said = said.substr(0, said.find('\n'));
    return tl::unexpected(Failure{FailureKind::kNotReadable,
                                  "the program dot of Graphviz made no picture" + (said.empty() ? said : ": " + said)});
  }
  return svg;
}

}  // namespace licet::tool
