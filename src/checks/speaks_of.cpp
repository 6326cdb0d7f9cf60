// Check primitive `speaks_of`: at least one hit speaks of what is asked for.

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "checks/check.hpp"
#include "checks/shared/hit_blocks.hpp"
#include "language/placeholder.hpp"
#include "support/glob.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

using documents::Block;
using documents::BlockKind;
using documents::Label;
using documents::Markdown;

constexpr std::array<std::string_view, 3> kCases = {"all", "sure", "unsure"};

constexpr std::array<OptionSpec, 8> kOptions = {{
    {.name = "matches",
     .type = OptionType::patterns,
     .help = "what speaks of it: one of these is found in the words of a hit",
     .required = true},
    {.name = "lacks",
     .type = OptionType::patterns,
     .help = "what takes it back: a hit in which one of these is found does not count"},
    {.name = "or_matches",
     .type = OptionType::patterns,
     .help = "what speaks of it whatever else stands there"},
    {.name = "titles",
     .type = OptionType::texts,
     .help = "titles and labels, as globs, under which any answer speaks of it"},
    {.name = "leaves",
     .type = OptionType::texts,
     .help = "titles and labels, as globs, under which nothing does"},
    {.name = "none_words",
     .type = OptionType::integer,
     .help = "under `titles`: accept \"none\" with a reason of at least this many words; 0: never",
     .fallback = "0"},
    {.name = "or_field",
     .type = OptionType::text,
     .help = "a field that is enough where it is filled in"},
    {.name = "cases",
     .type = OptionType::choices,
     .help = "sure: only where something under `titles` is left open, or nothing is said but what "
             "`leaves` covers; unsure: only where the words are all there is to go by",
     .fallback = "all",
     .choices = kCases},
}};
constexpr std::array<std::string_view, 1> kValues = {"found"};

struct Asked {
  std::vector<Pattern> matches;
  std::vector<Pattern> lacks;
  std::vector<Pattern> or_matches;
  std::vector<Glob> titles;
  std::vector<Glob> leaves;
  int none_words = 0;
  std::string or_field;
};

bool found_in(const std::vector<Pattern>& patterns, const std::string& text) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const Pattern& one) { return one.is_in(text); });
}

/// Whether `text` answers: no placeholder, and no "none" without a reason.
bool answers(const Asked& asked, const std::string& text, bool emphasised) {
  if (trim(text).empty()) return false;
  if (const auto reason = documents::reason_for_none(text))
    return asked.none_words > 0 && count_words(*reason) >= asked.none_words;
  const auto placeholder = language::whole_placeholder(text, emphasised);
  return !placeholder || !placeholder->sure;
}

/// What a hit says, taken apart: its running text, and whether something under `titles` answers.
struct Said {
  std::string text;
  bool answered = false;
};

/// Reads the blocks of one hit.
class Reader {
 public:
  Reader(const Asked& asked, const Markdown& markdown) : asked_(asked), markdown_(markdown) {}

  [[nodiscard]] Said read(const BlockRange& range) const {
    Said said;
    for (std::size_t i = range.first; i < range.end;) i = read_block(i, range, said);
    return said;
  }

 private:
  /// Reads block `i`; where to go on.
  std::size_t read_block(std::size_t i, const BlockRange& range, Said& said) const {
    const Block& block = markdown_.blocks[i];
    if (block.kind == BlockKind::heading) return read_heading(i, range, said);
    if (block.kind == BlockKind::table) {
      read_table(markdown_.tables[static_cast<std::size_t>(block.table)], said);
      return i + 1;
    }
    if (block.kind != BlockKind::paragraph && block.kind != BlockKind::item) return i + 1;
    std::string text = block.content.text;
    std::size_t next = i + 1;
    for (const Label& label : labels_of(i)) {
      const bool answer = any_matches(asked_.titles, label.name);
      if (!answer && !any_matches(asked_.leaves, label.name)) continue;
      const bool bare = trim(label.value.text).empty();
      if (bare) next = end_of_list(i, range);
      const std::string value =
          bare ? documents::text_of(markdown_, i + 1, next) : label.value.text;
      said.answered = said.answered || (answer && answers(asked_, value, label.value.emphasised));
      erase(text, label.title.text);
      erase(text, label.value.text);
    }
    said.text += text + "\n";
    return next;
  }

  /// A sub-section that answers, or that says nothing to the point, is passed over as a whole.
  std::size_t read_heading(std::size_t i, const BlockRange& range, Said& said) const {
    const auto section = std::lower_bound(
        markdown_.sections.begin(), markdown_.sections.end(), i + 1,
        [](const documents::Section& one, std::size_t first) { return one.first < first; });
    if (section == markdown_.sections.end() || section->first != i + 1) return i + 1;
    const bool answer = any_matches(asked_.titles, section->name);
    if (!answer && !any_matches(asked_.leaves, section->name)) {
      said.text += section->title.text + "\n";
      return i + 1;
    }
    const std::size_t end = std::min(section->end, range.end);
    const bool emphasised =
        i + 1 < end && markdown_.blocks[i + 1].content.emphasised && i + 2 >= end;
    said.answered =
        said.answered ||
        (answer && answers(asked_, documents::text_of(markdown_, i + 1, end), emphasised));
    return std::max(end, i + 1);
  }

  void read_table(const documents::Table& table, Said& said) const {
    for (const documents::TableRow& row : table.rows) {
      const std::string name = row.cells.empty() ? "" : normal_title(row.cells.front().text);
      const bool answer = any_matches(asked_.titles, name);
      const bool left = any_matches(asked_.leaves, name);
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (!answer && !left) said.text += row.cells[i].text + " ";
        if (answer && i > 0 && answers(asked_, row.cells[i].text, row.cells[i].emphasised))
          said.answered = true;
      }
      said.text += "\n";
    }
  }

  /// The labels of block `i`; labels stand in document order.
  [[nodiscard]] std::span<const Label> labels_of(std::size_t i) const {
    const auto& labels = markdown_.labels;
    const auto begin =
        std::lower_bound(labels.begin(), labels.end(), i,
                         [](const Label& label, std::size_t block) { return label.block < block; });
    auto end = begin;
    while (end != labels.end() && end->block == i) ++end;
    return {begin, end};
  }

  /// The end of the list behind or below block `i`, which is a label without a value.
  [[nodiscard]] std::size_t end_of_list(std::size_t i, const BlockRange& range) const {
    const int depth = markdown_.blocks[i].item_depth;
    std::size_t end = i + 1;
    while (end < range.end && markdown_.blocks[end].kind == BlockKind::item &&
           markdown_.blocks[end].item_depth > depth) {
      ++end;
    }
    return end;
  }

  static void erase(std::string& text, const std::string& part) {
    const std::size_t at = part.empty() ? std::string::npos : text.find(part);
    if (at != std::string::npos) text.replace(at, part.size(), " ");
  }

  const Asked& asked_;
  const Markdown& markdown_;
};

Said said_by(const Asked& asked, const Subject& subject, const documents::Item& item) {
  Said said;
  const std::string title = normal_title(text_of(item, "title"));
  if (any_matches(asked.titles, title)) {
    said.answered = answers(asked, item.text, item.emphasised);
    return said;
  }
  if (any_matches(asked.leaves, title)) return said;
  BlockRange range = blocks_of(subject.document, item);
  // A label shares its block with others: it says its own value, or the list below it.
  if (item.form == "label" || item.form == "table") ++range.first;
  if (!range.empty()) return Reader(asked, *subject.document.markdown).read(range);
  said.text = item.text;
  for (const documents::Field& field : item.fields) {
    if (field.name != "title") said.text += "\n" + field.text;
  }
  return said;
}

/// Whether what a hit says speaks of it.
bool counts(const Asked& asked, const documents::Item& item, const Said& said) {
  if (!asked.or_field.empty() && is_stated(item, asked.or_field)) return true;
  if (said.answered || found_in(asked.or_matches, said.text)) return true;
  return !found_in(asked.lacks, said.text) && found_in(asked.matches, said.text);
}

std::vector<Glob> globs_of(const Options& options, std::string_view name) {
  if (!options.has(name)) return {};
  const auto& texts = options.texts(name);
  return {texts.begin(), texts.end()};
}

Result<Judge> compile(const Options& options) {
  const Asked asked{.matches = options.patterns("matches"),
                    .lacks = options.patterns("lacks"),
                    .or_matches = options.patterns("or_matches"),
                    .titles = globs_of(options, "titles"),
                    .leaves = globs_of(options, "leaves"),
                    .none_words = options.integer("none_words"),
                    .or_field = options.text("or_field")};
  const std::string cases = options.text("cases");
  return Judge([asked, cases](const Subject& subject) {
    const documents::Item* first = nullptr;
    const documents::Item* open = nullptr;  // there it was asked, and not answered
    bool said_more = false;
    for (const documents::Item& item : subject.items) {
      if (any_matches(asked.titles, normal_title(text_of(item, "title")))) open = &item;
      if (!is_stated(item) && &item != open) continue;
      const Said said = said_by(asked, subject, item);
      if (counts(asked, item, said)) return Judgement{};
      said_more = said_more || count_words(said.text) > 0;
      if (first == nullptr && is_stated(item)) first = &item;
    }
    const bool sure = open != nullptr || !said_more;
    if ((first == nullptr && open == nullptr) || (cases != "all" && sure != (cases == "sure")))
      return Judgement::not_applicable();
    // What the words of another language mean is for people to say.
    if (!sure && !can_read_words(subject.document)) return Judgement::not_applicable();
    return Judgement::of({fault_at(open == nullptr ? *first : *open)});
  });
}

}  // namespace

Check speaks_of_check() {
  return {.id = "speaks_of",
          .summary = "At least one hit speaks of what is asked for.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
