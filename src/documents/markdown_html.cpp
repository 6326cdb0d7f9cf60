// HTML blocks: the comments and headings they hold, and the text of a heading.

#include <algorithm>
#include <array>
#include <utility>

#include "documents/markdown_parts.hpp"
#include "support/text.hpp"

namespace qualm::documents::markdown {
namespace {

constexpr std::string_view kCommentBegin = "<!--";
constexpr std::string_view kCommentEnd = "-->";

constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kEntities = {{
    {"&amp;", "&"},
    {"&lt;", "<"},
    {"&gt;", ">"},
    {"&quot;", "\""},
    {"&apos;", "'"},
    {"&#39;", "'"},
    {"&nbsp;", " "},
    {"&ndash;", "–"},
    {"&mdash;", "—"},
}};

/// The level of a heading tag that opens at `at`, else 0.
int heading_level(std::string_view html, std::size_t at) {
  if (at + 3 >= html.size() || (html[at + 1] != 'h' && html[at + 1] != 'H')) return 0;
  const char level = html[at + 2];
  const char after = html[at + 3];
  if (level < '1' || level > '6') return 0;
  return after == '>' || is_blank(after) || after == '\n' || after == '\r' ? level - '0' : 0;
}

bool same_letters(std::string_view text, std::string_view lower) {
  return text.size() == lower.size() &&
         std::equal(text.begin(), text.end(), lower.begin(), [](char a, char b) {
           return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
         });
}

/// The tags whose content is no markup; a heading in them is none.
std::size_t raw_text_end(std::string_view html, std::size_t at) {
  for (const std::string_view name : {"pre", "script", "style", "textarea"}) {
    const std::size_t after = at + 1 + name.size();
    if (after >= html.size() || !same_letters(html.substr(at + 1, name.size()), name)) continue;
    if (html[after] != '>' && !is_blank(html[after])) continue;
    for (std::size_t end = html.find("</", after); end != std::string_view::npos;
         end = html.find("</", end + 2)) {
      if (same_letters(html.substr(end + 2, name.size()), name)) return end + 2 + name.size();
    }
    return html.size();
  }
  return at;
}

/// Where `</hN` begins behind `from`.
std::size_t closing_tag(std::string_view html, std::size_t from, int level) {
  for (std::size_t at = html.find("</", from); at != std::string_view::npos;
       at = html.find("</", at + 2)) {
    if (at + 3 >= html.size()) return std::string_view::npos;
    const bool heading = html[at + 2] == 'h' || html[at + 2] == 'H';
    if (heading && html[at + 3] == static_cast<char>('0' + level)) return at;
    if (heading && html[at + 3] >= '1' && html[at + 3] <= '6') return std::string_view::npos;
  }
  return std::string_view::npos;
}

HtmlPart comment_part(std::string_view html, std::size_t at) {
  const std::size_t inner = at + kCommentBegin.size();
  const std::size_t end = html.find(kCommentEnd, inner);
  const std::size_t inner_end = std::min(end, html.size());
  return {.kind = HtmlPart::Kind::comment,
          .begin = at,
          .end = std::min(html.size(), inner_end + kCommentEnd.size()),
          .inner_begin = std::min(inner, inner_end),
          .inner_end = inner_end};
}

/// Nothing when the heading is not closed in this block: what stands in it is Markdown, then.
std::optional<HtmlPart> heading_part(std::string_view html, std::size_t at, int level) {
  const std::size_t open_end = html.find('>', at);
  if (open_end == std::string_view::npos) return std::nullopt;
  const std::size_t close = closing_tag(html, open_end, level);
  if (close == std::string_view::npos) return std::nullopt;
  const std::size_t close_end = html.find('>', close);
  return HtmlPart{.kind = HtmlPart::Kind::heading,
                  .level = level,
                  .begin = at,
                  .end = close_end == std::string_view::npos ? html.size() : close_end + 1,
                  .inner_begin = open_end + 1,
                  .inner_end = close};
}

void add_text(std::string_view html, std::size_t begin, std::size_t end,
              std::vector<HtmlPart>& parts) {
  const std::string_view text = trim(html.substr(begin, end - begin));
  if (text.empty()) return;
  const auto first = static_cast<std::size_t>(text.data() - html.data());
  parts.push_back({.kind = HtmlPart::Kind::text,
                   .begin = first,
                   .end = first + text.size(),
                   .inner_begin = first,
                   .inner_end = first + text.size()});
}

}  // namespace

std::vector<HtmlPart> split_html(std::string_view html) {
  std::vector<HtmlPart> parts;
  std::size_t text = 0;
  bool unclosed_heading = false;  // one failed search to the end is enough
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at)) {
    std::optional<HtmlPart> part;
    if (html.substr(at, kCommentBegin.size()) == kCommentBegin) {
      part = comment_part(html, at);
    } else if (const int level = unclosed_heading ? 0 : heading_level(html, at); level > 0) {
      part = heading_part(html, at, level);
      unclosed_heading = !part;
    } else if (const std::size_t end = raw_text_end(html, at); end > at) {
      at = end;
      continue;
    }
    if (!part) {
      ++at;
      continue;
    }
    add_text(html, text, part->begin, parts);
    parts.push_back(*part);
    text = at = part->end;
  }
  add_text(html, text, html.size(), parts);
  return parts;
}

std::string html_text(std::string_view html) {
  std::string text;
  for (std::size_t at = 0; at < html.size();) {
    if (html[at] == '<') {
      const std::size_t end = html.find('>', at);
      if (ascii_lower(html.substr(at, 3)) == "<br") text.push_back(' ');
      at = end == std::string_view::npos ? html.size() : end + 1;
      continue;
    }
    const auto entity =
        std::find_if(kEntities.begin(), kEntities.end(), [&](const auto& candidate) {
          return html.substr(at, candidate.first.size()) == candidate.first;
        });
    if (html[at] == '&' && entity != kEntities.end()) {
      text.append(entity->second);
      at += entity->first.size();
    } else {
      text.push_back(html[at++]);
    }
  }
  return collapse_space(text);
}

}  // namespace qualm::documents::markdown
