#pragma once
// A request with every name resolved against one model: what the deciding stages work on.
//
// Plain data; valid as long as the model it was made from. Source: language.md section 12.

#include <engine/check/model.h>
#include <licet/input_error.h>
#include <licet/request.h>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <variant>
#include <vector>

namespace licet::exchange {

/// The place of a choice in its fact's list.
struct ChoiceNumber {
  std::uint32_t value = 0;

  friend constexpr auto operator<=>(ChoiceNumber, ChoiceNumber) = default;
};

/// A value that fits its fact's type: yes or no, a number, a text, a date or time (a date stands for the start of that
/// local day), a choice.
using FactValue = std::variant<bool, std::int64_t, std::string, Instant, ChoiceNumber>;

/// The value as the fact's type has it; none if it does not fit (language.md section 11: it then counts as no value).
std::optional<FactValue> fit(const model::Fact& fact, const RawValue& value, const time::Zone& zone);

struct StatedFact {
  model::FactId fact;
  FactValue value;
};

struct Question {
  std::optional<std::string> customer;
  std::optional<std::string> device;
  model::ActionId action;
  model::PurposeId purpose;
  std::optional<model::ChannelId> channel;
  std::optional<model::RecipientId> recipient;
  std::vector<model::DataId> data;        ///< in the order asked, each once
  std::vector<StatedFact> request_facts;  ///< those that the request states, by `fact`
  Instant at;
  Instant known = kNever;  ///< kNever: everything recorded

  /// What the request states of a fact; null if nothing. O(log stated).
  const FactValue* stated(model::FactId fact) const;
};

/// Resolves a request; `now` stands in for an absent `at`. The error names the field and the nearest names.
tl::expected<Question, InputError> resolve(const Request& request, const model::Model& model, Instant now);
/// Likewise one that is about nobody yet: it is refused if it names a customer or a device.
tl::expected<Question, InputError> resolve_for_all(const Request& request, const model::Model& model, Instant now);

}  // namespace licet::exchange
