// What an erasure keeps, on random policies and histories: with the kept events alone the plain evaluator of
// tests/reference, which knows nothing of folding, finds the same dates.

#include <algorithm>
#include <array>
#include <engine/exchange/request_json.h>
#include <engine/rights/kept_events.h>
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <tests/random/compared/readied.h>
#include <tests/random/generated/history.h>
#include <tests/random/generated/policy.h>
#include <tests/reference/evaluate.h>

namespace licet::rights {
namespace {

using random::Dice;
using Events = std::vector<RecordedEvent>;
using Words = std::set<std::string>;

constexpr std::uint64_t kPolicies = 150;
constexpr std::size_t kHistoriesPerPolicy = 8;

bool is_of(const RecordedEvent& event, const facts::Holder& holder) {
  return (holder.kind == facts::HolderKind::kCustomer ? event.event.customer : event.event.device) == holder.id;
}

/// As a store gives a holder's history: its events, and what voids them.
Events history_of(const Events& all, const facts::Holder& holder) {
  Words ids;
  Events events;
  for (const RecordedEvent& event : all) {
    const bool voids = event.event.kind == EventKind::kVoided && ids.contains(event.event.voids);
    if (!is_of(event, holder) && !voids) continue;
    if (event.event.id) ids.insert(*event.event.id);
    events.push_back(event);
  }
  return events;
}

/// A category, a piece of one, or records.
std::string named(const std::string& data, const std::optional<std::string>& item) {
  return item ? data + ' ' + *item : data;
}

/// Not due itself: a first stage may have been reached.
bool is_ahead(const model::Model& model, const DueEntry& entry, Instant now) {
  const auto rule = entry.rule ? model.retentions.find(*entry.rule) : std::nullopt;
  return entry.due > now || (rule && model.retentions[*rule].first_stage);
}

/// Does the retention keep what is called so?
bool keeps(const model::Model& model, const model::Retention& retention, const std::string& name) {
  if (name == "objections" && retention.objections) return true;
  const std::string data = name.substr(0, name.find(' '));
  if (data == "proof") {
    return std::any_of(retention.proofs.begin(), retention.proofs.end(), [&](model::ConsentId consent) {
      return name == "proof of " + model.consents[consent].title.name;
    });
  }
  const auto category = model.data.find(data);
  return category && model.data.hierarchy.is_within_any(*category, retention.data);
}

std::map<std::string, DueEntry> due_at(const model::Model& model, const Events& events, const facts::Holder& holder,
                                       Instant at) {
  const bool of_device = holder.kind == facts::HolderKind::kDevice;
  const std::optional<std::string> id = holder.id;
  std::map<std::string, DueEntry> entries;
  for (DueEntry& entry :
       reference::due(model, events, of_device ? std::nullopt : id, of_device ? id : std::nullopt, at)) {
    std::string name = named(entry.data, entry.item);
    entries.emplace(std::move(name), std::move(entry));
  }
  return entries;
}

std::string text_of(const DueEntry* entry) { return entry == nullptr ? "not held" : exchange::write_due(*entry); }

Words words_of(const std::string& text) {
  Words words;
  std::string word;
  for (const char letter : text + " ") {
    if (std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_') {
      word += letter;
    } else if (!word.empty()) {
      words.insert(std::exchange(word, {}));
    }
  }
  return words;
}

/// All words of the retentions that keep one of the categories, and of the conditions and consents they name.
Words words_read(const random::PolicyText& policy, const model::Model& model, const Words& categories) {
  std::map<std::string, Words> by_name;
  Words words;
  for (const random::Declaration& declaration : policy.declarations) {
    const std::string text = random::text_of(random::PolicyText{{declaration}});
    const Words of_head = words_of(declaration.head);
    for (const char* kind : {"condition ", "consent "}) {
      if (declaration.head.rfind(kind, 0) != 0) continue;
      for (const std::string& name : of_head) by_name.emplace(name, words_of(text));
    }
    for (const model::Retention& retention : model.retentions.list) {
      if (declaration.head != "retention " + retention.title.name) continue;
      const bool reads = std::any_of(categories.begin(), categories.end(),
                                     [&](const std::string& category) { return keeps(model, retention, category); });
      if (reads) words.merge(words_of(text));
    }
  }
  for (std::size_t before = 0; before != words.size();) {
    before = words.size();
    for (const auto& [name, named] : by_name) {
      if (words.contains(name)) words.insert(named.begin(), named.end());
    }
  }
  return words;
}

/// Is the event of a kind that rules of these words can read?
bool can_be_read(const Event& event, const Words& words) {
  switch (event.kind) {
    case EventKind::kCollected:
    case EventKind::kErased:
    case EventKind::kErasureRequested:
    case EventKind::kHold:
    case EventKind::kHoldLifted:
      return true;
    case EventKind::kGranted:
    case EventKind::kConfirmed:
    case EventKind::kRefused:
    case EventKind::kWithdrawn:
      return words.contains(event.consent);
    case EventKind::kFact:
      return words.contains(event.fact);
    case EventKind::kInformed:
      return words.contains(event.notice);
    case EventKind::kContacted:
      return words.contains("contact");
    case EventKind::kObjected:
    case EventKind::kObjectionLifted:
      return words.contains("objection") || words.contains("objections");
    case EventKind::kRestricted:
      return words.contains("restriction");
    default:
      return false;
  }
}

struct Tally {
  std::size_t erasures = 0;
  std::size_t categories = 0;
  std::size_t dropped = 0;
  std::size_t dates_ahead = 0;
  std::size_t still_listed = 0;
  std::map<EventKind, std::size_t> kept;
};

/// One holder at one time, with what is recorded of it later.
struct Erased {
  const random::PolicyText& text;
  const random::Readied& policy;
  const facts::Holder& holder;
  Instant now;
  Events before;
  Events later;
};

Events only(const Events& events, const KeptEvents& kept) {
  Events left;
  for (const RecordedEvent& event : events) {
    if (std::binary_search(kept.records.begin(), kept.records.end(), event.record)) left.push_back(event);
  }
  return left;
}

/// What a store takes after an erasure: what happened later, and voids nothing that is gone.
Events taken_later(const Events& later, const Events& left, Instant now) {
  Words ids;
  for (const RecordedEvent& event : left) {
    if (event.event.id) ids.insert(*event.event.id);
  }
  Events taken;
  for (const RecordedEvent& event : later) {
    if (*event.event.at < now) continue;
    if (event.event.kind == EventKind::kVoided && !ids.contains(event.event.voids)) continue;
    if (event.event.id) ids.insert(*event.event.id);
    taken.push_back(event);
  }
  return taken;
}

/// The times at which something may differ: the dates found, a moment around them, and any.
std::vector<Instant> times_from(Dice& dice, const random::Timeline& timeline, Instant now,
                                const std::map<std::string, DueEntry>& entries) {
  std::vector<Instant> times = {now};
  const auto add = [&](Instant time) {
    if (time > now && time < random::kLastStated) times.push_back(time);
  };
  for (const auto& [data, entry] : entries) {
    if (entry.due == kNever) continue;
    for (const std::int64_t step : {-1, 0, 1}) add({entry.due.micros + step});
  }
  for (int i = 0; i < 6; ++i) add(timeline.pick(dice));
  return times;
}

void expect_same_dates(Dice& dice, const random::Timeline& timeline, const Erased& erased, Tally& tally) {
  const model::Model& model = *erased.policy.model;
  const KeptEvents kept = kept_events(*erased.policy.policy, erased.holder, erased.before, {kNever, erased.now});
  const auto before = due_at(model, erased.before, erased.holder, erased.now);
  const Events left = only(erased.before, kept);
  ASSERT_EQ(left.size(), kept.records.size());

  Words categories;
  bool objections_stay = false;
  for (const KeptCategory& category : kept.categories) {
    objections_stay = objections_stay || category.ground == KeptGround::kObjections;
    if (category.ground != KeptGround::kObjections) categories.insert(named(category.data, category.item));
  }
  Words not_due;
  for (const auto& [data, entry] : before) {
    if (is_ahead(model, entry, erased.now)) not_due.insert(data);
  }
  EXPECT_EQ(categories, not_due);

  const Events later = taken_later(erased.later, left, erased.now);
  Events all = erased.before;
  Events all_left = left;
  for (std::size_t taken = 0; taken <= later.size(); ++taken) {
    if (taken > 0) {
      all.push_back(later[taken - 1]);
      all_left.push_back(later[taken - 1]);
    }
    for (const Instant at : times_from(dice, timeline, erased.now, before)) {
      const auto whole = due_at(model, all, erased.holder, at);
      const auto rest = due_at(model, all_left, erased.holder, at);
      const auto find = [](const auto& entries, const std::string& data) {
        const auto found = entries.find(data);
        return found == entries.end() ? nullptr : &found->second;
      };
      for (const std::string& data : categories) {
        ASSERT_EQ(text_of(find(rest, data)), text_of(find(whole, data))) << taken << " events later";
      }
      if (taken > 0) continue;
      for (const auto& [data, entry] : rest) {
        const std::string category = data.substr(0, data.find(' '));
        if (!model.data.find(category)) continue;
        const bool told = std::count(kept.still_listed.begin(), kept.still_listed.end(), category) != 0;
        ASSERT_TRUE(categories.contains(data) || told) << data;
        ASSERT_TRUE(before.contains(data)) << data << " was not held";
      }
    }
  }

  Words words = words_read(erased.text, model, categories);
  if (objections_stay) words.insert("objections");
  Words voided;
  for (const RecordedEvent& event : erased.before) {
    if (event.event.kind == EventKind::kVoided) voided.insert(event.event.voids);
  }
  for (const RecordedEvent& event : left) {
    ASSERT_TRUE(can_be_read(event.event, words)) << static_cast<int>(event.event.kind);
    ASSERT_FALSE(event.event.id && voided.contains(*event.event.id));
    ++tally.kept[event.event.kind];
  }
  ASSERT_TRUE(!categories.empty() || objections_stay || left.empty());
  ++tally.erasures;
  tally.categories += categories.size();
  tally.still_listed += kept.still_listed.size();
  tally.dropped += erased.before.size() - left.size();
  for (const KeptCategory& category : kept.categories) tally.dates_ahead += category.due != kNever ? 1U : 0U;
}

/// Erases each holder somewhere in its history.
void run_history(Dice& dice, const random::PolicyText& text, const random::Readied& policy, Tally& tally) {
  random::Timeline timeline(dice, *policy.model);
  const Events all = random::make_history(dice, *policy.model, timeline);
  if (all.empty()) return;
  for (const facts::Holder& holder : {facts::Holder{facts::HolderKind::kCustomer, random::kCustomer},
                                      facts::Holder{facts::HolderKind::kDevice, random::kDevice}}) {
    const Events events = history_of(all, holder);
    if (events.empty()) continue;
    const std::size_t known = 1 + dice.below(events.size());
    const auto middle = events.begin() + static_cast<std::ptrdiff_t>(known);
    Erased erased{text, policy, holder, events[known - 1].recorded, {events.begin(), middle}, {middle, events.end()}};
    if (dice.percent(30)) erased.now = std::max(erased.now, timeline.pick(dice));
    ASSERT_NO_FATAL_FAILURE(expect_same_dates(dice, timeline, erased, tally));
  }
}

TEST(KeptEvents, AloneGiveTheSameDatesAtAnyLaterTimeWhateverIsRecordedLaterAndNoOthersAreKept) {
  Tally tally;
  for (std::uint64_t number = 0; number < kPolicies; ++number) {
    Dice dice(number * 0x9E37'79B9'7F4A'7C15U + 5);
    const random::PolicyText text = random::make_policy(dice);
    const auto policy = random::ready(random::text_of(text));
    ASSERT_TRUE(policy) << policy.error();
    for (std::size_t history = 0; history < kHistoriesPerPolicy; ++history) {
      ASSERT_NO_FATAL_FAILURE(run_history(dice, text, *policy, tally))
          << "policy " << number << ", history " << history << "\n"
          << random::text_of(text);
      if (HasFailure()) return;
    }
  }
  EXPECT_GT(tally.erasures, kPolicies * kHistoriesPerPolicy);
  EXPECT_GT(tally.categories, tally.erasures / 4) << "the histories do not reach enough";
  EXPECT_GT(tally.dates_ahead, tally.erasures / 20) << "the histories do not reach enough";
  EXPECT_GT(tally.dropped, tally.erasures) << "the histories do not reach enough";
  EXPECT_GT(tally.still_listed, 0U) << "the histories do not reach enough";
  for (const EventKind kind : {EventKind::kCollected, EventKind::kErased, EventKind::kErasureRequested,
                               EventKind::kHold, EventKind::kHoldLifted, EventKind::kGranted, EventKind::kConfirmed,
                               EventKind::kRefused, EventKind::kWithdrawn, EventKind::kFact, EventKind::kInformed,
                               EventKind::kContacted, EventKind::kObjected, EventKind::kObjectionLifted}) {
    EXPECT_GT(tally.kept[kind], 0U) << "no event is kept of the kind " << static_cast<int>(kind);
  }
}

}  // namespace
}  // namespace licet::rights
