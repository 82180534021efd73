#include <array>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <sys/poll.h>
#include <sys/wait.h>
#include <tests/tools/program.h>
#include <unistd.h>

namespace licet::tests {

Scratch::Scratch() {
  std::string name = (std::filesystem::temp_directory_path() / "licet-tools-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) std::abort();
  path_ = name;
}

Scratch::~Scratch() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string Scratch::file(const std::string& name, const std::string& text) const {
  std::ofstream(path_ / name, std::ios::binary) << text;
  return (path_ / name).string();
}

std::filesystem::path here() { return std::filesystem::path(LICET_SOURCE_DIR) / "tests" / "tools"; }

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

Outcome run(const std::string& arguments, const Scratch& scratch, const std::string& environment) {
  const std::string out = (scratch.path() / "stdout").string();
  const std::string err = (scratch.path() / "stderr").string();
  const std::string command = "unset NO_COLOR; " + environment + "\ncd '" + (here() / "data").string() +
                              "' && SCRATCH='" + scratch.path().string() + "' && { '" + LICET_PROGRAM + "' " +
                              arguments + "\n} > '" + out + "' 2> '" + err + "'";
  const int status = std::system(command.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_file(out), read_file(err)};
}

namespace {

constexpr int kMinuteInMillis = 60'000;
constexpr int kPipeBytes = 1 << 20;

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> result;
  result.reserve(words.size() + 1);
  for (std::string& word : words) result.push_back(word.data());
  result.push_back(nullptr);
  return result;
}

std::vector<std::string> call(const std::vector<std::string>& arguments) {
  std::vector<std::string> words{LICET_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  return words;
}

}  // namespace

std::string run_on_terminal(const std::vector<std::string>& arguments, const std::vector<std::string>& environment) {
  std::vector<std::string> words = call(arguments);
  std::vector<std::string> variables = environment;
  const std::vector<char*> argv = pointers(words);
  const std::vector<char*> envp = pointers(variables);

  const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (terminal < 0 || ::grantpt(terminal) != 0 || ::unlockpt(terminal) != 0) return {};
  const std::string name = ::ptsname(terminal);
  const pid_t child = fork();
  if (child < 0) return {};
  if (child == 0) {
    setsid();
    const int own_end = open(name.c_str(), O_RDWR);
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(own_end, stream);
    close(own_end);
    execve(LICET_PROGRAM, argv.data(), envp.data());
    _exit(127);
  }
  std::string shown;
  std::array<char, 4096> piece{};
  // At the end of the child the terminal gives an error.
  for (ssize_t count = 0; (count = read(terminal, piece.data(), piece.size())) > 0;) {
    shown.append(piece.data(), static_cast<std::size_t>(count));
  }
  close(terminal);
  int status = 0;
  waitpid(child, &status, 0);
  return shown;
}

Conversation::Conversation(const std::vector<std::string>& arguments, bool messages) {
  std::vector<std::string> words = call(arguments);
  const std::vector<char*> argv = pointers(words);
  std::array<int, 2> input{};
  std::array<int, 2> output{};
  // Another program started meanwhile must not hold the ends: this one would not see that its input has ended.
  if (pipe2(input.data(), O_CLOEXEC) != 0 || pipe2(output.data(), O_CLOEXEC) != 0) return;
  fcntl(input[1], F_SETPIPE_SZ, kPipeBytes);
  child_ = fork();
  if (child_ == 0) {
    dup2(input[0], STDIN_FILENO);
    dup2(output[1], STDOUT_FILENO);
    if (messages) dup2(output[1], STDERR_FILENO);
    execv(LICET_PROGRAM, argv.data());
    _exit(127);
  }
  close(input[0]);
  close(output[1]);
  to_ = input[1];
  from_ = output[0];
}

Conversation::~Conversation() { end(); }

void Conversation::say(const std::string& line) const {
  const std::string text = line + '\n';
  // A program that is gone is noticed by what is not heard.
  static_cast<void>(!write(to_, text.data(), text.size()));
}

std::string Conversation::hear() {
  std::array<char, 4096> piece{};
  while (heard_.find('\n') == std::string::npos) {
    pollfd waiting{from_, POLLIN, 0};
    if (poll(&waiting, 1, kMinuteInMillis) <= 0) return {};
    const ssize_t count = read(from_, piece.data(), piece.size());
    if (count <= 0) return {};
    heard_.append(piece.data(), static_cast<std::size_t>(count));
  }
  const std::size_t line_end = heard_.find('\n');
  std::string line = heard_.substr(0, line_end);
  heard_.erase(0, line_end + 1);
  return line;
}

void Conversation::kill() {
  if (child_ <= 0) return;
  ::kill(child_, SIGKILL);
  waitpid(child_, nullptr, 0);
  child_ = -1;
}

int Conversation::end() {
  if (to_ >= 0) close(to_);
  if (from_ >= 0) close(from_);
  to_ = from_ = -1;
  if (child_ <= 0) return -1;
  int status = 0;
  waitpid(child_, &status, 0);
  child_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace licet::tests
