#include <engine/exchange/explanation_json.h>
#include <engine/exchange/json_write.h>
#include <engine/exchange/recorded_decision_json.h>
#include <engine/exchange/request_json.h>
#include <engine/exchange/written_text.h>

namespace licet::exchange {

Result<std::string> write_recorded_decision(std::uint64_t record, Instant recorded, const Request& request,
                                            const Explanation& explanation, std::span<const Sentences> sentences) {
  return written_text([&] {
    std::string line;
    ObjectWriter out(line);
    out.number("record", record);
    out.instant("recorded", recorded);
    out.raw("request", write_request(request));
    out.raw("answer", write_explained(explanation, sentences));
    out.end();
    return line;
  });
}

}  // namespace licet::exchange
