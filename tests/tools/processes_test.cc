// A process that records, and others that read the same store beside it, while its index grows and while it is killed.

#include <algorithm>
#include <filesystem>
#include <gtest/gtest.h>
#include <memory>
#include <nlohmann/json.hpp>
#include <tests/tools/json_lines.h>
#include <tests/tools/program.h>

namespace licet::tests {
namespace {

using nlohmann::json;

namespace fs = std::filesystem;

constexpr std::uint64_t kPortion = 400;
constexpr std::uint64_t kPortions = 36;
constexpr std::uint64_t kKinds = 4;
constexpr std::size_t kRemarkBytes = 8'100;
constexpr std::uintmax_t kFirstMapBytes = std::uintmax_t{64} << 20U;

/// Of the events with numbers below `events`, how many are of this kind?
std::uint64_t count_of(std::uint64_t kind, std::uint64_t events) { return (events + kKinds - 1 - kind) / kKinds; }

std::string customer(std::uint64_t number) { return "customer-" + std::to_string(number); }

std::string event_line(std::uint64_t number) {
  const std::string id = R"(","id":")" + std::to_string(number) + "\"}\n";
  switch (number % kKinds) {
    case 0:
      return R"({"event":"fact","fact":"step","value":)" + std::to_string(number / kKinds) + R"(,"customer":"counted)" +
             id;
    case 1:
      return R"({"event":"granted","consent":"catalogue_consent","customer":")" + customer(number) + id;
    case 2:
      return R"({"event":"collected","data":["address"],"customer":")" + customer(number) + id;
    default:
      return R"({"event":"fact","fact":"remark","value":")" + std::string(kRemarkBytes, 'r') + R"(","customer":")" +
             customer(number) + id;
  }
}

std::string request_line(const std::string& customer) {
  return R"({"action":"send","purpose":"catalogue","channel":"post","data":["address"],"customer":")" + customer +
         "\"}\n";
}

/// `licet record` at the end of a pipe: tells it numbered events, and keeps what it acknowledged.
class Recorder {
 public:
  explicit Recorder(const Scratch& scratch)
      : arguments_{"record",
                   "--format",
                   "json",
                   "--policy",
                   (here() / "data/orders.licet").string(),
                   "--store",
                   (scratch.path() / "store").string()} {
    start();
  }

  void start() { program_ = std::make_unique<Conversation>(arguments_); }

  void tell(std::uint64_t events) {
    std::string text;
    for (std::uint64_t i = 0; i < events; ++i) text += event_line(told_++);
    most_told_ = std::max(most_told_, told_);
    program_->say(text.substr(0, text.size() - 1));
  }

  /// Waits until so many more are acknowledged. False if the program said something else.
  bool hear(std::uint64_t events) {
    for (std::uint64_t i = 0; i < events; ++i) {
      const std::string line = program_->hear();
      if (!take(line)) return false;
    }
    return true;
  }
  bool hear_all() { return hear(told_ - heard_); }

  /// Kills the program. What it acknowledged before counts.
  void kill() {
    program_->kill();
    for (std::string line = program_->hear(); !line.empty(); line = program_->hear()) take(line);
  }

  /// Tells all again that was not acknowledged, and so many before it, as a sender does that is not sure.
  void tell_again(std::uint64_t events) {
    told_ = heard_ = records_.size() - events;
    tell(most_told_ - told_);
  }

  int end() { return program_->end(); }

  /// How many were told at most, acknowledged or not.
  std::uint64_t told() const { return most_told_; }
  std::uint64_t acknowledged() const { return records_.size(); }

 private:
  bool take(const std::string& line) {
    const json answer = json::parse(line, nullptr, false);
    if (!answer.is_object() || !answer.contains("record")) {
      ADD_FAILURE() << "event " << heard_ << " was answered by: " << line;
      return false;
    }
    const auto record = answer["record"].get<std::uint64_t>();
    if (heard_ == records_.size()) records_.push_back(record);
    EXPECT_EQ(records_[heard_], record) << "event " << heard_ << " was taken twice";
    ++heard_;
    return true;
  }

  std::vector<std::string> arguments_;
  std::unique_ptr<Conversation> program_;
  std::vector<std::uint64_t> records_;  ///< of the acknowledged events, by number
  std::uint64_t told_ = 0;
  std::uint64_t most_told_ = 0;
  std::uint64_t heard_ = 0;
};

/// Commands that read the store, each a process of its own. What had been acknowledged when one began is in its answer,
/// and nothing that nobody told.
class Readers {
 public:
  Readers(const Scratch& scratch, const Recorder& recorder)
      : scratch_(scratch),
        recorder_(recorder),
        asking_({"decide", "--no-record", "--format", "json", "--policy", (here() / "data/orders.licet").string(),
                 "--store", (scratch.path() / "store").string()}) {}

  void show() {
    const std::uint64_t least = count_of(0, recorder_.acknowledged());
    const json shown = json::parse(read("show --policy orders.licet --customer counted"));
    const std::size_t events = shown["history"].size();
    EXPECT_GE(events, least);
    EXPECT_LE(events, count_of(0, recorder_.told()));
    EXPECT_EQ(shown["facts"][0]["value"], events - 1);
  }

  void decide() {
    const std::string requests = scratch_.file("requests", request_line(granted()) + request_line("nobody"));
    const std::vector<json> answers = lines(read("decide --no-record --policy orders.licet " + requests));
    ASSERT_EQ(answers.size(), 2U);
    EXPECT_EQ(answers[0]["decision"], "permit");
    EXPECT_EQ(answers[1]["decision"], "deny");
  }

  /// Asks the process that decides from the beginning to the end.
  void ask() {
    asking_.say(request_line(granted()) + request_line("nobody").substr(0, request_line("nobody").size() - 1));
    for (const char* decision : {"permit", "deny"}) {
      const json answer = json::parse(asking_.hear(), nullptr, false);
      ASSERT_TRUE(answer.is_object() && answer.contains("decision")) << answer;
      EXPECT_EQ(answer["decision"], decision);
      EXPECT_EQ(answer["record"], nullptr);
    }
  }
  int end_asking() { return asking_.end(); }

  void due() {
    const std::uint64_t least = count_of(2, recorder_.acknowledged());
    const std::vector<json> entries = lines(read("due --all --policy orders.licet"));
    EXPECT_GE(entries.size(), least);
    EXPECT_LE(entries.size(), count_of(2, recorder_.told()));
  }

  void verify() {
    const std::uint64_t least = recorder_.acknowledged();
    const std::vector<json> found = lines(read("log verify"));
    ASSERT_EQ(found.size(), 1U) << json(found);
    EXPECT_EQ(found[0]["sound"], true);
    EXPECT_EQ(found[0]["contents_checked"], true);
    EXPECT_GE(found[0]["events"], least);
    EXPECT_LE(found[0]["events"], recorder_.told());
  }

  void all() {
    show();
    decide();
    ask();
    due();
    verify();
  }

  /// One after the other, in turns.
  void next() {
    ask();
    switch (turn_++ % 4) {
      case 0:
        show();
        break;
      case 1:
        decide();
        break;
      case 2:
        due();
        break;
      default:
        verify();
    }
  }

 private:
  /// A customer who has consented.
  std::string granted() const { return customer((count_of(1, recorder_.acknowledged()) - 1) * kKinds + 1); }

  std::string read(const std::string& command) const {
    const Outcome outcome = run(command + " --format json --store \"$SCRATCH/store\"", scratch_);
    EXPECT_EQ(outcome.exit_status, 0) << command << ": " << outcome.messages << outcome.output.substr(0, 1'000);
    EXPECT_EQ(outcome.messages, "") << command;
    return outcome.output;
  }

  const Scratch& scratch_;
  const Recorder& recorder_;
  Conversation asking_;
  unsigned turn_ = 0;
};

std::uintmax_t map_bytes(const Scratch& scratch) {
  for (const auto& entry : fs::recursive_directory_iterator(scratch.path() / "store" / "facts")) {
    if (entry.path().filename() == "data.mdb") return entry.file_size();
  }
  return 0;
}

TEST(Processes, ReadBesideOneThatRecordsGrowsAndIsKilled) {
  const Scratch scratch;
  Recorder recorder(scratch);
  recorder.tell(kPortion);
  ASSERT_TRUE(recorder.hear_all());
  ASSERT_EQ(map_bytes(scratch), kFirstMapBytes);
  Readers readers(scratch, recorder);
  for (std::uint64_t portion = 1; portion < kPortions; ++portion) {
    recorder.tell(kPortion);
    ASSERT_TRUE(recorder.hear(1 + portion * 87 % (kPortion / 2)));
    if (portion % 12 == 11) {
      recorder.kill();
      readers.all();
      recorder.start();
      recorder.tell_again(kPortion / 4);
    }
    readers.next();
    ASSERT_TRUE(recorder.hear_all());
    ASSERT_FALSE(HasFailure()) << "portion " << portion;
  }
  EXPECT_EQ(recorder.end(), 0);
  EXPECT_GT(map_bytes(scratch), kFirstMapBytes);
  EXPECT_EQ(recorder.acknowledged(), recorder.told());
  readers.all();
  EXPECT_EQ(readers.end_asking(), 0);
}

}  // namespace
}  // namespace licet::tests
