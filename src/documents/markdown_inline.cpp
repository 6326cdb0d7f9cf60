// The inlines of one block as plain text that remembers where its parts stand in the source.

#include <algorithm>
#include <cstring>

#include <cmark.h>

#include "documents/markdown_parts.hpp"
#include "support/c_handle.hpp"
#include "support/text.hpp"

namespace qualm::documents::markdown {
namespace {

constexpr std::string_view kCommentBegin = "<!--";
constexpr std::string_view kCommentEnd = "-->";

std::string_view literal_of(cmark_node* node) {
  const char* literal = cmark_node_get_literal(node);
  return literal == nullptr ? std::string_view() : std::string_view(literal);
}

/// Length of the sequence at the start of `text`.
std::size_t sequence_length(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return std::min(length, text.size());
}

/// Pictures among the characters, with the selectors and joiners that shape them. Arrows, ticks of
/// mathematics and box drawing stay: they say something.
bool is_emoji(std::string_view sequence) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(sequence[i]) & 0x3FU; };
  if (sequence.size() == 3) {
    const unsigned lead = static_cast<unsigned char>(sequence[0]) & 0x0FU;
    const unsigned c = (lead << 12U) | (at(1) << 6U) | at(2);
    return (c >= 0x2600 && c <= 0x27BF) || c == 0x2B50 || c == 0x2B55 || c == 0x231A ||
           c == 0x231B || (c >= 0x23E9 && c <= 0x23FA) || c == 0x20E3 ||
           (c >= 0xFE00 && c <= 0xFE0F);
  }
  if (sequence.size() == 4) {
    const unsigned lead = static_cast<unsigned char>(sequence[0]) & 0x07U;
    const unsigned c = (lead << 18U) | (at(1) << 12U) | (at(2) << 6U) | at(3);
    return (c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0xE0020 && c <= 0xE007F);
  }
  return false;
}

bool is_joiner(std::string_view sequence) { return sequence == "\xE2\x80\x8D"; }

/// Whether any byte is not ASCII, looked at eight at a time: most text is.
bool may_hold_emoji(std::string_view text) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080U;
  while (text.size() >= sizeof(std::uint64_t)) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data(), sizeof bytes);
    if ((bytes & kHighBits) != 0) return true;
    text.remove_prefix(sizeof bytes);
  }
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; });
}

/// Two or more backticks with nothing but space behind them: a code span somebody meant to fill.
bool holds_empty_ticks(std::string_view text) {
  for (std::size_t at = text.find("``"); at != std::string_view::npos; at = text.find("``", at)) {
    at = std::min(text.find_first_not_of('`', at), text.size());
    if (at == text.size() || text[at] == ' ') return true;
  }
  return false;
}

}  // namespace

SourcePos InlineText::place(std::size_t offset) const {
  const auto next =
      std::upper_bound(pieces.begin(), pieces.end(), offset,
                       [](std::size_t value, const Piece& piece) { return value < piece.begin; });
  if (next == pieces.begin()) return start;
  const Piece& piece = *std::prev(next);
  SourcePos where = piece.where;
  where.column += static_cast<int>(offset - piece.begin);
  return where;
}

Inline InlineText::slice(std::size_t begin, std::size_t end) const {
  Inline part;
  int strong = -1;
  int emphasis = -1;
  auto piece = std::upper_bound(
      pieces.begin(), pieces.end(), begin,
      [](std::size_t value, const Piece& candidate) { return value < candidate.begin; });
  if (piece != pieces.begin()) --piece;
  for (; piece != pieces.end() && piece->begin < end; ++piece) {
    const std::size_t piece_end =
        std::next(piece) == pieces.end() ? text.size() : std::next(piece)->begin;
    if (piece_end <= begin) continue;
    part.code = part.code || piece->code;
    part.empty_code = part.empty_code || piece->empty_code;
    const std::size_t from = std::max(piece->begin, begin);
    const std::string_view bytes =
        std::string_view(text).substr(from, std::min(piece_end, end) - from);
    if (trim_blanks(bytes).empty()) continue;
    strong = strong == -1 || strong == piece->strong ? piece->strong : 0;
    emphasis = emphasis == -1 || emphasis == piece->emphasis ? piece->emphasis : 0;
  }
  part.strong = strong > 0;
  part.emphasised = emphasis > 0;
  while (begin < end && is_blank(text[begin])) ++begin;
  while (end > begin && is_blank(text[end - 1])) --end;
  part.text = text.substr(begin, end - begin);
  part.where = place(begin);
  return part;
}

void InlineReader::begin(const SourceLines& lines, const LeafSource& leaf) {
  cursor_.emplace(lines, leaf);
  hidden_ = {};
  out_.text.clear();
  out_.pieces.clear();
  out_.comments.clear();
  out_.start = cursor_->here();
  alt_.clear();
  symbols_.clear();
  open_.clear();
  skip_ = 0;
  images_ = breaks_ = 0;
  strong_depth_ = emphasis_depth_ = strong_count_ = emphasis_count_ = 0;
  line_start_ = true;
}

void InlineReader::enter(cmark_node* node) {
  switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
      return text(literal_of(node), false);
    case CMARK_NODE_CODE:
      return code(literal_of(node));
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
      return line_break();
    case CMARK_NODE_HTML_INLINE:
      return html(literal_of(node));
    case CMARK_NODE_STRONG:
      if (strong_depth_++ == 0) ++strong_count_;
      return;
    case CMARK_NODE_EMPH:
      if (emphasis_depth_++ == 0) ++emphasis_count_;
      return;
    case CMARK_NODE_LINK:
      return open_link(node, false);
    case CMARK_NODE_IMAGE:
      return open_link(node, true);
    default:
      return;
  }
}

void InlineReader::leave(cmark_node* node) {
  switch (cmark_node_get_type(node)) {
    case CMARK_NODE_STRONG:
      --strong_depth_;
      return;
    case CMARK_NODE_EMPH:
      --emphasis_depth_;
      return;
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:
      return close_link();
    default:
      return;
  }
}

void InlineReader::text(std::string_view literal, bool code) {
  if (skip_ > 0) {
    literal.remove_prefix(std::min(skip_, literal.size()));
    skip_ = 0;
  }
  while (!literal.empty()) {
    SourcePos where;
    const std::size_t length = std::min(cursor_->match(literal, where), literal.size());
    append(literal.substr(0, length), where, code);
    literal.remove_prefix(length);
  }
}

void InlineReader::append(std::string_view verbatim, SourcePos where, bool code) {
  if (hidden_.hides()) return;
  if (images_ > 0) {
    alt_.append(verbatim);
    return;
  }
  if (code || !may_hold_emoji(verbatim)) {
    add(verbatim, where, code);
    return;
  }
  std::size_t begin = 0;
  bool after_emoji = false;
  for (std::size_t at = 0; at < verbatim.size();) {
    const std::size_t length = sequence_length(verbatim.substr(at));
    const std::string_view sequence = verbatim.substr(at, length);
    const bool dropped = is_emoji(sequence) || (after_emoji && is_joiner(sequence));
    if (dropped) {
      const int shift = static_cast<int>(begin);
      add(verbatim.substr(begin, at - begin), {where.line, where.column + shift}, code);
      if (symbols_.empty()) symbols_where_ = {where.line, where.column + static_cast<int>(at)};
      symbols_.append(sequence);
      begin = at + length;
    }
    after_emoji = dropped;
    at += length;
  }
  add(verbatim.substr(begin), {where.line, where.column + static_cast<int>(begin)}, code);
}

void InlineReader::add(std::string_view verbatim, SourcePos where, bool code) {
  // What a dropped picture or tag stood between needs one space, not two.
  while (!code && !verbatim.empty() && verbatim[0] == ' ' &&
         (out_.text.empty() || out_.text.back() == ' ')) {
    verbatim.remove_prefix(1);
    ++where.column;
  }
  if (verbatim.empty()) return;
  out_.pieces.push_back({.begin = out_.text.size(),
                         .where = where,
                         .strong = strong_depth_ > 0 ? strong_count_ : 0,
                         .emphasis = emphasis_depth_ > 0 ? emphasis_count_ : 0,
                         .code = code,
                         .empty_code = code ? blank_code_ : holds_empty_ticks(verbatim),
                         .line_start = line_start_});
  out_.text.append(verbatim);
  line_start_ = false;
}

void InlineReader::code(std::string_view literal) {
  blank_code_ = trim_blanks(literal).empty();
  cursor_->open_code(!blank_code_ && literal[0] != ' ');
  text(literal, true);
  cursor_->close_code();
}

void InlineReader::line_break() {
  ++breaks_;
  cursor_->next_line();
  if (images_ > 0) {
    alt_.push_back(' ');
    return;
  }
  if (!out_.text.empty() && out_.text.back() != ' ') out_.text.push_back(' ');
  line_start_ = true;
}

void InlineReader::html(std::string_view literal) {
  std::string_view inner = literal.substr(std::min(kCommentBegin.size(), literal.size()));
  inner.remove_suffix(std::min(inner.size(), kCommentEnd.size()));
  inner = trim(inner);
  const auto offset = static_cast<std::size_t>(inner.data() - literal.data());
  const SourceCursor::Span span = cursor_->raw(literal, offset);
  breaks_ += static_cast<int>(std::count(literal.begin(), literal.end(), '\n'));
  if (literal.substr(0, kCommentBegin.size()) == kCommentBegin) {
    out_.comments.push_back({.where = span.begin,
                             .end_line = cursor_->here().line,
                             .text = {.text = std::string(inner), .where = span.inner}});
    return;
  }
  hidden_.tag(literal);
  if (ascii_lower(literal.substr(0, 3)) == "<br" && !out_.text.empty() && out_.text.back() != ' ') {
    out_.text.push_back(' ');
  }
}

void InlineReader::open_link(cmark_node* node, bool image) {
  const char* target = cmark_node_get_url(node);
  const SourcePos where = cursor_->open_link(image);
  open_.push_back({.link = links_.size(), .text = out_.text.size(), .image = image});
  links_.push_back(
      {.target = target == nullptr ? "" : target, .text = {}, .where = where, .image = image});
  if (image && images_++ == 0) alt_.clear();
}

void InlineReader::close_link() {
  cursor_->close_link();
  const OpenLink open = open_.back();
  open_.pop_back();
  Link& link = links_[open.link];
  if (!open.image) {
    link.text = std::string(
        trim(std::string_view(out_.text).substr(std::min(open.text, out_.text.size()))));
  } else if (--images_ == 0) {
    link.text = alt_;
  }
}

const InlineText& InlineReader::finish() {
  if (trim_blanks(out_.text).empty() && !symbols_.empty()) {
    out_.text.clear();
    out_.pieces.clear();
    add(symbols_, symbols_where_, false);
  }
  return out_;
}

}  // namespace qualm::documents::markdown

namespace qualm::documents {

Inline plain_inline(std::string_view source, SourcePos where) {
  std::vector<Link> links;
  const std::string_view trimmed = trim(source);
  where.column += static_cast<int>(trimmed.empty() ? 0 : trimmed.data() - source.data());
  const markdown::SourceLines lines(trimmed, where);
  // A word in front keeps the parser from reading `- x` or `# x` as a block.
  const std::string paragraph = "a " + std::string(trimmed);
  const CHandle<cmark_node, cmark_node_free> document(
      cmark_parse_document(paragraph.data(), paragraph.size(), CMARK_OPT_DEFAULT));
  markdown::InlineReader reader(links);
  reader.begin(lines, {.first = 1, .last = lines.count()});
  reader.skip(2);
  const CHandle<cmark_iter, cmark_iter_free> walk(cmark_iter_new(document.get()));
  for (;;) {
    const cmark_event_type event = cmark_iter_next(walk.get());
    if (event == CMARK_EVENT_DONE) break;
    cmark_node* node = cmark_iter_get_node(walk.get());
    if (event == CMARK_EVENT_ENTER) reader.enter(node);
    if (event == CMARK_EVENT_EXIT) reader.leave(node);
  }
  return reader.finish().whole();
}

}  // namespace qualm::documents
