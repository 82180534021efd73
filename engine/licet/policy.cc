#include <engine/check/load_set.h>
#include <engine/check/model.h>
#include <licet/policy.h>

namespace licet {

tl::expected<PolicySet, std::variant<PolicyErrors, Failure>> PolicySet::load(const std::filesystem::path& path) {
  Result<check::PolicyOnDisk> set = check::load_policy_set(path);
  if (!set) return tl::unexpected(std::variant<PolicyErrors, Failure>(std::move(set.error())));
  if (set->model == nullptr) {
    return tl::unexpected(std::variant<PolicyErrors, Failure>(PolicyErrors{std::move(set->diagnostics), set->errors}));
  }
  return PolicySet(std::move(set->model));
}

const std::string& PolicySet::name() const { return model_->name; }
std::int64_t PolicySet::version() const { return model_->version; }
const std::string& PolicySet::digest() const { return model_->digest; }

}  // namespace licet
