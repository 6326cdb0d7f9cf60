// Markdown as facts: sections, labels, tables, lists, links, fences and comments, with places.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "support/error.hpp"
#include "support/result.hpp"

namespace qualm::documents {

/// Plain text (emphasis, code ticks and link targets gone, images and emoji dropped, soft line
/// breaks as spaces) and the place of its first byte in the source.
struct Inline {
  std::string text;
  SourcePos where;
  bool emphasised =
      false;            ///< the whole text is one emphasis (`_…_`), the form of template guidance
  bool strong = false;  ///< the whole text is one strong emphasis
  bool code = false;    ///< holds a code span
  bool empty_code = false;  ///< holds an empty code span (two or more backticks with only space)
};

struct TableRow {
  SourcePos where;
  std::vector<Inline> cells;
};

/// A pipe table: the delimiter row is checked, short rows are padded with empty cells that stand at
/// the row's end, `\|` is a literal bar.
struct Table {
  std::vector<Inline> header;
  std::vector<TableRow> rows;
};

enum class BlockKind : std::uint8_t { heading, paragraph, item, table, code, html, comment, rule };

/// One block in document order. List items are blocks of their own (their first paragraph is the
/// item's text; further paragraphs and nested items follow as blocks), as are HTML comments.
struct Block {
  BlockKind kind = BlockKind::paragraph;
  SourcePos where;
  int end_line = 0;
  int section = 0;       ///< index into `sections`
  int item_depth = 0;    ///< 0 outside lists, 1 in a top-level list …
  int list = -1;         ///< which list an item belongs to; items of one list share the number
  bool quoted = false;   ///< inside a block quote
  bool ordered = false;  ///< item of a numbered list
  bool recovered =
      false;         ///< stands behind an unclosed code fence and was read as if it were closed
  Inline content;    ///< heading, paragraph, item; for code, html and comment the raw text
  int table = -1;    ///< index into `tables`
  std::string info;  ///< code: info string
};

/// A part of the document under a heading: ATX, setext, an HTML heading, or a paragraph that is
/// nothing but strong text ("**Owner**" or "**Owner:**" alone), which counts as level 7 if it is
/// short and something stands under it: bold text alone under "## Owner" is the answer. Headings in
/// block quotes open no section. Section 0 is what stands before the first heading, with an empty
/// title.
struct Section {
  Inline title;
  std::string name;  ///< `normal_title` of the title
  int level = 0;
  int parent = -1;        ///< enclosing section; -1 for section 0 and top-level sections
  std::size_t first = 0;  ///< blocks of its own body: [first, last), without the heading block
  std::size_t last = 0;
  std::size_t end = 0;  ///< blocks of the body and all its sub-sections: [first, end)
  SourcePos where;
};

/// `**Owner:** x`, `**Owner**: x`, `**Owner** – x`, `Owner: x` at the start of a paragraph, line or
/// item, `**Owner**` on a line above its value, or a row of a two-column table. A label is at most
/// 60 bytes and eight words; URLs and times make none.
struct Label {
  std::string name;  ///< `normal_title` of the label
  Inline title;
  Inline value;  ///< up to the next label or the end of the block; may be empty
  std::size_t block = 0;
  bool in_table = false;
};

struct Link {
  std::string target;
  std::string text;
  SourcePos where;
  bool image = false;
};

struct Fence {
  SourcePos where;
  std::string info;
  bool closed = true;
  int hidden_headings = 0;  ///< unclosed: headings found in what it swallows
};

/// YAML front matter: the bytes between a first line `---` (blank lines and a byte order mark may
/// come before it) and the next line `---` or `...`.
struct FrontMatter {
  bool present = false;
  bool closed = true;     ///< false: a first line `---` with YAML-like lines but no closing line
  std::string_view text;  ///< into the source
  int first_line = 0;     ///< line of the first byte of `text`
};

struct Markdown {
  FrontMatter front_matter;
  std::vector<Block> blocks;
  std::vector<Section> sections;
  std::vector<Table> tables;
  std::vector<Label> labels;
  std::vector<Link> links;
  std::vector<Fence> fences;
};

/// Where the front matter of `source` is, if it has any. A thematic break at the top of a document
/// is none: the lines up to the closing `---` must look like a mapping.
[[nodiscard]] FrontMatter find_front_matter(std::string_view source);

/// Reads CommonMark with pipe tables. `source` must be well-formed UTF-8 and outlive the result.
/// Fails with `limit`, naming the limit and a place (without a file), when containers nest too
/// deep, one block of text holds too many open image brackets or emphasis markers, or tables leave
/// out too many cells. What could cost the parser more than its size justifies it never sees.
[[nodiscard]] Result<Markdown> parse_markdown(std::string_view source);

/// Plain text of inline Markdown, as for a table cell.
[[nodiscard]] Inline plain_inline(std::string_view source, SourcePos where);

}  // namespace qualm::documents
