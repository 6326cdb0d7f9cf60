// One walk over the tree of a Markdown text, and what it remembers on its way.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "documents/markdown.hpp"
#include "documents/markdown_parts.hpp"
#include "support/result.hpp"

struct cmark_iter;

namespace qualm::documents::markdown {

/// One reading of one text: writes down its blocks, tables, labels, links and fences. What an
/// unclosed fence swallowed is read by a second one.
class TreeReader {
 public:
  TreeReader(const SourceLines& lines, bool recovered, Markdown& out,
             std::vector<std::uint8_t>& levels)
      : lines_(lines),
        out_(out),
        levels_(levels),
        inlines_(out.links),
        tables_(lines, out),
        recovered_(recovered) {
    for (const Block& block : out.blocks) list_count_ = std::max(list_count_, block.list + 1);
  }

  Result<void> read(std::string_view text);
  /// The line from which an unclosed fence hid Markdown, if one did.
  [[nodiscard]] std::optional<int> hidden_from() const { return hidden_from_; }

 private:
  struct ListState {
    int number;
    bool ordered;
  };

  Result<void> enter(cmark_node* node, cmark_iter* walk);
  Result<void> leave(cmark_node* node);
  Result<void> enter_container(cmark_node* node);
  Result<void> enter_leaf(cmark_node* node, cmark_iter* walk);
  Result<void> leave_leaf();
  void inline_node(cmark_node* node);
  void begin_text(LeafSource leaf, int level, SourcePos where, int end_line);
  void end_text();
  void code_block(cmark_node* node);
  void html_block(cmark_node* node);
  Result<void> add_table();
  void skip_hidden(cmark_node* node, cmark_iter* walk);
  Block& add_block(BlockKind kind, SourcePos where, int end_line, std::uint8_t level = 0);
  void add_comment(const Comment& comment);

  [[nodiscard]] LeafSource leaf_of(cmark_node* node) const;
  [[nodiscard]] bool closes(cmark_node* node, int number, char mark) const;
  [[nodiscard]] int document_line(int line) const { return lines_.at(line, 0).line; }

  const SourceLines& lines_;
  Markdown& out_;
  std::vector<std::uint8_t>& levels_;
  InlineReader inlines_;
  HiddenHtml hidden_;  // by an element that HTML blocks open and close
  TableReader tables_;
  bool recovered_;

  std::vector<ListState> lists_;
  int quotes_ = 0;
  int nesting_ = 0;
  int list_count_ = 0;
  std::optional<std::size_t> item_;  // the item that waits for its first paragraph
  std::size_t leaf_block_ = 0;       // the block whose text we are in
  int leaf_lines_ = 0;               // lines of that text
  bool in_leaf_ = false;
  std::optional<int> table_;  // delimiter row of a table in the paragraph we are in
  LeafSource table_leaf_;
  int underline_ = 0;  // the line that made the paragraph a heading
  std::optional<int> hidden_from_;
};

}  // namespace qualm::documents::markdown
