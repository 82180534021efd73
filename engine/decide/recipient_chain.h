#pragma once
// The recipient asked and what it lies within, nearest first: whose facts a request looks at.
//
// Source: language-additions.md, "Facts of a recipient". Pure; any thread.

#include <engine/check/model.h>
#include <engine/exchange/question.h>
#include <string>
#include <vector>

namespace licet::decide {

/// Does the policy set declare facts `of recipient`? O(facts).
inline bool asks_recipients(const model::Model& model) {
  for (const model::Fact& fact : model.facts.list) {
    if (fact.owner == model::FactOwner::kRecipient) return true;
  }
  return false;
}

/// Calls `visit(name)` for each; for none where the request names no recipient.
template <class Visit>
void for_each_recipient(const model::Model& model, const exchange::Question& question, const Visit& visit) {
  for (std::optional<model::RecipientId> recipient = question.recipient; recipient;
       recipient = model.recipients.hierarchy.parent(*recipient)) {
    visit(model.recipients.titles[recipient->value].name);
  }
}

/// Their names; none where the policy set asks no facts of recipients.
inline std::vector<std::string> recipients_asked(const model::Model& model, const exchange::Question& question) {
  std::vector<std::string> names;
  if (!asks_recipients(model)) return names;
  for_each_recipient(model, question, [&](const std::string& name) { names.push_back(name); });
  return names;
}

}  // namespace licet::decide
