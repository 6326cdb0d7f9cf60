// What people meant when YAML says no: each trap was met in real files.

#include "documents/yaml_hints.hpp"

#include <algorithm>
#include <vector>

#include "support/text.hpp"

namespace qualm::documents {
namespace {

std::size_t indent_of(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

/// `- name: x` followed by `key: y` at the very column of the dash: the listing lost its
/// indentation.
bool items_lost_indentation(const std::vector<std::string_view>& lines, std::size_t error_line) {
  const std::size_t end = std::min(error_line + 2, lines.size());
  for (std::size_t i = 0; i + 1 < end; ++i) {
    const std::size_t indent = indent_of(lines[i]);
    const std::string_view item = lines[i].substr(indent);
    if (!item.starts_with("- ") || item.find(':') == std::string_view::npos) continue;
    const std::string_view next = lines[i + 1].substr(indent_of(lines[i + 1]));
    if (indent_of(lines[i + 1]) == indent && !next.empty() && !next.starts_with("-") &&
        !next.starts_with("#") && next.find(": ") != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

/// The value behind the first `: ` of a line.
std::string_view value_of(std::string_view line) {
  const std::size_t colon = line.find(": ");
  return colon == std::string_view::npos ? std::string_view() : trim(line.substr(colon + 2));
}

}  // namespace

std::string yaml_hint(std::string_view text, std::size_t line) {
  const std::vector<std::string_view> lines = split_lines(text);
  const std::string_view here = line < lines.size() ? lines[line] : std::string_view();
  const std::string_view value = value_of(here);
  if (value.starts_with(">=") || (value.starts_with("> ") && value.size() > 2)) {
    return "quote the target, as in \">= 0.90\": a bare > starts a block of text";
  }
  if (value.starts_with("@") || value.starts_with("`")) {
    return "quote the value: YAML reserves @ and ` at the start";
  }
  if (value.starts_with("{{") || value.starts_with("{%") ||
      here.find("{{") != std::string_view::npos) {
    return "this is a template, not a document: fill it in first";
  }
  if (value.starts_with("*") || value.starts_with("&") || value.starts_with("!") ||
      value.starts_with("%")) {
    return "quote the value: YAML gives its first character a meaning";
  }
  if (here.find('\t') != std::string_view::npos && trim(here.substr(0, here.find('\t'))).empty()) {
    return "indent with spaces: YAML allows no tabs";
  }
  if (items_lost_indentation(lines, line)) {
    return "indent the keys of each item by two spaces, so that they stand under `name`, not under "
           "the dash";
  }
  if (std::count(value.begin(), value.end(), ':') > 0 &&
      value.find(": ") != std::string_view::npos) {
    return "quote the value: it holds a colon followed by a space";
  }
  return {};
}

}  // namespace qualm::documents
