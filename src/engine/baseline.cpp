// The baseline: findings that were there on the day a team started.

#include "engine/baseline.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "support/digest.hpp"
#include "support/limits.hpp"
#include "support/path.hpp"
#include "support/text.hpp"

namespace qualm::engine {
namespace {

constexpr std::string_view kHeader =
    "# Findings that were there when this team started; written by `qualm check "
    "--write-baseline`.\n"
    "# digest\trule\tpath\tplace\n";

/// What guards the judging itself, and what one change does, stands in no baseline.
bool may_stand_in_baseline(const Rule& rule) { return !rule.locked && rule.document != "change"; }

std::string identity(std::string_view digest, std::string_view rule, std::string_view path,
                     std::string_view key) {
  return fmt::format("{}\t{}\t{}\t{}", digest, rule, path, key);
}

bool is_digest(std::string_view text) {
  return text.size() == 16 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

/// Tabs and line ends cannot stand in an entry; structural places hold neither by construction of
/// the documents, file names may.
std::string flat(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
  return text;
}

/// An entry without the folder of its system: what is left is the same wherever that stands. The
/// place of a fault of a whole system holds its folder, and so may the content.
std::string wherever_it_stands(const BaselineEntry& entry) {
  const std::size_t head = entry.key.find('/');
  for (std::string_view folder = folder_part(entry.path);
       !folder.empty() && head != std::string::npos; folder = folder_part(folder)) {
    const std::string_view place = std::string_view(entry.key).substr(head + 1);
    const bool is_it =
        place.starts_with(folder) && (place.size() == folder.size() || place[folder.size()] == '/');
    if (!is_it) continue;
    const bool is_about_folder = entry.digest == short_digest(folder);
    return identity(is_about_folder ? std::string_view() : std::string_view(entry.digest),
                    entry.rule, std::string_view(entry.path).substr(folder.size()),
                    entry.key.substr(0, head + 1) + std::string(place.substr(folder.size())));
  }
  return identity(entry.digest, entry.rule, {}, entry.key);
}

std::string identity_of(const BaselineEntry& entry) {
  return identity(entry.digest, entry.rule, entry.path, entry.key);
}

}  // namespace

Result<std::vector<bool>> known_entries(
    const std::vector<BaselineEntry>& known, const std::vector<BaselineEntry>& fresh,
    const std::function<Result<bool>(const std::string& path)>& is_gone) {
  std::multiset<std::string> standing;
  for (const BaselineEntry& one : known) standing.insert(identity_of(one));
  std::vector<bool> is_known(fresh.size(), false);
  for (std::size_t i = 0; i < fresh.size(); ++i) {
    const auto same = standing.find(identity_of(fresh[i]));
    if (same == standing.end()) continue;
    is_known[i] = true;
    standing.erase(same);
  }
  if (std::find(is_known.begin(), is_known.end(), false) == is_known.end()) return is_known;
  std::multiset<std::string> gone;
  for (const BaselineEntry& one : known) {
    const auto left = standing.find(identity_of(one));
    if (left == standing.end()) continue;
    standing.erase(left);
    QUALM_ASSIGN(const bool is_it_gone, is_gone(one.path));
    if (is_it_gone) gone.insert(wherever_it_stands(one));
  }
  for (std::size_t i = 0; i < fresh.size(); ++i) {
    const auto former = is_known[i] ? gone.end() : gone.find(wherever_it_stands(fresh[i]));
    if (former == gone.end()) continue;
    is_known[i] = true;
    gone.erase(former);
  }
  return is_known;
}

Result<std::vector<BaselineEntry>> read_baseline(std::string_view text, const std::string& file) {
  const auto refuse = [&](ErrorCode code, std::string message, int line) {
    return fail(Error{.code = code,
                      .message = std::move(message),
                      .where = Location{file, {.line = line, .column = 1}},
                      .hint = "write it again with `qualm check --write-baseline`"});
  };
  if (text.size() > limits::kBaselineBytes) {
    return refuse(ErrorCode::limit,
                  fmt::format("the baseline is over the limit of {} bytes", limits::kBaselineBytes),
                  1);
  }
  std::vector<BaselineEntry> entries;
  int number = 0;
  for (const std::string_view line : split_lines(text)) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const auto parts = split(line, '\t');
    if (parts.size() != 4 || !is_digest(parts[0]) || parts[1].empty() || parts[2].empty())
      return refuse(ErrorCode::invalid, "this line is no baseline entry", number);
    entries.push_back({.digest = std::string(parts[0]),
                       .rule = std::string(parts[1]),
                       .path = std::string(parts[2]),
                       .key = std::string(parts[3]),
                       .line = number});
  }
  return entries;
}

std::string write_baseline(const std::vector<Finding>& findings) {
  std::multiset<std::string> lines;
  for (const Finding& finding : findings) {
    if (finding.standing == Standing::waived || !may_stand_in_baseline(*finding.rule)) continue;
    lines.insert(
        identity(finding.digest, finding.rule->name, flat(finding.path), flat(finding.key)));
  }
  std::string text(kHeader);
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

std::vector<documents::Item> apply_baseline(
    const std::vector<BaselineEntry>& entries, const std::string& file,
    const std::vector<Rule>& rules, const std::function<bool(const std::string& rule)>& decided,
    std::vector<Finding>& findings) {
  if (entries.empty()) return {};
  std::unordered_multimap<std::string, Finding*> open;
  for (Finding& finding : findings) {
    if (finding.standing != Standing::counts || !may_stand_in_baseline(*finding.rule)) continue;
    open.emplace(
        identity(finding.digest, finding.rule->name, flat(finding.path), flat(finding.key)),
        &finding);
  }
  std::set<std::string> locked;
  for (const Rule& rule : rules) {
    if (!may_stand_in_baseline(rule)) locked.insert(rule.name);
  }
  std::vector<documents::Item> items;
  for (const BaselineEntry& entry : entries) {
    const std::string mine = identity(entry.digest, entry.rule, entry.path, entry.key);
    std::string state = locked.contains(entry.rule) ? "locked"
                        : decided(entry.rule)       ? "stale"
                                                    : "idle";
    if (const auto found = open.find(mine); found != open.end()) {
      found->second->standing = Standing::baselined;
      found->second->excuse = "in the baseline";
      open.erase(found);
      state = "used";
    }
    documents::Item item;
    item.key = fmt::format("baseline/{}@{}/{}", entry.rule, entry.path, entry.key);
    item.text = entry.rule;
    item.path = file;
    item.where = {.line = entry.line, .column = 1};
    item.form = "baseline";
    for (const auto& [name, value] : {std::pair<std::string, std::string>{"rule", entry.rule},
                                      {"state", state},
                                      {"file", entry.path},
                                      {"place", entry.key}}) {
      item.fields.push_back({.name = name, .text = value, .where = item.where});
    }
    items.push_back(std::move(item));
  }
  return items;
}

}  // namespace qualm::engine
