// Several entries of one kind, wherever they stand: a table, a list, sub-sections or front matter.

#include <algorithm>
#include <array>

#include "documents/picker.hpp"
#include "documents/references.hpp"
#include "support/text.hpp"

namespace qualm::documents {
namespace {

/// Where an entry's name ends in "AUROC: ranks …" or "AUROC – ranks …".
struct Separator {
  std::size_t at = std::string_view::npos;
  std::size_t length = 0;
};

Separator find_separator(std::string_view text) {
  constexpr std::array<std::string_view, 6> kSeparators = {": ", " – ", " — ", " - ", " → ", " ("};
  Separator first;
  for (const std::string_view one : kSeparators) {
    const std::size_t at = text.find(one);
    if (at < first.at) first = {.at = at, .length = one == " (" || one == " → " ? 1 : one.size()};
  }
  return first;
}

/// The parts of "AUROC, latency and review rate"; one part when it is no such enumeration.
std::vector<std::string_view> enumerated(std::string_view text) {
  constexpr int kMostWords = 4;
  std::string_view body = trim(text);
  while (body.ends_with('.')) body.remove_suffix(1);
  std::vector<std::string_view> parts;
  for (std::string_view part : split(body, ',')) {
    part = trim(part);
    if (part.starts_with("and ")) part = trim(part.substr(4));
    const std::size_t joint = part.find(" and ");
    if (joint != std::string_view::npos) {
      parts.push_back(trim(part.substr(0, joint)));
      part = trim(part.substr(joint + 5));
    }
    parts.push_back(part);
  }
  const bool names = std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
    return !part.empty() && count_words(part) <= kMostWords;
  });
  return names ? parts : std::vector<std::string_view>{text};
}

/// Which of `names` an entry's field stands under: titles come in order of preference, so that an
/// "ID" is what an entry is called only where nothing better is.
std::size_t best_title(const std::vector<Glob>& titles, const std::vector<std::string>& names) {
  for (const Glob& title : titles) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (title.matches(names[i])) return i;
    }
  }
  return names.size();
}

SourcePos shifted(SourcePos where, std::size_t bytes) {
  return {.line = where.line, .column = where.column + static_cast<int>(bytes)};
}

}  // namespace

void Picker::pick_entries() {
  for (std::size_t i = 0; i < document_.names.size(); ++i) {
    if (is_wanted(document_.names[i])) {
      const Value::Entry& entry = document_.data.entries()[i];
      const Value* reason = document_.data.find(entry.key + "_reason");
      if (entry.value.is_scalar() && reason != nullptr && reason_for_none(entry.value.text())) {
        Item item;
        item.key = selector_.name_;
        item.says_none = true;
        item.text = collapse_space(reason->text());
        item.where = reason->where();
        item.form = "front matter";
        add(std::move(item));
      } else {
        pick_value_entries(entry.value);
      }
    }
  }
  if (!document_.markdown) return;
  for (std::size_t i = 1; i < markdown().sections.size(); ++i) {
    const Section& section = markdown().sections[i];
    if (is_wanted(section.name)) {
      const bool recovered = section.first < markdown().blocks.size() &&
                             section.first < section.end &&
                             markdown().blocks[section.first].recovered;
      pick_block_entries(section.first, section.last, section.end, recovered);
    }
  }
  for (const Label& label : markdown().labels) {
    if (!is_wanted(label.name)) continue;
    const bool recovered = markdown().blocks[label.block].recovered;
    const std::size_t end = end_of_label(label);
    if (label.value.text.empty() && end > label.block + 1) {
      pick_list_items(label.block + 1, end);
    } else if (label.value.text.empty() && !label.in_table && end < markdown().blocks.size() &&
               (markdown().blocks[end].kind == BlockKind::item ||
                markdown().blocks[end].kind == BlockKind::table)) {
      std::size_t last = end;
      const int section = markdown().blocks[label.block].section;
      const BlockKind kind = markdown().blocks[end].kind;
      while (last < markdown().blocks.size() && markdown().blocks[last].kind == kind &&
             markdown().blocks[last].section == section) {
        ++last;
      }
      pick_block_entries(end, last, last, recovered);
    } else if (!label.value.text.empty()) {
      add_prose_entry(label.value, label.block, end, recovered);
    }
  }
}

void Picker::pick_value_entries(const Value& value) {
  if (value.is_scalar()) {
    if (value.is_null()) return;
    add_prose_entry({.text = collapse_space(value.text()), .where = value.where()}, 0, 0, false);
    return;
  }
  if (value.is_map()) {
    for (const Value::Entry& entry : value.entries()) {
      Item item;
      item.where = entry.where;
      item.form = "front matter";
      item.text = entry.key;
      if (!selector_.fields_.empty()) {
        item.fields.push_back(
            {.name = selector_.fields_.front().name, .text = entry.key, .where = entry.where});
      }
      for (const Value::Entry& part : entry.value.entries()) {
        for (const auto& field : selector_.fields_) {
          if (any_matches(field.titles, normal_title(part.key)) &&
              item.find(field.name) == nullptr) {
            item.fields.push_back({.name = field.name,
                                   .text = collapse_space(part.value.text()),
                                   .where = part.value.where()});
          }
        }
      }
      add_entry(std::move(item));
    }
    return;
  }
  for (const Value& one : value.items()) {
    if (!one.is_map()) {
      pick_value_entries(one);
      continue;
    }
    Item item;
    item.where = one.where();
    item.form = "front matter";
    std::vector<std::string> names;
    for (const Value::Entry& part : one.entries())
      names.push_back(part.value.is_scalar() ? normal_title(part.key) : std::string());
    for (const auto& field : selector_.fields_) {
      const std::size_t at = best_title(field.titles, names);
      if (at >= names.size()) continue;
      const Value::Entry& part = one.entries()[at];
      const bool null = part.value.is_null();
      item.fields.push_back({.name = field.name,
                             .text = null ? "" : collapse_space(part.value.text()),
                             .where = null ? part.where : part.value.where()});
    }
    if (const Field* name =
            selector_.fields_.empty() ? nullptr : item.find(selector_.fields_.front().name)) {
      item.text = name->text;
    }
    add_entry(std::move(item));
  }
}

void Picker::pick_block_entries(std::size_t first, std::size_t last, std::size_t end,
                                bool recovered) {
  const std::size_t before = items_.size();
  for (std::size_t i = first; i < last; ++i) {
    const Block& block = markdown().blocks[i];
    if (block.kind == BlockKind::table)
      pick_table_rows(markdown().tables[static_cast<std::size_t>(block.table)], recovered);
  }
  if (items_.size() == before) pick_list_items(first, last);
  if (items_.size() == before && end > last) pick_sub_sections(first, end);
  if (items_.size() == before) pick_prose(first, last);
}

void Picker::pick_table_rows(const Table& table, bool recovered) {
  std::vector<std::string> headers;
  for (const Inline& cell : table.header) headers.push_back(normal_title(cell.text));
  for (const TableRow& row : table.rows) {
    Item item;
    item.form = "table";
    item.where = row.where;
    item.recovered = recovered;
    for (const auto& field : selector_.fields_) {
      const std::size_t column = best_title(field.titles, headers);
      if (column >= row.cells.size()) continue;
      const Inline& cell = row.cells[column];
      item.fields.push_back({.name = field.name, .text = cell.text, .where = cell.where});
    }
    if (!row.cells.empty()) {
      item.text = row.cells.front().text;
      item.where = row.cells.front().where;
      if (!selector_.fields_.empty() && item.find(selector_.fields_.front().name) == nullptr) {
        item.fields.insert(item.fields.begin(), {.name = selector_.fields_.front().name,
                                                 .text = row.cells.front().text,
                                                 .where = row.cells.front().where});
      }
      if (!item.fields.empty()) {
        item.text = item.fields.front().text;
        item.where = item.fields.front().where;
      }
    }
    add_entry(std::move(item));
  }
}

void Picker::pick_list_items(std::size_t first, std::size_t last) {
  const auto& blocks = markdown().blocks;
  int outermost = 0;
  for (std::size_t i = first; i < last; ++i) {
    if (blocks[i].kind == BlockKind::item && (outermost == 0 || blocks[i].item_depth < outermost))
      outermost = blocks[i].item_depth;
  }
  for (std::size_t i = first; i < last; ++i) {
    if (blocks[i].kind != BlockKind::item || blocks[i].item_depth != outermost) continue;
    std::size_t end = i + 1;
    while (end < last && blocks[end].item_depth > outermost) ++end;
    add_prose_entry(blocks[i].content, i, end, blocks[i].recovered);
  }
}

/// `### AUROC` with a body is an entry of its own.
void Picker::pick_sub_sections(std::size_t first, std::size_t end) {
  for (const Section& section : markdown().sections) {
    if (section.first <= first || section.end > end || section.title.text.empty()) continue;
    Inline text = section.title;
    const std::string body = text_of(markdown(), section.first, section.end);
    if (!body.empty()) text.text += ": " + body;
    add_prose_entry(text, section.first, section.end, false);
  }
}

/// No list and no table: "None: we train nothing", or names behind one another, "AUROC, latency".
void Picker::pick_prose(std::size_t first, std::size_t last) {
  const auto& blocks = markdown().blocks;
  for (std::size_t i = first; i < last; ++i) {
    if (blocks[i].kind == BlockKind::paragraph && !blocks[i].content.text.empty()) {
      add_prose_entry(blocks[i].content, i, i + 1, blocks[i].recovered);
    }
  }
}

void Picker::add_prose_entry(const Inline& text, std::size_t first, std::size_t end,
                             bool recovered) {
  const bool in_body = document_.markdown && end > 0;
  Item item;
  item.form = in_body ? "list" : "front matter";
  item.where = text.where;
  item.emphasised = text.emphasised;
  item.empty_code = text.empty_code;
  item.recovered = recovered;
  item.first_block = first;
  item.end_block = end;
  if (auto reason = reason_for_none(text.text)) {
    item.key = selector_.name_;
    item.says_none = true;
    item.text = *std::move(reason);
    add(std::move(item));
    return;
  }
  Prose prose{.all = text.text, .where = text.where};
  prose.body = without_references(
      text.text, in_body ? std::string_view(source_of(first, end)) : std::string_view(),
      prose.references);
  if (in_body) prose.more = text_of(markdown(), first + 1, end);
  read_name(prose);
  const auto names =
      prose.rest.empty() && prose.more.empty() && prose.references.empty() && !selector_.sentences_
          ? enumerated(prose.name)
          : std::vector<std::string_view>{prose.name};
  for (const std::string_view name : names) {
    Item one = item;
    one.text = std::string(name);
    one.where = shifted(text.where, static_cast<std::size_t>(name.data() - text.text.data()));
    add_prose_fields(prose, one);
    add_entry(std::move(one));
  }
}

/// Where an entry's name ends and its description begins.
void Picker::read_name(Prose& prose) const {
  prose.name = trim(prose.body);
  if (selector_.sentences_) return;
  const Separator separator = find_separator(prose.body);
  if (separator.at != std::string_view::npos) {
    prose.name = trim(prose.body.substr(0, separator.at));
    prose.rest = trim(prose.body.substr(separator.at + separator.length));
    return;
  }
  // "AUROC, at the cost of rare claims": the phrase itself begins the description.
  const std::string lower = ascii_lower(prose.body);
  std::size_t begin = std::string_view::npos;
  for (const auto& field : selector_.fields_) {
    for (const std::string& phrase : field.phrases) begin = std::min(begin, lower.find(phrase));
  }
  if (begin == 0 || begin == std::string_view::npos) return;
  prose.name = trim(prose.body.substr(0, begin));
  while (prose.name.ends_with(',') || prose.name.ends_with(';')) prose.name.remove_suffix(1);
  prose.rest = trim(prose.body.substr(begin));
}

/// The fields of an entry in prose: from labels inside it, names in brackets behind it, links, and
/// phrases that give them away.
void Picker::add_prose_fields(const Prose& prose, Item& item) const {
  for (std::size_t i = 0; i < selector_.fields_.size(); ++i) {
    const auto& field = selector_.fields_[i];
    const bool is_name = i == 0;
    if (document_.markdown && item.end_block > 0) {
      for (const Label& label : labels_in(item.first_block, item.end_block)) {
        if (any_matches(field.titles, label.name) && !label.value.text.empty() &&
            item.find(field.name) == nullptr) {
          item.fields.push_back(
              {.name = field.name, .text = label.value.text, .where = label.value.where});
          if (is_name && label.block == item.first_block) item.text = label.value.text;
        }
      }
    }
    if (item.find(field.name) != nullptr) continue;
    if (is_name) {
      item.fields.push_back({.name = field.name, .text = item.text, .where = item.where});
      continue;
    }
    const auto reference =
        std::find_if(prose.references.begin(), prose.references.end(), [&](std::string_view name) {
          return field.reference == (is_path(name) ? Reference::path : Reference::identifier);
        });
    if (reference != prose.references.end()) {
      const auto at = static_cast<std::size_t>(reference->data() - prose.all.data());
      item.fields.push_back(
          {.name = field.name, .text = std::string(*reference), .where = shifted(prose.where, at)});
      continue;
    }
    if (field.reference == Reference::path && item.end_block > 0)
      add_linked_field(field.name, item);
    if (field.reference != Reference::none && item.find(field.name) == nullptr) {
      const std::string_view name = labelled_name(prose.all, field.titles, field.reference);
      if (!name.empty()) {
        const auto at = static_cast<std::size_t>(name.data() - prose.all.data());
        item.fields.push_back(
            {.name = field.name, .text = std::string(name), .where = shifted(prose.where, at)});
        continue;
      }
    }
    const std::string rest =
        collapse_space(std::string(prose.rest) + (prose.more.empty() ? "" : " " + prose.more));
    const std::string lower = ascii_lower(rest);
    const bool says = std::any_of(
        field.phrases.begin(), field.phrases.end(),
        [&](const std::string& phrase) { return lower.find(phrase) != std::string::npos; });
    if (says && item.find(field.name) == nullptr)
      item.fields.push_back({.name = field.name, .text = rest, .where = item.where});
  }
}

/// A link to a file of the tree stands for its path.
void Picker::add_linked_field(const std::string& name, Item& item) const {
  const auto& blocks = markdown().blocks;
  if (item.first_block >= item.end_block || item.end_block > blocks.size()) return;
  const int first = blocks[item.first_block].where.line;
  const int last = blocks[item.end_block - 1].end_line;
  for (const Link& link : markdown().links) {
    if (link.image || link.where.line < first || link.where.line > last) continue;
    if (link.target.find("://") != std::string::npos || !is_path(link.target)) continue;
    item.fields.push_back({.name = name, .text = link.target, .where = link.where});
    return;
  }
}

/// The source of the lines that blocks [first, end) stand in.
std::string_view Picker::source_of(std::size_t first, std::size_t end) const {
  const auto& blocks = markdown().blocks;
  if (first >= end || end > blocks.size()) return {};
  std::string_view source = document_.source;
  int line = 1;
  std::size_t begin = 0;
  while (line < blocks[first].where.line && begin < source.size()) {
    const std::size_t next = source.find('\n', begin);
    begin = next == std::string_view::npos ? source.size() : next + 1;
    ++line;
  }
  std::size_t stop = begin;
  while (line <= blocks[end - 1].end_line && stop < source.size()) {
    const std::size_t next = source.find('\n', stop);
    stop = next == std::string_view::npos ? source.size() : next + 1;
    ++line;
  }
  return source.substr(begin, stop - begin);
}

void Picker::add_entry(Item item) {
  if (item.key.empty()) item.key = selector_.name_ + "/" + shorten(item.text, 60);
  add(std::move(item));
}

}  // namespace qualm::documents
