// Every one of a kind of thing: sections, labels, links, fences, comments, blocks, values.

#include <algorithm>

#include "documents/picker.hpp"
#include "support/text.hpp"

namespace qualm::documents {
namespace {

/// `{…}` left from a template is valid YAML: a map in braces whose keys have no values. `value` is
/// a map.
bool is_brace_remnant(const Value& value, const std::vector<std::string_view>& lines) {
  const auto line = static_cast<std::size_t>(value.where().line - 1);
  const auto column = static_cast<std::size_t>(value.where().column - 1);
  const bool braces =
      line < lines.size() && column < lines[line].size() && lines[line][column] == '{';
  return braces && !value.entries().empty() &&
         std::all_of(value.entries().begin(), value.entries().end(),
                     [](const Value::Entry& one) { return one.value.is_null(); });
}

/// The `name` or `id` of a map.
std::string name_of(const Value& value) {
  for (const char* key : {"name", "id"}) {
    const Value* name = value.find(key);
    if (name != nullptr && name->is_scalar() && !name->is_null()) return name->text();
  }
  return {};
}

/// What a map is called: its name, or the first thing it says.
std::string called(const Value& value) {
  if (std::string name = name_of(value); !name.empty()) return name;
  for (const Value::Entry& entry : value.entries()) {
    if (entry.value.is_scalar() && !entry.value.is_null()) return entry.value.text();
  }
  return {};
}

/// `safe_baseline.version` for what stands below; a list is one field, its parts behind commas.
void add_value_fields(const Value& value, const std::string& prefix, std::vector<Field>& fields) {
  fields.reserve(fields.size() + value.entries().size());
  for (const Value::Entry& entry : value.entries()) {
    const std::string name = prefix.empty() ? entry.key : prefix + "." + entry.key;
    if (entry.value.is_map()) {
      add_value_fields(entry.value, name, fields);
      continue;
    }
    std::string text = entry.value.is_null() ? std::string() : entry.value.text();
    for (const Value& part : entry.value.items()) {
      text += (text.empty() ? "" : ", ") + (part.is_scalar() ? part.text() : called(part));
    }
    const bool null = entry.value.is_null();
    fields.push_back(
        {.name = name, .text = std::move(text), .where = null ? entry.where : entry.value.where()});
  }
}

}  // namespace

void Picker::pick_each() {
  const std::string& what = selector_.name_;
  if (what == "front_matter") {
    if (!document_.data.is_map()) return;
    pick_front_matter(document_.data, "front_matter");
    return;
  }
  if (!document_.markdown) return;
  const Markdown& facts = markdown();
  if (what == "sections" || what == "headings") {
    items_.reserve(facts.sections.size());
    for (std::size_t i = 1; i < facts.sections.size(); ++i) {
      const Section& section = facts.sections[i];
      if (selector_.except_.matches(section.name)) continue;
      Item item;
      item.key = what + "/" + shorten(section.name, 60);
      item.form = form_of(i);
      item.where = section.where;
      // Its own body; where it only gathers sub-sections, theirs.
      item.text =
          what == "headings" ? section.title.text : text_of(facts, section.first, section.last);
      const bool gathers = item.text.empty();
      if (gathers) item.text = text_of(facts, section.first, section.end);
      item.emphasised = what == "sections" && section.first < section.last &&
                        facts.blocks[section.first].content.emphasised;
      item.first_block = section.first;
      item.end_block = gathers ? section.end : section.last;
      item.wordless = is_wordless(section.first, section.end);
      item.recovered = section.first < section.end && facts.blocks[section.first].recovered;
      item.fields.push_back(
          {.name = "title", .text = section.title.text, .where = section.title.where});
      add(std::move(item));
    }
  } else if (what == "labels") {
    items_.reserve(facts.labels.size());
    for (const Label& label : facts.labels) {
      if (selector_.except_.matches(label.name)) continue;
      Item item;
      item.key = what + "/" + shorten(label.name, 60);
      item.form = label.in_table ? "table" : "label";
      item.where = label.value.text.empty() ? label.title.where : label.value.where;
      item.text = label.value.text;
      item.emphasised = label.value.emphasised;
      item.empty_code = label.value.empty_code;
      item.first_block = label.block;
      item.end_block = end_of_label(label);
      item.fields.push_back(
          {.name = "label", .text = label.title.text, .where = label.title.where});
      add(std::move(item));
    }
  } else if (what == "links") {
    for (const Link& link : facts.links) {
      Item item;
      item.key = what + "/" + shorten(link.target, 60);
      item.form = link.image ? "image" : "link";
      item.where = link.where;
      item.text = link.text;
      item.fields.push_back({.name = "target", .text = link.target, .where = link.where});
      add(std::move(item));
    }
  } else if (what == "fences") {
    for (const Fence& fence : facts.fences) {
      Item item;
      item.key = what;
      item.form = fence.closed ? "closed" : "unclosed";
      item.where = fence.where;
      item.text = fence.info;
      item.fields.push_back({.name = "headings",
                             .text = std::to_string(fence.hidden_headings),
                             .where = fence.where});
      add(std::move(item));
    }
  } else {
    pick_blocks();
  }
}

/// A section that is all title is told apart from one that forgot its text: the heading of the
/// whole document, one that only gathers sub-sections, and a line in bold that may be a sentence.
const char* Picker::form_of(std::size_t index) const {
  const auto& sections = markdown().sections;
  const Section& section = sections[index];
  const bool silent = !has_text(markdown(), section.first, section.last);
  const bool whole = section.title.text.find(": ") != std::string::npos;  // "# Version: 1.0"
  if (silent && (index == 1 || whole)) return "title";
  if (silent && section.level > 6) return "bold line";
  if (!silent) return "section";
  const auto parent = static_cast<int>(index);
  const bool gathers = std::any_of(sections.begin(), sections.end(),
                                   [&](const Section& one) { return one.parent == parent; });
  return gathers ? "parent section" : "section";
}

void Picker::pick_blocks() {
  const bool comments = selector_.name_ == "comments";
  const Markdown& facts = markdown();
  for (std::size_t i = 0; i < facts.blocks.size(); ++i) {
    const Block& block = facts.blocks[i];
    Item item;
    item.first_block = i;
    item.end_block = i + 1;
    item.recovered = block.recovered;
    item.fields.push_back(
        {.name = "section",
         .text = facts.sections[static_cast<std::size_t>(block.section)].title.text,
         .where = block.where});
    const std::string section =
        shorten(facts.sections[static_cast<std::size_t>(block.section)].name, 60);
    if (block.kind == BlockKind::table && !comments) {
      for (const TableRow& row : facts.tables[static_cast<std::size_t>(block.table)].rows) {
        for (const Inline& cell : row.cells) {
          Item one = item;
          one.key = "cells/" + section;
          one.form = "cell";
          one.text = cell.text;
          one.where = cell.where;
          one.emphasised = cell.emphasised;
          one.empty_code = cell.empty_code;
          add(std::move(one));
        }
      }
      continue;
    }
    const bool wanted = comments
                            ? block.kind == BlockKind::comment
                            : block.kind == BlockKind::paragraph || block.kind == BlockKind::item ||
                                  block.kind == BlockKind::heading;
    if (!wanted) continue;
    item.key = selector_.name_ + "/" + section;
    item.form = block.kind == BlockKind::heading ? "heading"
                : block.kind == BlockKind::item  ? "item"
                                                 : "paragraph";
    item.text = block.content.text;
    item.where = block.content.where.line > 0 ? block.content.where : block.where;
    item.emphasised = block.content.emphasised;
    item.empty_code = block.content.empty_code;
    add(std::move(item));
  }
}

/// Leaves of the front matter. What a template left in braces comes back as one text, braces and
/// all; the field `value` has it without them.
void Picker::pick_front_matter(const Value& value, const std::string& key) {
  for (const Value::Entry& entry : value.entries()) {
    if (selector_.except_.matches(normal_title(entry.key))) continue;
    const std::string name = key + "/" + entry.key;
    const auto add_text = [&](std::string text, SourcePos where, const char* form) {
      Item item;
      item.key = name;
      item.form = form;
      item.where = where;
      item.text = std::move(text);
      item.fields.push_back({.name = "label", .text = entry.key, .where = entry.where});
      return item;
    };
    const auto add_leaf = [&](const Value& leaf) {
      const bool null = leaf.is_null();
      add(add_text(null ? "" : collapse_space(leaf.text()), null ? entry.where : leaf.where(),
                   "front matter"));
    };
    if (entry.value.is_map() && is_brace_remnant(entry.value, lines())) {
      std::string inside;
      for (const Value::Entry& one : entry.value.entries())
        inside += (inside.empty() ? "" : ", ") + one.key;
      Item item = add_text("{" + inside + "}", entry.value.where(), "braces");
      item.fields.push_back({.name = "value", .text = inside, .where = item.where});
      add(std::move(item));
      continue;
    }
    if (entry.value.is_map()) {
      pick_front_matter(entry.value, name);
      continue;
    }
    if (entry.value.is_scalar()) add_leaf(entry.value);
    for (const Value& one : entry.value.items()) {
      if (one.is_scalar()) add_leaf(one);
      if (one.is_map()) pick_front_matter(one, name);
    }
  }
}

void Picker::pick_values(const Value& value, std::size_t depth, const std::string& key,
                         const std::string& of) {
  if (depth == selector_.path_.size()) return add_value(value, key, of);
  const std::string& step = selector_.path_[depth];
  if (step != "*") {
    if (const Value* next = value.find(step))
      pick_values(*next, depth + 1, key.empty() ? step : key + "/" + step, of);
    return;
  }
  // A list of one may be written without its brackets.
  if (value.is_scalar() && !value.is_null()) return pick_values(value, depth + 1, key + "/0", of);
  std::size_t index = 0;
  for (const Value& item : value.items()) {
    const std::string name = called(item);
    const std::string part = name.empty() ? std::to_string(index) : shorten(name, 60);
    pick_values(item, depth + 1, key + "/" + part, name.empty() ? of : name);
    ++index;
  }
  for (const Value::Entry& entry : value.entries())
    pick_values(entry.value, depth + 1, key + "/" + shorten(entry.key, 60), entry.key);
}

/// A value as an item: its own text, or the name of a map, and every scalar below it as a field.
void Picker::add_value(const Value& value, const std::string& key, const std::string& of) {
  Item item;
  item.key = key.empty() ? selector_.name_ : key;
  item.form = std::string(value.kind_name());
  item.where = value.where();
  if (value.is_scalar() && !value.is_null()) {
    item.text = value.text();
    if (auto reason = reason_for_none(item.text); reason && !reason->empty()) {
      item.says_none = true;
      item.text = *std::move(reason);
    }
  } else if (value.is_map()) {
    item.text = name_of(value);
    if (item.text.empty()) item.text = of.empty() ? called(value) : of;
  }
  if (!of.empty()) item.fields.push_back({.name = "of", .text = of, .where = item.where});
  add_value_fields(value, "", item.fields);
  add(std::move(item));
}

}  // namespace qualm::documents
