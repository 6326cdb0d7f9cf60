// Waivers: recorded exceptions, and what becomes of each.

#include "engine/waivers.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "language/party.hpp"
#include "language/placeholder.hpp"
#include "support/glob.hpp"
#include "support/text.hpp"

namespace qualm::engine {
namespace {

constexpr std::string_view kMarker = "qualm: allow ";

/// A word, or what stands between quotation marks.
std::string take_value(std::string_view& rest) {
  const bool quoted = rest.starts_with('"');
  if (quoted) rest.remove_prefix(1);
  const std::size_t end = std::min(quoted ? rest.find('"') : rest.find(' '), rest.size());
  std::string value(rest.substr(0, end));
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return value;
}

/// `RULE reason="…" until=2026-12-31`: what follows one marker. What is no `name=value` of ours is
/// passed over; what is missing then shows.
void read_attributes(std::string_view rest, Waiver& waiver) {
  waiver.rule = rest.substr(0, rest.find(' '));
  rest.remove_prefix(waiver.rule.size());
  while (!rest.empty()) {
    if (rest.front() == ' ') {
      rest.remove_prefix(1);
      continue;
    }
    const std::size_t equals = rest.find('=');
    const std::size_t space = rest.find(' ');
    if (equals == std::string_view::npos || space < equals) {
      rest.remove_prefix(std::min(space, rest.size()));
      continue;
    }
    const std::string_view name = rest.substr(0, equals);
    rest.remove_prefix(equals + 1);
    std::string value = take_value(rest);
    if (name == "reason")
      waiver.reason = std::move(value);
    else if (name == "until" || name == "expires")
      waiver.expires = std::move(value);
    else if (name == "owner")
      waiver.owner = std::move(value);
    else if (name == "digest")
      waiver.digest = std::move(value);
  }
}

/// The waivers that a comment's text makes: none when the comment is none of ours.
std::vector<Waiver> parse_waivers(std::string_view comment, const documents::Document& document,
                                  SourcePos where, const std::string& default_owner) {
  std::vector<Waiver> waivers;
  std::size_t at = comment.find(kMarker);
  while (at != std::string_view::npos) {
    const std::size_t next = comment.find(kMarker, at + kMarker.size());
    std::string_view body = comment.substr(at + kMarker.size(), next - at - kMarker.size());
    body = body.substr(0, body.find("-->"));
    Waiver waiver{.path = document.path, .file = document.path, .where = where};
    read_attributes(collapse_space(body), waiver);
    if (waiver.owner.empty()) waiver.owner = default_owner;
    waivers.push_back(std::move(waiver));
    at = next;
  }
  return waivers;
}

/// The lines that an inline waiver covers.
struct Lines {
  int first = 0;
  int last = 0;
};

/// A comment excuses the block behind it; in front of a heading, the section's own body as well;
/// above everything else, also the front matter and the document as a whole.
Lines lines_behind(const documents::Markdown& markdown, std::size_t comment) {
  using documents::BlockKind;
  const auto& blocks = markdown.blocks;
  const auto is_comment = [](const documents::Block& block) {
    return block.kind == BlockKind::comment;
  };
  const auto here = blocks.begin() + static_cast<std::ptrdiff_t>(comment);
  Lines lines{.first = here->where.line, .last = here->end_line};
  if (std::all_of(blocks.begin(), here, is_comment)) lines.first = 1;
  const auto next = std::find_if_not(here, blocks.end(), is_comment);
  if (next == blocks.end()) return lines;
  lines.last = next->end_line;
  for (const documents::Section& section : markdown.sections) {
    if (section.where.line == next->where.line && section.last > section.first &&
        section.last <= blocks.size() && section.level > 0) {
      lines.last = std::max(lines.last, blocks[section.last - 1].end_line);
    }
  }
  return lines;
}

void cover(Lines lines, std::vector<Waiver> some, std::vector<Waiver>& waivers) {
  for (Waiver& waiver : some) {
    waiver.first_line = lines.first;
    waiver.last_line = lines.last;
    waivers.push_back(std::move(waiver));
  }
}

void add_markdown_waivers(const documents::Document& document, const std::string& owner,
                          std::vector<Waiver>& waivers) {
  const auto& markdown = *document.markdown;
  for (std::size_t i = 0; i < markdown.blocks.size(); ++i) {
    const auto& block = markdown.blocks[i];
    if (block.kind != documents::BlockKind::comment) continue;
    auto found = parse_waivers(block.content.text, document, block.where, owner);
    if (!found.empty()) cover(lines_behind(markdown, i), std::move(found), waivers);
  }
}

std::size_t indent_of(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

bool is_blank_or_comment(std::string_view line) {
  return trim(line).empty() || trim(line).starts_with('#');
}

/// The line behind the last one of what begins on line `key`: what is indented deeper, and the
/// items of a list that stand as far out as their key.
std::size_t end_of_key(const std::vector<std::string_view>& lines, std::size_t key) {
  if (key >= lines.size()) return lines.size();
  const std::size_t indent = indent_of(lines[key]);
  const bool is_item = lines[key].substr(indent).starts_with("- ");
  const std::string_view text = trim(lines[key].substr(0, lines[key].find(" #")));
  const bool holds_items = !is_item && text.ends_with(':');
  std::size_t end = key + 1;
  for (std::size_t i = key + 1; i < lines.size(); ++i) {
    if (is_blank_or_comment(lines[i])) continue;
    const std::size_t deep = indent_of(lines[i]);
    const bool item = holds_items && deep == indent && lines[i].substr(deep).starts_with("-");
    if (deep <= indent && !item) break;
    end = i + 1;
  }
  return end;
}

/// `# qualm: allow …` on a line of its own excuses the next key with all that is nested in it, and
/// above everything else the document as a whole; behind a value, the key it stands on.
void add_yaml_waivers(const documents::Document& document, std::string_view yaml, int first_line,
                      const std::string& owner, std::vector<Waiver>& waivers) {
  const auto lines = split_lines(yaml);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::size_t hash = lines[i].find("# qualm: allow ");
    if (hash == std::string_view::npos || (hash > 0 && lines[i][hash - 1] != ' ')) continue;
    const int line = static_cast<int>(i) + first_line;
    const bool alone = trim(lines[i].substr(0, hash)).empty();
    const auto above = lines.begin() + static_cast<std::ptrdiff_t>(i);
    const auto key = alone ? std::find_if_not(above, lines.end(), is_blank_or_comment) : above;
    const std::size_t end = end_of_key(lines, static_cast<std::size_t>(key - lines.begin()));
    Lines covered{.first = line, .last = std::max(line, static_cast<int>(end) - 1 + first_line)};
    if (alone && std::all_of(lines.begin(), above, is_blank_or_comment)) covered.first = 1;
    cover(covered,
          parse_waivers(lines[i].substr(hash), document,
                        {.line = line, .column = static_cast<int>(hash) + 1}, owner),
          waivers);
  }
}

/// Why a waiver excuses nothing, whatever it may cover; empty when it counts.
struct Defect {
  std::string state;
  std::string detail;
};

bool is_placeholder(const std::string& text) {
  const auto found = language::whole_placeholder(text);
  return found && found->sure;
}

Defect defect_of(const Waiver& waiver, const std::vector<Rule>& rules, Date today) {
  const auto rule = std::find_if(rules.begin(), rules.end(),
                                 [&](const Rule& one) { return one.name == waiver.rule; });
  if (rule == rules.end()) {
    std::vector<std::string> names;
    names.reserve(rules.size());
    for (const Rule& one : rules) names.push_back(one.name);
    const auto near = nearest(waiver.rule, names);
    return {"unknown",
            near ? fmt::format("did you mean {}?", *near) : "`qualm rules` lists every rule"};
  }
  if (rule->locked) return {"locked", "locked rules cannot be waived"};
  if (rule->document == "change" && waiver.last_line > 0)
    return {"locked", "a change does not excuse itself; the policy has to, before it"};
  std::vector<std::string> missing;
  if (count_words(waiver.reason) < 2 || is_placeholder(waiver.reason))
    missing.emplace_back("a reason");
  if (language::read_party(waiver.owner).kind == language::PartyKind::placeholder)
    missing.emplace_back("an owner");
  const auto expires = parse_date(waiver.expires);
  if (!expires) {
    missing.emplace_back(waiver.last_line > 0 ? "a last day (until=YYYY-MM-DD)"
                                              : "a last day (expires: YYYY-MM-DD)");
  }
  if (!missing.empty()) return {"incomplete", "it lacks " + join_words(missing)};
  if (*expires < today) return {"expired", "it expired on " + waiver.expires};
  return {};
}

/// The structural place of what a document lacks altogether.
constexpr std::string_view kWholeDocument = "document";

bool covers(const Waiver& waiver, const Glob& path, const Finding& finding) {
  if (finding.rule->name != waiver.rule || !path.matches(finding.path)) return false;
  const bool whole = waiver.first_line == 1 && finding.key == kWholeDocument;
  if (waiver.last_line > 0 && !whole &&
      (finding.where.line < waiver.first_line || finding.where.line > waiver.last_line))
    return false;
  if (!waiver.key.empty() && waiver.key != finding.key) return false;
  return waiver.digest.empty() || waiver.digest == finding.digest;
}

documents::Item item_of(const Waiver& waiver, std::string state, std::string detail) {
  documents::Item item;
  item.key = fmt::format("waivers/{}@{}", waiver.rule, waiver.path);
  item.text = waiver.rule;
  item.path = waiver.file;
  item.where = waiver.where;
  item.form = waiver.last_line > 0 ? "inline" : "policy";
  for (auto& [name, text] : {std::pair<std::string, std::string>{"rule", waiver.rule},
                             {"state", std::move(state)},
                             {"detail", std::move(detail)},
                             {"reason", waiver.reason},
                             {"owner", waiver.owner},
                             {"expires", waiver.expires},
                             {"covers", waiver.path}}) {
    item.fields.push_back({.name = name, .text = text, .where = waiver.where});
  }
  return item;
}

}  // namespace

std::vector<Waiver> inline_waivers(const documents::Document& document,
                                   const std::string& default_owner) {
  std::vector<Waiver> waivers;
  if (document.source.find(kMarker) == std::string::npos)
    return waivers;  // the common case costs one scan
  if (document.markdown) {
    add_markdown_waivers(document, default_owner, waivers);
    const auto& front = document.markdown->front_matter;
    if (front.present && front.closed)
      add_yaml_waivers(document, front.text, front.first_line, default_owner, waivers);
  } else {
    add_yaml_waivers(document, document.source, 1, default_owner, waivers);
  }
  return waivers;
}

bool stood_before(const Waiver& waiver, const documents::Document& now, const Snapshot& before) {
  const auto entry = before.find(waiver.file);
  if (!entry || !*entry) return false;
  const auto old = documents::read_document(before, **entry, *now.kind);
  if (old->unreadable) return false;
  const auto line_of = [](const documents::Document& document, int line) {
    const auto lines = split_lines(document.source);
    const auto place = static_cast<std::size_t>(std::max(line, 1)) - 1;
    return place < lines.size() ? trim(lines[place]) : std::string_view();
  };
  // It covers the same: the block or section that begins with the same line, or everything.
  const auto covers_as_much = [&](const Waiver& one) {
    return one.first_line == 1 || (waiver.first_line != 1 && line_of(*old, one.first_line) ==
                                                                 line_of(now, waiver.first_line));
  };
  const auto all = inline_waivers(*old, waiver.owner);
  return std::any_of(all.begin(), all.end(), [&](const Waiver& one) {
    return std::tie(one.rule, one.key, one.digest, one.reason, one.owner, one.expires) ==
               std::tie(waiver.rule, waiver.key, waiver.digest, waiver.reason, waiver.owner,
                        waiver.expires) &&
           covers_as_much(one);
  });
}

std::vector<documents::Item> apply_waivers(
    const std::vector<Waiver>& waivers, const std::vector<Rule>& rules, Date today,
    const std::function<bool(const std::string& rule)>& decided, std::vector<Finding>& findings) {
  std::vector<documents::Item> items;
  for (const Waiver& waiver : waivers) {
    Defect defect = defect_of(waiver, rules, today);
    if (!defect.state.empty()) {
      items.push_back(item_of(waiver, std::move(defect.state), std::move(defect.detail)));
      continue;
    }
    const Glob path(waiver.path);
    bool used = false;
    for (Finding& finding : findings) {
      if (!covers(waiver, path, finding)) continue;
      used = true;
      finding.standing = Standing::waived;
      finding.excuse = waiver.reason;
    }
    const bool idle = !used && !decided(waiver.rule);
    items.push_back(item_of(waiver,
                            used   ? "used"
                            : idle ? "idle"
                                   : "unused",
                            used ? "" : "nothing it covers is at fault"));
  }
  return items;
}

}  // namespace qualm::engine
