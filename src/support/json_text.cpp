// JSON written piece by piece.

#include "support/json_text.hpp"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "support/code_point.hpp"
#include "support/log_command.hpp"

namespace qualm {
namespace {

constexpr std::size_t kPiece = 16 * 1024;

std::string escaped(char32_t value) {
  const auto code = static_cast<unsigned>(value);
  if (code < 0x10000) return fmt::format("\\u{:04x}", code);
  const unsigned offset = code - 0x10000;
  return fmt::format("\\u{:04x}\\u{:04x}", 0xD800U + (offset >> 10U), 0xDC00U + (offset & 0x3FFU));
}

/// Bytes that stand for themselves in a JSON string.
constexpr std::array<bool, 256> plain_bytes() {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0x20; byte < 0x7F; ++byte) plain.at(byte) = byte != '"' && byte != '\\';
  return plain;
}
constexpr auto kPlain = plain_bytes();

bool is_plain(char c) { return kPlain[static_cast<unsigned char>(c)]; }

/// Appends `text` as a JSON string with its quotes.
void append(std::string& out, std::string_view text) {
  // Most text is plain and holds no command: its runs are copied as they are.
  const bool commands = text.find('#') != std::string_view::npos;
  LogCommandFinder finder;
  out.push_back('"');
  for (std::size_t at = 0; at < text.size();) {
    if (!commands && is_plain(text[at])) {
      const std::size_t begin = at;
      while (at < text.size() && is_plain(text[at])) ++at;
      out.append(text.substr(begin, at - begin));
      continue;
    }
    const CodePoint point = code_point_at(text, at);
    if (!point.valid) {
      out += "\uFFFD";
    } else if (point.value == '"' || point.value == '\\') {
      out.push_back('\\');
      out.push_back(static_cast<char>(point.value));
    } else if (point.value == '\n') {
      out += "\\n";
    } else if (is_control(point.value) || is_unseen(point.value) ||
               finder.ends_at(point.value, 0)) {
      out += escaped(point.value);
    } else {
      out += text.substr(at, point.length);
    }
    at += point.length;
  }
  out.push_back('"');
}

}  // namespace

std::string json_string(std::string_view text) {
  std::string out;
  append(out, text);
  return out;
}

std::string json_strings(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const std::string& text : texts) {
    if (out.size() > 1) out += ", ";
    append(out, text);
  }
  out += ']';
  return out;
}

JsonWriter::JsonWriter(Sink sink, std::size_t spread) : sink_(std::move(sink)), spread_(spread) {}

void JsonWriter::object() {
  next();
  open('{', '}');
}

void JsonWriter::object(std::string_view key) {
  member(key);
  open('{', '}');
}

void JsonWriter::array() {
  next();
  open('[', ']');
}

void JsonWriter::array(std::string_view key) {
  member(key);
  open('[', ']');
}

void JsonWriter::text(std::string_view value) {
  next();
  append(pending_, value);
}

void JsonWriter::text(std::string_view key, std::string_view value) {
  member(key);
  append(pending_, value);
}

void JsonWriter::number(std::string_view key, std::size_t value) {
  member(key);
  pending_ += fmt::to_string(value);
}

void JsonWriter::number(std::string_view key, int value) {
  member(key);
  pending_ += fmt::to_string(value);
}

void JsonWriter::flag(std::string_view key, bool value) {
  member(key);
  pending_ += value ? "true" : "false";
}

void JsonWriter::end() {
  const Level level = levels_.back();
  levels_.pop_back();
  if (!level.empty && levels_.size() < spread_) new_line(levels_.size());
  pending_.push_back(level.close);
  if (levels_.empty()) pending_.push_back('\n');
  if (levels_.empty() || pending_.size() >= kPiece) {
    sink_(pending_);
    pending_.clear();
  }
}

/// What stands between two members.
void JsonWriter::next() {
  if (levels_.empty()) return;
  const bool first = std::exchange(levels_.back().empty, false);
  if (!first) pending_.push_back(',');
  if (levels_.size() <= spread_) {
    new_line(levels_.size());
  } else if (!first) {
    pending_.push_back(' ');
  }
}

void JsonWriter::member(std::string_view key) {
  next();
  append(pending_, key);
  pending_ += ": ";
}

void JsonWriter::open(char open, char close) {
  pending_.push_back(open);
  levels_.push_back({.close = close});
}

void JsonWriter::new_line(std::size_t depth) {
  pending_.push_back('\n');
  pending_.append(2 * depth, ' ');
}

}  // namespace qualm
