#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <tools/verifier/arguments.h>

namespace licet::verifier {
namespace {

/// Walks through the words of a call.
class Words {
 public:
  explicit Words(const std::vector<std::string>& words) : words_(words) {}

  bool done() const { return next_ == words_.size(); }
  const std::string& take() { return words_[next_++]; }

  /// The value of an option, which stands in the same word after `=`, or is the next one; none if it is missing.
  std::optional<std::string> value_of(std::string_view word, std::string_view option) {
    if (word.size() > option.size()) return std::string(word.substr(option.size() + 1));
    if (done()) return std::nullopt;
    return take();
  }

 private:
  const std::vector<std::string>& words_;
  std::size_t next_ = 0;
};

bool is_option(std::string_view word, std::string_view option) {
  return word == option ||
         (word.size() > option.size() && word.substr(0, option.size()) == option && word[option.size()] == '=');
}

std::optional<std::string> add_key(Arguments& arguments, const std::optional<std::string>& text) {
  if (!text) return "--key needs a verifier key: NAME+ID+BASE64";
  const auto key = record::read_key(*text);
  if (!key) return "--key: this is not a verifier key as the company publishes it, NAME+ID+BASE64";
  for (const record::NoteKey& known : arguments.keys) {
    if (known == *key) return std::nullopt;
    if (known.name == key->name && known.id == key->id) return "--key: two different keys have one name and one id";
  }
  arguments.keys.push_back(*key);
  return std::nullopt;
}

std::optional<std::string> take_word(Arguments& arguments, Words& words, bool& only_paths) {
  const std::string& word = words.take();
  if (only_paths || word.size() < 2 || word.front() != '-') {
    arguments.bundles.push_back(word);
  } else if (word == "--") {
    only_paths = true;
  } else if (is_option(word, "--key")) {
    return add_key(arguments, words.value_of(word, "--key"));
  } else if (is_option(word, "--log")) {
    const auto directory = words.value_of(word, "--log");
    if (!directory || directory->empty()) return "--log needs a directory";
    if (!arguments.log.empty()) return "--log may be given once";
    arguments.log = *directory;
  } else if (is_option(word, "--format")) {
    const auto format = words.value_of(word, "--format");
    if (!format || (*format != "json" && *format != "text")) return "--format is text or json";
    arguments.json = *format == "json";
  } else if (word == "--show") {
    arguments.show = true;
  } else if (word == "--help" || word == "-h") {
    arguments.help = true;
  } else if (word == "--version") {
    arguments.version = true;
  } else {
    return "there is no such option; --help tells which there are";
  }
  return std::nullopt;
}

/// Why the words do not go together.
std::optional<std::string> contradiction(const Arguments& arguments) {
  if (arguments.help || arguments.version) return std::nullopt;
  if (arguments.log.empty()) {
    if (arguments.bundles.empty()) return "say what to check: BUNDLE, or --log DIRECTORY";
    return std::nullopt;
  }
  if (!arguments.bundles.empty()) return "either bundles are checked or --log DIRECTORY, not both at once";
  if (arguments.show) return "--show goes with bundles: an exported log holds no request and no answer";
  const bool of_log = std::any_of(arguments.keys.begin(), arguments.keys.end(),
                                  [](const record::NoteKey& key) { return key.type == record::NoteKeyType::kEd25519; });
  if (!of_log) return "--log needs --key: without the company's key an exported log proves nothing";
  return std::nullopt;
}

}  // namespace

const char* const kHelp =
    R"(Checks, without the company that made them, proof bundles and exported logs of Licet.

Usage: licet-verify [--key VKEY]... [--show] [--format text|json] BUNDLE...
       licet-verify --key VKEY... [--format text|json] --log DIRECTORY

  --key VKEY       a key that the company publishes, NAME+ID+BASE64, or that of a witness; may be repeated
  --log DIRECTORY  check a log that was exported as tlog-tiles instead
  --show           print the request and the answer of each bundle
  --format FORMAT  text, or json: one object a line
  --version        print the version
  --help           print this

Exit status: 0 all is good; 1 something is not; 2 wrong use, or a file that cannot be read.
)";

tl::expected<Arguments, std::string> read_arguments(const std::vector<std::string>& words) {
  Arguments arguments;
  Words left(words);
  bool only_paths = false;
  while (!left.done()) {
    if (auto wrong = take_word(arguments, left, only_paths)) return tl::unexpected(std::move(*wrong));
  }
  if (auto wrong = contradiction(arguments)) return tl::unexpected(std::move(*wrong));
  return arguments;
}

}  // namespace licet::verifier
