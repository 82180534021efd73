#include <engine/decide/ready_set.h>
#include <engine/licet/at_the_door.h>
#include <licet/policy.h>

namespace licet {

tl::expected<PolicySet, std::variant<PolicyErrors, Failure>> PolicySet::load(const std::filesystem::path& path) {
  using Failed = tl::unexpected<Failure>;
  Result<decide::ReadySet> set =
      at_the_door([&] { return decide::load_ready_set(path); },
                  [](const Failure& failure) { return Result<decide::ReadySet>(Failed(failure)); });
  if (!set) return tl::unexpected(std::variant<PolicyErrors, Failure>(std::move(set.error())));
  if (set->policy == nullptr) {
    return tl::unexpected(std::variant<PolicyErrors, Failure>(PolicyErrors{std::move(set->diagnostics), set->errors}));
  }
  return PolicySet(std::move(set->policy));
}

const std::string& PolicySet::name() const { return model().name; }
std::int64_t PolicySet::version() const { return model().version; }
const std::string& PolicySet::digest() const { return model().digest; }
const model::Model& PolicySet::model() const { return ready_->model(); }

}  // namespace licet
