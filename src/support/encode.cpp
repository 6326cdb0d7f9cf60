// One encoder per place that our output ends up in.

#include "support/encode.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "support/code_point.hpp"
#include "support/log_command.hpp"
#include "support/text.hpp"

namespace qualm {
namespace {

constexpr std::string_view kReplacement = "\uFFFD";
constexpr std::string_view kBreak = "&#8203;";  // a break that no reader sees, spelt so that we do

bool is_plain(char c) { return c >= 0x20 && c < 0x7F; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Calls `each` with every code point and its bytes.
template <typename Each>
void for_each_code_point(std::string_view text, const Each& each) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    each(point, text.substr(at, point.length));
    at += point.length;
  }
}

std::string escaped(const CodePoint& point, std::string_view bytes) {
  if (point.valid && point.value >= 0x80) {
    return fmt::format("\\u{{{:x}}}", static_cast<unsigned>(point.value));
  }
  std::string hex;
  for (const char byte : bytes) hex += fmt::format("\\x{:02x}", static_cast<unsigned char>(byte));
  return hex;
}

/// White space as .NET trims it, apart from what is escaped anyway.
bool is_shown_space(char32_t value) {
  return value == ' ' || value == 0xA0 || value == 0x1680 || (value >= 0x2000 && value <= 0x200A) ||
         value == 0x202F || value == 0x205F || value == 0x3000;
}

/// Deletes what the runner's comparison, which follows the culture, passes over, and parts every
/// start of a command.
std::string without_log_commands(std::string_view text) {
  std::string out;
  LogCommandFinder finder;
  for_each_code_point(text, [&](const CodePoint& point, std::string_view bytes) {
    const bool line_end = point.value == '\r' || point.value == '\n';
    if (!point.valid) {
      out += kReplacement;
    } else if (point.value == '\t') {
      out.push_back(' ');
    } else if ((!is_control(point.value) && !is_unseen(point.value)) || line_end) {
      if (finder.ends_at(point.value, out.size())) out.insert(finder.hash(), 1, ' ');
      out += bytes;
    }
  });
  return out;
}

/// `text` with each character of `special` as `%` and its hexadecimal code.
std::string percent_encoded(std::string_view text, std::string_view special) {
  std::string out;
  for (const char c : text) {
    if (special.find(c) == std::string_view::npos) {
      out.push_back(c);
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

/// Whether `next` may make a mention (`@name`), reference (`#1`, `!1`, `%1`, `~label`, `$1`, `&1`)
/// or address (`a@b`) of the character before it; forges look for these in the rendered text.
bool continues_reference(char next) {
  return is_letter(next) || is_digit(next) || next == '_' || next == '"';
}

/// The length of a list number such as `12` at the start of `text` when a `.` or `)` follows it.
std::size_t list_number(std::string_view text) {
  const auto end =
      static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
  return end > 0 && end < text.size() && (text[end] == '.' || text[end] == ')') ? end : 0;
}

}  // namespace

std::vector<std::string> terminal_pieces(std::string_view text) {
  std::vector<std::string> pieces;
  LogCommandFinder finder;
  std::size_t leading_colons = 0;
  bool leading = true;
  for_each_code_point(text, [&](const CodePoint& point, std::string_view bytes) {
    const bool shown = point.valid && !is_control(point.value) && !is_unseen(point.value);
    const bool command = shown && finder.ends_at(point.value, pieces.size());
    if (command) pieces[finder.hash()] = "\\x23";
    if (leading && shown && point.value == ':' && ++leading_colons == 2) {
      pieces.back() = "\\x3a";
    }
    leading = leading && leading_colons < 2 && shown &&
              (point.value == ':' || (leading_colons == 0 && is_shown_space(point.value)));
    pieces.push_back(shown ? std::string(bytes) : escaped(point, bytes));
  });
  return pieces;
}

std::string terminal_text(std::string_view text) {
  const bool plain = std::all_of(text.begin(), text.end(), is_plain) &&
                     text.find("##") == std::string_view::npos &&
                     text.find("::") == std::string_view::npos;
  if (plain) return std::string(text);
  std::string out;
  for (const std::string& piece : terminal_pieces(text)) out += piece;
  return out;
}

std::string valid_utf8_or_replaced(std::string_view text) {
  std::string out;
  for_each_code_point(text, [&out](const CodePoint& point, std::string_view bytes) {
    out += point.valid ? bytes : kReplacement;
  });
  return out;
}

std::string xml_text(std::string_view text) {
  std::string out;
  for_each_code_point(text, [&out](const CodePoint& point, std::string_view bytes) {
    const char32_t c = point.value;
    const bool space = c == '\t' || c == '\n' || c == '\r';
    const bool legal = point.valid && (c >= 0x20 || space) && c != 0xFFFE && c != 0xFFFF;
    out += legal ? bytes : kReplacement;
  });
  return out;
}

std::string github_message(std::string_view text) {
  return percent_encoded(without_log_commands(text), "%\r\n");
}

std::string github_property(std::string_view text) {
  return percent_encoded(without_log_commands(text), "%\r\n:,");
}

std::string github_line(std::string_view text) {
  std::string line = without_log_commands(text);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\r' || c == '\n'; }, ' ');
  return line;
}

std::string markdown_text(std::string_view text) {
  const std::string shown = terminal_text(trim(text));
  const std::size_t number = list_number(shown);
  std::string out;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const char c = shown[i];
    const char next = i + 1 < shown.size() ? shown[i + 1] : ' ';
    const bool starts_block = i == 0 && std::string_view("-+=").find(c) != std::string_view::npos;
    if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '&') {
      out += "&amp;";
    } else if (c == '|') {
      out += "&#124;";
    } else if (starts_block || (number > 0 && i == number) ||
               std::string_view("\\`*_[]#!~$").find(c) != std::string_view::npos) {
      out.push_back('\\');
      out.push_back(c);
    } else if (c == '.' && i >= 3 && ascii_lower(shown.substr(i - 3, 3)) == "www") {
      out += kBreak;
      out.push_back(c);
    } else {
      out.push_back(c);
    }
    const bool refers = std::string_view("@#!~$%&").find(c) != std::string_view::npos;
    const bool joins = c == ':' && (is_letter(next) || next == '/' || next == '+' || next == '-');
    if (joins || (refers && continues_reference(next))) out += kBreak;
  }
  return out;
}

std::string markdown_code(std::string_view text) {
  const std::string shown = terminal_text(trim(text));
  // A code span has no escapes: a table cell ends at `|` in it, and `\|` means different things in
  // a cell and outside.
  if (shown.empty() || shown.find_first_of("`|\\") != std::string::npos) {
    return markdown_text(text);
  }
  return "`" + shown + "`";
}

std::string sarif_message(std::string_view text) {
  std::string out;
  for (const char c : terminal_text(text)) {
    if (c == '{' || c == '}') out.push_back(c);
    if (c == '[' || c == ']' || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
  return out;
}

std::string uri_path(std::string_view path) {
  std::string out;
  for (const char c : path) {
    if (is_letter(c) || is_digit(c) ||
        (c != '\0' && std::string_view("-._~/").find(c) != std::string_view::npos)) {
      out.push_back(c);
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

}  // namespace qualm
