// The names an entry's text refers to: an SLO, a test.

#include "documents/references.hpp"

#include <algorithm>

#include "support/text.hpp"

namespace qualm::documents {
namespace {

/// "test: robustness/never/pay.yaml" without the label; the label may be a field's title alone.
std::string_view without_label(std::string_view text) {
  const std::size_t colon = text.find(": ");
  return colon == std::string_view::npos ? text : trim(text.substr(colon + 2));
}

/// The name behind the label that ends at `end`; empty when no such name stands there.
std::string_view name_behind(std::string_view text, std::size_t end, bool bracketed,
                             Reference kind) {
  constexpr std::size_t kShortest = 3;
  const bool colon = end < text.size() && text[end] == ':';
  if (colon) ++end;
  if (end >= text.size() || text[end] != ' ' || (!colon && !bracketed)) return {};
  std::string_view name = text.substr(end + 1);
  name = name.substr(0, name.find_first_of(" ,;)"));
  while (!name.empty() && name.back() == '.') name.remove_suffix(1);
  const bool path = name.find_first_of("/.") != std::string_view::npos;
  const bool fits = name.size() >= kShortest && path == (kind == Reference::path);
  return fits ? name : std::string_view();
}

}  // namespace

bool is_identifier(std::string_view text) {
  return text.size() >= 3 && text.find('_') != std::string_view::npos &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '_' || c == '-';
         });
}

bool is_path(std::string_view text) {
  return text.size() >= 3 && text.find(' ') == std::string_view::npos &&
         (text.find('/') != std::string_view::npos || text.ends_with(".yaml") ||
          text.ends_with(".md"));
}

std::string_view without_references(std::string_view text, std::string_view source,
                                    std::vector<std::string_view>& found) {
  std::string_view body = trim(text);
  while (true) {
    std::string_view rest = body;
    while (!rest.empty() && rest.back() == '.') rest.remove_suffix(1);
    const std::size_t open = rest.rfind('(');
    if (!rest.ends_with(')') || open == std::string_view::npos) return body;
    const std::string_view inside = rest.substr(open + 1, rest.size() - open - 2);
    std::vector<std::string_view> names;
    for (const std::string_view group : split(inside, ';')) {
      for (const std::string_view part : split(group, ',')) {
        const std::string_view name = without_label(trim(part));
        const bool code = !name.empty() && name.find(' ') == std::string_view::npos &&
                          source.find("`" + std::string(name) + "`") != std::string_view::npos;
        if (!code && !is_identifier(name) && !is_path(name)) return body;
        names.push_back(name);
      }
    }
    found.insert(found.end(), names.begin(), names.end());
    body = trim(rest.substr(0, open));
  }
}

std::string_view labelled_name(std::string_view text, const std::vector<Glob>& titles,
                               Reference kind) {
  const std::string lower = ascii_lower(text);
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  for (const Glob& title : titles) {
    const std::string& label = title.pattern();
    if (!title.is_literal() || label.empty()) continue;
    for (std::size_t at = lower.find(label); at != std::string::npos;
         at = lower.find(label, at + label.size())) {
      if (at > 0 && is_letter(lower[at - 1])) continue;
      const bool bracketed = at > 0 && text[at - 1] == '(';
      const auto name = name_behind(text, at + label.size(), bracketed, kind);
      if (!name.empty()) return name;
    }
  }
  return {};
}

}  // namespace qualm::documents
