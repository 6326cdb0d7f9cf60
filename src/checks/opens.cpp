// Check primitive `opens`: at least one hit leads to something that a reader can open.

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "checks/check.hpp"
#include "checks/shared/hit_blocks.hpp"
#include "checks/shared/tree_path.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<OptionSpec, 1> kOptions = {{
    {.name = "or_matches",
     .type = OptionType::patterns,
     .help =
         "what else can be looked up, besides links, addresses and paths: one of these is found "
         "in the words of a hit"},
}};
constexpr std::array<std::string_view, 1> kValues = {"found"};

/// Whether a link stands on the lines of `blocks`.
bool holds_link(const documents::Markdown& markdown, const BlockRange& blocks) {
  if (blocks.empty()) return false;
  const int first = markdown.blocks[blocks.first].where.line;
  const int last = markdown.blocks[blocks.end - 1].end_line;
  return std::any_of(markdown.links.begin(), markdown.links.end(), [&](const auto& link) {
    return first <= link.where.line && link.where.line <= last && !trim(link.target).empty();
  });
}

/// "reports/bias.html", "dashboards/1.4.0/": a path, as its slash shows.
bool is_path(std::string_view word) {
  while (!word.empty() &&
         std::string_view(".,;:()`\"'").find(word.back()) != std::string_view::npos)
    word.remove_suffix(1);
  while (!word.empty() && std::string_view("(`\"'").find(word.front()) != std::string_view::npos)
    word.remove_prefix(1);
  const std::size_t slash = word.find('/');
  const bool file = word.rfind('.') != std::string_view::npos && word.rfind('.') > 0;
  return slash != std::string_view::npos && word.size() > 3 && is_path_of_tree(word) &&
         (file || word.ends_with('/') || word.find('/', slash + 1) != std::string_view::npos);
}

bool names_something(const std::string& text) {
  if (text.find("://") != std::string::npos) return true;
  const std::string plain = collapse_space(text);
  const auto words = split(plain, ' ');
  return std::any_of(words.begin(), words.end(), is_path);
}

Result<Judge> compile(const Options& options) {
  return Judge([or_matches = options.patterns("or_matches")](const Subject& subject) {
    const documents::Item* first = nullptr;
    for (const documents::Item& item : subject.items) {
      if (!is_stated(item) && !item.wordless) continue;
      if (first == nullptr) first = &item;
      const BlockRange blocks = blocks_of(subject.document, item);
      std::string text = item.text;
      if (!blocks.empty()) {
        if (holds_link(*subject.document.markdown, blocks)) return Judgement{};
        text += " " + documents::text_of(*subject.document.markdown, blocks.first, blocks.end);
      }
      if (names_something(text)) return Judgement{};
      const bool matched = std::any_of(or_matches.begin(), or_matches.end(),
                                       [&](const Pattern& one) { return one.is_in(text); });
      if (matched) return Judgement{};
    }
    return first == nullptr ? Judgement::not_applicable() : Judgement::of({fault_at(*first)});
  });
}

}  // namespace

Check opens_check() {
  return {.id = "opens",
          .summary = "At least one hit leads to something that a reader can open.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
