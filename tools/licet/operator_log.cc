#include <map>
#include <mutex>
#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/base_sink.h>
#include <string>
#include <tools/licet/operator_log.h>

namespace licet::tool {
namespace {

constexpr std::chrono::seconds kSlowGroup{1};

class OutputSink : public spdlog::sinks::base_sink<std::mutex> {
 public:
  explicit OutputSink(Output& output) : output_(output) {}

 private:
  void sink_it_(const spdlog::details::log_msg& message) override {
    spdlog::memory_buf_t line;
    formatter_->format(message, line);
    output_.message_text({line.data(), line.size()});
  }
  void flush_() override {}

  Output& output_;
};

spdlog::level::level_enum level_of(LogLevel level) {
  switch (level) {
    case LogLevel::kOff:
      return spdlog::level::off;
    case LogLevel::kError:
      return spdlog::level::err;
    case LogLevel::kWarning:
      return spdlog::level::warn;
    case LogLevel::kInfo:
      return spdlog::level::info;
    case LogLevel::kDebug:
      return spdlog::level::debug;
  }
  return spdlog::level::warn;
}

double seconds(OperatorLog::Span span) { return std::chrono::duration<double>(span).count(); }

}  // namespace

void add_log_option(CLI::App& app, LogLevel& level) {
  const std::map<std::string, LogLevel> levels{{"off", LogLevel::kOff},
                                               {"error", LogLevel::kError},
                                               {"warning", LogLevel::kWarning},
                                               {"info", LogLevel::kInfo},
                                               {"debug", LogLevel::kDebug}};
  app.add_option_function<std::string>(
         "--log", [&level, levels](const std::string& word) { level = levels.at(word); },
         "What is told of the store on standard error: off, error, warning (as without it), info, debug")
      ->type_name("LEVEL")
      ->check(CLI::IsMember({"off", "error", "warning", "info", "debug"}).description(""));
}

OperatorLog::OperatorLog(Output& output, LogLevel level)
    : logger_(std::make_shared<spdlog::logger>("licet", std::make_shared<OutputSink>(output))) {
  logger_->set_level(level_of(level));
  logger_->set_formatter(
      std::make_unique<spdlog::pattern_formatter>("%Y-%m-%dT%H:%M:%S.%eZ %l: %v", spdlog::pattern_time_type::utc));
}

void OperatorLog::store_opened(bool writable, std::uint64_t records, Span took) {
  logger_->info("store opened for {} in {:.3f} s: {} {}", writable ? "writing" : "reading", seconds(took), records,
                records == 1 ? "record" : "records");
}

void OperatorLog::store_event(const StoreEvent& event) {
  switch (event.kind) {
    case StoreEvent::Kind::kTailCut:
      logger_->warn("{} bytes at the end of the record were cut off: a crash had left them, nobody was told of them",
                    event.count);
      return;
    case StoreEvent::Kind::kIndexMadeAnew:
      logger_->warn("the index was missing and is made anew from {} records", event.count);
      return;
    case StoreEvent::Kind::kIndexGrew:
      logger_->info("the index has grown: it has room for {} MiB", event.count >> 20U);
      return;
    case StoreEvent::Kind::kIndexNotWritten:
      logger_->error("the index could not be written, which is tried again; what was acknowledged is durable: {}",
                     event.failure ? event.failure->message : "");
      return;
    case StoreEvent::Kind::kIndexWrittenAgain:
      logger_->warn("the index is written again");
      return;
    case StoreEvent::Kind::kHeadSigned:
      logger_->info("a head over {} {} was signed", event.count, event.count == 1 ? "record" : "records");
      return;
    case StoreEvent::Kind::kSigningKeyMissing:
      logger_->warn(
          "the record has signed heads, and no signing key was found: nothing more is signed; name the key with "
          "--signing-key");
      return;
    case StoreEvent::Kind::kHeadNotSigned:
      logger_->error("no head was signed; what was acknowledged is durable: {}",
                     event.failure ? event.failure->message : "");
      return;
  }
}

void OperatorLog::store_closed(const Result<void>& closed, Span took) {
  if (closed) {
    logger_->info("index written and store closed in {:.3f} s", seconds(took));
  } else {
    logger_->error("the store could not be closed as it should; what was acknowledged is durable: {}",
                   closed.error().message);
  }
}

void OperatorLog::group_done(std::size_t lines, Span took) {
  const bool slow = took >= kSlowGroup;
  logger_->log(slow ? spdlog::level::warn : spdlog::level::debug, "{} {} in {:.3f} s{}", lines,
               lines == 1 ? "line" : "lines", seconds(took), slow ? ": longer than a second" : "");
}

}  // namespace licet::tool
