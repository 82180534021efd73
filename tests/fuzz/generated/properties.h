#pragma once
// What must hold for every input, good or bad.

#include <cstddef>
#include <engine/check/model.h>
#include <memory>
#include <string>

namespace licet::fuzz {

/// How many inputs came how far; shows that the generated inputs reach all stages.
struct Tally {
  std::size_t policies = 0;
  std::size_t parsed = 0;   ///< policies without a mistake in the text
  std::size_t checked = 0;  ///< policies without any error
  std::size_t lines = 0;
  std::size_t read = 0;   ///< events and requests of the right form
  std::size_t known = 0;  ///< and with names that the policy set has
};

/// Each gives what is wrong with how the engine treats the input; empty if nothing. The same text must be read alike
/// twice, findings must lie within the text and have words, and what was read must survive being written.
std::string wrong_with_policy(const std::string& text, Tally& tally);
std::string wrong_with_event(const std::string& line, const model::Model& model, Tally& tally);
std::string wrong_with_request(const std::string& line, const model::Model& model, Tally& tally);

/// The model of one policy text without wording files; none if it has errors.
std::shared_ptr<const model::Model> model_of(const std::string& text);

}  // namespace licet::fuzz
