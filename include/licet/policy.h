#pragma once
// A policy set, loaded and checked.

#include <cstdint>
#include <filesystem>
#include <licet/diagnostic.h>
#include <licet/result.h>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace licet {

namespace model {
struct Model;
}
namespace decide {
class ReadyPolicy;
}

/// What is wrong with a set: at most limits::kDiagnostics errors, sorted by place, and how many there were in all.
struct PolicyErrors {
  std::vector<Diagnostic> diagnostics;
  std::size_t errors = 0;
};

/// Immutable; cheap to copy; any number of threads may use it. It keeps everything it needs in memory: the files may
/// change after loading.
class PolicySet {
 public:
  /// Loads a directory (every *.licet below it) or one file. A Failure if it cannot be read, PolicyErrors if its text
  /// is wrong. Takes time in proportion to the text.
  static tl::expected<PolicySet, std::variant<PolicyErrors, Failure>> load(const std::filesystem::path& path);

  explicit PolicySet(std::shared_ptr<const decide::ReadyPolicy> ready) : ready_(std::move(ready)) {}

  const std::string& name() const;
  std::int64_t version() const;       ///< 0 if the header states none
  const std::string& digest() const;  ///< "sha256:…", language.md section 12

  /// The checked model, and the set made ready to decide, for code inside the engine.
  const model::Model& model() const;
  const decide::ReadyPolicy& ready() const { return *ready_; }
  const std::shared_ptr<const decide::ReadyPolicy>& shared() const { return ready_; }

 private:
  std::shared_ptr<const decide::ReadyPolicy> ready_;
};

}  // namespace licet
