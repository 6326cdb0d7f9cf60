// Several entries of one kind, wherever they stand: a table, a list, sub-sections or front matter.

#include <algorithm>

#include "documents/picker.hpp"
#include "support/text.hpp"

namespace qualm::documents {
namespace {

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

/// "- [x] …", "1. [X] …": a list item that is ticked off.
bool is_ticked(std::string_view source) {
  constexpr std::size_t kLongestBullet = 5;
  const std::string_view line = trim(source.substr(0, source.find('\n')));
  const std::size_t box = line.find('[');
  return box != std::string_view::npos && box <= kLongestBullet && box > 0 &&
         line.size() > box + 3 && (line[box + 1] == 'x' || line[box + 1] == 'X') &&
         line[box + 2] == ']' && line[box + 3] == ' ';
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
      pick_running_text(label.value, {label.block, end, recovered, "label"});
    } else if (!label.in_table) {
      pick_lines_below(label);
    }
  }
}

/// "**Alternatives considered**" over the lines "Option A: …" and "Option B: …": each line that
/// states no other fact is an entry.
void Picker::pick_lines_below(const Label& label) {
  for (const Label& line : labels_in(label.block, label.block + 1)) {
    if (line.title.where <= label.title.where || line.value.text.empty()) continue;
    if (is_wanted(line.name) || is_other_fact(line.name)) return;
    Inline text = line.title;
    text.text += ": " + line.value.text;
    add_prose_entry(text, {.recovered = markdown().blocks[label.block].recovered});
  }
}

void Picker::pick_value_entries(const Value& value) {
  if (value.is_scalar()) {
    if (value.is_null()) return;
    pick_running_text({.text = collapse_space(value.text()), .where = value.where()},
                      {.form = "front matter"});
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
  if (items_.size() == before) pick_headed_lists(first, last);
  if (items_.size() == before) pick_list_items(first, last);
  if (items_.size() == before && end > last) {
    if (gathers_lists(last, end)) {
      pick_list_items(last, end);
    } else {
      pick_sub_sections(last, end);
    }
  }
  if (items_.size() == before) pick_prose(first, last);
}

/// "Keep 1.3.2:" over a list and "Rules only:" over another: each line is an entry, its list what
/// is said about it. Only where an entry takes what stands behind its name, and there are two.
void Picker::pick_headed_lists(std::size_t first, std::size_t last) {
  const auto& blocks = markdown().blocks;
  if (!takes_anything()) return;
  std::vector<std::pair<std::size_t, std::size_t>> headed;  // the line, and the end of its list
  for (std::size_t i = first; i < last; ++i) {
    if (blocks[i].kind != BlockKind::item) continue;
    if (i == first || blocks[i - 1].kind != BlockKind::paragraph ||
        !blocks[i - 1].content.text.ends_with(':')) {
      return;
    }
    const std::size_t line = i - 1;
    while (i + 1 < last && (blocks[i + 1].kind == BlockKind::item || blocks[i + 1].item_depth > 0))
      ++i;
    headed.emplace_back(line, i + 1);
  }
  if (headed.size() < 2) return;
  for (const auto& [line, end] : headed) {
    Inline name = blocks[line].content;
    name.text.pop_back();
    add_prose_entry(name, {line, end, blocks[line].recovered});
  }
}

/// Whether the sub-sections in blocks [first, end) only group lists, by system or by function, and
/// none of them describes an entry of its own in labels such as "Owner:".
bool Picker::gathers_lists(std::size_t first, std::size_t end) const {
  if (!selector_.sentences_) return false;
  for (const Section& section : markdown().sections) {
    if (section.first <= first || section.end > end || section.first >= section.last) continue;
    const auto& blocks = markdown().blocks;
    const bool listed =
        std::any_of(blocks.begin() + static_cast<std::ptrdiff_t>(section.first),
                    blocks.begin() + static_cast<std::ptrdiff_t>(section.last),
                    [](const Block& block) { return block.kind == BlockKind::item; });
    const auto labels = labels_in(section.first, section.last);
    const bool describes = std::any_of(labels.begin(), labels.end(), [&](const Label& label) {
      return std::any_of(selector_.fields_.begin(), selector_.fields_.end(),
                         [&](const auto& field) { return any_matches(field.titles, label.name); });
    });
    if (!listed || describes) return false;
  }
  return true;
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
    const std::size_t before = items_.size();
    add_prose_entry(blocks[i].content, {i, end, blocks[i].recovered});
    if (!is_ticked(source_of(i, i + 1))) continue;
    for (std::size_t k = before; k < items_.size(); ++k)
      items_[k].fields.push_back({.name = "done", .text = "yes", .where = items_[k].where});
  }
}

/// The outermost items of every list: what a document that is one list has to say. Who agreed may
/// be a list too, under a title that says so.
void Picker::pick_items() {
  if (!document_.markdown) return;
  const std::vector<bool> elsewhere = blocks_of_other_facts();
  for (std::size_t first = 0; first < elsewhere.size();) {
    std::size_t last = first;
    while (last < elsewhere.size() && elsewhere[last] == elsewhere[first]) ++last;
    if (!elsewhere[first]) pick_list_items(first, last);
    first = last;
  }
}

/// Which blocks stand under the title of another fact: in its section, or in the list behind its
/// label.
std::vector<bool> Picker::blocks_of_other_facts() const {
  const auto& blocks = markdown().blocks;
  std::vector<bool> other(blocks.size(), false);
  const auto mark = [&](std::size_t first, std::size_t end) {
    for (std::size_t i = first; i < std::min(end, blocks.size()); ++i) other[i] = true;
  };
  for (std::size_t i = 2; i < markdown().sections.size(); ++i) {  // the first is the document's own
    const Section& section = markdown().sections[i];
    if (lists_another_fact(section.name)) mark(section.first, section.end);
  }
  for (const Label& label : markdown().labels) {
    if (label.in_table || !label.value.text.empty() || !lists_another_fact(label.name)) continue;
    std::size_t end = label.block + 1;
    while (end < blocks.size() && blocks[end].kind == BlockKind::item) ++end;
    mark(label.block, end);
  }
  return other;
}

/// Whether what is listed under a title is another fact: one that has entries, or one that the
/// title names in full. "Review" alone may be what the items are about.
bool Picker::lists_another_fact(std::string_view normal_name) const {
  const auto& titles = *selector_.kind_titles_;
  const auto facts = document_.kind->facts;
  for (std::size_t i = 0; i < std::min(facts.size(), titles.size()); ++i) {
    const bool clear =
        facts[i].form == FactForm::entries || normal_name.find(' ') != std::string_view::npos;
    if (clear && titles[i].matches(normal_name)) return true;
  }
  return false;
}

/// `### AUROC` with a body is an entry of its own, with all that stands below it.
void Picker::pick_sub_sections(std::size_t first, std::size_t end) {
  std::size_t taken = 0;  // up to here sections are parts of an entry
  for (const Section& section : markdown().sections) {
    if (section.first <= first || section.end > end || section.title.text.empty()) continue;
    if (section.first < taken) continue;
    taken = section.end;
    Inline text = section.title;
    const std::string body = text_of(markdown(), section.first, section.end);
    if (!body.empty()) text.text += ": " + body;
    add_prose_entry(text, {section.first, section.end});
  }
}

/// No list and no table: "None: we train nothing", or names behind one another, "AUROC, latency".
void Picker::pick_prose(std::size_t first, std::size_t last) {
  const auto& blocks = markdown().blocks;
  for (std::size_t i = first; i < last; ++i) {
    if (blocks[i].kind != BlockKind::paragraph || blocks[i].content.text.empty()) continue;
    pick_running_text(blocks[i].content, {i, i + 1, blocks[i].recovered, "prose"});
  }
}

/// The field that is what a list item says behind its name; null when there is none.
const Selector::FieldTitles* Picker::description() const {
  const auto field = std::find_if(selector_.fields_.begin(), selector_.fields_.end(),
                                  [](const auto& one) { return one.takes_rest; });
  return field == selector_.fields_.end() ? nullptr : &*field;
}

/// Whether an entry is described by whatever stands behind its name, not by known words.
bool Picker::takes_anything() const {
  const Selector::FieldTitles* field = description();
  return field != nullptr && field->phrases.empty();
}

void Picker::add_entry(Item item) {
  if (item.key.empty()) item.key = selector_.name_ + "/" + shorten(item.text, 60);
  add(std::move(item));
}

}  // namespace qualm::documents
