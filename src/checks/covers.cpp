// Check primitive `covers`: somewhere the document speaks of what is asked for.

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "checks/check.hpp"
#include "language/placeholder.hpp"
#include "support/glob.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

using documents::Block;
using documents::BlockKind;
using documents::Markdown;

constexpr std::array<OptionSpec, 4> kOptions = {{
    {.name = "says",
     .type = OptionType::patterns,
     .help = "one of these must be found in one passage: an item of a list with all below it, a "
             "paragraph or a row of a table, with the titles it stands under; of a YAML document, "
             "the whole source with its comments",
     .required = true},
    {.name = "and_says",
     .type = OptionType::patterns,
     .help = "one of these must be found in the same passage"},
    {.name = "lacks",
     .type = OptionType::patterns,
     .help = "passages in which one of these is found do not count"},
    {.name = "leaves",
     .type = OptionType::texts,
     .help = "facts of the kind whose sections and labels do not count, as who signed it"},
}};
constexpr std::array<std::string_view, 1> kValues = {"passages"};

/// What is read at once, and what stands above it.
struct Passage {
  std::string titles;
  std::string text;
};

/// The titles of the facts that do not count.
std::vector<const GlobSet*> left_titles(const documents::Kind& kind,
                                        const std::vector<std::string>& facts) {
  std::vector<const GlobSet*> left;
  const auto& titles = documents::fact_titles(kind);
  for (std::size_t i = 0; i < kind.facts.size(); ++i) {
    if (std::find(facts.begin(), facts.end(), kind.facts[i].name) != facts.end())
      left.push_back(&titles[i]);
  }
  return left;
}

/// Titles and lines above a list are read with everything below them, so they are read in part.
constexpr std::size_t kContext = 400;

class Reader {
 public:
  Reader(const Markdown& markdown, std::vector<const GlobSet*> left)
      : markdown_(markdown), left_(std::move(left)), titles_(markdown.sections.size()) {}

  /// What the document states: neither nothing nor a placeholder.
  [[nodiscard]] std::vector<Passage> read() {
    read_titles();
    for (std::size_t at = 0; at < markdown_.blocks.size();) at = read_block(at);
    return std::move(passages_);
  }

 private:
  /// The titles above each section; nothing for those that do not count, and for those below them.
  void read_titles() {
    for (std::size_t i = 0; i < markdown_.sections.size(); ++i) {
      const documents::Section& section = markdown_.sections[i];
      titles_[i] = shorten(section.title.text, kContext);
      if (is_left(section.name)) titles_[i].reset();
      if (section.parent < 0) continue;
      const auto& above = titles_[static_cast<std::size_t>(section.parent)];
      if (!above) titles_[i].reset();
      if (titles_[i]) titles_[i] = shorten(*above + ". " + *titles_[i], kContext);
    }
  }

  [[nodiscard]] bool is_left(const std::string& name) const {
    return !name.empty() && std::any_of(left_.begin(), left_.end(), [&](const GlobSet* titles) {
      return titles->matches(name);
    });
  }

  /// The label of something that does not count, where block `at` begins with one.
  [[nodiscard]] const documents::Label* left_label(std::size_t at) const {
    const auto& labels = markdown_.labels;
    const auto label =
        std::lower_bound(labels.begin(), labels.end(), at,
                         [](const documents::Label& one, std::size_t b) { return one.block < b; });
    const bool begins = label != labels.end() && label->block == at && !label->in_table;
    return begins && is_left(label->name) ? &*label : nullptr;
  }

  /// Where the passage that begins at `at` ends: an item has all that stands below it.
  [[nodiscard]] std::size_t end_of(std::size_t at) const {
    const Block& first = markdown_.blocks[at];
    std::size_t end = at + 1;
    if (first.kind != BlockKind::item) return end;
    const auto belongs = [&](const Block& block) {
      const bool next = block.kind == BlockKind::item && block.item_depth <= first.item_depth;
      return block.item_depth >= first.item_depth && first.item_depth > 0 && !next;
    };
    while (end < markdown_.blocks.size() && belongs(markdown_.blocks[end])) ++end;
    return end;
  }

  std::size_t read_block(std::size_t at) {
    const Block& block = markdown_.blocks[at];
    const std::size_t end = end_of(at);
    const auto& titles = titles_[static_cast<std::size_t>(block.section)];
    const bool speaks = block.kind == BlockKind::paragraph || block.kind == BlockKind::item ||
                        block.kind == BlockKind::table;
    if (block.kind != BlockKind::item) lead_.clear();
    if (block.kind == BlockKind::heading || !speaks || !titles) return end;
    if (const documents::Label* label = left_label(at)) {
      leaves_list_ = label->value.text.empty();  // then the list behind it is what it says
      return end;
    }
    if (block.kind != BlockKind::item) leaves_list_ = false;
    if (leaves_list_) return end;
    if (block.kind == BlockKind::table) {
      read_table(block, *titles);
    } else {
      add(*titles, documents::text_of(markdown_, at, end), block.content.emphasised);
    }
    // "Any engineer can:" is a part of each item of the list behind it.
    if (block.kind == BlockKind::paragraph && block.content.text.ends_with(':'))
      lead_ = shorten(block.content.text, kContext);
    return end;
  }

  /// "When: somebody has a concern, We: stop the rollout".
  void read_table(const Block& block, const std::string& titles) {
    constexpr std::size_t kHeader = 60;
    const documents::Table& table = markdown_.tables[static_cast<std::size_t>(block.table)];
    for (const auto& row : table.rows) {
      std::string text;
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (row.cells[i].text.empty()) continue;
        if (!text.empty()) text += ", ";
        if (i < table.header.size() && !table.header[i].text.empty())
          text += shorten(table.header[i].text, kHeader) + ": ";
        text += row.cells[i].text;
      }
      add(titles, text, false);
    }
  }

  void add(const std::string& titles, const std::string& text, bool emphasised) {
    const std::string plain = collapse_space(text);
    if (plain.empty()) return;
    const auto placeholder = language::whole_placeholder(plain, emphasised);
    if (placeholder && placeholder->sure) return;
    passages_.push_back({.titles = titles, .text = collapse_space(lead_ + " " + plain)});
  }

  const Markdown& markdown_;
  std::vector<const GlobSet*> left_;
  std::vector<std::optional<std::string>> titles_;
  std::vector<Passage> passages_;
  std::string lead_;          // the line above a list that it completes
  bool leaves_list_ = false;  // the list behind a label that does not count
};

std::vector<Passage> passages_of(const documents::Document& document,
                                 const std::vector<std::string>& leaves) {
  if (document.markdown)
    return Reader(*document.markdown, left_titles(*document.kind, leaves)).read();
  if (trim(document.source).empty()) return {};
  return {{.titles = {}, .text = document.source}};
}

bool holds_any(const std::vector<Pattern>& patterns, const std::string& text) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const Pattern& one) { return one.is_in(text); });
}

/// Where the document should say it: at its first heading, else at the top.
Fault missing(const documents::Document& document, std::size_t passages) {
  Fault fault{.where = {.line = 1, .column = 1}, .key = "document", .content = ""};
  if (document.markdown && document.markdown->sections.size() > 1) {
    const auto& first = document.markdown->sections[1];
    fault.where = first.where;
    fault.width = std::max(1, static_cast<int>(first.title.text.size()));
  }
  fault.values.emplace_back("passages", std::to_string(passages));
  return fault;
}

Result<Judge> compile(const Options& options) {
  return Judge([says = options.patterns("says"), and_says = options.patterns("and_says"),
                lacks = options.patterns("lacks"),
                leaves = options.has("leaves")
                             ? options.texts("leaves")
                             : std::vector<std::string>()](const Subject& subject) {
    if (subject.items.empty() || !can_read_words(subject.document))
      return Judgement::not_applicable();
    const auto passages = passages_of(subject.document, leaves);
    if (passages.empty()) return Judgement::not_applicable();  // the rules about empty ones speak
    const auto is_it = [&](const Passage& passage) {
      const std::string all =
          passage.titles.empty() ? passage.text : passage.titles + ": " + passage.text;
      return holds_any(says, all) && (and_says.empty() || holds_any(and_says, all)) &&
             !holds_any(lacks, passage.text);
    };
    if (std::any_of(passages.begin(), passages.end(), is_it)) return Judgement{};
    return Judgement::of({missing(subject.document, passages.size())});
  });
}

}  // namespace

Check covers_check() {
  return {.id = "covers",
          .summary = "Somewhere the document speaks of what is asked for.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
