#pragma once
// What stands in the lines of `given on` and of `ask` alike: values of facts, names, devices and items.
//
// Source: language.md sections 10 to 12, language-additions.md. Precondition: all declarations have been checked.

#include <engine/check/checking.h>
#include <engine/check/names.h>
#include <licet/event.h>
#include <licet/instant.h>
#include <optional>
#include <string>
#include <vector>

namespace licet::check {

/// The instant that is meant; a date alone is the start of its day.
Instant instant_of(const Checking& checking, const syntax::When& when);

/// The value of a fact as it stands in the JSON of an event or a request; none if it was reported.
std::optional<RawValue> raw_value(Checking& checking, model::FactId fact, const syntax::Value& value);

/// Which facts a list `given FACT is VALUE, …` may state, and what is said of others.
struct StatableFacts {
  model::FactOwner owner = model::FactOwner::kRequest;
  Code not_of_owner{};
  Code twice{};
};

/// The facts that a line states with their values, in order of names; none if something in it was reported.
std::optional<std::vector<NamedValue>> stated_values(Checking& checking, const std::vector<syntax::FactValue>& facts,
                                                     const StatableFacts& statable);

/// Both give false if something was reported.
bool take_device(Checking& checking, const std::optional<syntax::Text>& device, std::optional<std::string>& holder);
bool take_item(Checking& checking, const std::optional<syntax::Text>& written, std::optional<std::string>& item);

/// The names as text; false if one of them is unknown.
template <class IdType>
bool take_names(Checking& checking, const syntax::Names& names, std::vector<std::string>& texts) {
  bool all_known = true;
  for (const syntax::Name& name : names) {
    if (!resolve<IdType>(checking, name)) all_known = false;
    texts.push_back(name.text);
  }
  return all_known;
}

}  // namespace licet::check
