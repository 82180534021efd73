#pragma once
// Events told as JSON, and the state they fold to, for the tests of the language's additions.

#include <engine/exchange/event_json.h>
#include <engine/facts/fold.h>
#include <gtest/gtest.h>
#include <string>
#include <tests/engine/exchange/small_model.h>
#include <vector>

namespace licet::facts::test {

inline constexpr std::int64_t kDay = 86'400'000'000;
inline const Holder kCustomer{HolderKind::kCustomer, "c"};

/// An event that happened on this day, as JSON without its end and its time.
struct Told {
  std::int64_t day;
  std::string json;
};

/// Recorded in the order told, long after.
inline std::vector<RecordedEvent> recorded(const std::vector<Told>& told) {
  std::vector<RecordedEvent> events;
  for (const Told& one : told) {
    const auto sent = exchange::read_event("{" + one.json + "}");
    EXPECT_TRUE(sent) << one.json << ": " << (sent ? "" : sent.error().message);
    if (!sent) continue;
    RecordedEvent event{sent->event, Instant{1'000 * kDay + static_cast<std::int64_t>(events.size())}, events.size()};
    event.event.at = Instant{one.day * kDay};
    events.push_back(std::move(event));
  }
  return events;
}

template <class IdType>
IdType id(std::size_t number) {
  return IdType(number);
}

enum Time : std::size_t {
  kMarketingContact,
  kMailContact,
  kContactCollected,
  kSalesCollected,
  kInvoiceCollected,
  kMarketingObjection,
  kRestriction,
  kFirstNotice,
  kLatestNotice,
  kTimes
};

inline model::Model make_model() {
  using model::TimeSourceKind;
  model::Model made = licet::test::make_model_with_additions();
  const auto data = [&](const char* name) { return made.data.find(name)->value; };
  made.times = {{TimeSourceKind::kLastContact, 0, {id<model::PurposeId>(1)}, {}},
                {TimeSourceKind::kLastContact, 0, {}, {id<model::ChannelId>(0)}},
                {TimeSourceKind::kCollection, data("contact"), {}, {}},
                {TimeSourceKind::kCollection, data("sales"), {}, {}},
                {TimeSourceKind::kCollection, data("invoice"), {}, {}},
                {TimeSourceKind::kObjection, 1, {}, {}},
                {TimeSourceKind::kLastRestriction, 0, {}, {}},
                {TimeSourceKind::kNoticeFirst, 0, {}, {}},
                {TimeSourceKind::kNoticeLatest, 0, {}, {}}};
  for (const char* name : {"newsletter_consent", "cookie_consent"}) {
    made.consents.list[made.consents.find(name)->value].purposes = {id<model::PurposeId>(0), id<model::PurposeId>(1)};
  }
  model::Retention proof;
  proof.proofs = {*made.consents.find("newsletter_consent")};
  licet::test::declare(made.retentions, std::move(proof), "proof");
  return made;
}

/// Which days a state speaks of.
inline std::string day_of(const EventRef& event) {
  return event.is_set() ? std::to_string(event.at.micros / kDay) : "-";
}

class Folded {
 public:
  explicit Folded(const std::vector<Told>& told, const Holder& holder = kCustomer, bool whole_past = false,
                  const FoldBounds& bounds = {})
      : Folded(make_model(), told, holder, whole_past, bounds) {}
  Folded(model::Model model, const std::vector<Told>& told, const Holder& holder = kCustomer, bool whole_past = false,
         const FoldBounds& bounds = {})
      : model_(std::move(model)) {
    FoldPlan plan(model_);
    if (whole_past) plan.whole_past.assign(model_.times.size(), true);
    words_ = fold(plan, holder, recorded(told), bounds);
    EXPECT_TRUE(is_whole(words_));
  }

  HolderView view() const { return HolderView(words_); }
  const model::Model& model() const { return model_; }

  /// `3:3 5:-`: from day 3 on the event of day 3, from day 5 on none.
  std::string steps(std::size_t time) const {
    std::string text;
    for (const TimeEntry& entry : view().time(id<model::TimeId>(time))) {
      text += (text.empty() ? "" : " ") + std::to_string(entry.since.micros / kDay) + ":" + day_of(entry.event);
    }
    return text;
  }
  /// `4711 first latest` of each piece; of a category that is none by item without a name.
  std::string held(const char* category) const {
    std::string text;
    for (const HeldEntry& entry : view().held(*model_.data.find(category))) {
      if (!text.empty()) text += ", ";
      if (entry.item != 0) text += std::string(view().item_text(entry.item - 1)) + " ";
      text += day_of(entry.first) + " " + day_of(entry.latest);
    }
    return text;
  }
  /// Names of the categories that a hold concerns.
  std::string suspended() const {
    std::string text;
    for (std::size_t i = 0; i < model_.data.titles.size(); ++i) {
      if (view().is_suspended(id<model::DataId>(i))) text += (text.empty() ? "" : " ") + model_.data.titles[i].name;
    }
    return text;
  }
  std::string records(RecordsKind kind, const char* consent = "newsletter_consent") const {
    const RecordsEntry* const entry = view().records(kind, *model_.consents.find(consent));
    if (entry == nullptr) return "none";
    return day_of(entry->first) + " " + day_of(entry->latest) + " " + day_of(entry->requested);
  }
  const FactEntry* of_grant(GrantPlace place, const char* fact, const char* consent = "newsletter_consent") const {
    return view().grant_fact(*model_.consents.find(consent), place, *model_.facts.find(fact));
  }

 private:
  model::Model model_;
  std::vector<std::uint64_t> words_;
};

inline constexpr const char* kGranted =
    R"("event":"granted","customer":"c","consent":"newsletter_consent","wording":"nl-2026-01")";
inline std::string granted(const std::string& facts) { return std::string(kGranted) + R"(,"facts":)" + facts; }
inline std::string of_customer(const std::string& event, const std::string& rest = "") {
  return R"("event":")" + event + R"(","customer":"c")" + (rest.empty() ? "" : ",") + rest;
}

}  // namespace licet::facts::test
