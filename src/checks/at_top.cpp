// Check primitive `at_top`: the statement comes before anything else that the document says.

#include <algorithm>
#include <array>

#include "checks/check.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<std::string_view, 2> kValues = {"found", "before"};

/// Whether nothing but links stands in a block: a table of contents, a choice of languages.
bool is_links_only(const documents::Markdown& markdown, const documents::Block& block) {
  std::string rest = block.content.text;
  bool any = false;
  for (const documents::Link& link : markdown.links) {
    if (link.where.line < block.where.line || link.where.line > block.end_line) continue;
    const std::size_t at = link.text.empty() ? std::string::npos : rest.find(link.text);
    if (at == std::string::npos) continue;
    rest.erase(at, link.text.size());
    any = true;
  }
  return any && std::none_of(rest.begin(), rest.end(), [](unsigned char c) {
           return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                  (c >= 'a' && c <= 'z');
         });
}

/// What may stand above: dates and versions, a table of contents, badges, quotations.
bool may_precede(const documents::Markdown& markdown, const documents::Block& block) {
  using documents::BlockKind;
  if (block.kind == BlockKind::comment || block.kind == BlockKind::html ||
      block.kind == BlockKind::rule || block.quoted)
    return true;
  const std::string& text = block.content.text;
  if (text.empty()) return true;  // images alone
  if (block.kind == BlockKind::heading) return true;
  constexpr int kMostWords = 12;
  const std::string lower = ascii_lower(text);
  for (const std::string_view start : {"last updated",
                                       "last reviewed",
                                       "updated",
                                       "date",
                                       "version",
                                       "model version",
                                       "card version",
                                       "status",
                                       "jump to",
                                       "contents",
                                       "table of contents",
                                       "on this page",
                                       "deprecated",
                                       "license",
                                       "licence",
                                       "owner",
                                       "accountable owner",
                                       "model owner",
                                       "model name",
                                       "system",
                                       "author"}) {
    if (lower.starts_with(start) && count_words(text) <= kMostWords) return true;
  }
  return is_links_only(markdown, block);
}

/// The first thing said before the statement; null when there is none.
const documents::Block* said_before(const documents::Markdown& markdown, std::size_t first_block) {
  for (std::size_t i = 0; i < std::min(first_block, markdown.blocks.size()); ++i) {
    if (!may_precede(markdown, markdown.blocks[i])) return &markdown.blocks[i];
  }
  return nullptr;
}

Result<Judge> compile(const Options& /*options*/) {
  return Judge([](const Subject& subject) {
    if (subject.items.empty() || !subject.document.markdown) return Judgement::not_applicable();
    const documents::Item& item = subject.items.front();
    if (!is_stated(item)) return Judgement::not_applicable();
    if (item.form == "front matter") return Judgement{};
    const documents::Block* before = said_before(*subject.document.markdown, item.first_block);
    if (before == nullptr) return Judgement{};
    Fault fault = fault_at(item);
    fault.values.emplace_back("before", shorten(before->content.text, 50));
    return Judgement::of({std::move(fault)});
  });
}

}  // namespace

Check at_top_check() {
  return {.id = "at_top",
          .summary = "The statement comes before anything else that the document says.",
          .options = {},
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
