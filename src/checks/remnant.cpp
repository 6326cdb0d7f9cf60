// Check primitive `remnant`: no hit holds what a template left behind.

#include <algorithm>
#include <array>
#include <optional>

#include "checks/check.hpp"
#include "language/placeholder.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<OptionSpec, 2> kOptions = {{
    {.name = "certain",
     .type = OptionType::boolean,
     .help = "only what cannot be an ordinary text; false: also a TBD inside a sentence",
     .fallback = "true"},
    {.name = "leaves",
     .type = OptionType::patterns,
     .help = "leave out what stands under labels that match one of these: other rules judge it"},
}};
constexpr std::array<std::string_view, 3> kValues = {"found", "kind", "section"};

/// Whether `item` is all that its section says: a section that is a placeholder as a whole is left
/// to the rules about missing and empty parts.
bool fills_section(const documents::Document& document, const documents::Item& item) {
  if (!document.markdown || item.first_block >= document.markdown->blocks.size()) return false;
  const auto& markdown = *document.markdown;
  const auto& section =
      markdown.sections[static_cast<std::size_t>(markdown.blocks[item.first_block].section)];
  return documents::text_of(markdown, section.first, section.last) == collapse_space(item.text);
}

struct Remnant {
  SourcePos where;
  std::string text;
  std::string kind;
};

/// `text` with spaces in place of code spans: an example of a placeholder is none.
std::string without_code(std::string text) {
  for (std::size_t at = text.find('`'); at != std::string::npos; at = text.find('`', at)) {
    const std::size_t ticks = std::min(text.find_first_not_of('`', at), text.size()) - at;
    std::size_t end = text.find(std::string(ticks, '`'), at + ticks);
    end = end == std::string::npos ? at + ticks : end + ticks;
    for (; at < end; ++at) {
      if (text[at] != '\n') text[at] = ' ';
    }
  }
  return text;
}

/// The lines of a document as they are in the source: the parser takes `<model owner>` for a tag
/// and drops it, and only the source says where exactly something stands.
class Lines {
 public:
  explicit Lines(const documents::Document& document)
      : document_(document), lines_(split_lines(document.source)) {}

  /// The lines that `item` stands in, with their line ends.
  [[nodiscard]] std::string_view of(const documents::Item& item) const {
    const auto count = static_cast<int>(lines_.size());
    const int first = item.where.line;
    if (first < 1 || first > count) return {};
    int last = first;
    if (document_.markdown && item.form != "cell" && item.end_block > item.first_block &&
        item.end_block <= document_.markdown->blocks.size()) {
      last = std::clamp(document_.markdown->blocks[item.end_block - 1].end_line, first, count);
    }
    const std::string_view begin = lines_[static_cast<std::size_t>(first - 1)];
    const std::string_view end = lines_[static_cast<std::size_t>(last - 1)];
    return {begin.data(), static_cast<std::size_t>(end.data() + end.size() - begin.data())};
  }

 private:
  const documents::Document& document_;
  std::vector<std::string_view> lines_;
};

/// Whether a placeholder could stand in `text` at all: most text holds no trace of one.
bool may_hold_one(std::string_view text) {
  // The marks are spelt in two pieces: a search of this source for left-overs shall find nothing.
  static constexpr auto kWords = std::to_array<std::string_view>({"TBA", "TBC", "TBD",
                                                                  "TO"
                                                                  "DO",
                                                                  "FIX"
                                                                  "ME",
                                                                  "orem ipsum"});
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '{' || c == '<' || c == '[' || c == '$' || c == '`') return true;
    const std::string_view rest = text.substr(at);
    if (c != 'T' && c != 'F' && (c != 'o' || !rest.substr(1).starts_with('r'))) continue;
    const bool marked = std::any_of(kWords.begin(), kWords.end(),
                                    [&](std::string_view word) { return rest.starts_with(word); });
    if (marked) return true;
  }
  return false;
}

/// The first remnant inside `item`.
std::optional<Remnant> remnant_in(const documents::Document& document, const Lines& lines,
                                  const documents::Item& item, bool certain) {
  using Kind = language::PlaceholderKind;
  if (const auto whole = language::whole_placeholder(item.text, item.emphasised)) {
    if (item.form != "heading" && fills_section(document, item)) return std::nullopt;
    const bool speaks = whole->kind != Kind::blank && whole->kind != Kind::not_applicable;
    if (speaks && whole->sure == certain && !fills_section(document, item)) {
      return Remnant{item.where, item.text, std::string(language::name_of(whole->kind))};
    }
  }
  if (item.empty_code && certain) return Remnant{item.where, "an empty code span", "blank"};
  const std::string_view source = lines.of(item);
  if (!may_hold_one(source)) return std::nullopt;
  const auto remnant = [&](const language::Placeholder& found) {
    const SourcePos inside = position_at(source, found.begin);
    return Remnant{{.line = item.where.line + inside.line - 1, .column = inside.column},
                   std::string(source.substr(found.begin, found.end - found.begin)),
                   std::string(language::name_of(found.kind))};
  };
  if (item.form == "heading" && certain) {
    if (const auto tag = language::optional_tag(source)) return remnant(*tag);
  }
  for (const language::Placeholder& found :
       language::find_placeholders(without_code(std::string(source)))) {
    if (found.sure == certain && found.kind != Kind::blank) return remnant(found);
  }
  return std::nullopt;
}

/// Whether `where` belongs to a label that other rules judge: the nearest one before it on its
/// line.
bool is_left(const documents::Document& document, const SourcePos& where,
             const std::vector<Pattern>& leaves) {
  if (leaves.empty() || !document.markdown) return false;
  const documents::Label* nearest = nullptr;
  for (const documents::Label& label : document.markdown->labels) {
    const SourcePos& at = label.title.where;
    if (at.line != where.line || at.column > where.column) continue;
    if (nearest == nullptr || at.column > nearest->title.where.column) nearest = &label;
  }
  return nearest != nullptr && std::any_of(leaves.begin(), leaves.end(), [&](const Pattern& one) {
           return one.is_in(nearest->name);
         });
}

Result<Judge> compile(const Options& options) {
  return Judge([certain = options.flag("certain"),
                leaves = options.patterns("leaves")](const Subject& subject) {
    std::vector<Fault> faults;
    const Lines lines(subject.document);
    for (const documents::Item& item : subject.items) {
      const auto found = remnant_in(subject.document, lines, item, certain);
      if (!found || is_left(subject.document, found->where, leaves)) continue;
      // The cells of a row share their line.
      if (!faults.empty() && faults.back().where == found->where) continue;
      Fault fault = fault_at(item);
      fault.content = found->text;
      fault.width = static_cast<int>(found->text.size());
      fault.where = found->where;
      fault.values.front().second = shorten(found->text, 60);
      fault.values.emplace_back("kind", found->kind);
      faults.push_back(std::move(fault));
    }
    return subject.items.empty() ? Judgement::not_applicable() : Judgement::of(std::move(faults));
  });
}

}  // namespace

Check remnant_check() {
  return {.id = "remnant",
          .summary = "No hit holds what a template left behind.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
