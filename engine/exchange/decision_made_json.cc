#include <engine/exchange/decision_made_json.h>
#include <engine/exchange/explanation_json.h>
#include <engine/exchange/json_write.h>
#include <engine/exchange/request_json.h>

namespace licet::exchange {

void write_decision_made(std::string& line, const ExportedDecision& made) {
  ObjectWriter out(line);
  out.number("record", made.record);
  out.instant("recorded", made.recorded);
  out.raw("request", write_request(made.request));
  out.raw("answer", write_decision(made.decision));
  if (!made.sentences.empty()) {
    out.name("sentences");
    ObjectWriter languages(line);
    for (const Sentences& said : made.sentences) languages.texts(text_of(said.language), said.summary);
    languages.end();
  }
  out.end();
}

}  // namespace licet::exchange
