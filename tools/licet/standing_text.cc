#include <engine/check/model.h>
#include <engine/exchange/names.h>
#include <engine/scenario/local_text.h>
#include <engine/time/civil.h>
#include <fmt/core.h>
#include <fmt/ranges.h>
#include <tools/licet/policy_argument.h>
#include <tools/licet/standing_text.h>
#include <tools/licet/text_layout.h>

namespace licet::tool {
namespace {

constexpr std::size_t kLabelWidth = 12;
constexpr std::size_t kTextWidth = 100;
constexpr std::int64_t kSecondMicros = 1'000'000;

template <class Declared>
std::string titled(const std::string& name, const Declared& declared) {
  const auto id = declared.find(name);
  return id ? with_title(name, declared[*id].title.title) : name;
}

template <class IdType>
std::string titled(const std::string& name, const model::Vocabulary<IdType>& vocabulary) {
  const auto id = vocabulary.find(name);
  return id ? with_title(name, vocabulary.titles[id->value].title) : name;
}

/// Gathers sections, and the names of those that have nothing to say.
class Sections {
 public:
  Sections(const Overview& overview, const PolicySet& policy, const Style& style)
      : overview_(overview), standing_(overview.standing), policy_(policy), model_(policy.model()), style_(style) {}

  std::string text() {
    head();
    levels();
    consents();
    section("Objections", standing_.objections, [&](const ObjectionStanding& one) { objection(one); });
    section("Restrictions", standing_.restrictions, [&](const DataStanding& one) { mark(one, "lifted for"); });
    section("Requests for erasure", standing_.erasure_requests, [&](const DataStanding& one) { mark(one, "erased:"); });
    table("Notices", standing_.notices, [&](const NoticeStanding& one) {
      return std::vector<std::string>{titled(one.notice, model_.notices), time_and_record(one.given)};
    });
    facts();
    table("Last contacts", standing_.contacts, [&](const ContactStanding& one) {
      return std::vector<std::string>{titled(one.purpose, model_.purposes) + part(" by ", one.channel),
                                      time_and_record(one.contacted)};
    });
    section("Data held", standing_.held, [&](const HeldStanding& one) {
      line(fmt::format("{}  collected last {}", titled(one.data, model_.data) + part(" item ", one.item),
                       time_and_record(one.collected)));
      due(one.data, one.item);
    });
    // Most policy sets have neither.
    if (!standing_.first_stages.empty()) {
      section("Restricted by retention", standing_.first_stages, [&](const StageStanding& one) { stage(one); });
    }
    if (!standing_.records.empty()) {
      section("Records kept", standing_.records, [&](const RecordsStanding& one) { records(one); });
    }
    suspension();
    decisions();
    end();
    return std::move(text_);
  }

  /// Of a recipient there are only facts.
  std::string text_of_recipient() {
    head();
    facts();
    end();
    return std::move(text_);
  }

 private:
  void facts() {
    table("Facts", standing_.facts, [&](const FactStanding& one) {
      return std::vector<std::string>{titled(one.fact, model_.facts) + part(" of item ", one.item), fact_value(one),
                                      "since " + time_and_record(one.stated)};
    });
  }

  static std::string part(const char* before, const std::optional<std::string>& name) {
    return name ? before + one_line(*name) : std::string();
  }

  void stage(const StageStanding& one) {
    line(fmt::format("{}: since {}, by {}", titled(one.data, model_.data) + part(" item ", one.item),
                     clock_text(one.since, policy_), titled(one.rule, model_.retentions)));
  }

  void records(const RecordsStanding& one) {
    line(one.data);
    detail("Since", time_and_record(one.first));
    if (one.latest) detail("Latest", time_and_record(*one.latest));
    if (one.erasure_requested) detail("Erasure", "requested " + time_and_record(*one.erasure_requested));
    due(one.data, std::nullopt);
  }

  /// When it falls due, and why, in every language asked for.
  void due(const std::string& data, const std::optional<std::string>& item) {
    for (const DueLine& one : overview_.data) {
      if (one.entry.data != data || one.entry.item != item) continue;
      std::string when = clock_text(one.entry.due, policy_);
      if (one.entry.action) when += fmt::format(": {}", exchange::text_of(*one.entry.action));
      detail("Due", when);
      for (const std::string& why : one.why) text_ += wrapped(why, 4, kTextWidth);
    }
  }

  void decisions() {
    section("Decisions", decision_lines(overview_, policy_), [&](const std::string& row) { line(row); });
    const std::uint64_t older = overview_.decisions_in_all - overview_.decisions.size();
    if (older != 0) {
      line(fmt::format("and {} before ({} in all): --all lists them", counted(older, "decision", "decisions"),
                       overview_.decisions_in_all));
    }
  }

  void suspension() {
    if (!standing_.suspended) return;
    text_ += standing_.suspended_data.empty()
                 ? "\nA hold stands: nothing is erased until it is lifted.\n"
                 : fmt::format("\nA hold stands: nothing of {} is erased until it is lifted.\n",
                               names_text(standing_.suspended_data));
  }

  void end() {
    if (!empty_.empty()) text_ += fmt::format("\nNone: {}.\n", fmt::join(empty_, ", "));
    if (standing_.history.empty()) {
      const char* const who = standing_.customer ? "customer" : standing_.device ? "device" : "recipient";
      text_ += fmt::format("\nNo event of this {} is recorded.\n", who);
    } else {
      heading("History");
      text_ += history_text(overview_, policy_, style_);
    }
  }

  void heading(const char* title) { text_ += fmt::format("\n{}\n", style_.strong(title)); }
  void line(const std::string& line) { text_ += fmt::format("  {}\n", line); }
  void detail(const char* label, const std::string& value) {
    text_ += fmt::format("    {}{}\n", padded(label, kLabelWidth), value);
  }

  template <class List, class Show>
  void section(const char* title, const List& list, const Show& show) {
    if (list.empty()) {
      leave_out(title);
      return;
    }
    heading(title);
    for (const auto& one : list) show(one);
  }

  template <class List, class Row>
  void table(const char* title, const List& list, const Row& row) {
    Table table;
    for (const auto& one : list) table.add(row(one));
    section(title, table.lines(), [&](const std::string& row_line) { line(row_line); });
  }

  void leave_out(std::string title) {
    if (title.front() >= 'A' && title.front() <= 'Z') title.front() = static_cast<char>(title.front() - 'A' + 'a');
    empty_.push_back(std::move(title));
  }

  std::string time_and_record(const StandingEvent& event) const {
    return fmt::format("{} (record {})", clock_text(event.at, policy_), event.record);
  }

  void head() {
    std::string who;
    if (standing_.customer) who = "Customer " + *standing_.customer;
    if (standing_.device) who = "Device " + *standing_.device;
    if (standing_.recipient) who = "Recipient " + titled(*standing_.recipient, model_.recipients);
    text_ += style_.strong(one_line(who)) + '\n';
    line(padded("At", kLabelWidth) + moment_text(standing_.at, policy_));
    if (standing_.known != kNever) line(padded("As known", kLabelWidth) + moment_text(standing_.known, policy_));
  }

  void levels() {
    section("Levels", standing_.levels, [&](const std::string& level) { line(titled(level, model_.levels)); });
  }

  void consents() {
    section("Consents", standing_.consents, [&](const ConsentStanding& one) { consent(one); });
  }

  void consent(const ConsentStanding& one) {
    std::string status = one.status;
    if (one.status == "granted" && one.has_provided) {
      if (!one.provided) status += "; what it is provided for is not known";
      if (one.provided == false) status += ", but not valid: what it is provided for is not so";
    }
    line(fmt::format("{}: {}", with_title(one.consent, one.title), style_.strong(status)));
    if (one.ended) detail(one.status == "refused" ? "Refused" : "Withdrawn", time_and_record(*one.ended));
    if (one.current) grant(*one.current, "Until");
    if (one.waiting) {
      if (one.current) line("  Waiting to be confirmed beside it:");
      grant(*one.waiting, "Confirm by");
    }
  }

  void grant(const GrantStanding& one, const char* end) {
    detail("Given", time_and_record(one.given));
    if (one.confirmed) detail("Confirmed", time_and_record(*one.confirmed));
    detail(end, clock_text(one.end, policy_));
    std::string covers = names_text(one.purposes);
    if (one.limits_channels) covers += " by " + names_text(one.channels);
    detail("Covers", covers);
    if (one.wording) detail("Wording", one_line(*one.wording));
    for (const FactStanding& fact : one.facts) detail("States", fmt::format("{} is {}", fact.fact, fact_value(fact)));
  }

  void objection(const ObjectionStanding& one) {
    std::string what = one.purposes.empty() ? "to everything" : "to " + names_text(one.purposes);
    if (!one.channels.empty()) what += " by " + names_text(one.channels);
    if (!one.except.empty()) what += "; lifted for " + names_text(one.except);
    line(fmt::format("{}: {}", time_and_record(one.objected), what));
  }

  void mark(const DataStanding& one, const char* ended) {
    std::string what = one.data.empty() ? "all data" : names_text(one.data);
    if (!one.except.empty()) what += fmt::format("; {} {}", ended, names_text(one.except));
    if (!one.collected_since.empty()) what += "; not of what was collected since: " + names_text(one.collected_since);
    line(fmt::format("{}: {}", time_and_record(one.begun), what));
  }

  std::string fact_value(const FactStanding& fact) const {
    if (!fact.value) return "no value that fits";
    if (const auto* yes = std::get_if<bool>(&*fact.value)) return *yes ? "yes" : "no";
    if (const auto* number = std::get_if<std::int64_t>(&*fact.value)) return std::to_string(*number);
    const auto& stated = std::get<std::string>(*fact.value);
    const auto id = model_.facts.find(fact.fact);
    if (id && model_.facts[*id].type == model::FactType::kTime) {
      if (const auto moment = time::parse_rfc3339(stated)) return scenario::local_time_text(*moment, *model_.zone);
    }
    return one_line(stated);
  }

  const Overview& overview_;
  const Standing& standing_;
  const PolicySet& policy_;
  const model::Model& model_;
  const Style& style_;
  std::string text_;
  std::vector<std::string> empty_;
};

}  // namespace

std::string clock_text(Instant t, const PolicySet& policy) {
  if (t == kNever) return "never";
  const std::int64_t beyond = ((t.micros % kSecondMicros) + kSecondMicros) % kSecondMicros;
  return scenario::local_time_text({t.micros - beyond}, *policy.model().zone);
}

std::string names_text(const std::vector<std::string>& names) {
  return one_line(fmt::format("{}", fmt::join(names, ", ")));
}

std::string standing_text(const Overview& overview, const PolicySet& policy, const Style& style) {
  Sections sections(overview, policy, style);
  return overview.standing.recipient ? sections.text_of_recipient() : sections.text();
}

}  // namespace licet::tool
