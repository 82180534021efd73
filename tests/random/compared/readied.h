#pragma once
// A policy text made ready to decide, and what it takes to compare.

#include <engine/decide/ready_policy.h>
#include <memory>
#include <string>
#include <tl/expected.hpp>

namespace licet::random {

struct Readied {
  std::shared_ptr<const model::Model> model;
  std::shared_ptr<const decide::ReadyPolicy> policy;
};

/// The error is what is wrong with the text, for a developer to read.
tl::expected<Readied, std::string> ready(const std::string& text, const graph::GraphOptions& options = {});

}  // namespace licet::random
