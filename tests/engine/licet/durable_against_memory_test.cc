#include <cstdlib>
#include <map>
#include <string>
#include <tests/engine/licet/policy_fixture.h>
#include <tests/fuzz/generated/dice.h>

namespace licet::tests {
namespace {

using fuzz::Dice;

constexpr std::int64_t kDay = 24 * kHour;
constexpr int kRounds = 12;
constexpr int kSteps = 40;
constexpr fuzz::Words<19> kEvents{R"("granted","consent":"news_consent")",
                                  R"("granted","consent":"news_consent")",
                                  R"("withdrawn","consent":"news_consent")",
                                  R"("refused","consent":"news_consent")",
                                  R"("collected","data":["address"])",
                                  R"("collected","data":["address"])",
                                  R"("erasure_requested")",
                                  R"("erased","data":["address"])",
                                  R"("objected","purposes":["news"])",
                                  R"("objection_lifted")",
                                  R"("restricted")",
                                  R"("restriction_lifted")",
                                  R"("hold")",
                                  R"("hold_lifted")",
                                  R"("linked")",
                                  R"("unlinked")",
                                  R"("fact","fact":"screen_width","value":9)",
                                  R"("contacted","purposes":["news"])",
                                  R"("withdrawn","consent":"old_consent")"};

std::string field(const char* name, const std::string& value) {
  return std::string(",\"") + name + "\":\"" + value + '"';
}

std::string holder_fields(Dice& dice) {
  std::string fields;
  const std::size_t kind = dice.below(10);
  if (kind < 8) fields += field("customer", dice.percent(70) ? "anna" : "bert");
  if (kind >= 5) fields += field("device", dice.percent(70) ? "phone" : "laptop");
  return fields;
}

/// A line as senders send them; some are refused.
std::string make_line(Dice& dice, int number) {
  if (number > 3 && dice.percent(12)) {
    const std::string which = "event-" + std::to_string(dice.below(static_cast<std::size_t>(number)));
    return R"({"event":"voided")" + holder_fields(dice) + field("voids", which) + '}';
  }
  const std::size_t id =
      dice.percent(15) ? dice.below(static_cast<std::size_t>(number)) : static_cast<std::size_t>(number);
  return R"({"event":)" + std::string(dice.one_of(kEvents)) + holder_fields(dice) +
         field("id", "event-" + std::to_string(id)) + '}';
}

std::string text_of(const CallError& error) {
  const auto* wrong = std::get_if<InputError>(&error);
  return wrong != nullptr ? "refused because of " + wrong->field : "failed: " + std::get<Failure>(error).message;
}
std::string text_of(const tl::expected<Recorded, CallError>& recorded) {
  if (!recorded) return text_of(recorded.error());
  return (recorded->repeated ? "repeated " : "taken ") + std::to_string(recorded->recorded.micros);
}
std::string text_of(const tl::expected<Decision, CallError>& decision) {
  if (!decision) return text_of(decision.error());
  return std::string(decision->outcome == Outcome::kPermit ? "permit by " : "deny by ") +
         decision->rule.value_or("nothing") + " at " + std::to_string(decision->at.micros) + " until " +
         std::to_string(decision->until.micros);
}

/// What is shown of a holder but for the numbers of records, of which an event that is kept for two has two on disk.
class ShownText {
 public:
  std::string text_of(const tl::expected<Standing, CallError>& standing) {
    if (!standing) return tests::text_of(standing.error());
    std::string text;
    for (const HistoryEntry& entry : standing->history) {
      const Event& event = entry.event.event;
      text += std::to_string(static_cast<int>(event.kind)) + ' ' + event.id.value_or("") + " of " +
              name_of(event.customer) + " and " + name_of(event.device) + " at " + std::to_string(event.at->micros) +
              " recorded " + std::to_string(entry.event.recorded.micros) + (entry.voided_by ? " voided" : "") +
              (entry.without_effect ? " without effect" : "") + '\n';
    }
    for (const ObjectionStanding& objection : standing->objections) {
      text += "objection at " + std::to_string(objection.objected.at.micros) + '\n';
    }
    return text;
  }

 private:
  /// The names of links are random on disk: one is as good as another.
  std::string name_of(const std::optional<std::string>& name) {
    constexpr std::size_t kLinkDigits = 32;
    if (!name) return "nobody";
    if (name->size() != kLinkDigits) return *name;
    return "link " + std::to_string(links_.try_emplace(*name, links_.size()).first->second);
  }

  std::map<std::string, std::size_t> links_;
};

std::string make_request(Dice& dice) {
  std::string request =
      R"({"action":"send","purpose":"news","channel":"email","data":["address"])" + holder_fields(dice);
  if (dice.percent(40)) {
    const std::int64_t days = static_cast<std::int64_t>(dice.below(30));
    request += field("known", "2026-03-" + std::string(days < 9 ? "0" : "") + std::to_string(days + 1) + "T00:00:00Z");
  }
  return request + '}';
}

class Pair {
 public:
  explicit Pair(std::uint64_t seed) : dice_(seed), memory_(Store::in_memory(clock_.clock())) { open(); }

  void run() {
    for (int number = 1; number <= kSteps && !testing::Test::HasFailure(); ++number) {
      clock_.advance(static_cast<std::int64_t>(1 + dice_.below(static_cast<std::size_t>(3 * kDay / kSecond))) *
                     kSecond);
      const std::string line = make_line(dice_, number);
      EXPECT_EQ(text_of(durable_->record_json(line, policy_)), text_of(memory_.record_json(line, policy_))) << line;
      if (dice_.percent(10)) reopen();
      const DecideOptions options{.record = dice_.percent(30)};
      const std::string request = make_request(dice_);
      EXPECT_EQ(text_of(durable_->decide_json(request, policy_, options)),
                text_of(memory_.decide_json(request, policy_, options)))
          << request;
      compare_due();
    }
    compare_shown();
  }

 private:
  void compare_shown() {
    ShownText on_disk;
    ShownText in_memory;
    for (const char* customer : {"anna", "bert"}) {
      const StandingRequest request{customer, {}, {}, {}};
      EXPECT_EQ(on_disk.text_of(durable_->standing(request, policy_)),
                in_memory.text_of(memory_.standing(request, policy_)));
    }
    for (const char* device : {"phone", "laptop"}) {
      const StandingRequest request{{}, device, {}, {}};
      const std::string shown = in_memory.text_of(memory_.standing(request, policy_));
      EXPECT_EQ(on_disk.text_of(durable_->standing(request, policy_)), shown);
      EXPECT_EQ(shown.find("anna"), std::string::npos) << "a device shows nobody's name";
      EXPECT_EQ(shown.find("bert"), std::string::npos) << "a device shows nobody's name";
    }
  }

  void compare_due() {
    const Instant at{clock_.clock()().micros + static_cast<std::int64_t>(dice_.below(90)) * kDay - 20 * kDay};
    const auto on_disk = durable_->due(policy_, at);
    const auto in_memory = memory_.due(policy_, at);
    ASSERT_TRUE(on_disk.has_value() && in_memory.has_value());
    EXPECT_TRUE(*on_disk == *in_memory) << on_disk->size() << " entries on disk, " << in_memory->size();
    compare_by_date(at);
    compare_by_date(clock_.clock()());
  }

  /// What is found by date is what going through all comes to, with the same reasons.
  void compare_by_date(Instant at) {
    const std::vector<Language> languages{Language::kEnglish, Language::kGerman};
    const auto by_date = durable_->due({at, true, languages}, policy_);
    auto all = memory_.due({at, false, languages}, policy_);
    ASSERT_TRUE(by_date.has_value() && all.has_value());
    std::erase_if(all->lines, [&](const DueLine& line) { return line.entry.due > at; });
    EXPECT_TRUE(*by_date == *all) << by_date->lines.size() << " lines on disk, " << all->lines.size();
    for (const DueLine& line : all->lines) {
      ASSERT_EQ(line.why.size(), languages.size());
      EXPECT_FALSE(line.why.front().empty() || line.why.back().empty());
    }
  }

  void open() {
    auto opened = Store::open(scratch_.store(), Access::kCreate, clock_.clock());
    if (!opened) std::abort();
    durable_ = std::move(*opened);
  }

  void reopen() {
    durable_.reset();
    if (dice_.percent(30)) std::filesystem::remove_all(scratch_.store() / "facts");
    open();
  }

  Dice dice_;
  HandClock clock_;
  const PolicySet policy_ = letter_policy();
  const ScratchDirectory scratch_;
  Store memory_;
  std::optional<Store> durable_;
};

TEST(DurableAgainstMemory, StoresAnswerEventsRequestsAndWhatIsDueAndShownAlike) {
  for (std::uint64_t round = 0; round < kRounds && !HasFailure(); ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    Pair(round).run();
  }
}

}  // namespace
}  // namespace licet::tests
