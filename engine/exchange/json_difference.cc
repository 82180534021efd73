#include <algorithm>
#include <engine/exchange/json_difference.h>
#include <engine/exchange/json_value.h>

namespace licet::exchange {
namespace {

/// Explanations nest conditions; their lists grow with the policy set.
constexpr JsonLimits kComparedLimits{std::size_t{1} << 30U, 512, std::size_t{1} << 24U};

class Comparison {
 public:
  explicit Comparison(std::size_t most) : most_(most) {}

  void compare(const std::string& path, const JsonValue& before, const JsonValue& after) {
    if (found_.size() >= most_) return;
    const bool objects = before.kind == JsonValue::Kind::kObject && after.kind == JsonValue::Kind::kObject;
    const bool lists = before.kind == JsonValue::Kind::kList && after.kind == JsonValue::Kind::kList;
    if (objects) {
      compare_fields(path, before, after);
    } else if (lists) {
      compare_items(path, before.items, after.items);
    } else if (std::string old_text = json_text(before), new_text = json_text(after); old_text != new_text) {
      add(path, std::move(old_text), std::move(new_text));
    }
  }

  std::vector<JsonDifference> take() { return std::move(found_); }

 private:
  /// Items at the end that are the same are paired from there, so that one item more or less is no difference of all
  /// that stand behind it.
  void compare_items(const std::string& path, const std::vector<JsonValue>& before,
                     const std::vector<JsonValue>& after) {
    const std::size_t both = std::min(before.size(), after.size());
    std::size_t first = 0;
    std::size_t last = 0;
    if (before.size() != after.size()) {
      while (first < both && json_text(before[first]) == json_text(after[first])) ++first;
      while (last < both - first &&
             json_text(before[before.size() - 1 - last]) == json_text(after[after.size() - 1 - last])) {
        ++last;
      }
    }
    const auto path_of = [&](std::size_t i) { return path + '[' + std::to_string(i) + ']'; };
    std::size_t i = first;
    for (; i < both - last; ++i) compare(path_of(i), before[i], after[i]);
    for (std::size_t old = i; old < before.size() - last; ++old) add(path_of(old), json_text(before[old]), {});
    for (std::size_t old = i; old < after.size() - last; ++old) add(path_of(old), {}, json_text(after[old]));
  }

  void compare_fields(const std::string& path, const JsonValue& before, const JsonValue& after) {
    const auto path_of = [&](const std::string& key) { return path.empty() ? key : path + '.' + key; };
    for (std::size_t i = 0; i < before.items.size(); ++i) {
      const JsonValue* const other = after.find(before.keys[i]);
      if (other == nullptr) {
        add(path_of(before.keys[i]), json_text(before.items[i]), {});
      } else {
        compare(path_of(before.keys[i]), before.items[i], *other);
      }
    }
    for (std::size_t i = 0; i < after.items.size(); ++i) {
      if (before.find(after.keys[i]) == nullptr) add(path_of(after.keys[i]), {}, json_text(after.items[i]));
    }
  }

  void add(const std::string& path, std::string before, std::string after) {
    if (found_.size() < most_) found_.push_back({path, std::move(before), std::move(after)});
  }

  std::size_t most_;
  std::vector<JsonDifference> found_;
};

}  // namespace

std::vector<JsonDifference> json_differences(std::string_view before, std::string_view after, std::size_t most) {
  if (before == after || most == 0) return {};
  const auto old_value = parse_object(before, kComparedLimits);
  const auto new_value = parse_object(after, kComparedLimits);
  if (!old_value || !new_value) return {{{}, std::string(before), std::string(after)}};
  Comparison comparison(most);
  comparison.compare({}, *old_value, *new_value);
  return comparison.take();
}

}  // namespace licet::exchange
