// What raw HTML in a document keeps from whoever reads it.

#include "documents/hidden_html.hpp"

#include <algorithm>
#include <array>

#include "support/text.hpp"

namespace qualm::documents {
namespace {

constexpr std::array<std::string_view, 7> kNeverShown = {"template", "script", "style", "noscript",
                                                         "del",      "s",      "strike"};
constexpr std::array<std::string_view, 6> kWithoutEnd = {"img",   "br",   "hr",
                                                         "input", "meta", "link"};
constexpr std::array<std::string_view, 11> kPictures = {"<img",    "<svg",   "<picture", "<video",
                                                        "<iframe", "<embed", "<object",  "<canvas",
                                                        "<audio",  "<math",  "<input"};

template <typename Names>
bool is_among(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

/// The name of a tag behind its `<` or `</`, in lower case.
std::string name_of(std::string_view tag) {
  std::size_t end = 0;
  while (end < tag.size() && is_name(tag[end])) ++end;
  return ascii_lower(tag.substr(0, end));
}

/// The next attribute of a tag, `name=value` without quotation marks; takes it off `rest`.
std::pair<std::string, std::string> take_attribute(std::string_view& rest) {
  const auto take_while = [&](const auto& wanted) {
    std::size_t end = 0;
    while (end < rest.size() && wanted(rest[end])) ++end;
    const std::string_view taken = rest.substr(0, end);
    rest.remove_prefix(end);
    return taken;
  };
  take_while([](char c) { return is_space(c) || c == '/'; });
  std::string name =
      ascii_lower(take_while([](char c) { return !is_space(c) && c != '=' && c != '/'; }));
  const std::string_view before = rest;
  take_while(is_space);
  if (rest.empty() || rest.front() != '=') {
    rest = before;
    if (name.empty() && !rest.empty()) rest.remove_prefix(1);
    return {std::move(name), {}};
  }
  rest.remove_prefix(1);
  take_while(is_space);
  if (rest.empty() || (rest.front() != '"' && rest.front() != '\''))
    return {std::move(name), ascii_lower(take_while([](char c) { return !is_space(c); }))};
  const char quote = rest.front();
  rest.remove_prefix(1);
  std::string value = ascii_lower(take_while([&](char c) { return c != quote; }));
  rest.remove_prefix(std::min<std::size_t>(1, rest.size()));
  return {std::move(name), std::move(value)};
}

bool is_hidden_by(const std::string& name, std::string value) {
  if (name == "hidden") return true;
  if (name != "style") return false;
  std::erase_if(value, is_space);
  return value.find("display:none") != std::string::npos ||
         value.find("visibility:hidden") != std::string::npos;
}

bool has_hiding_attribute(std::string_view attributes) {
  while (!attributes.empty()) {
    auto [name, value] = take_attribute(attributes);
    if (is_hidden_by(name, std::move(value))) return true;
  }
  return false;
}

/// Where the tag at `at` ends, behind its `>`; a `>` between quotation marks ends none.
std::size_t end_of_tag(std::string_view html, std::size_t at) {
  char quote = 0;
  for (std::size_t i = at + 1; i < html.size(); ++i) {
    const char c = html[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return i + 1;
    }
  }
  return html.size();
}

bool begins_tag(std::string_view html, std::size_t at) {
  const std::size_t name = at + 1 < html.size() && html[at + 1] == '/' ? at + 2 : at + 1;
  return name < html.size() && is_name(html[name]);
}

}  // namespace

void HiddenHtml::tag(std::string_view tag) {
  if (tag.size() < 2 || tag.front() != '<') return;
  const bool is_end = tag[1] == '/';
  std::string_view rest = tag.substr(is_end ? 2 : 1);
  if (rest.ends_with('>')) rest.remove_suffix(1);
  std::string name = name_of(rest);
  rest.remove_prefix(name.size());
  if (name.empty()) return;
  if (hides()) {
    if (name == name_) depth_ += is_end ? -1 : 1;
    return;
  }
  if (is_end || is_among(kWithoutEnd, name)) return;
  if (!is_among(kNeverShown, name) && !has_hiding_attribute(rest)) return;
  name_ = std::move(name);
  depth_ = 1;
}

std::string HiddenHtml::shown(std::string_view html) {
  std::string text(html);
  const auto blank = [&](std::size_t begin, std::size_t end) {
    std::replace_if(
        text.begin() + static_cast<std::ptrdiff_t>(begin),
        text.begin() + static_cast<std::ptrdiff_t>(end),
        [](char c) { return c != '\n' && c != '\r'; }, ' ');
  };
  for (std::size_t at = 0; at < html.size();) {
    const bool is_tag = html[at] == '<' && begins_tag(html, at);
    const std::size_t end =
        is_tag ? end_of_tag(html, at) : std::min(html.find('<', at + 1), html.size());
    const bool was_hidden = hides();
    if (is_tag) tag(html.substr(at, end - at));
    if (was_hidden || hides()) blank(at, end);
    at = end;
  }
  return text;
}

void HiddenHtml::pass(std::string_view markdown) {
  if (hides() && ascii_lower(markdown).find("</" + name_) != std::string::npos) depth_ = 0;
}

bool shows_anything(std::string_view html) {
  const std::string shown = HiddenHtml().shown(html);
  const std::string lower = ascii_lower(shown);
  const bool any_picture =
      std::any_of(kPictures.begin(), kPictures.end(),
                  [&](std::string_view tag) { return lower.find(tag) != std::string::npos; });
  if (any_picture) return true;
  for (std::size_t at = 0; at < shown.size();) {
    if (shown[at] == '<' && begins_tag(shown, at)) {
      at = end_of_tag(shown, at);
    } else if (!is_space(shown[at++])) {
      return true;
    }
  }
  return false;
}

}  // namespace qualm::documents
