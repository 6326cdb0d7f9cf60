// The walk over containers, paragraphs, headings and tables.

#include "documents/markdown_tree.hpp"

#include <algorithm>

#include <cmark.h>

#include "support/c_handle.hpp"
#include "support/limits.hpp"
#include "support/text.hpp"

namespace qualm::documents::markdown {
namespace {

std::string_view view(const char* text) {
  return text == nullptr ? std::string_view() : std::string_view(text);
}

/// The text of the first inline that has some.
std::string_view first_text(cmark_node* leaf) {
  cmark_node* node = leaf;
  while (cmark_node_first_child(node) != nullptr) node = cmark_node_first_child(node);
  return node == leaf ? std::string_view() : view(cmark_node_get_literal(node));
}

/// Link definitions at the top of a paragraph are gone from the tree, not from its lines.
void skip_definitions(const SourceLines& lines, cmark_node* node, LeafSource& leaf) {
  const std::string_view top = lines.line(leaf.first).substr(leaf.offset);
  if (top.empty() || top[0] != '[' || top.find("]:") == std::string_view::npos) return;
  const std::string_view probe = first_text(node).substr(0, 8);
  if (probe.empty()) return;
  for (int line = leaf.first; line <= leaf.last; ++line) {
    const std::size_t begin = leaf.begin_of(lines, line);
    const std::string_view text = lines.line(line).substr(begin);
    const std::size_t word = std::min(text.find_first_not_of("*_`[!<"), text.size());
    if (text.substr(0, probe.size()) != probe && text.substr(word, probe.size()) != probe) continue;
    leaf.first = line;
    leaf.offset = begin;
    return;
  }
}

/// `#` to `######` and a blank behind it; a setext heading may begin with `#`, too.
std::size_t hashes_at(std::string_view line) {
  std::size_t count = 0;
  while (count < line.size() && line[count] == '#') ++count;
  return count > 0 && (count == line.size() || is_blank(line[count])) ? count : 0;
}

/// The underline of a setext heading, which the parser counts among its lines.
int underline_of(const SourceLines& lines, const LeafSource& leaf) {
  for (int line = leaf.first + 1; line <= leaf.last; ++line) {
    const std::string_view text = trim_blanks(lines.line(line).substr(leaf.begin_of(lines, line)));
    if (text.empty()) continue;
    if (text.find_first_not_of(text[0] == '=' ? '=' : '-') == std::string_view::npos) return line;
  }
  return leaf.last + 1;
}

}  // namespace

Result<void> TreeReader::read(std::string_view text) {
  const CHandle<cmark_node, cmark_node_free> document(
      cmark_parse_document(text.data(), text.size(), CMARK_OPT_DEFAULT));
  const CHandle<cmark_iter, cmark_iter_free> walk(cmark_iter_new(document.get()));
  for (;;) {
    const cmark_event_type event = cmark_iter_next(walk.get());
    if (event == CMARK_EVENT_DONE) break;
    cmark_node* node = cmark_iter_get_node(walk.get());
    if (event == CMARK_EVENT_ENTER) {
      QUALM_TRY(enter(node, walk.get()));
    } else {
      QUALM_TRY(leave(node));
    }
  }
  tables_.finish();
  return {};
}

Result<void> TreeReader::enter(cmark_node* node, cmark_iter* walk) {
  if (hidden_.hides() && cmark_node_get_type(node) != CMARK_NODE_HTML_BLOCK) {
    skip_hidden(node, walk);
    return {};
  }
  switch (cmark_node_get_type(node)) {
    case CMARK_NODE_DOCUMENT:
      return {};
    case CMARK_NODE_BLOCK_QUOTE:
    case CMARK_NODE_LIST:
    case CMARK_NODE_ITEM:
      return enter_container(node);
    case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_HEADING:
      return enter_leaf(node, walk);
    case CMARK_NODE_CODE_BLOCK:
      code_block(node);
      return {};
    case CMARK_NODE_HTML_BLOCK:
      html_block(node);
      return {};
    case CMARK_NODE_THEMATIC_BREAK: {
      const LeafSource leaf = leaf_of(node);
      add_block(BlockKind::rule, lines_.at(leaf.first, leaf.offset), document_line(leaf.first));
      return {};
    }
    default:
      if (in_leaf_) inline_node(node);
      return {};
  }
}

Result<void> TreeReader::leave(cmark_node* node) {
  switch (cmark_node_get_type(node)) {
    case CMARK_NODE_BLOCK_QUOTE:
      --quotes_;
      --nesting_;
      hidden_ = {};
      return {};
    case CMARK_NODE_LIST:
      lists_.pop_back();
      return {};
    case CMARK_NODE_ITEM:
      --nesting_;
      item_.reset();
      hidden_ = {};
      return {};
    case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_HEADING:
      return leave_leaf();
    default:
      if (in_leaf_) inlines_.leave(node);
      return {};
  }
}

/// What stands between an HTML block that hides what follows and the one that ends it. The walk
/// goes on behind the node, as if that were not there.
void TreeReader::skip_hidden(cmark_node* node, cmark_iter* walk) {
  const LeafSource place = leaf_of(node);
  for (int line = place.first; line <= place.last; ++line) hidden_.pass(lines_.line(line));
  if (cmark_node_first_child(node) != nullptr) cmark_iter_reset(walk, node, CMARK_EVENT_EXIT);
}

Result<void> TreeReader::enter_container(cmark_node* node) {
  if (cmark_node_get_type(node) == CMARK_NODE_LIST) {
    lists_.push_back({list_count_++, cmark_node_get_list_type(node) == CMARK_ORDERED_LIST});
    return {};
  }
  const LeafSource place = leaf_of(node);
  const SourcePos where = lines_.at(place.first, place.offset);
  if (++nesting_ > limits::kMarkdownNesting) {
    return fail(Error{.code = ErrorCode::limit,
                      .message = "lists and block quotes nest deeper than " +
                                 std::to_string(limits::kMarkdownNesting) + " levels",
                      .where = Location{.file = {}, .pos = where},
                      .hint = {},
                      .context = {}});
  }
  if (cmark_node_get_type(node) == CMARK_NODE_BLOCK_QUOTE) {
    ++quotes_;
    item_.reset();
    return {};
  }
  Block& block = add_block(BlockKind::item, where, where.line);
  block.list = lists_.back().number;
  block.ordered = lists_.back().ordered;
  item_ = out_.blocks.size() - 1;
  return {};
}

LeafSource TreeReader::leaf_of(cmark_node* node) const {
  const int first = cmark_node_get_start_line(node);
  const int column = std::max(cmark_node_get_start_column(node), 1);
  return {.first = first,
          .last = std::clamp(cmark_node_get_end_line(node), first, std::max(first, lines_.count())),
          .offset = static_cast<std::size_t>(column) - 1,
          .quotes = quotes_};
}

Block& TreeReader::add_block(BlockKind kind, SourcePos where, int end_line, std::uint8_t level) {
  if (kind != BlockKind::item) item_.reset();
  Block block;
  block.kind = kind;
  block.where = where;
  block.content.where = where;
  block.end_line = end_line;
  block.item_depth = static_cast<int>(lists_.size());
  block.quoted = quotes_ > 0;
  block.recovered = recovered_;
  out_.blocks.push_back(std::move(block));
  levels_.push_back(level);
  return out_.blocks.back();
}

Result<void> TreeReader::enter_leaf(cmark_node* node, cmark_iter* walk) {
  LeafSource leaf = leaf_of(node);
  const std::string_view first = lines_.line(leaf.first);
  leaf.offset = std::min(leaf.offset, first.size());
  const bool heading = cmark_node_get_type(node) == CMARK_NODE_HEADING;
  const std::size_t hashes = heading ? hashes_at(first.substr(leaf.offset)) : 0;
  const SourcePos where = lines_.at(leaf.first, leaf.offset);
  int underline = 0;
  if (hashes > 0) {
    leaf.last = leaf.first;
    leaf.offset = skip_blanks(first, leaf.offset + hashes);
  } else if (heading) {
    underline = underline_of(lines_, leaf);
    leaf.last = underline - 1;
  }
  if (leaf.last > leaf.first) {
    skip_definitions(lines_, node, leaf);
    table_ = find_table(lines_, leaf);
  }
  if (table_) {
    const int header = *table_ - 1;
    table_leaf_ = leaf;
    underline_ = underline;
    if (header == leaf.first) {
      cmark_iter_reset(walk, node, CMARK_EVENT_EXIT);
      return add_table();
    }
    leaf.last = header - 1;
  }
  const bool is_heading = heading && !table_;
  begin_text(leaf, is_heading ? cmark_node_get_heading_level(node) : 0, where,
             underline > 0 && !table_ ? underline : leaf.last);
  return {};
}

void TreeReader::begin_text(LeafSource leaf, int level, SourcePos where, int end_line) {
  const bool fills_item = item_ && level == 0;
  if (fills_item) {
    leaf_block_ = *item_;
    out_.blocks[leaf_block_].end_line = document_line(end_line);
    item_.reset();
  } else {
    const bool opens_section = level > 0 && quotes_ == 0;
    add_block(level > 0 ? BlockKind::heading : BlockKind::paragraph, where, document_line(end_line),
              opens_section ? static_cast<std::uint8_t>(level) : std::uint8_t{0});
    leaf_block_ = out_.blocks.size() - 1;
  }
  const std::string_view box = lines_.line(leaf.first).substr(leaf.offset, 4);
  const bool task = fills_item && (box == "[ ] " || box == "[x] " || box == "[X] ");
  if (task) leaf.offset += box.size();
  inlines_.begin(lines_, leaf);
  if (task) inlines_.skip(box.size());
  leaf_lines_ = leaf.last - leaf.first + 1;
  in_leaf_ = true;
}

/// Ends the text of the block we are in, which may be before the end of the parser's paragraph:
/// where a table begins.
void TreeReader::end_text() {
  in_leaf_ = false;
  const InlineText& text = inlines_.finish();
  Block& block = out_.blocks[leaf_block_];
  block.content = text.whole();
  if (block.kind != BlockKind::heading) {
    const bool alone =
        block.kind == BlockKind::paragraph && quotes_ == 0 && lists_.empty() && !table_;
    const bool pseudo = alone && may_be_heading(text);
    if (pseudo) levels_[leaf_block_] = kPseudoLevel;
    const std::size_t before = out_.labels.size();
    add_line_labels(text, leaf_block_, out_.labels);
    // "**Owner:**" alone is the heading of what follows, not a label without a value.
    if (pseudo && out_.labels.size() > before && out_.labels.back().value.text.empty())
      out_.labels.pop_back();
  }
  for (const Comment& comment : text.comments) add_comment(comment);
}

void TreeReader::inline_node(cmark_node* node) {
  const cmark_node_type type = cmark_node_get_type(node);
  const bool line_end = type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK;
  if (table_ && line_end && inlines_.breaks() + 1 >= leaf_lines_) {
    end_text();
  } else {
    inlines_.enter(node);
  }
}

Result<void> TreeReader::leave_leaf() {
  if (in_leaf_) end_text();
  return table_ ? add_table() : Result<void>();
}

Result<void> TreeReader::add_table() {
  const int header = *table_ - 1;
  const SourcePos where = lines_.at(header, table_leaf_.begin_of(lines_, header));
  QUALM_ASSIGN(const int table, tables_.read(table_leaf_, *table_));
  add_block(BlockKind::table, where, document_line(table_leaf_.last)).table = table;
  table_.reset();
  if (underline_ == 0) return {};
  // The parser took the table for a heading because of the thematic break right behind it.
  const std::size_t begin = table_leaf_.begin_of(lines_, underline_);
  add_block(BlockKind::rule, lines_.at(underline_, begin), document_line(underline_));
  return {};
}

void TreeReader::add_comment(const Comment& comment) {
  Block& block = add_block(BlockKind::comment, comment.where, comment.end_line);
  block.content = comment.text;
}

}  // namespace qualm::documents::markdown
