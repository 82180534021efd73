#include <engine/exchange/diagnostic_json.h>
#include <engine/exchange/json_write.h>
#include <engine/exchange/names.h>

namespace licet::exchange {
namespace {

void write_place(ObjectWriter& out, const Place& place) {
  out.text("path", place.path);
  out.number("line", place.line);
  out.number("column", place.column);
}

}  // namespace

std::string write_diagnostic(const Diagnostic& diagnostic) {
  std::string line;
  ObjectWriter out(line);
  out.text("code", diagnostic.code);
  out.text("severity", text_of(diagnostic.severity));
  write_place(out, diagnostic.place);
  out.text("message", diagnostic.message);
  if (diagnostic.help.empty()) {
    out.null("help");
  } else {
    out.text("help", diagnostic.help);
  }
  out.name("notes");
  line += '[';
  for (std::size_t i = 0; i < diagnostic.notes.size(); ++i) {
    if (i > 0) line += ',';
    ObjectWriter note(line);
    write_place(note, diagnostic.notes[i].place);
    note.text("message", diagnostic.notes[i].message);
    note.end();
  }
  line += ']';
  out.end();
  return line;
}

}  // namespace licet::exchange
