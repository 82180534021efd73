#include <engine/exchange/combinations.h>
#include <engine/exchange/field_values.h>
#include <engine/exchange/unknown_name.h>
#include <fmt/format.h>
#include <licet/audience_limits.h>

namespace licet::exchange {
namespace {

template <class IdType>
using Names = tl::expected<std::vector<IdType>, InputError>;

/// Those that have nothing within themselves, of all or within one name.
template <class IdType>
Names<IdType> leaves(std::string_view field, const std::optional<std::string>& within,
                     const model::Vocabulary<IdType>& vocabulary) {
  std::optional<IdType> outer;
  if (within) {
    outer = vocabulary.find(*within);
    if (!outer) return tl::unexpected(unknown_name(field, field, *within, names_of(vocabulary)));
  }
  const std::size_t count = vocabulary.titles.size();
  std::vector<bool> contains(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (const auto parent = vocabulary.hierarchy.parent(IdType(i))) contains[parent->value] = true;
  }
  std::vector<IdType> names;
  for (std::size_t i = 0; i < count; ++i) {
    if (!contains[i] && (!outer || vocabulary.hierarchy.is_within(IdType(i), *outer))) names.emplace_back(i);
  }
  return names;
}

template <class IdType>
std::vector<std::optional<IdType>> with_none(bool none, const std::vector<IdType>& names) {
  std::vector<std::optional<IdType>> all;
  if (none) all.push_back(std::nullopt);
  all.insert(all.end(), names.begin(), names.end());
  return all;
}

Problem check_form(const PermittedRequest& request) {
  if (auto wrong = check_holder(request.customer, request.device, "A request")) return wrong;
  if (request.at) {
    if (auto wrong = check_instant("at", *request.at)) return wrong;
  }
  return request.known ? check_instant("known", *request.known) : std::nullopt;
}

}  // namespace

tl::expected<Combinations, InputError> combinations(const PermittedRequest& request, const model::Model& model) {
  if (auto wrong = check_form(request)) return tl::unexpected(std::move(*wrong));
  const auto actions = leaves("action", request.action, model.actions);
  if (!actions) return tl::unexpected(actions.error());
  auto purposes = leaves("purpose", request.purpose, model.purposes);
  if (!purposes) return tl::unexpected(std::move(purposes.error()));
  const auto channels = leaves("channel", request.channel, model.channels);
  if (!channels) return tl::unexpected(channels.error());
  const auto recipients = leaves("recipient", request.recipient, model.recipients);
  if (!recipients) return tl::unexpected(recipients.error());
  const auto data = leaves<model::DataId>("data", std::nullopt, model.data);
  if (!data) return tl::unexpected(data.error());

  Combinations asked;
  asked.purposes = std::move(*purposes);
  std::size_t count = 0;
  for (const model::ActionId action : *actions) {
    const model::ActionNeeds& needs = model.action_needs[action.value];
    ActionCombinations one;
    one.action = action;
    one.channels = with_none(!needs.channel && !request.channel, *channels);
    one.recipients = request.recipient || needs.recipient
                         ? with_none(false, *recipients)
                         : std::vector<std::optional<model::RecipientId>>{std::nullopt};
    one.data = with_none(!needs.data, *data);
    // Each factor is at most the declarations of a set, so that three of them do not overflow.
    const std::size_t of_one = one.channels.size() * one.recipients.size() * one.data.size();
    if (of_one != 0 && asked.purposes.size() > (limits::kPermittedCombinations - count) / of_one) {
      return tl::unexpected(InputError{"action",
                                       fmt::format("There are more than {} combinations to look at: name an action, a "
                                                   "purpose, a channel or a recipient.",
                                                   limits::kPermittedCombinations),
                                       {}});
    }
    count += asked.purposes.size() * of_one;
    asked.actions.push_back(std::move(one));
  }
  return asked;
}

}  // namespace licet::exchange
