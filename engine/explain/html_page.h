#pragma once
// A document as one page of HTML.
//
// Pure function. Self-contained: no scripts, and nothing is loaded from elsewhere. Its language is stated, headings
// stand in order, tables have captions and headers with a scope; it prints black on white. Every text is escaped;
// characters that HTML cannot hold, or that turn the direction of text, become U+FFFD.

#include <engine/explain/document.h>
#include <string>

namespace licet::explain {

std::string html_page(const Document& document);

/// `text` as it may stand in an element or in an attribute in double quotes.
std::string html_escaped(std::string_view text);

}  // namespace licet::explain
