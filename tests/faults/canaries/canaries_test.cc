// Personal data is nowhere it should not be: a store lives its life with values of its own in every field that may hold
// something personal, and none of them is found in what operators, auditors and backups get to see.
//
// Where they may stand: in answers on standard output (`decide`, `show`, `due`, `licet-verify --show`), in proof
// bundles, which are answers too (`log prove`, and what `replay` says of one that came out otherwise), and in the
// index's data.mdb, which is kept like the store itself. What stands in the record is encrypted, and so no file of it
// holds any.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <regex>
#include <sys/wait.h>
#include <tests/engine/record/witness.h>
#include <tests/faults/stored_files.h>
#include <tests/tools/program.h>
#include <vector>

namespace licet::faults {
namespace {

namespace fs = std::filesystem;
using tests::Outcome;
using tests::run;
using tests::Scratch;

/// No digits alone: a random number could hold them.
const std::vector<std::string> kCanaries = {"canary",     "CANARY",       "Y2FuYXJ5",
                                            "1777-07-07", "424242424242", "63616e617279"};

constexpr const char* kPolicy = R"(policy shop
  time zone Europe/Berlin
purpose news
action send needs channel
channel email
data address
fact nickname is a text
fact born is a date
fact visits is a number
fact mood is a text of request
fact screen is a text of device
notice terms
duty unsubscribe
consent news_consent
  for news
  by email
  with address
consent cookies
  for news
  scope device
rule news_by_consent
  permit send
  for news
  by email
  with address
  when consent news_consent is valid
rule quiet
  forbid send
  for news
  when nickname is "x" or mood is "y" or visits is less than 3 or born is before 1900-01-01
retention addresses
  keep address
  at least 900 years after collection
  then erase
)";

constexpr const char* kEvents = R"(
{"event":"granted","customer":"canary-1","consent":"news_consent","wording":"canary-wording","id":"canary-id-1","source":"canary-source","actor":"canary-actor","evidence":{"canary-key":"canary-evidence"}}
{"event":"granted","customer":"canary-1","device":"canary-device","consent":"cookies","id":"canary-id-2","source":{"canary":"canary"},"evidence":"canary-evidence"}
{"event":"linked","customer":"canary-1","device":"canary-device","actor":"canary-actor"}
{"event":"fact","customer":"canary-1","fact":"nickname","value":"canary-name"}
{"event":"fact","customer":"canary-1","fact":"born","value":"1777-07-07"}
{"event":"fact","customer":"canary-1","fact":"visits","value":424242424242}
{"event":"fact","device":"canary-device","fact":"screen","value":"canary-screen"}
{"event":"informed","customer":"canary-1","notice":"terms","wording":"canary-wording"}
{"event":"collected","customer":"canary-1","data":["address"],"source":"canary-source"}
{"event":"objected","customer":"canary-2","purposes":["news"],"evidence":"canary-evidence"}
{"event":"contacted","customer":"canary-2","purposes":["news"],"actor":"canary-actor"}
)";

constexpr const char* kRefusedEvents = R"(
{"event":"granted","customer":"canary-1","consent":"canary-consent"}
{"event":"canary-event","customer":"canary-1"}
{"event":"hold","customer":"canary-3","unknown_field":"canary"}
{"event":"fact","customer":"canary-1","fact":"canary-fact","value":1}
{"event":"fact","customer":"canary-1","fact":"born","value":"canary-date"}
{"event":"fact","customer":"canary-1","fact":"visits","value":"canary-number"}
{"event":"granted","customer":"canary-2","consent":"news_consent","id":"canary-id-1"}
{"event":"hold","customer":"canary-3","at":"canary-time"}
{"event":"hold","customer":["canary"]}
{"event":"voided","customer":"canary-3","record":0}
{"event":"hold","customer":"canary-3","at":"2999-01-01T00:00:00Z"}
canary no object
{"canary
)";

constexpr const char* kRequests = R"(
{"customer":"canary-1","device":"canary-device","action":"send","purpose":"news","channel":"email","data":["address"],"facts":{"mood":"canary-mood"}}
{"customer":"canary-2","action":"send","purpose":"news","channel":"email","data":["address"],"facts":{"mood":"canary-mood"}}
{"device":"canary-device","action":"send","purpose":"news","channel":"email","data":["address"],"facts":{"mood":"canary-mood"}}
{"customer":"canary-4","action":"send","purpose":"news","channel":"email","data":["address"]}
)";

constexpr const char* kRefusedRequests = R"(
{"customer":"canary-1","action":"canary-action","purpose":"news"}
{"customer":"canary-1","action":"send","purpose":"canary-purpose","channel":"email"}
{"customer":"canary-1","action":"send","purpose":"news","channel":"email","facts":{"mood":424242424242}}
{"customer":"canary-1","action":"send","purpose":"news","channel":"email","facts":{"canary":"canary"}}
{"customer":"canary-1","action":"send","purpose":"news","channel":"email","at":"canary"}
canary
)";

const std::string kStore = " --store \"$SCRATCH/store\" ";
const std::string kBoth = kStore + "--policy \"$SCRATCH/shop.licet\" ";
const std::string kLogged = kBoth + "--log debug ";

class Canaries : public testing::Test {
 protected:
  void SetUp() override {
    scratch_.file("shop.licet", kPolicy);
    scratch_.file("events", kEvents);
    scratch_.file("refused_events", kRefusedEvents);
    scratch_.file("requests", kRequests);
    scratch_.file("refused_requests", kRefusedRequests);
  }

  static void expect_none(const std::string& text, const std::string& where) {
    for (const std::string& canary : kCanaries) {
      const std::size_t at = text.find(canary);
      if (at == std::string::npos) continue;
      ADD_FAILURE() << where << ": …" << text.substr(at < 60 ? 0 : at - 60, 160);
    }
  }

  /// A command whose answers may name whom they are about.
  Outcome asked(const std::string& arguments, int exit_status = 0) {
    Outcome outcome = run(arguments, scratch_);
    EXPECT_EQ(outcome.exit_status, exit_status) << arguments << '\n' << outcome.messages;
    expect_none(outcome.messages, "messages of " + arguments);
    return outcome;
  }

  /// `licet-verify`, which names nobody unless it is told to show.
  Outcome verified(const std::string& arguments, int exit_status = 0) {
    const fs::path out = scratch_.path() / "verify.out";
    const fs::path err = scratch_.path() / "verify.err";
    const std::string command = "SCRATCH='" + scratch_.path().string() + "' && '" + LICET_VERIFIER + "' " + arguments +
                                " > '" + out.string() + "' 2> '" + err.string() + "'";
    const int status = std::system(command.c_str());
    Outcome outcome{WIFEXITED(status) ? WEXITSTATUS(status) : -1, contents_of(out), contents_of(err)};
    fs::remove(out);
    fs::remove(err);
    EXPECT_EQ(outcome.exit_status, exit_status) << arguments << '\n' << outcome.output << outcome.messages;
    expect_none(outcome.messages, "messages of licet-verify " + arguments);
    if (arguments.find("--show") == std::string::npos) {
      expect_none(outcome.output, "output of licet-verify " + arguments);
    }
    return outcome;
  }

  /// The numbers of the decisions that the store has.
  std::vector<std::string> decisions() {
    const std::string answers = asked("decide" + kBoth + "--format json \"$SCRATCH/requests\"").output;
    const std::regex record(R"re("record":(\d+))re");
    std::vector<std::string> numbers;
    for (std::sregex_iterator at(answers.begin(), answers.end(), record), none; at != none; ++at) {
      numbers.push_back((*at)[1]);
    }
    EXPECT_EQ(numbers.size(), 4U) << answers;
    return numbers;
  }

  /// A proof as a file, and printed.
  void prove(const std::string& record, const std::string& as) {
    const std::string which = "log prove" + kStore + as + "--record " + record + " --output ";
    fs::remove(scratch_.path() / "proof.bundle");
    told(which + "\"$SCRATCH/proof.bundle\"");
    EXPECT_THAT(asked(which + "-").output, testing::HasSubstr("canary")) << "or there was nothing to be found";
    told("replay " + as + "\"$SCRATCH/proof.bundle\"");
    verified(as + "\"$SCRATCH/proof.bundle\"");
    EXPECT_THAT(verified(as + "--show \"$SCRATCH/proof.bundle\"").output, testing::HasSubstr("canary"));
  }

  /// Every so many bytes one is changed.
  void look_at_damaged_bundles(const std::string& as) {
    const fs::path damaged_bundle = scratch_.path() / "damaged.bundle";
    const std::string whole = contents_of(scratch_.path() / "proof.bundle");
    for (std::size_t at = 0; at < whole.size(); at += whole.size() / 12 + 1) {
      std::string damaged = whole;
      damaged[at] = static_cast<char>(damaged[at] ^ 1);
      put(damaged_bundle, damaged);
      told("replay " + as + "\"$SCRATCH/damaged.bundle\"", 1);
      verified(as + "\"$SCRATCH/damaged.bundle\"", 1);
      verified(as + "--show \"$SCRATCH/damaged.bundle\"", 1);
    }
    fs::remove(damaged_bundle);
  }

  void look_at_proofs(const std::string& as);
  void look_at_witnesses(const std::string& as);

  /// One that names nobody.
  void told(const std::string& arguments, int exit_status = 0) {
    expect_none(asked(arguments, exit_status).output, "output of " + arguments);
  }

  /// No file but the index holds any, nor a file's name.
  void expect_no_file_with_any(const char* directory) {
    std::size_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(scratch_.path() / directory)) {
      const std::string name = entry.path().lexically_relative(scratch_.path()).string();
      expect_none(name, "the name of a file");
      if (!entry.is_regular_file() || entry.path().filename() == "data.mdb") continue;
      expect_none(contents_of(entry.path()), name);
      ++files;
    }
    EXPECT_GT(files, 2U) << directory;
  }

  void look(const std::string& as);

  const Scratch& scratch() const { return scratch_; }

 private:
  const Scratch scratch_;
};

/// All that is asked of a store, in one format.
void Canaries::look(const std::string& as) {
  asked("decide" + kLogged + as + "\"$SCRATCH/requests\"");
  asked("decide" + kLogged + as + "--explain \"$SCRATCH/requests\"");
  asked("decide" + kLogged + as + "\"$SCRATCH/refused_requests\"", 2);
  const Outcome shown = asked("show" + kLogged + as + "--customer canary-1");
  EXPECT_THAT(shown.output, testing::HasSubstr("canary-name")) << "or there was nothing to be found";
  asked("show" + kBoth + as + "--customer canary-9");
  asked("show" + kStore + as + "--record 100000", 2);
  asked("due" + kLogged + as + "--all");
  asked("erase" + kBoth + as + "--customer canary-1 --at canary-time", 2);
  told("log verify" + kStore + as);
  told("log checkpoint" + kStore + as);
}

/// Proofs, good, refused and damaged, and what is decided again.
void Canaries::look_at_proofs(const std::string& as) {
  const std::vector<std::string> records = decisions();
  for (const std::string& record : records) prove(record, as);
  look_at_damaged_bundles(as);
  told("log prove" + kStore + as + "--output \"$SCRATCH/none\" --record 0", 2);
  told("log prove" + kStore + as + "--output \"$SCRATCH/none\" --record 100000", 2);
  told("log prove" + kStore + as + "--output \"$SCRATCH/none/none\" --record " + records.front(), 2);
  told("replay" + kStore + as);
  told("replay" + kStore + as + "--from 2 --until 9");
  told("replay " + as + "\"$SCRATCH/events\"", 1);
  verified(as + "\"$SCRATCH/events\"", 1);
}

/// What a witness signed is added, and what none did is refused.
void Canaries::look_at_witnesses(const std::string& as) {
  const std::string head = asked("log checkpoint" + kStore).output;
  const test::Witness witness("witness.example/w");
  const auto note = record::SignedNote::read(head);
  ASSERT_TRUE(note) << head;
  record::SignedNote cosigned = *note;
  ASSERT_TRUE(cosigned.add(witness.cosign(note->text(), 1'700'000'000)));
  scratch_.file("cosigned", cosigned.print());
  scratch_.file("unsigned", "canary-note\n");
  const std::string by = " --witness " + record::print_key(witness.key) + " ";
  told("log checkpoint" + kStore + as + "--add \"$SCRATCH/cosigned\"" + by);
  told("log checkpoint" + kStore + as + "--add \"$SCRATCH/unsigned\"" + by, 2);
  told("log checkpoint" + kStore + as + "--add \"$SCRATCH/events\"" + by, 2);
}

TEST_F(Canaries, AreFoundNowhereButInAnswersAndTheIndex) {
  told("record" + kLogged + "\"$SCRATCH/events\"");
  told("log keygen" + kStore + "--name shop.example/log");
  told("record" + kLogged + "--format json \"$SCRATCH/refused_events\"", 2);
  told("record" + kLogged + "\"$SCRATCH/refused_events\"", 2);
  look("--format text ");
  look("--format json ");
  for (const char* as : {"--format text ", "--format json "}) {
    look_at_proofs(as);
    look_at_witnesses(as);
    told("log keygen" + kStore + as + "--name other.example", 2);
    told("log keygen" + kStore + as + "--rotate");
    told("log keygen" + kStore + as + "--list");
  }
  expect_no_file_with_any("store");
  told("log export" + kStore + "\"$SCRATCH/export\"");
  told("backup" + kStore + "\"$SCRATCH/backup\"");
  asked("erase" + kBoth + "--customer canary-1");
  asked("erase" + kBoth + "--device canary-device");
  asked("record" + kLogged + "\"$SCRATCH/events\"", 2);
  told("log verify" + kStore);
  told("log export" + kStore + "\"$SCRATCH/export\"");
  told("replay" + kStore);
  const std::string keys = "--master-key \"$SCRATCH/store/master.key\" --signing-key \"$SCRATCH/store/signing.key\" ";
  const std::string back = "restore \"$SCRATCH/backup\" \"$SCRATCH/restored\" ";
  told(back + keys, 2);
  told(back + keys + "--older --format json");
  told(back + keys + "--older", 2);
  const std::string list = asked("log keygen" + kStore + "--list").output;
  verified("--key " + list.substr(0, list.find('\n')) + " --log \"$SCRATCH/export\"");
  for (const char* directory : {"store", "export", "backup", "restored"}) expect_no_file_with_any(directory);
}

TEST_F(Canaries, AreNotSaidOfAStoreThatIsDamaged) {
  told("record" + kLogged + "\"$SCRATCH/events\"");
  asked("decide" + kLogged + "\"$SCRATCH/requests\"");
  const fs::path segment = segment_of(scratch().path() / "store");
  const std::string whole = contents_of(segment);
  for (std::size_t at = 60; at < whole.size(); at += 997) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    put(segment, damaged);
    const Outcome verified = run("log verify" + kStore, scratch());
    expect_none(verified.messages + verified.output, "log verify");
    const Outcome decided = run("decide" + kLogged + "\"$SCRATCH/requests\"", scratch());
    expect_none(decided.messages, "decide");
    const Outcome replayed = run("replay" + kStore, scratch());
    expect_none(replayed.messages + replayed.output, "replay");
    for (const char* command : {"log checkpoint", "log keygen --list", "log keygen --rotate"}) {
      const Outcome outcome = run(command + kStore, scratch());
      expect_none(outcome.messages + outcome.output, command);
    }
    const Outcome proved = run("log prove" + kStore + "--output - --record 12", scratch());
    expect_none(proved.messages, "log prove");
  }
}

}  // namespace
}  // namespace licet::faults
