#include <engine/exchange/explanation_json.h>
#include <engine/exchange/json_write.h>
#include <engine/exchange/names.h>
#include <engine/exchange/request_json.h>
#include <engine/exchange/timeline_json.h>

namespace licet::exchange {
namespace {

void write_span(std::string& line, const TimelineSpan& span, std::span<const Sentences> sentences) {
  ObjectWriter out(line);
  if (span.from == kBeforeAll) {
    out.null("from");
  } else {
    out.instant("from", span.from);
  }
  out.instant("to", span.to);
  out.text("decision", text_of(span.outcome));
  out.text_or_null("rule", span.rule);
  out.text("reason", text_of(span.reason));
  out.texts("duties", span.duties);
  out.texts("because", span.because);
  if (span.explanation) out.raw("explanation", write_explanation(*span.explanation, sentences));
  out.end();
}

}  // namespace

std::string write_timeline(const Timeline& timeline, std::span<const std::vector<Sentences>> sentences) {
  std::string line;
  ObjectWriter out(line);
  out.instant("at", timeline.at);
  out.instant("known", timeline.known.value_or(kNever));
  out.name("spans");
  line += '[';
  for (std::size_t i = 0; i < timeline.spans.size(); ++i) {
    if (i > 0) line += ',';
    write_span(line, timeline.spans[i],
               i < sentences.size() ? std::span<const Sentences>(sentences[i]) : std::span<const Sentences>());
  }
  line += ']';
  out.instant("continues_at", timeline.continues_at.value_or(kNever));
  out.raw("policy", write_policy_stamp(timeline.policy));
  out.end();
  return line;
}

}  // namespace licet::exchange
