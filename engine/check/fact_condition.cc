#include <algorithm>
#include <engine/check/fact_condition.h>
#include <engine/check/names.h>
#include <grammar/codes_of_meaning.h>
#include <grammar/keywords.h>
#include <utility>

namespace licet::check {
namespace {

using namespace grammar::meaning;
using Leaf = std::optional<decltype(model::Expression::node)>;

void report_type(Checking& checking, Code code, model::FactId fact, SourceRange range) {
  checking.report.add(code, range, {checking.model->facts[fact].title.name}, {declared_here(checking, fact)});
}

/// The values as one kind, each once; none if one of them does not fit.
template <class Value>
std::optional<std::vector<Value>> all_values(Checking& checking, model::FactId fact, const syntax::FactIs& is,
                                             std::optional<Value> (*value_of)(Checking&, model::FactId,
                                                                              const syntax::Value&)) {
  std::vector<Value> values;
  bool all_fit = true;
  for (const syntax::Value& written : is.values) {
    std::optional<Value> value = value_of(checking, fact, written);
    if (value) {
      values.push_back(std::move(*value));
    } else {
      all_fit = false;
    }
  }
  if (!all_fit) return std::nullopt;
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

}  // namespace

SourceRange range_of(const syntax::Value& value) {
  return std::visit([](const auto& written) { return written.range; }, value);
}

std::optional<std::int64_t> number_value(Checking& checking, model::FactId fact, const syntax::Value& value) {
  if (const auto* number = std::get_if<syntax::Number>(&value)) return number->value;
  report_type(checking, kNumberNeedsNumber, fact, range_of(value));
  return std::nullopt;
}

std::optional<std::string> text_value(Checking& checking, model::FactId fact, const syntax::Value& value) {
  if (const auto* text = std::get_if<syntax::Text>(&value)) return text->text;
  report_type(checking, kTextNeedsString, fact, range_of(value));
  return std::nullopt;
}

std::optional<bool> yes_or_no_value(Checking& checking, model::FactId fact, const syntax::Value& value) {
  if (const auto* word = std::get_if<syntax::Name>(&value)) {
    if (const auto answer = grammar::yes_or_no(word->text, language_at(checking, word->range))) return answer;
  }
  const auto words = grammar::yes_and_no(language_at(checking, range_of(value)));
  checking.report.add(kYesOrNoNeedsWord, range_of(value), {checking.model->facts[fact].title.name},
                      {declared_with_values(checking, fact, {words.begin(), words.end()})});
  return std::nullopt;
}

std::optional<std::uint32_t> choice_value(Checking& checking, model::FactId fact, const syntax::Value& value) {
  const model::Fact& declared = checking.model->facts[fact];
  const auto* const word = std::get_if<syntax::Name>(&value);
  if (word == nullptr) {
    report_type(checking, kChoiceNeedsWord, fact, range_of(value));
    return std::nullopt;
  }
  const model::NameIndex& choices = checking.choices_of_fact[fact.value];
  if (const auto found = choices.find(word->text); found != choices.end()) return found->second;
  checking.report.add_unknown(kNotAChoice, word->range, {declared.title.name, word->text}, word->text,
                              [choices = declared.choices] { return choices; },
                              {declared_with_values(checking, fact, declared.choices)});
  return std::nullopt;
}

Leaf lower_fact_alone(Checking& checking, model::FactId fact, const syntax::Name& name) {
  if (checking.model->facts[fact].type == model::FactType::kYesNo) return model::FactIsYes{fact, true};
  report_type(checking, kNotYesOrNo, fact, name.range);
  return std::nullopt;
}

Leaf lower_fact_is(Checking& checking, model::FactId fact, const syntax::FactIs& is) {
  switch (checking.model->facts[fact].type) {
    case model::FactType::kDate:
    case model::FactType::kTime:
      report_type(checking, kDateHasNoIs, fact, range_of(is.values.front()));
      break;
    case model::FactType::kNumber:
      if (auto numbers = all_values<std::int64_t>(checking, fact, is, number_value)) {
        return model::FactIsNumber{fact, std::move(*numbers)};
      }
      break;
    case model::FactType::kText:
      if (auto texts = all_values<std::string>(checking, fact, is, text_value)) {
        return model::FactIsText{fact, std::move(*texts)};
      }
      break;
    case model::FactType::kChoice:
      if (auto choices = all_values<std::uint32_t>(checking, fact, is, choice_value)) {
        return model::FactIsChoice{fact, std::move(*choices)};
      }
      break;
    case model::FactType::kYesNo:
      if (is.values.size() > 1) {
        report_type(checking, kYesOrNoHasNoOneOf, fact, range_of(is.values.front()));
      } else if (const auto yes = yes_or_no_value(checking, fact, is.values.front())) {
        return model::FactIsYes{fact, *yes};
      }
      break;
  }
  return std::nullopt;
}

}  // namespace licet::check
