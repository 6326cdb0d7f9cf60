// Check primitive `linked_from`: a page that people read anyway leads to the document.

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "checks/check.hpp"
#include "support/path.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<OptionSpec, 2> kOptions = {{
    {.name = "files",
     .type = OptionType::texts,
     .help = "pages that may link here, by name: looked for at the root, in .github and docs, in "
             "the folder of the document and in those above it; a link is the path, an address "
             "that ends with it, or the name of the file",
     .required = true},
    {.name = "says",
     .type = OptionType::patterns,
     .help = "of the pages that link here, one must say one of these, in its name or in its text; "
             "where none links, other rules speak"},
}};
constexpr std::array<std::string_view, 2> kValues = {"pages", "problem"};

/// `a/b` and `../c.md` as one path; nothing when it climbs out of the tree.
std::optional<std::string> joined(std::string_view folder, std::string_view path) {
  std::vector<std::string_view> kept;
  for (const std::string_view whole : {folder, path}) {
    for (const std::string_view part : split(whole, '/')) {
      if (part.empty() || part == ".") continue;
      if (part != "..") {
        kept.push_back(part);
      } else if (kept.empty()) {
        return std::nullopt;
      } else {
        kept.pop_back();
      }
    }
  }
  std::string text;
  for (const std::string_view part : kept) text += (text.empty() ? "" : "/") + std::string(part);
  return text;
}

/// The document that is linked to, in lower case: people write links by hand.
struct Target {
  std::string path;  // without its ending: sites drop it
  std::string name;  // the last part of the path

  explicit Target(std::string_view document) : path(ascii_lower(document)) {
    const std::size_t dot = path.rfind('.');
    if (dot != std::string::npos && path.find('/', dot) == std::string::npos) path.resize(dot);
    name = path.substr(path.rfind('/') + 1);
  }
};

/// A space in a link is written as %20.
std::string with_spaces(std::string text) {
  for (std::size_t at = text.find("%20"); at != std::string::npos; at = text.find("%20", at + 1))
    text.replace(at, 3, " ");
  return text;
}

/// `link` without its place in the page and without the ending of its file.
std::string_view bare(std::string_view link) {
  link = link.substr(0, link.find_first_of("#?"));
  while (link.ends_with('.') || link.ends_with(':') || link.ends_with('/')) link.remove_suffix(1);
  for (const std::string_view ending : {".md", ".markdown", ".html"}) {
    if (link.ends_with(ending)) return link.substr(0, link.size() - ending.size());
  }
  return link;
}

/// Whether `link` on the page in `folder` means the document.
bool means(std::string_view link, std::string_view folder, const Target& target) {
  link = bare(link);
  if (link == target.name || link == target.path) return true;
  if (link.find("://") != std::string_view::npos) return link.ends_with("/" + target.path);
  if (link.starts_with('/')) return joined({}, link) == target.path;
  return joined(folder, link) == target.path || joined({}, link) == target.path;
}

/// The word around [at, end) of `text`, as far as a path may reach.
std::string_view word_around(std::string_view text, std::size_t at, std::size_t end) {
  constexpr std::string_view kBreaks = " \t\r\n()<>[]{}\"'`|,;=";
  constexpr std::size_t kReach = 512;
  const std::size_t from = at < kReach ? 0 : at - kReach;
  const std::size_t before = text.substr(from, at - from).find_last_of(kBreaks);
  const std::size_t begin = before == std::string_view::npos ? from : from + before + 1;
  const std::string_view behind = text.substr(end, kReach);
  return text.substr(begin, end + std::min(behind.find_first_of(kBreaks), behind.size()) - begin);
}

/// Whether the text of a page leads to the document, wherever its name stands.
bool leads_to(const std::string& text, std::string_view page, const Target& target) {
  const std::string lower = with_spaces(ascii_lower(text));
  const std::string folder = ascii_lower(folder_part(page));
  for (std::size_t at = lower.find(target.name); at != std::string::npos;
       at = lower.find(target.name, at + target.name.size())) {
    const std::size_t end = at + target.name.size();
    const std::string_view word = word_around(lower, at, end);
    if (means(word, folder, target)) return true;
  }
  return false;
}

/// Where pages are looked for: what people open first, and what stands near the document.
std::vector<std::string> folders_for(std::string_view document) {
  std::vector<std::string> folders = {"", ".github", "docs"};
  constexpr std::size_t kMost = 16;  // folders nest deeper only to make work
  for (std::string_view folder = folder_part(document); !folder.empty() && folders.size() < kMost;
       folder = folder_part(folder)) {
    folders.emplace_back(folder);
  }
  return folders;
}

struct Pages {
  std::vector<std::string> there;
  std::vector<std::string> leading;  // those of them that link to the document
  bool one_says = false;             // and one of those says what is asked for
  std::optional<Error> unread;       // a page that nobody could read
};

Pages read_pages(const Options& options, const Subject& subject) {
  const Target target(subject.document.path);
  Pages pages;
  std::set<std::string> seen = {subject.document.path};
  for (const std::string& folder : folders_for(subject.document.path)) {
    for (const std::string& file : options.texts("files")) {
      const auto path = joined(folder, file);
      if (!path || !seen.insert(*path).second) continue;
      const auto read = subject.around.read_file(*path);
      if (!read) {
        pages.unread = read.error();
        continue;
      }
      const std::optional<std::string>& text = *read;
      if (!text) continue;
      pages.there.push_back(*path);
      if (!leads_to(*text, *path, target)) continue;
      pages.leading.push_back(*path);
      const std::string all = *path + "\n" + *text;
      const auto& says = options.patterns("says");
      pages.one_says =
          pages.one_says ||
          std::any_of(says.begin(), says.end(), [&](const auto& one) { return one.is_in(all); });
    }
  }
  return pages;
}

Fault fault_of(const Subject& subject, const std::vector<std::string>& pages,
               const std::string& problem) {
  Fault fault = fault_at(subject.items.front());
  fault.values.emplace_back("pages", join_words(pages));
  fault.values.emplace_back("problem", problem);
  return fault;
}

Result<Judge> compile(const Options& options) {
  return Judge([options](const Subject& subject) {
    if (subject.items.empty()) return Judgement::not_applicable();
    const Pages pages = read_pages(options, subject);
    const bool asks = !options.patterns("says").empty();
    if (asks ? pages.one_says : !pages.leading.empty()) return Judgement{};
    if (pages.unread) return Judgement::not_judged(*pages.unread);  // it may well link here
    if (pages.leading.empty()) {
      if (asks) return Judgement::not_applicable();
      if (pages.there.empty())
        return Judgement::of({fault_of(subject, {}, "there is no page to link from")});
      return Judgement::of({fault_of(subject, pages.there,
                                     fmt::format("{} {} not link to it", join_words(pages.there),
                                                 pages.there.size() == 1 ? "does" : "do"))});
    }
    return Judgement::of(
        {fault_of(subject, pages.leading,
                  fmt::format("{} {} to it without a word about that", join_words(pages.leading),
                              pages.leading.size() == 1 ? "links" : "link"))});
  });
}

}  // namespace

Check linked_from_check() {
  return {.id = "linked_from",
          .summary = "A page that people read anyway leads to the document.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
