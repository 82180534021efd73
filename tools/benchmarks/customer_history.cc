#include <algorithm>
#include <engine/time/civil.h>
#include <tools/benchmarks/customer_history.h>
#include <tools/benchmarks/dice.h>

namespace licet::benchmarks {
namespace {

constexpr std::int64_t kDay = 24LL * 3600 * 1'000'000;
constexpr std::int64_t kYear = 365;  ///< in days

constexpr Instant before_end(std::int64_t days) { return {kHistoriesEnd.micros - days * kDay}; }

using Names = std::vector<std::string>;

const Names kConsents{"newsletter_consent", "marketing_consent", "phone_consent",    "partner_consent",
                      "profile_consent",    "health_consent",    "transfer_consent", "scoring_consent"};
const Names kMarketing{"newsletter",     "own_products",   "phone_marketing", "postal_marketing",
                       "push_marketing", "partner_offers", "marketing"};
const Names kProfiling{"personalisation", "retargeting", "lookalike"};

class History {
 public:
  History(std::size_t customer, const std::string& suffix)
      : dice_(customer + 1), customer_(customer_id(customer)), suffix_(suffix) {}

  void make() {
    add_person();
    add_business();
    for (const std::string& consent : kConsents) {
      if (dice_.percent(60)) add_consent(consent);
    }
    add_notices();
    add_contacts();
    add_rights();
  }

  std::vector<RecordedEvent> recorded(std::uint64_t first_record) {
    std::sort(events_.begin(), events_.end(), [](const Event& a, const Event& b) { return *a.at < *b.at; });
    std::vector<RecordedEvent> result;
    for (Event& event : events_) {
      const Instant at = *event.at;
      const std::uint64_t record = first_record + result.size();
      result.push_back({std::move(event), at, record});
    }
    return result;
  }

 private:
  Event& add(EventKind kind, Instant at) {
    Event event;
    event.kind = kind;
    event.customer = customer_;
    event.at = at;
    events_.push_back(std::move(event));
    return events_.back();
  }

  void state(const std::string& fact, const RawValue& value, std::int64_t days_back = 1'200) {
    Event& event = add(EventKind::kFact, dice_.between(before_end(days_back), kHistoriesEnd));
    event.fact = fact + suffix_;
    event.value = value;
  }

  /// A day from so many days before the end of the histories to so many after it.
  std::string day(std::int64_t before, std::int64_t after = 0) {
    return time::format_rfc3339(dice_.between(before_end(before), before_end(-after - 1))).substr(0, 10);
  }
  std::string moment(std::int64_t before) {
    return time::format_rfc3339(dice_.between(before_end(before), kHistoriesEnd));
  }

  void add_person() {
    const bool young = dice_.percent(15);
    if (dice_.percent(92)) state("birth_date", young ? day(18 * kYear, -11 * kYear) : day(80 * kYear, -17 * kYear));
    if (dice_.percent(10)) state("birth_date", day(60 * kYear, -17 * kYear));
    if (dice_.percent(3)) state("date_of_death", day(300, 60), 200);
    if (dice_.percent(85)) state("country", std::string(dice_.one_of(Names{"DE", "DE", "DE", "AT", "CH", "other"})));
    if (dice_.percent(70)) {
      state("kind", std::string(dice_.one_of(Names{"private", "private", "business", "public_body"})));
    }
    if (dice_.percent(60)) state("robinson_list", dice_.percent(30));
  }

  void add_business() {
    for (std::size_t purchases = dice_.below(5); purchases > 0; --purchases) {
      const std::int64_t back = dice_.percent(40) ? 45 : 1'500;
      const Instant at = dice_.between(before_end(back), kHistoriesEnd);
      Event& event = add(EventKind::kFact, at);
      event.fact = "last_purchase" + suffix_;
      event.value = time::format_rfc3339(at);
    }
    if (dice_.percent(60)) state("address_from_sale", dice_.percent(80));
    if (dice_.percent(10)) state("address_invalid_since", day(200, 40));
    if (dice_.percent(8)) state("account_closed_on", day(90, 20));
    if (dice_.percent(10)) state("pause_until", day(30, 60));
    if (dice_.percent(50)) state("open_claims", static_cast<std::int64_t>(dice_.percent(60) ? 0 : dice_.below(5)));
    if (dice_.percent(50)) state("app_version", static_cast<std::int64_t>(3 + dice_.below(5)));
    if (dice_.percent(20)) state("recall_open", dice_.percent(50));
    if (dice_.percent(10)) state("breach_on", moment(50));
    if (dice_.percent(10)) state("access_requested_on", day(100));
  }

  void add_consent(const std::string& consent) {
    const Instant granted = dice_.between(before_end(700), before_end(1));
    Event& grant = add(EventKind::kGranted, granted);
    grant.consent = consent + suffix_;
    const bool of_newsletter = consent == "newsletter_consent";
    if (of_newsletter && dice_.percent(95)) grant.wording = "newsletter-2026";
    if (consent == "marketing_consent" && dice_.percent(30)) {
      for (const std::string& purpose : kMarketing) {
        if (dice_.percent(50)) grant.purposes.push_back(purpose + suffix_);
      }
    }
    if (of_newsletter && dice_.percent(85)) {
      const Instant confirmed = dice_.between(granted, std::min(kHistoriesEnd, Instant{granted.micros + 35 * kDay}));
      add(EventKind::kConfirmed, confirmed).consent = consent + suffix_;
    }
    if (dice_.percent(20)) {
      Event& withdrawal =
          add(dice_.percent(85) ? EventKind::kWithdrawn : EventKind::kRefused, dice_.between(granted, kHistoriesEnd));
      withdrawal.consent = consent + suffix_;
      if (withdrawal.kind == EventKind::kWithdrawn && consent == "marketing_consent" && dice_.percent(60)) {
        withdrawal.channels.push_back(dice_.one_of(Names{"email", "phone", "sms"}));
      }
    }
  }

  void add_notices() {
    for (const std::string& notice : Names{"privacy_notice", "objection_notice", "partner_notice"}) {
      if (dice_.percent(75)) {
        add(EventKind::kInformed, dice_.between(before_end(900), kHistoriesEnd)).notice = notice + suffix_;
      }
    }
  }

  void add_contacts() {
    for (std::size_t contacts = dice_.below(5); contacts > 0; --contacts) {
      const std::int64_t back = dice_.percent(35) ? 3 : 500;
      Event& contact = add(EventKind::kContacted, dice_.between(before_end(back), kHistoriesEnd));
      contact.purposes.push_back(dice_.one_of(kMarketing) + suffix_);
    }
  }

  void add_rights() {
    if (dice_.percent(20)) {
      const Instant objected = dice_.between(before_end(600), kHistoriesEnd);
      Event& objection = add(EventKind::kObjected, objected);
      if (dice_.percent(60)) objection.purposes.push_back(dice_.one_of(kMarketing) + suffix_);
      if (dice_.percent(30)) objection.purposes.push_back(dice_.one_of(kProfiling) + suffix_);
      if (dice_.percent(30)) objection.channels.push_back(dice_.one_of(Names{"email", "phone", "electronic", "post"}));
      if (dice_.percent(20)) {
        Event& lifted = add(EventKind::kObjectionLifted, dice_.between(objected, kHistoriesEnd));
        lifted.purposes.push_back(dice_.one_of(kMarketing) + suffix_);
      }
    }
    if (dice_.percent(8)) {
      Event& restriction = add(EventKind::kRestricted, dice_.between(before_end(200), kHistoriesEnd));
      if (dice_.percent(60)) restriction.data.push_back(dice_.one_of(Names{"contact", "behaviour", "billing_data"}));
    }
    if (dice_.percent(8)) {
      const Instant requested = dice_.between(before_end(60), kHistoriesEnd);
      Event& request = add(EventKind::kErasureRequested, requested);
      if (dice_.percent(50)) request.data.push_back(dice_.one_of(Names{"contact", "purchases", "health"}));
      if (dice_.percent(30)) {
        add(EventKind::kCollected, dice_.between(requested, kHistoriesEnd)).data.emplace_back("email_address");
      }
    }
  }

  Dice dice_;
  std::string customer_;
  std::string suffix_;
  std::vector<Event> events_;
};

}  // namespace

std::string customer_id(std::size_t customer) { return "customer_" + std::to_string(customer); }

std::vector<RecordedEvent> make_history(std::size_t customer, const std::string& suffix, std::uint64_t first_record) {
  History history(customer, suffix);
  history.make();
  return history.recorded(first_record);
}

std::vector<RecordedEvent> make_short_history(std::size_t customer, const std::string& suffix,
                                              std::uint64_t first_record) {
  constexpr std::size_t percent_kept = 32;  // of about nineteen
  std::vector<RecordedEvent> all = make_history(customer, suffix, first_record);
  Dice dice(~std::uint64_t{customer});
  std::vector<RecordedEvent> kept;
  for (RecordedEvent& event : all) {
    const bool last_chance = kept.empty() && &event == &all.back();
    if (!dice.percent(percent_kept) && !last_chance) continue;
    event.record = first_record + kept.size();
    kept.push_back(std::move(event));
  }
  return kept;
}

std::vector<RecordedEvent> make_twenty_events(const std::string& suffix) {
  std::size_t customer = 0;
  while (true) {
    std::vector<RecordedEvent> events = make_history(customer, suffix, 0);
    if (events.size() == 20) return events;
    ++customer;
  }
}

}  // namespace licet::benchmarks
