#include <algorithm>
#include <engine/graph/variable.h>
#include <engine/time/civil.h>
#include <limits>

namespace licet::graph {
namespace {

template <class Value>
void sort_and_unite(std::vector<Value>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

class Gathering {
 public:
  explicit Gathering(const model::Model& model) : model_(model) {
    thresholds_.days.resize(model.times.size());
    thresholds_.numbers.resize(model.facts.size());
    thresholds_.texts.resize(model.facts.size());
    thresholds_.clocks.push_back(0);
    for (const model::Expression& expression : model.expressions) {
      std::visit([this](const auto& node) { gather(node); }, expression.node);
    }
  }

  Thresholds finish() {
    for (auto& days : thresholds_.days) sort_and_unite(days);
    for (auto& numbers : thresholds_.numbers) sort_and_unite(numbers);
    for (auto& texts : thresholds_.texts) sort_and_unite(texts);
    sort_and_unite(thresholds_.clocks);
    return std::move(thresholds_);
  }

 private:
  void gather(const model::TimeIs& node) {
    // Where no request is asked about, the same words mean the twin (Model::elsewhere).
    for (const model::TimeId time : {node.subject, model_.elsewhere(node.subject)}) gather(node, time);
  }
  void gather(const model::TimeIs& node, model::TimeId time) {
    std::vector<Date>& days = thresholds_.days[time.value];
    switch (node.relation) {
      case model::TimeRelation::kBefore:
      case model::TimeRelation::kOnOrAfter:
        days.push_back(node.date);
        break;
      case model::TimeRelation::kOnOrBefore:
      case model::TimeRelation::kAfter:
        days.push_back(time::plus_days(node.date, 1));
        break;
      default:
        break;
    }
  }
  void add_number(model::FactId fact, std::int64_t number) { thresholds_.numbers[fact.value].push_back(number); }
  /// An interval begins after the number, unless there is nothing after it.
  void add_after(model::FactId fact, std::int64_t number) {
    if (number != std::numeric_limits<std::int64_t>::max()) add_number(fact, number + 1);
  }
  void gather(const model::FactCompared& node) {
    if (node.comparison == model::Comparison::kMoreThan || node.comparison == model::Comparison::kAtMost) {
      add_after(node.fact, node.number);
    } else {
      add_number(node.fact, node.number);
    }
  }
  void gather(const model::FactIsNumber& node) {
    for (const std::int64_t number : node.numbers) {
      add_number(node.fact, number);
      add_after(node.fact, number);
    }
  }
  void gather(const model::FactIsText& node) {
    auto& texts = thresholds_.texts[node.fact.value];
    texts.insert(texts.end(), node.texts.begin(), node.texts.end());
  }
  void gather(const model::LocalTimeBetween& node) {
    thresholds_.clocks.push_back(node.from);
    thresholds_.clocks.push_back(node.to);
  }
  template <class Other>
  void gather(const Other&) {}

  const model::Model& model_;
  Thresholds thresholds_;
};

}  // namespace

Thresholds thresholds_of(const model::Model& model) { return Gathering(model).finish(); }

}  // namespace licet::graph
