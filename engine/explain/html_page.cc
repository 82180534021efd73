#include <engine/base/utf8.h>
#include <engine/explain/html_page.h>
#include <fmt/format.h>

namespace licet::explain {
namespace {

/// The page says itself that nothing of it may run or be loaded, should a text ever get through as more than text.
constexpr std::string_view kContentPolicy = "default-src 'none'; style-src 'unsafe-inline'";

constexpr std::string_view kStyle = R"(
body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #111; background: #fff;
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.8rem; line-height: 1.2; }
h2 { font-size: 1.35rem; margin-top: 2.5rem; border-bottom: 1px solid #555; }
h3 { font-size: 1.1rem; margin-top: 1.8rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
caption { text-align: left; font-weight: bold; padding-bottom: .3rem; }
th, td { border: 1px solid #777; padding: .35rem .5rem; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; }
thead th { background: #eee; }
tbody th { font-weight: normal; }
dl { display: grid; grid-template-columns: minmax(9rem, auto) 1fr; gap: .2rem 1rem; }
dt { font-weight: bold; }
dd { margin: 0; overflow-wrap: anywhere; }
blockquote { margin: 1rem 0; padding: .5rem 1rem; border-left: .3rem solid #777; white-space: pre-wrap;
  overflow-wrap: anywhere; }
figcaption { font-weight: bold; }
figure { margin: 1rem 0; }
@media print { body { margin: 0; max-width: none; font-size: 10pt; } h2, h3, caption, thead { break-after: avoid; }
  tr, blockquote { break-inside: avoid; } thead { display: table-header-group; } }
)";

/// Controls but tabs and line ends, what turns the direction of other text, and what is no character.
bool is_harmful(char32_t c) {
  if (c < 0x20) return c != U'\t' && c != U'\n' && c != U'\r';
  if (c >= 0x7F && c <= 0x9F) return true;
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || (c & 0xFFFEU) == 0xFFFE ||
         (c >= 0xFDD0 && c <= 0xFDEF);
}

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

class Page {
 public:
  std::string text(const Document& document) {
    const std::string title = html_escaped(document.title);
    out_ = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n<meta name=\"robots\" content=\"noindex\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n"
        "<main>\n<h1>{}</h1>\n",
        document.language == Language::kGerman ? "de" : "en", kContentPolicy, title, kStyle, title);
    for (const Block& block : document.blocks) {
      std::visit([this](const auto& one) { add(one); }, block);
    }
    out_ += "</main>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  void add(const Heading& heading) {
    out_ += fmt::format("<h{0}>{1}</h{0}>\n", heading.level, html_escaped(heading.text));
  }
  void add(const Paragraph& paragraph) { out_ += fmt::format("<p>{}</p>\n", html_escaped(paragraph.text)); }
  void add(const BulletList& list) {
    out_ += "<ul>\n";
    for (const std::string& item : list.items) out_ += fmt::format("<li>{}</li>\n", html_escaped(item));
    out_ += "</ul>\n";
  }
  void add(const QuotedText& quoted) {
    out_ += fmt::format("<figure>\n<figcaption>{}</figcaption>\n<blockquote>{}</blockquote>\n</figure>\n",
                        html_escaped(quoted.label), html_escaped(quoted.text));
  }
  void add(const LabelledList& list) {
    out_ += "<dl>\n";
    for (const LabelledList::Row& row : list.rows) {
      out_ += fmt::format("<dt>{}</dt><dd>{}</dd>\n", html_escaped(row.label), html_escaped(row.text));
    }
    out_ += "</dl>\n";
  }
  void add(const TextTable& table) {
    out_ += fmt::format("<table>\n<caption>{}</caption>\n<thead>\n<tr>", html_escaped(table.caption));
    for (const std::string& header : table.headers) {
      out_ += fmt::format("<th scope=\"col\">{}</th>", html_escaped(header));
    }
    out_ += "</tr>\n</thead>\n<tbody>\n";
    for (const auto& row : table.rows) {
      out_ += "<tr>";
      for (std::size_t i = 0; i < row.size(); ++i) {
        const std::string cell = html_escaped(row[i]);
        out_ += i == 0 ? fmt::format("<th scope=\"row\">{}</th>", cell) : fmt::format("<td>{}</td>", cell);
      }
      out_ += "</tr>\n";
    }
    out_ += "</tbody>\n</table>\n";
  }

  std::string out_;
};

}  // namespace

std::string html_escaped(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size() + text.size() / 8);
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    const std::string_view bytes = text.substr(at, point.length);
    at += point.length;
    if (!point.well_formed || is_harmful(point.value)) {
      escaped += kReplacement;
      continue;
    }
    switch (point.value) {
      case U'&':
        escaped += "&amp;";
        break;
      case U'<':
        escaped += "&lt;";
        break;
      case U'>':
        escaped += "&gt;";
        break;
      case U'"':
        escaped += "&quot;";
        break;
      case U'\'':
        escaped += "&#39;";
        break;
      default:
        escaped += bytes;
    }
  }
  return escaped;
}

std::string html_page(const Document& document) { return Page().text(document); }

}  // namespace licet::explain
