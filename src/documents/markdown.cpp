// Reads a Markdown document: front matter aside, one walk over its tree, a second one over what an
// unclosed code fence hides, and the sections last.

#include "documents/markdown.hpp"

#include <algorithm>

#include "documents/markdown_parts.hpp"
#include "documents/markdown_tree.hpp"
#include "support/text.hpp"

namespace qualm::documents {
namespace {

constexpr int kLikelyBlocks = 512;  // for which room is made at once

/// Where the Markdown begins, behind front matter or a byte order mark.
std::size_t body_begin(std::string_view source, const FrontMatter& front) {
  if (!front.present) return source.substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0;
  const auto end = static_cast<std::size_t>(front.text.data() - source.data()) + front.text.size();
  if (!front.closed) return end;
  return std::min(source.find('\n', end), source.size() - 1) + 1;
}

}  // namespace

Result<Markdown> parse_markdown(std::string_view source) {
  using namespace markdown;
  Markdown out;
  out.front_matter = find_front_matter(source);
  const std::size_t begin = body_begin(source, out.front_matter);
  const std::string_view body = source.substr(begin);
  const SourceLines lines(body, position_at(source, begin));
  QUALM_TRY(check_bounds(lines));

  std::vector<std::uint8_t> levels;  // of headings; beside `out.blocks`
  const auto likely = static_cast<std::size_t>(std::min(lines.count(), kLikelyBlocks));
  levels.reserve(likely);
  out.blocks.reserve(likely);
  TreeReader reader(lines, false, out, levels);
  QUALM_TRY(reader.read(body));
  if (const std::optional<int> hidden = reader.hidden_from()) {
    const std::size_t shown = out.blocks.size();
    const SourceLines rest(lines.from(*hidden), lines.at(*hidden, 0));
    TreeReader again(rest, true, out, levels);
    QUALM_TRY(again.read(lines.from(*hidden)));
    out.fences.back().hidden_headings = static_cast<int>(
        std::count_if(out.blocks.begin() + static_cast<std::ptrdiff_t>(shown), out.blocks.end(),
                      [](const Block& block) { return block.kind == BlockKind::heading; }));
  }
  for (std::size_t i = 0; i < out.blocks.size(); ++i) {
    const int table = out.blocks[i].table;
    if (table >= 0) add_table_labels(out.tables[static_cast<std::size_t>(table)], i, out.labels);
  }
  const auto by_block = [](const Label& a, const Label& b) { return a.block < b.block; };
  if (!std::is_sorted(out.labels.begin(), out.labels.end(), by_block)) {
    std::stable_sort(out.labels.begin(), out.labels.end(), by_block);
  }
  build_sections(levels, out);
  return out;
}

}  // namespace qualm::documents
