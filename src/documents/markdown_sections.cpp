// Sections: which heading each block stands under, and how far a section and its parts reach.

#include "documents/markdown_parts.hpp"
#include "support/text.hpp"

namespace qualm::documents::markdown {
namespace {

/// A bold paragraph is a heading only if something follows that it can be the heading of. (In
/// "## Owner" followed by "**Dana Whitfield**" alone the bold text is the answer.)
std::vector<std::uint8_t> settled(std::vector<std::uint8_t> levels,
                                  const std::vector<Block>& blocks) {
  bool body = false;
  for (std::size_t i = blocks.size(); i-- > 0;) {
    if (levels[i] == kPseudoLevel) {
      const bool colon = !blocks[i].content.text.empty() && blocks[i].content.text.back() == ':';
      if (!body && !colon) levels[i] = 0;
      body = true;
    } else if (levels[i] > 0) {
      body = false;
    } else if (blocks[i].kind != BlockKind::comment && blocks[i].kind != BlockKind::rule) {
      body = true;
    }
  }
  return levels;
}

}  // namespace

void build_sections(const std::vector<std::uint8_t>& levels, Markdown& out) {
  const std::vector<std::uint8_t> settled_levels = settled(levels, out.blocks);
  out.sections.push_back({.title = {.where = {1, 1}}, .where = {1, 1}});
  std::vector<std::size_t> open;  // the headings around the place we are at
  for (std::size_t i = 0; i < out.blocks.size(); ++i) {
    Block& block = out.blocks[i];
    if (settled_levels[i] > 0) {
      block.kind = BlockKind::heading;
      out.sections.back().last = i;
      while (!open.empty() && out.sections[open.back()].level >= settled_levels[i]) {
        out.sections[open.back()].end = i;
        open.pop_back();
      }
      out.sections.push_back({.title = block.content,
                              .name = normal_title(block.content.text),
                              .level = settled_levels[i],
                              .parent = open.empty() ? -1 : static_cast<int>(open.back()),
                              .first = i + 1,
                              .where = block.where});
      open.push_back(out.sections.size() - 1);
    }
    block.section = static_cast<int>(out.sections.size()) - 1;
  }
  out.sections.back().last = out.blocks.size();
  for (const std::size_t section : open) out.sections[section].end = out.blocks.size();
  out.sections.front().end = out.sections.front().last;
}

}  // namespace qualm::documents::markdown
