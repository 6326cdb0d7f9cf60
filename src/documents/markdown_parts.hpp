// What the files of the Markdown reader share: lines, places, inline text and the steps of a
// reading.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "documents/hidden_html.hpp"
#include "documents/markdown.hpp"
#include "support/error.hpp"
#include "support/result.hpp"

struct cmark_node;

namespace qualm::documents::markdown {

/// A blank for Markdown: a space or a tab. (A line never holds its own end.)
[[nodiscard]] inline bool is_blank(char c) { return c == ' ' || c == '\t'; }
[[nodiscard]] inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
[[nodiscard]] inline bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
/// The first byte that is no blank, or the end.
[[nodiscard]] std::size_t skip_blanks(std::string_view line, std::size_t from = 0);
[[nodiscard]] std::string_view trim_blanks(std::string_view text);

/// The lines of a text as cmark counts them, and where they stand in the whole document.
class SourceLines {
 public:
  /// `start` is the place of the first byte of `text` in the document.
  SourceLines(std::string_view text, SourcePos start);

  [[nodiscard]] int count() const { return static_cast<int>(begins_.size()) - 1; }
  /// Line `number` (from 1) without its end; empty where there is none.
  [[nodiscard]] std::string_view line(int number) const;
  /// The rest of the text from line `number` on.
  [[nodiscard]] std::string_view from(int number) const;
  /// The place in the document of byte `offset` of line `number`.
  [[nodiscard]] SourcePos at(int number, std::size_t offset) const;

 private:
  std::string_view text_;
  SourcePos start_;
  std::vector<std::uint32_t> begins_;  // one more than there are lines
};

/// The source of one leaf block: its lines less the markers of the containers around it.
struct LeafSource {
  int first = 1;
  int last = 1;
  std::size_t offset = 0;                     // of the content in the first line
  std::size_t stop = std::string_view::npos;  // where the content of the last line ends
  int quotes = 0;                             // block quotes around it

  /// Where the content of `line` begins, counted in bytes of that line.
  [[nodiscard]] std::size_t begin_of(const SourceLines& lines, int line) const;
};

/// Follows the text that the parser hands out through the source it came from. cmark 0.30 does not
/// know the places of inlines beyond the first line of a block, so we find them.
class SourceCursor {
 public:
  SourceCursor(const SourceLines& lines, const LeafSource& leaf);

  /// Finds the longest beginning of `text` (at least one byte) that stands verbatim ahead, sets
  /// `where` to its place and moves behind it. Returns its length.
  std::size_t match(std::string_view text, SourcePos& where);
  void next_line();
  /// The place of the bracket that opens a link or image; moves behind it.
  SourcePos open_link(bool image);
  /// Moves behind the end of the link or image that was opened last.
  void close_link();
  /// Moves behind the backticks that open a code span, and behind those that close it.
  void open_code(bool padded);
  void close_code();
  struct Span {
    SourcePos begin;
    SourcePos inner;
  };
  /// The places of raw HTML and of the byte at `inner` in it; moves behind it, over line ends where
  /// it holds some.
  Span raw(std::string_view html, std::size_t inner);
  [[nodiscard]] SourcePos here() const { return lines_.at(line_, at_); }

 private:
  [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }
  [[nodiscard]] std::size_t entity_length() const;
  void load(int line);
  void skip_target();

  const SourceLines& lines_;
  LeafSource leaf_;
  int line_ = 0;
  std::string_view text_;  // the current line
  std::size_t at_ = 0;
  std::size_t ticks_ = 0;  // of the code span we are in
  int misses_ = 0;
};

/// A stretch of inline text that stands verbatim in the source and has one form.
struct Piece {
  std::size_t begin = 0;  // in `InlineText::text`
  SourcePos where;
  int strong = 0;  // which strong emphasis it is in, 0 for none
  int emphasis = 0;
  bool code = false;
  bool empty_code = false;
  bool line_start = false;
};

/// An HTML comment: its place, and the text between its marks.
struct Comment {
  SourcePos where;
  int end_line = 0;
  Inline text;
};

/// The plain text of one block with the places of its parts.
struct InlineText {
  std::string text;
  std::vector<Piece> pieces;
  std::vector<Comment> comments;
  SourcePos start;  // where a block without text begins

  /// The text from `begin` to `end` without white space at its ends.
  [[nodiscard]] Inline slice(std::size_t begin, std::size_t end) const;
  [[nodiscard]] Inline whole() const { return slice(0, text.size()); }
  [[nodiscard]] SourcePos place(std::size_t offset) const;
};

/// Collects the inlines of one leaf block as the tree walk meets them. Reused from block to block.
class InlineReader {
 public:
  explicit InlineReader(std::vector<Link>& links) : links_(links) {}

  void begin(const SourceLines& lines, const LeafSource& leaf);
  void enter(cmark_node* node);
  void leave(cmark_node* node);
  /// Drops the first `count` bytes of text: something we put there to keep the parser calm.
  void skip(std::size_t count) { skip_ = count; }
  /// The number of line breaks so far.
  [[nodiscard]] int breaks() const { return breaks_; }
  [[nodiscard]] const InlineText& finish();

 private:
  struct OpenLink {
    std::size_t link;
    std::size_t text;
    bool image;
  };

  void text(std::string_view literal, bool code);
  void append(std::string_view verbatim, SourcePos where, bool code);
  void add(std::string_view verbatim, SourcePos where, bool code);
  void code(std::string_view literal);
  void line_break();
  void html(std::string_view literal);
  void open_link(cmark_node* node, bool image);
  void close_link();

  std::vector<Link>& links_;
  std::optional<SourceCursor> cursor_;
  HiddenHtml hidden_;
  InlineText out_;
  std::string alt_;      // the text of the image we are in
  std::string symbols_;  // emoji that were dropped, in case there is nothing else
  SourcePos symbols_where_;
  std::vector<OpenLink> open_;
  std::size_t skip_ = 0;
  int images_ = 0;
  int breaks_ = 0;
  int strong_depth_ = 0;
  int emphasis_depth_ = 0;
  int strong_count_ = 0;
  int emphasis_count_ = 0;
  bool line_start_ = true;
  bool blank_code_ = false;
};

/// One cell of a table, still as source.
struct RawCell {
  std::string_view text;   // trimmed, with its escapes
  std::size_t offset = 0;  // in its line
};

/// The line of a table's delimiter row in `leaf`; the table's header is the line before it.
[[nodiscard]] std::optional<int> find_table(const SourceLines& lines, const LeafSource& leaf);

/// Tables of one text. Cells with markup wait, and are read by one call of the parser at the end:
/// a call a cell would cost more than the rest of the document.
class TableReader {
 public:
  TableReader(const SourceLines& lines, Markdown& out) : lines_(lines), out_(out) {}

  /// Reads the table that `leaf` holds around `delimiter`; the result is its index. Fails with
  /// `limit` when short rows leave out more cells than a document can mean.
  Result<int> read(const LeafSource& leaf, int delimiter);
  /// Fills the cells that waited.
  void finish();

 private:
  struct Waiting {
    std::size_t table;
    int row;  // -1 for the header
    std::size_t column;
    int line;
    RawCell cell;
  };

  std::vector<Inline> row(const LeafSource& leaf, int line, std::size_t columns, int row_number);
  void read_waiting();

  const SourceLines& lines_;
  Markdown& out_;
  std::vector<Waiting> waiting_;
  std::size_t missing_ = 0;  // cells of short rows
};

/// Adds the labels at the starts of the lines of `text`, the content of block `block`.
void add_line_labels(const InlineText& text, std::size_t block, std::vector<Label>& labels);
/// Adds the labels of the rows of a two-column table.
void add_table_labels(const Table& table, std::size_t block, std::vector<Label>& labels);

/// Whether a paragraph is strong text alone and short enough to be meant as a heading; what stands
/// behind it decides in the end (`build_sections`).
[[nodiscard]] bool may_be_heading(const InlineText& text);
inline constexpr std::uint8_t kPseudoLevel = 7;

/// Opens a section for each block with a level; `levels` runs beside `out.blocks`.
void build_sections(const std::vector<std::uint8_t>& levels, Markdown& out);

/// A part of an HTML block: a comment, a heading, or what stands between them.
struct HtmlPart {
  enum class Kind : std::uint8_t { text, comment, heading };
  Kind kind = Kind::text;
  int level = 0;
  std::size_t begin = 0;  // with its tags or marks
  std::size_t end = 0;
  std::size_t inner_begin = 0;
  std::size_t inner_end = 0;
};

[[nodiscard]] std::vector<HtmlPart> split_html(std::string_view html);
/// Text of HTML: tags gone, white space collapsed, the commonest entities read.
[[nodiscard]] std::string html_text(std::string_view html);

/// Where, in what an unclosed fence swallowed, Markdown begins again: the first line from `first`
/// on that a person would read as a heading. Nothing when it all looks like code.
[[nodiscard]] std::optional<int> recovery_line(const SourceLines& lines, int first);

/// `limit` when `text` would cost the parser more than its size justifies.
[[nodiscard]] Result<void> check_bounds(const SourceLines& lines);

}  // namespace qualm::documents::markdown
