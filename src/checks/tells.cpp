// Check primitive `tells`: a file that a field names tells what it was written for.

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "checks/check.hpp"
#include "checks/shared/tree_path.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

using documents::BlockKind;

constexpr std::array<OptionSpec, 5> kOptions = {{
    {.name = "file",
     .type = OptionType::text,
     .help = "the field that names the file",
     .required = true},
    {.name = "as",
     .type = OptionType::text,
     .help = "the kind of document it is read as, a Markdown one",
     .required = true},
    {.name = "facts",
     .type = OptionType::texts,
     .help = "facts of that kind, of which at least one must be stated"},
    {.name = "or_says",
     .type = OptionType::patterns,
     .help = "accept a file whose text matches one of these"},
    {.name = "min_words",
     .type = OptionType::integer,
     .help = "fewest words of running text; headings, links and code do not count; with facts, "
             "shorter files are left to the rule that is about their length",
     .fallback = "0"},
}};
constexpr std::array<std::string_view, 3> kValues = {"found", "file", "words"};

bool is_markdown(std::string_view path) {
  const std::string name = ascii_lower(path);
  constexpr std::array<std::string_view, 4> kEndings = {".md", ".markdown", ".txt", ".mdx"};
  return std::any_of(kEndings.begin(), kEndings.end(),
                     [&](std::string_view ending) { return name.ends_with(ending); });
}

std::string whole_text(const documents::Document& document) {
  return documents::text_of(*document.markdown, 0, document.markdown->blocks.size());
}

/// Words that are somebody's own: a page of links to other pages has none.
int own_words(const documents::Document& document) {
  int words = 0;
  for (const documents::Block& block : document.markdown->blocks) {
    if (block.kind == BlockKind::paragraph || block.kind == BlockKind::item)
      words += count_words(block.content.text);
    if (block.kind != BlockKind::table) continue;
    const auto& table = document.markdown->tables[static_cast<std::size_t>(block.table)];
    for (const documents::TableRow& row : table.rows) {
      for (const documents::Inline& cell : row.cells) words += count_words(cell.text);
    }
  }
  for (const documents::Link& link : document.markdown->links)
    words -= link.image ? 0 : count_words(link.text);
  return std::max(0, words);
}

class Telling {
 public:
  Telling(Options options, const documents::Kind* kind, std::vector<documents::Selector> facts)
      : options_(std::move(options)), kind_(kind), facts_(std::move(facts)) {}

  [[nodiscard]] Judgement judge(const Subject& subject) const {
    bool any = false;
    std::vector<Fault> faults;
    for (const documents::Item& item : subject.items) {
      const std::string& field = options_.text("file");
      if (!is_stated(item, field)) continue;
      const auto document = read(subject, text_of(item, field));
      if (!document) return not_judged(document.error());
      if (*document == nullptr) continue;  // that it is missing is another rule's business
      any = true;
      if (is_told(**document)) continue;
      Fault fault = fault_at(item, field);
      fault.values.emplace_back("file", (*document)->path);
      fault.values.emplace_back("words", std::to_string(own_words(**document)));
      faults.push_back(std::move(fault));
    }
    return any ? Judgement::of(std::move(faults)) : Judgement::not_applicable();
  }

 private:
  [[nodiscard]] Result<std::unique_ptr<documents::Document>> read(const Subject& subject,
                                                                  std::string_view named) const {
    QUALM_ASSIGN(const std::string path, named_file(subject, named));
    if (path.empty()) return std::unique_ptr<documents::Document>();
    if (!is_markdown(path))
      return fail(ErrorCode::incomplete, fmt::format("{} is no Markdown, so nobody read it", path),
                  "write it as Markdown; other files may stand beside it");
    QUALM_ASSIGN(auto text, subject.around.read_file(path));
    if (!text) return std::unique_ptr<documents::Document>();
    auto document = documents::parse_document(path, *std::move(text), *kind_);
    if (document->unreadable)
      return fail(ErrorCode::incomplete,
                  fmt::format("{} cannot be read: {}", path, document->unreadable->message),
                  document->unreadable->hint);
    return document;
  }

  /// Several rules ask about one file: that it cannot be read is said by the one about its length.
  [[nodiscard]] Judgement not_judged(const Error& error) const {
    return facts_.empty() ? Judgement::not_judged(error) : Judgement::not_applicable();
  }

  [[nodiscard]] bool is_told(const documents::Document& document) const {
    const int words = own_words(document);
    const bool is_long = words >= options_.integer("min_words");
    if (facts_.empty()) return is_long;
    if (!is_long || !can_read_words(document)) return true;
    const bool stated = std::any_of(facts_.begin(), facts_.end(), [&](const auto& fact) {
      const auto hits = fact.select(document);
      return std::any_of(hits.begin(), hits.end(),
                         [](const documents::Item& hit) { return hit.wordless || is_stated(hit); });
    });
    if (stated) return true;
    const auto& patterns = options_.patterns("or_says");
    const std::string text = patterns.empty() ? std::string() : whole_text(document);
    return std::any_of(patterns.begin(), patterns.end(),
                       [&](const Pattern& pattern) { return pattern.is_in(text); });
  }

  Options options_;
  const documents::Kind* kind_;
  std::vector<documents::Selector> facts_;
};

Result<Judge> compile(const Options& options) {
  const documents::Kind* kind = documents::find_kind(options.text("as"));
  if (kind == nullptr || kind->format != documents::Format::markdown)
    return fail(ErrorCode::invalid,
                fmt::format("with: as: there is no Markdown kind \"{}\"", options.text("as")));
  if (!options.has("facts") && options.integer("min_words") == 0)
    return fail(ErrorCode::invalid, "with: tells needs facts or min_words");
  std::vector<documents::Selector> facts;
  if (options.has("facts")) {
    for (const std::string& name : options.texts("facts")) {
      QUALM_ASSIGN(auto fact,
                   documents::Selector::compile(Value::scalar(name, false), *kind, "with: facts"));
      facts.push_back(std::move(fact));
    }
  }
  return Judge([telling = Telling(options, kind, std::move(facts))](const Subject& subject) {
    return telling.judge(subject);
  });
}

}  // namespace

Check tells_check() {
  return {.id = "tells",
          .summary = "A file that a field names tells what it was written for.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
