// Check primitive `explained`: each hit says why, or another part of the document does.

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "checks/check.hpp"
#include "checks/shared/hit_blocks.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

using documents::Block;
using documents::BlockKind;
using documents::Markdown;

constexpr std::array<OptionSpec, 4> kOptions = {{
    {.name = "field",
     .type = OptionType::text,
     .help = "the field that says why",
     .required = true},
    {.name = "signs",
     .type = OptionType::patterns,
     .help = "what tells of a reason in the hit's own text"},
    {.name = "min_words",
     .type = OptionType::integer,
     .help = "from how many words the hit's own text explains itself; 0: never",
     .fallback = "0"},
    {.name = "elsewhere",
     .type = OptionType::integer,
     .help = "how many words beside the hit's name must stand in another part of the document that "
             "speaks of it; 0: it may not be said elsewhere",
     .fallback = "0"},
}};
constexpr std::array<std::string_view, 1> kValues = {"found"};

/// Lower case, with everything but letters and digits as one space, and a space at either end.
std::string folded(std::string_view text) {
  std::string out = " ";
  for (const char c : ascii_lower(text)) {
    const bool letter =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (letter) {
      out += c;
    } else if (!out.ends_with(' ')) {
      out += ' ';
    }
  }
  if (!out.ends_with(' ')) out += ' ';
  return out;
}

/// A part of the document that may speak of a hit.
struct Part {
  std::size_t block = 0;
  int line = 0;
  std::string name;  // folded: where the hit's name must stand
  int words = 0;     // beside or below the name
};

/// Paragraphs, items and rows of tables as they are; headings with the text under them.
std::vector<Part> parts_of(const Markdown& markdown) {
  std::vector<Part> parts;
  const auto add = [&](std::size_t block, int line, const std::string& text) {
    parts.push_back(
        {.block = block, .line = line, .name = folded(text), .words = count_words(text)});
  };
  for (std::size_t i = 0; i < markdown.blocks.size(); ++i) {
    const Block& block = markdown.blocks[i];
    if (block.kind == BlockKind::paragraph || block.kind == BlockKind::item)
      add(i, block.where.line, block.content.text);
    if (block.kind != BlockKind::table) continue;
    for (const documents::TableRow& row :
         markdown.tables[static_cast<std::size_t>(block.table)].rows) {
      std::string text;
      for (const documents::Inline& cell : row.cells) text += cell.text + " ";
      add(i, row.where.line, text);
    }
  }
  for (std::size_t i = 2; i < markdown.sections.size(); ++i) {
    const documents::Section& section = markdown.sections[i];
    if (section.first >= section.last) continue;
    const std::string body = documents::text_of(markdown, section.first, section.last);
    add(section.first, section.where.line, section.title.text);
    parts.back().words += count_words(body);
  }
  return parts;
}

/// Whether another part of the document names `item` and says more of it.
bool said_elsewhere(const std::vector<Part>& parts, const BlockRange& own,
                    const documents::Item& item, int words) {
  constexpr std::size_t kShortest = 4;  // bytes of a name in running text, without the space
  const std::string name = folded(item.text);
  const int enough = count_words(item.text) + words;
  return std::any_of(parts.begin(), parts.end(), [&](const Part& part) {
    const bool same = own.holds(part.block) || part.line == item.where.line;
    const bool named =
        name.size() < kShortest + 2 ? part.name == name : part.name.find(name) != std::string::npos;
    return !same && part.words >= enough && named;
  });
}

Result<Judge> compile(const Options& options) {
  return Judge([options](const Subject& subject) {
    constexpr std::size_t kMostLookedUp = 64;  // more hits than that nobody explains elsewhere
    const std::string& field = options.text("field");
    const int min_words = options.integer("min_words");
    const int elsewhere = options.integer("elsewhere");
    std::vector<Part> parts;
    std::size_t looked_up = 0;
    bool any = false;
    std::vector<Fault> faults;
    for (const documents::Item& item : subject.items) {
      if (!is_stated(item)) continue;
      any = true;
      if (is_stated(item, field)) continue;
      if (min_words > 0 && count_words(item.text) >= min_words) continue;
      const auto& signs = options.patterns("signs");
      const auto tells = [&](const Pattern& sign) { return sign.is_in(item.text); };
      if (std::any_of(signs.begin(), signs.end(), tells)) continue;
      if (elsewhere > 0 && subject.document.markdown && ++looked_up <= kMostLookedUp) {
        if (parts.empty()) parts = parts_of(*subject.document.markdown);
        if (said_elsewhere(parts, blocks_of(subject.document, item), item, elsewhere)) continue;
      }
      faults.push_back(fault_at(item));
    }
    return any ? Judgement::of(std::move(faults)) : Judgement::not_applicable();
  });
}

}  // namespace

Check explained_check() {
  return {.id = "explained",
          .summary = "Each hit says why, or another part of the document does.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
