// One encoder per place that our output ends up in: text goes in, nothing active comes out.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace qualm {

/// One line for a terminal or for any reader: controls, bidirectional and other unseen code points
/// and ill-formed bytes become `\x1b`, `\u{202e}`, `\xff`. A line end becomes `\x0a`. Because every
/// output may end up in a build log, the same is done to what would make a command there:
/// `##[x]` becomes `#\x23[x]`, and `::x` at the start `\x3a:x`.
[[nodiscard]] std::string terminal_text(std::string_view text);

/// The same, with a piece for each code point.
[[nodiscard]] std::vector<std::string> terminal_pieces(std::string_view text);

/// Well-formed UTF-8: ill-formed bytes become U+FFFD.
[[nodiscard]] std::string valid_utf8_or_replaced(std::string_view text);

/// Legal in XML 1.0 once the markup characters are escaped: anything else becomes U+FFFD.
[[nodiscard]] std::string xml_text(std::string_view text);

/// The part behind `::` of a GitHub workflow command.
[[nodiscard]] std::string github_message(std::string_view text);

/// The value of a property of a GitHub workflow command.
[[nodiscard]] std::string github_property(std::string_view text);

/// One line of a GitHub log; to be printed behind a fixed prefix that is no `::`.
[[nodiscard]] std::string github_line(std::string_view text);

/// Markdown that shows the text as it is, on one line, in a paragraph, a list item or a table cell:
/// no markup, HTML, link, mention, reference or cell border comes of it.
[[nodiscard]] std::string markdown_text(std::string_view text);

/// The same in the font of code, where the text allows it.
[[nodiscard]] std::string markdown_code(std::string_view text);

/// `message.text` of SARIF: no placeholder (SARIF 2.1.0, 3.11.5) and no link (3.11.6).
[[nodiscard]] std::string sarif_message(std::string_view text);

/// A relative path as the path of a URI reference.
[[nodiscard]] std::string uri_path(std::string_view path);

}  // namespace qualm
