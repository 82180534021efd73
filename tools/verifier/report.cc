#include <array>
#include <cstdint>
#include <cstdio>
#include <engine/base/digest.h>
#include <tools/verifier/asked_and_answered.h>
#include <tools/verifier/plain_text.h>
#include <tools/verifier/report.h>

namespace licet::verifier {
namespace {

constexpr const char* kUnreadable = "the file cannot be read";

std::string decimals(double value) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.3f", value);
  return text.data();
}

std::string named(const std::string& name, std::uint32_t id) {
  std::array<char, 16> digits{};
  std::snprintf(digits.data(), digits.size(), "+%08x", static_cast<unsigned>(id));
  return name + digits.data();
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + on_one_line(name);
  return text;
}

std::vector<std::string> names_of(const std::vector<record::VerifiedSignature>& signatures) {
  std::vector<std::string> names;
  names.reserve(signatures.size());
  for (const auto& each : signatures) names.push_back(named(each.key.name, each.key.id));
  return names;
}

std::vector<std::string> names_of(const std::vector<record::NoteSignature>& signatures) {
  std::vector<std::string> names;
  names.reserve(signatures.size());
  for (const auto& each : signatures) names.push_back(named(each.name, each.key_id));
  return names;
}

std::string row(std::string_view title, std::string_view value) {
  std::string text = "  ";
  text += title;
  text.append(title.size() < 12 ? 12 - title.size() : 1, ' ');
  text += value;
  return text += '\n';
}

/// Records a second; 0 where no time was measured.
std::uint64_t rate(std::uint64_t records, double seconds) {
  return seconds > 0 ? static_cast<std::uint64_t>(static_cast<double>(records) / seconds) : 0;
}

/// One object, field by field.
class Fields {
 public:
  Fields& text(std::string_view name, std::string_view value) {
    begin(name);
    append_json_string(out_, value);
    return *this;
  }
  Fields& raw(std::string_view name, std::string_view value) {
    begin(name);
    out_ += value;
    return *this;
  }
  Fields& texts(std::string_view name, const std::vector<std::string>& values) {
    begin(name);
    out_ += '[';
    for (const std::string& value : values) {
      if (out_.back() != '[') out_ += ',';
      append_json_string(out_, value);
    }
    out_ += ']';
    return *this;
  }
  std::string line() { return out_ + "}\n"; }

 private:
  void begin(std::string_view name) {
    out_ += out_.empty() ? '{' : ',';
    append_json_string(out_, name);
    out_ += ':';
  }

  std::string out_;
};

std::string counted(std::size_t count, std::string_view what) {
  return grouped(count) + ' ' + std::string(what) + (count == 1 ? "" : "s");
}

void add_head(Fields& fields, const record::Checkpoint& head) {
  fields.text("origin", head.origin).raw("size", std::to_string(head.size)).text("root", to_hex(head.root));
}

std::string head_rows(const record::Checkpoint& head) {
  return row("Head", on_one_line(head.origin) + ", " + counted(head.size, "record")) + row("Root", to_hex(head.root));
}

}  // namespace

std::string bundle_text(std::string_view path, const BundleVerdict& verdict, double milliseconds, bool show) {
  const std::string name = on_one_line(path);
  if (!verdict) {
    return name + ": NOT GOOD: " + std::string(name_of(verdict.error().check)) + ": " +
           on_one_line(verdict.error().message) + '\n';
  }
  const record::CheckedBundle& bundle = *verdict;
  std::string text = name + ": good (" + decimals(milliseconds) + " ms)\n";
  text += row("Record", grouped(bundle.decision.leaf.number) + ", recorded " + std::string(bundle.recorded));
  text += row("Policy", "sha256:" + to_hex(bundle.decision.leaf.policy));
  text += row("Engine", bundle.engine);
  text += row("Rests on", counted(bundle.events.size(), "event") + " below record " + grouped(bundle.basis));
  text += head_rows(bundle.head);
  if (bundle.signed_by.empty()) {
    text += row("Signed", "by whom was not checked, for no key was given. The head names these keys;");
    text += row("", "compare them with those that the company publishes, and give that with --key:");
    text += row("", listed(names_of(bundle.signatures)));
  } else {
    text += row("Signed by", listed(names_of(bundle.signed_by)));
  }
  if (!show) return text;
  const auto parts = asked_and_answered(bundle.decision.content);
  if (!parts) return text + row("Content", on_one_line(bundle.decision.content));
  return text + row("Request", on_one_line(parts->request)) + row("Answer", on_one_line(parts->answer));
}

std::string bundle_json(std::string_view path, const BundleVerdict& verdict, double milliseconds, bool show) {
  Fields fields;
  fields.text("bundle", path).raw("good", verdict ? "true" : "false");
  if (!verdict) {
    return fields.text("check", name_of(verdict.error().check)).text("message", verdict.error().message).line();
  }
  const record::CheckedBundle& bundle = *verdict;
  fields.raw("record", std::to_string(bundle.decision.leaf.number)).text("recorded", bundle.recorded);
  fields.text("policy", "sha256:" + to_hex(bundle.decision.leaf.policy)).text("engine", bundle.engine);
  fields.raw("basis", std::to_string(bundle.basis)).raw("events", std::to_string(bundle.events.size()));
  add_head(fields, bundle.head);
  fields.texts("keys", names_of(bundle.signatures)).texts("signed_by", names_of(bundle.signed_by));
  if (show) {
    const auto parts = asked_and_answered(bundle.decision.content);
    fields.text("request", parts ? parts->request : "").text("answer", parts ? parts->answer : "");
  }
  return fields.raw("milliseconds", decimals(milliseconds)).line();
}

std::string log_text(std::string_view path, const Result<record::VerifiedCheckpoint>& verdict, double seconds) {
  const std::string name = on_one_line(path);
  if (!verdict) return name + ": NOT GOOD: " + on_one_line(verdict.error().message) + '\n';
  const record::Checkpoint& head = verdict->checkpoint;
  return name + ": good (" + decimals(seconds) + " s, " + grouped(rate(head.size, seconds)) + " records a second)\n" +
         head_rows(head) + row("Signed by", listed(names_of(verdict->signatures.known)));
}

std::string log_json(std::string_view path, const Result<record::VerifiedCheckpoint>& verdict, double seconds) {
  Fields fields;
  fields.text("log", path).raw("good", verdict ? "true" : "false");
  if (!verdict) return fields.text("message", verdict.error().message).line();
  add_head(fields, verdict->checkpoint);
  fields.texts("signed_by", names_of(verdict->signatures.known));
  return fields.raw("seconds", decimals(seconds))
      .raw("records_per_second", std::to_string(rate(verdict->checkpoint.size, seconds)))
      .line();
}

std::string unreadable_text(std::string_view path) { return on_one_line(path) + ": " + kUnreadable + '\n'; }

std::string unreadable_json(std::string_view path) {
  return Fields().text("bundle", path).raw("good", "false").raw("check", "null").text("message", kUnreadable).line();
}

}  // namespace licet::verifier
