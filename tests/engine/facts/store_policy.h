#pragma once
// A policy set as stores use it.

#include <engine/facts/durable_store.h>
#include <memory>

namespace licet::test {

struct StorePolicy {
  std::shared_ptr<const model::Model> model;
  facts::FoldRules rules;
  Digest digest{};
};

/// The digest is made of `number`.
inline StorePolicy store_policy(std::shared_ptr<const model::Model> model, std::uint8_t number) {
  struct Kept {
    explicit Kept(std::shared_ptr<const model::Model> kept) : model(std::move(kept)), plan(*model) {}
    std::shared_ptr<const model::Model> model;
    facts::FoldPlan plan;
  };
  const auto kept = std::make_shared<const Kept>(std::move(model));
  StorePolicy policy;
  policy.model = kept->model;
  policy.rules = facts::FoldRules(std::shared_ptr<const facts::FoldPlan>(kept, &kept->plan));
  policy.digest.fill(number);
  return policy;
}

}  // namespace licet::test
