// Why something is due, or is kept, in words: every reason is true, says what its period runs from, and leaves nothing
// out that would change the date (language.md section 7; language-additions.md).

#include <engine/time/civil.h>
#include <fstream>
#include <tests/engine/licet/policy_fixture.h>
#include <vector>

namespace licet::tests {
namespace {

struct Told {
  std::string english;
  std::string german;
};

/// What is said of the first line of data that is called so, of customer c.
class Reasons {
 public:
  Reasons(const std::string& declared, const std::vector<std::string>& events) {
    const std::filesystem::path path = scratch_.store() / "set.licet";
    std::filesystem::create_directory(scratch_.store());
    std::ofstream(path) << "policy p\ntime zone Europe/Berlin\npurpose ads\npurpose calls within ads\n"
                        << declared << '\n';
    auto loaded = PolicySet::load(path);
    if (!loaded) {
      for (const Diagnostic& one : std::get<PolicyErrors>(loaded.error()).diagnostics) ADD_FAILURE() << one.message;
      std::abort();
    }
    policy_ = std::make_unique<PolicySet>(*loaded);
    for (const std::string& event : events) {
      const std::string line = R"({"customer":"c",)" + event + "}";
      EXPECT_TRUE(store_.record_json(line, *policy_)) << line;
    }
  }

  Told of(const std::string& data, const char* at) const {
    const auto list = store_.due({time::parse_rfc3339(at), false, {Language::kEnglish, Language::kGerman}}, *policy_);
    if (!list) return {list.error().message, {}};
    for (const DueLine& line : list->lines) {
      if (line.entry.data == data) return {line.why.at(0), line.why.at(1)};
    }
    return {"not held", "nicht vorhanden"};
  }

  void says(const std::string& data, const char* at, const std::string& english, const std::string& german) const {
    const Told told = of(data, at);
    EXPECT_EQ(told.english, english);
    EXPECT_EQ(told.german, german);
  }

 private:
  ScratchDirectory scratch_;
  /// 2028-01-01T00:00:00Z
  HandClock clock_{Instant{1'830'297'600'000'000}};
  Store store_ = Store::in_memory(clock_.clock());
  std::unique_ptr<PolicySet> policy_;
};

std::string on(const char* day, const std::string& kind, const std::string& rest = "") {
  return R"("event":")" + kind + R"(","at":")" + day + "T09:00:00Z\"" + (rest.empty() ? "" : "," + rest);
}

std::string collected(const char* day, const char* data) {
  return on(day, "collected", R"("data":[")" + std::string(data) + R"("])");
}

const std::string kMail =
    "data mail\nfact paid is yes or no\nconsent cc for ads with mail provided paid\n"
    "retention r keep mail at most 1 month after the end of the year of consent cc ends then erase\n"
    "retention q keep mail at most 1 month after consent cc ends then erase";

TEST(DueReasons, SayThatTheCollectionCountsWhereAConsentNeverWas) {
  const Reasons reasons(
      "data mail\nconsent cc for ads with mail\nretention q keep mail at most 1 month after consent cc "
      "ends then erase",
      {collected("2025-01-31", "mail"), on("2025-02-01", "refused", R"("consent":"cc")")});
  reasons.says(
      "mail", "2026-01-01T00:00:00Z",
      "mail is to be erased from 1 March 2025, 00:00 (Europe/Berlin) on, by rule q: at most 1 month after its "
      "collection (31 January 2025 at 10:00), which counts because no effective grant of cc is recorded.",
      "mail ist seit dem 1. März 2025, 00:00 Uhr (Europe/Berlin) zu löschen nach der Regel q: höchstens 1 Monat "
      "nach der Erhebung (31. Januar 2025 um 10:00 Uhr), die maßgeblich ist, weil eine wirksame Erteilung der "
      "Einwilligung cc nicht verzeichnet ist.");
}

TEST(DueReasons, SayThatTheCollectionCountsWhereWhatAConsentIsProvidedForIsNotSo) {
  const Reasons reasons(kMail, {collected("2025-01-31", "mail"), on("2025-02-01", "granted", R"("consent":"cc")"),
                                on("2025-02-01", "fact", R"("fact":"paid","value":false)")});
  reasons.says(
      "mail", "2026-02-01T00:00:00Z",
      "mail is to be erased from 1 February 2026, 00:00 (Europe/Berlin) on, by rule r: at most 1 month after the "
      "end of the year of its collection (31 January 2025 at 10:00), which counts because the condition of the "
      "consent cc is not met.",
      "mail ist seit dem 1. Februar 2026, 00:00 Uhr (Europe/Berlin) zu löschen nach der Regel r: höchstens 1 "
      "Monat nach dem Ende des Jahres der Erhebung (31. Januar 2025 um 10:00 Uhr), die maßgeblich ist, weil die "
      "Bedingung der Einwilligung cc nicht erfüllt ist.");
}

TEST(DueReasons, NameTheYearInWhichAConsentEnded) {
  const Reasons reasons(
      kMail, {collected("2025-01-31", "mail"), on("2025-02-01", "fact", R"("fact":"paid","value":true)"),
              on("2025-02-01", "granted", R"("consent":"cc")"), on("2025-03-01", "withdrawn", R"("consent":"cc")")});
  const Told told = reasons.of("mail", "2026-02-01T00:00:00Z");
  EXPECT_NE(told.english.find("at most 1 month after the end of the year in which the consent cc ended (1 March 2025"),
            std::string::npos)
      << told.english;
  EXPECT_NE(told.german.find("höchstens 1 Monat nach dem Ende des Jahres, in dem die Einwilligung cc endete (1. März"),
            std::string::npos)
      << told.german;
}

const std::string kFile =
    "data file\nfact lawsuit is yes or no\nfact closed is a date\n"
    "retention r1 keep file at most 1 year after collection then erase\n"
    "retention r2 keep file when lawsuit at least 2 years after collection then erase";

TEST(DueReasons, SayOfADutyInDoubtThatItCountsBecauseAFactIsNotKnown) {
  const Reasons reasons(kFile, {collected("2024-01-31", "file")});
  const std::string english =
      " Whether rule r2 applies is open, because lawsuit is not known; until that is settled, its duty to keep counts.";
  const std::string german =
      " Ob die Regel r2 gilt, ist offen, weil lawsuit nicht bekannt ist; bis zur Klärung zählt ihre "
      "Aufbewahrungspflicht.";
  reasons.says(
      "file", "2026-03-01T00:00:00Z",
      "file is to be erased from 1 February 2026, 00:00 (Europe/Berlin) on, by rule r2: at least 2 years after "
      "its collection (31 January 2024 at 10:00)." +
          english,
      "file ist seit dem 1. Februar 2026, 00:00 Uhr (Europe/Berlin) zu löschen nach der Regel r2: mindestens 2 "
      "Jahre nach der Erhebung (31. Januar 2024 um 10:00 Uhr)." +
          german);
  reasons.says(
      "file", "2026-01-01T00:00:00Z",
      "file is kept until the end of 31 January 2026 (Europe/Berlin) by rule r2; then to be erased. The period: "
      "at least 2 years after its collection (31 January 2024 at 10:00)." +
          english,
      "file wird bis zum Ablauf des 31. Januar 2026 (Europe/Berlin) aufbewahrt nach der Regel r2; danach ist zu "
      "löschen. Frist: mindestens 2 Jahre nach der Erhebung (31. Januar 2024 um 10:00 Uhr)." +
          german);
}

TEST(DueReasons, SayOfALimitThatItIsLeftOutBecauseAFactIsNotKnown) {
  const Reasons limit(
      "data file\nfact lawsuit is yes or no\nfact closed is a date\n"
      "retention r1 keep file at most 1 year after collection then erase\n"
      "retention r2 keep file when lawsuit at most 9 years after collection then erase\n"
      "retention r3 keep file at most 1 year after closed then erase",
      {collected("2025-12-31", "file")});
  limit.says(
      "file", "2026-03-01T00:00:00Z",
      "file is kept until the end of 31 December 2026 (Europe/Berlin) by rule r1; then to be erased. The period: at "
      "most 1 year after its collection (31 December 2025 at 10:00). Whether rule r2 applies is open, because "
      "lawsuit is not known; until that is settled, its limit does not count. The limit of rule r3 is left out, "
      "because closed is not known.",
      "file wird bis zum Ablauf des 31. Dezember 2026 (Europe/Berlin) aufbewahrt nach der Regel r1; danach ist zu "
      "löschen. Frist: höchstens 1 Jahr nach der Erhebung (31. Dezember 2025 um 10:00 Uhr). Ob die Regel r2 gilt, "
      "ist offen, weil lawsuit nicht bekannt ist; bis zur Klärung zählt ihre Höchstfrist nicht. Die Höchstfrist "
      "der Regel r3 bleibt außer Betracht, weil closed nicht bekannt ist.");
}

TEST(DueReasons, SayOfMoreThanOneFactThatTheyAreNotKnown) {
  const Reasons reasons(
      "data file\nfact begun is a date\nfact ended is a date\n"
      "retention r1 keep file at least 1 year after begun at most 2 years after ended then erase",
      {collected("2025-12-31", "file")});
  reasons.says("file", "2026-03-01T00:00:00Z",
               "file is kept by rule r1; the period cannot be determined as long as begun and ended are not known. The "
               "period: at least 1 year after begun.",
               "file wird aufbewahrt nach der Regel r1; die Frist lässt sich nicht bestimmen, solange begun und ended "
               "nicht bekannt sind. Frist: mindestens 1 Jahr nach begun.");
}

TEST(DueReasons, SayOfADateAheadWhatItRunsFromAndThatARequestForErasureStands) {
  const Reasons reasons(
      "data invoice\nfact dated is a date\n"
      "retention inv keep invoice for 8 years after the end of the year of dated then erase because AO § 147(3)",
      {collected("2018-03-15", "invoice"), on("2018-03-15", "fact", R"("fact":"dated","value":"2018-03-15")"),
       on("2026-05-03", "erasure_requested")});
  reasons.says("invoice", "2026-06-01T00:00:00Z",
               "invoice is kept until the end of 31 December 2026 (Europe/Berlin) by rule inv, AO § 147(3); then to be "
               "erased. The period: at least 8 years after the end of the year of dated (15 March 2018). Erasure was "
               "requested on 3 May 2026; the duty to keep goes before it.",
               "invoice wird bis zum Ablauf des 31. Dezember 2026 (Europe/Berlin) aufbewahrt nach der Regel inv, AO § "
               "147(3); danach ist zu löschen. Frist: mindestens 8 Jahre nach dem Ende des Jahres von dated (15. März "
               "2018). Die Löschung wurde am 3. Mai 2026 verlangt; die Aufbewahrungspflicht geht vor.");
  reasons.says(
      "invoice", "2027-06-01T00:00:00Z",
      "invoice is to be erased from 1 January 2027, 00:00 (Europe/Berlin) on: erasure was requested on 3 May "
      "2026, and until then rule inv, AO § 147(3) required keeping: at least 8 years after the end of the year "
      "of dated (15 March 2018).",
      "invoice ist seit dem 1. Januar 2027, 00:00 Uhr (Europe/Berlin) zu löschen: Die Löschung wurde am 3. Mai "
      "2026 verlangt; bis dahin galt die Aufbewahrungspflicht nach der Regel inv, AO § 147(3): mindestens 8 "
      "Jahre nach dem Ende des Jahres von dated (15. März 2018).");
}

TEST(DueReasons, SayOfWhatAHoldSuspendsThatAFirstStageRestrictsItMeanwhile) {
  const Reasons reasons(
      "data x by item\ndata y\nretention rs keep y at most 10 days after collection then restrict\n"
      "retention re keep x, y at most 9 years after collection then erase",
      {collected("2026-01-01", "y"), on("2026-01-02", "hold"), on("2026-01-03", "erasure_requested")});
  reasons.says(
      "y", "2026-02-01T00:00:00Z",
      "y is kept as long as a hold stands. Meanwhile the processing has been restricted since 12 January 2026, "
      "00:00 (Europe/Berlin) by rule rs: at most 10 days after its collection (1 January 2026 at 10:00). Erasure "
      "was requested on 3 January 2026; it is put off by the hold.",
      "y wird aufbewahrt, solange die Löschung ausgesetzt ist. Unterdessen ist die Verarbeitung seit dem 12. "
      "Januar 2026, 00:00 Uhr (Europe/Berlin) eingeschränkt nach der Regel rs: höchstens 10 Tage nach der "
      "Erhebung (1. Januar 2026 um 10:00 Uhr). Die Löschung wurde am 3. Januar 2026 verlangt; sie ist "
      "ausgesetzt.");
}

TEST(DueReasons, NameTheAnchorOfARecordAsItIsAndQuoteAWhile) {
  const Reasons reasons(
      "data x\nfact member is yes or no\nretention o keep objections at most 1 month after collection then erase\n"
      "retention m keep x at most 1 month after the end of the year of objection to ads while member then erase",
      {on("2025-03-01", "objected", R"("purposes":["ads"])"), collected("2025-01-01", "x"),
       on("2025-01-01", "fact", R"("fact":"member","value":true)")});
  const Told objections = reasons.of("objections", "2026-03-01T00:00:00Z");
  EXPECT_NE(objections.english.find("at most 1 month after the latest objection (1 March 2025"), std::string::npos)
      << objections.english;
  EXPECT_NE(objections.german.find("höchstens 1 Monat nach dem letzten Widerspruch (1. März 2025"), std::string::npos)
      << objections.german;
  reasons.says(
      "x", "2026-03-01T00:00:00Z",
      "x is kept by rule m; as things stand the period has no end. The period: at most 1 month after the end of "
      "the year of the objection to ads (1 March 2025 at 10:00), and beyond it as long as this is true: “member”.",
      "x wird aufbewahrt nach der Regel m; nach jetzigem Stand endet die Frist nicht. Frist: höchstens 1 Monat "
      "nach dem Ende des Jahres des Widerspruchs gegen ads (1. März 2025 um 10:00 Uhr), und darüber hinaus, "
      "solange gilt: „member“.");
}

}  // namespace
}  // namespace licet::tests
