#include <engine/exchange/erasure_json.h>
#include <engine/exchange/json_write.h>
#include <engine/exchange/names.h>
#include <engine/exchange/request_json.h>

namespace licet::exchange {
namespace {

void write_kept(std::string& line, const KeptCategory& kept) {
  ObjectWriter out(line);
  out.text("data", kept.data);
  if (kept.item) out.text("item", *kept.item);
  out.text("ground", text_of(kept.ground));
  out.instant("due", kept.due);
  if (kept.action) {
    out.text("action", text_of(*kept.action));
  } else {
    out.null("action");
  }
  out.text_or_null("rule", kept.rule);
  out.texts("because", kept.because);
  out.texts("undetermined", kept.undetermined);
  out.end();
}

void write_holder(ObjectWriter& out, const ErasureRequest& request) {
  if (request.customer) out.text("customer", *request.customer);
  if (request.device) out.text("device", *request.device);
}

}  // namespace

std::string write_refused_erasure(const ErasureRequest& request, const InputError& error) {
  std::string line;
  ObjectWriter out(line);
  write_holder(out, request);
  // write_error gives an object with the one field `error`.
  return line + ',' + write_error(error).substr(1);
}

std::string write_erasure(const ErasureRequest& request, const Erasure& erasure) {
  std::string line;
  ObjectWriter out(line);
  write_holder(out, request);
  out.number("record", erasure.record);
  out.instant("recorded", erasure.recorded);
  out.instant("at", erasure.at);
  out.name("kept");
  line += '[';
  for (std::size_t i = 0; i < erasure.kept.size(); ++i) {
    if (i > 0) line += ',';
    write_kept(line, erasure.kept[i]);
  }
  line += ']';
  out.number("kept_events", erasure.kept_events);
  out.texts("still_listed", erasure.still_listed);
  out.end();
  return line;
}

}  // namespace licet::exchange
