// The program `licet-verify`: checks proof bundles and exported logs with nothing but their bytes and public keys. It
// is linked statically, opens no connection and no store.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <engine/record/bundle_check.h>
#include <engine/record/leaf.h>
#include <engine/record/tlog_tiles.h>
#include <exception>
#include <fstream>
#include <licet/version.h>
#include <optional>
#include <string>
#include <tools/verifier/arguments.h>
#include <tools/verifier/report.h>
#include <vector>

namespace {

using namespace licet;
using Clock = std::chrono::steady_clock;

enum Status : int { kGood = 0, kNotGood = 1, kUnusable = 2 };

double seconds_since(Clock::time_point begun) { return std::chrono::duration<double>(Clock::now() - begun).count(); }

void print(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

/// The bytes of a file, and one more than a bundle may have if it is longer; none if it cannot be read.
std::optional<std::string> file_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes;
  std::vector<char> piece(std::size_t{1} << 16U);
  while (file && bytes.size() <= record::kBundleBytes) {
    file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    bytes.append(piece.data(), static_cast<std::size_t>(file.gcount()));
  }
  if (!file.eof() && bytes.size() <= record::kBundleBytes) return std::nullopt;
  return bytes;
}

Status check_one(const std::string& path, const verifier::Arguments& arguments) {
  const auto bytes = file_bytes(path);
  if (!bytes) {
    print(arguments.json ? verifier::unreadable_json(path) : verifier::unreadable_text(path));
    return kUnusable;
  }
  const auto begun = Clock::now();
  const auto verdict = record::check_bundle(*bytes, arguments.keys);
  const double milliseconds = 1e3 * seconds_since(begun);
  print(arguments.json ? verifier::bundle_json(path, verdict, milliseconds, arguments.show)
                       : verifier::bundle_text(path, verdict, milliseconds, arguments.show));
  return verdict ? kGood : kNotGood;
}

/// The first key that is no witness's names the log.
record::TrustedLog log_of(const std::vector<record::NoteKey>& keys) {
  record::TrustedLog log;
  for (const record::NoteKey& key : keys) {
    if (key.type == record::NoteKeyType::kEd25519 && log.origin.empty()) log.origin = key.name;
    const bool of_log = key.type == record::NoteKeyType::kEd25519 && key.name == log.origin;
    (of_log ? log.keys : log.witnesses).push_back(key);
  }
  return log;
}

/// Is it a leaf of the record with this number?
Result<void> check_leaf(std::uint64_t number, std::string_view entry) {
  const auto leaf = record::read_leaf(entry);
  const bool has_policy = leaf && leaf->policy != Digest{};
  const bool may_have = leaf && record::has_policy(leaf->kind);
  if (leaf && leaf->number == number && (may_have || !has_policy)) return {};
  return tl::unexpected(Failure{FailureKind::kDamaged, "Record " + std::to_string(number) +
                                                           " is signed, but is no leaf of a record of that number."});
}

Status check_log(const verifier::Arguments& arguments) {
  const auto begun = Clock::now();
  const auto verdict = record::check_tiles(arguments.log, log_of(arguments.keys), check_leaf);
  const double seconds = seconds_since(begun);
  print(arguments.json ? verifier::log_json(arguments.log, verdict, seconds)
                       : verifier::log_text(arguments.log, verdict, seconds));
  if (verdict) return kGood;
  return verdict.error().kind == FailureKind::kNotReadable ? kUnusable : kNotGood;
}

Status run(const std::vector<std::string>& words) {
  const auto arguments = verifier::read_arguments(words);
  if (!arguments) {
    std::fputs(("licet-verify: " + arguments.error() + '\n').c_str(), stderr);
    return kUnusable;
  }
  if (arguments->help) {
    print(verifier::kHelp);
    return kGood;
  }
  if (arguments->version) {
    print(std::string("licet-verify ") + kVersion + '\n');
    return kGood;
  }
  if (!arguments->log.empty()) return check_log(*arguments);
  Status status = kGood;
  for (const std::string& path : arguments->bundles) status = std::max(status, check_one(path, *arguments));
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    // A configuration of this machine must not bring other code, or other algorithms, into the checks.
    setenv("OPENSSL_CONF", "/dev/null", 1);
    const Status status = run(std::vector<std::string>(argv + std::min(argc, 1), argv + argc));
    return std::fflush(stdout) == 0 ? status : kUnusable;
  } catch (const std::exception&) {
    std::fputs("licet-verify: there is not enough memory\n", stderr);
    return kUnusable;
  }
}
