// Blocks whose text is not Markdown: code with its fences, HTML with its comments and headings.

#include <algorithm>

#include <cmark.h>

#include "documents/markdown_tree.hpp"
#include "support/text.hpp"

namespace qualm::documents::markdown {
namespace {

std::string_view view(const char* text) {
  return text == nullptr ? std::string_view() : std::string_view(text);
}

/// Places in the text of a block, asked for from front to back.
class LiteralPlaces {
 public:
  LiteralPlaces(const SourceLines& lines, int first, std::string_view literal)
      : lines_(lines),
        line_(first),
        literal_(literal),
        end_(std::min(literal.find('\n'), literal.size())) {}

  SourcePos at(std::size_t offset) {
    while (end_ < offset) {
      begin_ = end_ + 1;
      end_ = std::min(literal_.find('\n', begin_), literal_.size());
      ++line_;
    }
    std::string_view text = literal_.substr(begin_, end_ - begin_);
    if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
    // What the source line has more than the text are the markers of the containers around it.
    const std::size_t source = lines_.line(line_).size();
    return lines_.at(line_, source - std::min(source, text.size()) + offset - begin_);
  }

 private:
  const SourceLines& lines_;
  int line_;
  std::string_view literal_;
  std::size_t begin_ = 0;  // of the current line
  std::size_t end_ = 0;
};

}  // namespace

/// Whether line `number` can end the fence that `node` opened: it stands in the same containers and
/// holds nothing but the mark.
bool TreeReader::closes(cmark_node* node, int number, char mark) const {
  const std::string_view line = lines_.line(number);
  std::size_t at = skip_blanks(line);
  for (int quote = 0; quote < quotes_; ++quote) {
    if (at >= line.size() || line[at] != '>') return false;
    at = skip_blanks(line, at + 1);
  }
  cmark_node* parent = cmark_node_parent(node);
  if (cmark_node_get_type(parent) == CMARK_NODE_ITEM &&
      at < static_cast<std::size_t>(std::max(cmark_node_get_start_column(parent), 0))) {
    return false;
  }
  const std::string_view rest = trim_blanks(line.substr(std::min(at, line.size())));
  return rest.size() >= 3 && rest.find_first_not_of(mark) == std::string_view::npos;
}

void TreeReader::code_block(cmark_node* node) {
  const LeafSource leaf = leaf_of(node);
  const std::string_view literal = view(cmark_node_get_literal(node));
  const std::string_view line = lines_.line(leaf.first);
  const std::string_view opening = line.substr(std::min(leaf.offset, line.size()));
  const int length = static_cast<int>(std::count(literal.begin(), literal.end(), '\n'));
  const bool mark = !opening.empty() && (opening[0] == '`' || opening[0] == '~');
  const bool fenced = mark && literal.substr(0, opening.size()) != opening;
  const bool closed = fenced && closes(node, leaf.first + length + 1, opening[0]);
  const int last = leaf.first + length - (fenced ? 0 : 1) + (closed ? 1 : 0);

  const SourcePos where = lines_.at(leaf.first, leaf.offset);
  Block& block = add_block(BlockKind::code, where, document_line(std::max(last, leaf.first)));
  block.content.text = std::string(literal);
  block.content.where = where;
  if (fenced) block.content.where = LiteralPlaces(lines_, leaf.first + 1, literal).at(0);
  block.info = std::string(view(cmark_node_get_fence_info(node)));
  if (!fenced || recovered_) return;
  out_.fences.push_back({.where = where, .info = block.info, .closed = closed});
  const bool whole_rest = cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_DOCUMENT;
  if (!closed && whole_rest) hidden_from_ = recovery_line(lines_, leaf.first + 1);
}

void TreeReader::html_block(cmark_node* node) {
  const std::string_view literal = view(cmark_node_get_literal(node));
  LiteralPlaces places(lines_, cmark_node_get_start_line(node), literal);
  for (const HtmlPart& part : split_html(literal)) {
    const std::string_view inner =
        literal.substr(part.inner_begin, part.inner_end - part.inner_begin);
    const SourcePos where = places.at(part.begin);
    const std::size_t text =
        part.inner_begin + static_cast<std::size_t>(trim(inner).data() - inner.data());
    const SourcePos text_where = places.at(text);
    const int end_line = places.at(std::max(part.end, text + 1) - 1).line;
    const bool was_hidden = hidden_.hides();
    const std::string shown = part.kind == HtmlPart::Kind::text ? hidden_.shown(inner) : "";
    if (part.kind == HtmlPart::Kind::text && trim(shown).empty()) continue;
    if (part.kind == HtmlPart::Kind::heading) {
      if (was_hidden) continue;
      Block& block =
          add_block(BlockKind::heading, where, end_line,
                    quotes_ == 0 ? static_cast<std::uint8_t>(part.level) : std::uint8_t{0});
      block.content.text = html_text(inner);
      block.content.where = text_where;
      continue;
    }
    const bool comment = part.kind == HtmlPart::Kind::comment;
    Block& block = add_block(comment ? BlockKind::comment : BlockKind::html, where, end_line);
    block.content.text = std::string(trim(comment ? inner : std::string_view(shown)));
    block.content.where = text_where;
  }
}

}  // namespace qualm::documents::markdown
