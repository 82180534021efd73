#pragma once
// A text for people, as lines on a terminal.
//
// Pure function.

#include <engine/explain/document.h>
#include <string>
#include <tools/licet/output.h>

namespace licet::tool {

/// Headings, wrapped paragraphs, lists and tables; what could steer a terminal becomes harmless. Ends with a line end.
std::string document_text(const explain::Document& document, const Style& style);

}  // namespace licet::tool
