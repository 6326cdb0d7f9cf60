// Three kinds of file, three ways to tell their parts apart; a part is a few lines of text.

#include "scaffold/merge.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "support/text.hpp"

namespace qualm::scaffold {
namespace {

/// A part of a file: what it is known by, and its lines.
struct Part {
  std::string name;  ///< empty: what stands before the first part
  std::vector<std::string_view> lines;
};

/// Whether a line of CODEOWNERS begins a section, as GitLab reads it: `[Docs]`, `^[Docs][2] @ana`.
bool begins_section(std::string_view line) {
  line = trim(line);
  return line.starts_with("[") || line.starts_with("^[");
}

/// What a line of CODEOWNERS is about; empty for comments, blank lines and titles of sections.
std::string owned_path(std::string_view line) {
  line = trim(line);
  if (line.empty() || line.front() == '#' || begins_section(line)) return {};
  std::size_t end = 0;
  while (end < line.size() && line[end] != ' ' && line[end] != '\t')
    end += line[end] == '\\' && end + 1 < line.size() ? 2U : 1U;
  std::string path(line.substr(0, end));
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  return path;
}

/// The key that a line at the top of a YAML map begins with; empty when it begins none.
std::string top_key(std::string_view line) {
  if (line.empty() || line.front() == ' ' || line.front() == '#' || line.front() == '-') return {};
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return {};
  std::string_view key = trim(line.substr(0, colon));
  if (key.size() > 1 && (key.front() == '"' || key.front() == '\'') && key.back() == key.front())
    key = key.substr(1, key.size() - 2);
  return std::string(key);
}

/// The title of a Markdown heading, as titles are compared; empty when the line is none.
std::string title(std::string_view line) {
  const std::size_t level = line.find_first_not_of('#');
  if (level == 0 || level == std::string_view::npos || level > 6 || line[level] != ' ') return {};
  return normal_title(line.substr(level));
}

std::string name_of(std::string_view line, Merge how) {
  if (how == Merge::owners) return owned_path(line);
  return how == Merge::keys ? top_key(line) : title(line);
}

bool is_remark(std::string_view line, Merge how) {
  return trim(line).empty() || (how != Merge::sections && trim(line).starts_with('#'));
}

/// The parts of a text. Comments and blank lines in front of a part belong to it, as people write
/// them.
std::vector<Part> parts_of(std::string_view text, Merge how) {
  std::vector<Part> parts(1);
  std::vector<std::string_view> lead;
  for (const std::string_view line : split_lines(text)) {
    std::string name = name_of(line, how);
    if (name.empty() && is_remark(line, how)) {
      lead.push_back(line);
      continue;
    }
    if (!name.empty()) parts.push_back({.name = std::move(name), .lines = {}});
    auto& lines = parts.back().lines;
    lines.insert(lines.end(), lead.begin(), lead.end());
    lead.clear();
    lines.push_back(line);
  }
  return parts;
}

/// Blank lines and remarks at its front that are about the file as a whole: all that stand before
/// the last blank line.
void drop_preamble(Part& part, Merge how) {
  const auto own = std::find_if(part.lines.begin(), part.lines.end(),
                                [&](std::string_view line) { return !is_remark(line, how); });
  const auto blank = std::find_if(std::make_reverse_iterator(own), part.lines.rend(),
                                  [](std::string_view line) { return trim(line).empty(); });
  part.lines.erase(part.lines.begin(), blank.base());
}

/// Where a part that is added goes: behind all that is there, but never into the section of
/// somebody else, so before the first one and the comments above its title.
std::size_t place_in(std::string_view there, Merge how) {
  if (how != Merge::owners) return there.size();
  std::size_t place = 0;
  std::size_t next = 0;
  for (const std::string_view line : split_lines(there)) {
    if (begins_section(line)) return place;
    next = std::min(there.size(), there.find('\n', next) + 1);
    if (!trim(line).starts_with('#')) place = next;
  }
  return there.size();
}

bool ends_blank(std::string_view text) {
  return text.ends_with("\n\n") || text.ends_with("\n\r\n");
}

bool uses_crlf(std::string_view text) {
  const std::size_t end = text.find('\n');
  return end != std::string_view::npos && end > 0 && text[end - 1] == '\r';
}

}  // namespace

std::string merged(const std::string& there, std::string_view wanted, Merge how) {
  if (how == Merge::none) return there;
  std::set<std::string> known;
  for (const Part& part : parts_of(there, how)) known.insert(part.name);
  const std::string_view end = uses_crlf(there) ? "\r\n" : "\n";
  const std::size_t place = place_in(there, how);
  std::string text = there.substr(0, place);
  bool first = true;
  for (Part& part : parts_of(wanted, how)) {
    if (part.name.empty() || known.count(part.name) > 0) continue;
    drop_preamble(part, how);
    if (!text.empty() && text.back() != '\n') text += end;
    if (!text.empty() && !ends_blank(text) && (first || how != Merge::owners)) text += end;
    first = false;
    for (const std::string_view line : part.lines) {
      text += line;
      text += end;
    }
  }
  if (!first && place < there.size()) text += end;
  return text.append(there, place);
}

}  // namespace qualm::scaffold
