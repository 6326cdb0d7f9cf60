// One statement, wherever it stands: front matter, a section, a labelled paragraph or a table row.

#include <algorithm>
#include <functional>

#include "documents/hidden_html.hpp"
#include "documents/picker.hpp"
#include "support/text.hpp"

namespace qualm::documents {
namespace {

/// A front matter value as one line: a scalar, a list of scalars, or `name <email>` of a map.
std::string line_of(const Value& value) {
  if (value.is_scalar()) return collapse_space(value.is_null() ? "" : value.text());
  std::string line;
  if (value.is_list()) {
    for (const Value& item : value.items()) line += (line.empty() ? "" : ", ") + line_of(item);
    return line;
  }
  const Value* name = value.find("name");
  const Value* email = value.find("email");
  if (name != nullptr && name->is_scalar()) line = line_of(*name);
  if (email != nullptr && email->is_scalar() && !email->is_null()) {
    line += (line.empty() ? "" : " ") + ("<" + email->text() + ">");
  }
  if (!line.empty()) return line;
  for (const Value::Entry& entry : value.entries()) {
    line += (line.empty() ? "" : ", ") + entry.key +
            (entry.value.is_null() ? "" : ": " + line_of(entry.value));
  }
  return line;
}

}  // namespace

int KeyCounts::count(std::string_view key) {
  constexpr std::size_t kFew = 48;
  const std::size_t hash = std::hash<std::string_view>()(key);
  const auto known =
      std::find_if(few_.begin(), few_.end(), [&](const auto& one) { return one.first == hash; });
  if (known != few_.end()) return ++known->second;
  if (few_.size() == kFew) return ++many_[hash];
  few_.emplace_back(hash, 1);
  return 1;
}

const std::vector<std::string_view>& Picker::lines() const {
  if (lines_.empty()) lines_ = split_lines(document_.source);
  return lines_;
}

void Picker::add(Item item) {
  const int count = keys_.count(item.key);
  if (count > 1) item.key += "#" + std::to_string(count);
  items_.push_back(std::move(item));
}

std::vector<Item> Picker::pick() {
  using Form = Selector::Form;
  if (document_.unreadable) return {};
  const bool is_markdown = document_.markdown.has_value();
  switch (selector_.form_) {
    case Form::value:
      pick_values(document_.data, 0, "", "");
      break;
    case Form::each:
      pick_each();
      break;
    case Form::entries:
      pick_entries();
      break;
    case Form::items:
      pick_items();
      break;
    case Form::statement:
    case Form::section:
      if (is_markdown || selector_.form_ == Form::statement) {
        pick_statements(selector_.form_ == Form::section);
      }
      break;
    case Form::document:
      break;
  }
  return std::move(items_);
}

void Picker::pick_statements(bool sections_only) {
  if (!sections_only) pick_front_matter_statement();
  if (!document_.markdown) return;
  const auto& sections = markdown().sections;
  for (std::size_t i = 1; i < sections.size(); ++i) {
    if (is_wanted(sections[i].name) && (sections_only || !holds_own_label(sections[i]))) {
      pick_section_statement(i);
    }
  }
  if (sections_only) return;
  for (const Label& label : markdown().labels) {
    if (is_wanted(label.name)) pick_label_statement(label);
  }
  sort_statements();
}

/// In the order of the document, whatever their form; front matter is first anyway.
void Picker::sort_statements() {
  std::vector<Item> items = std::move(items_);
  std::stable_sort(items.begin(), items.end(),
                   [](const Item& a, const Item& b) { return a.where < b.where; });
  items_.clear();
  keys_.clear();
  for (Item& item : items) {
    item.key = selector_.name_;
    add(std::move(item));
  }
}

void Picker::pick_front_matter_statement() {
  for (std::size_t i = 0; i < document_.names.size(); ++i) {
    if (!is_wanted(document_.names[i])) continue;
    const Value::Entry& entry = document_.data.entries()[i];
    Item item;
    item.key = selector_.name_;
    item.text = line_of(entry.value);
    item.where = item.text.empty() ? entry.where : entry.value.where();
    item.form = "front matter";
    item.fields.push_back({.name = "title", .text = entry.key, .where = entry.where});
    add(std::move(item));
  }
  if (const Value* models = document_.data.find("models")) pick_models_statements(*models);
}

/// A card of several models may list them in its front matter, each with statements of its own.
void Picker::pick_models_statements(const Value& models) {
  int part = -1;
  for (const Value& model : models.items()) {
    --part;
    for (const Value::Entry& entry : model.entries()) {
      if (!is_wanted(normal_title(entry.key))) continue;
      Item item;
      item.key = selector_.name_;
      item.text = line_of(entry.value);
      item.where = item.text.empty() ? entry.where : entry.value.where();
      item.form = "front matter";
      item.part = part;
      item.fields.push_back({.name = "title", .text = entry.key, .where = entry.where});
      add(std::move(item));
    }
  }
}

/// Whether a heading or label is the title of a fact that is not being picked.
bool Picker::is_other_fact(std::string_view normal_name) const {
  if (is_wanted(normal_name)) return false;
  const auto& facts = *selector_.kind_titles_;
  return std::any_of(facts.begin(), facts.end(),
                     [&](const GlobSet& titles) { return titles.matches(normal_name); });
}

/// The labels of blocks [first, end); labels stand in document order.
std::span<const Label> Picker::labels_in(std::size_t first, std::size_t end) const {
  const auto& labels = markdown().labels;
  const auto before = [](const Label& label, std::size_t block) { return label.block < block; };
  const auto begin = std::lower_bound(labels.begin(), labels.end(), first, before);
  const auto stop = std::lower_bound(begin, labels.end(), end, before);
  return {begin, stop};
}

/// Whether blocks [first, end) hold an image or raw HTML that shows something.
bool Picker::is_wordless(std::size_t first, std::size_t end) const {
  const auto& blocks = markdown().blocks;
  for (std::size_t i = first; i < std::min(end, blocks.size()); ++i) {
    if (blocks[i].kind == BlockKind::html && shows_anything(blocks[i].content.text)) return true;
    const auto stands_here = [&](const Link& link) {
      return link.image && blocks[i].where.line <= link.where.line &&
             link.where.line <= blocks[i].end_line;
    };
    if (std::any_of(markdown().links.begin(), markdown().links.end(), stands_here)) return true;
  }
  return false;
}

/// A section's statement ends where a labelled paragraph states another fact. Under a title that
/// names two facts, "Human objective and proxies", the list behind the first paragraph is the
/// other.
std::size_t Picker::end_of_statement(const Section& section) const {
  const auto& blocks = markdown().blocks;
  const auto& facts = *selector_.kind_titles_;
  const bool shared = section.name.find(" and ") != std::string::npos &&
                      std::count_if(facts.begin(), facts.end(), [&](const auto& titles) {
                        return titles.matches(section.name);
                      }) > 1;
  bool spoken = false;
  for (std::size_t i = section.first; i < section.last; ++i) {
    const bool listed = blocks[i].kind == BlockKind::item || blocks[i].kind == BlockKind::table;
    if (spoken && shared && listed) return i;
    const auto labels = labels_in(i, i + 1);
    const bool other = std::any_of(labels.begin(), labels.end(), [&](const Label& label) {
      return !label.in_table && is_other_fact(label.name);
    });
    if (spoken && other) return i;
    spoken = spoken || (blocks[i].kind != BlockKind::comment && !blocks[i].content.text.empty());
  }
  return section.last;
}

/// "## Owner" over "Owner: Dana": the label is the statement, the section only holds it.
bool Picker::holds_own_label(const Section& section) const {
  const auto labels = labels_in(section.first, section.last);
  return std::any_of(labels.begin(), labels.end(),
                     [&](const Label& label) { return is_wanted(label.name); });
}

void Picker::pick_section_statement(std::size_t index) {
  const Section& section = markdown().sections[index];
  const auto& blocks = markdown().blocks;
  Item item;
  item.key = selector_.name_;
  item.form = "section";
  item.part = section.parent;
  item.first_block = section.first;
  item.end_block = end_of_statement(section);
  item.text = text_of(markdown(), item.first_block, item.end_block);
  if (item.text.empty()) {
    item.text = text_of(markdown(), section.first, section.end);
    item.end_block = section.end;
  }
  item.wordless = is_wordless(section.first, section.end);
  item.where = section.where;
  for (std::size_t i = item.first_block; i < std::min(item.end_block, blocks.size()); ++i) {
    const Block& block = blocks[i];
    const bool speaks = block.kind == BlockKind::paragraph || block.kind == BlockKind::item;
    if (!speaks && block.kind != BlockKind::table && block.kind != BlockKind::code) continue;
    item.where = speaks ? block.content.where : block.where;
    item.emphasised = block.content.emphasised;
    item.code = block.content.code;
    item.empty_code = block.content.empty_code;
    item.recovered = block.recovered;
    break;
  }
  item.fields.push_back({.name = "title", .text = section.title.text, .where = section.where});
  add(std::move(item));
}

/// A label without a value speaks through the list or the paragraph behind it.
std::size_t Picker::end_of_label(const Label& label) const {
  const auto& blocks = markdown().blocks;
  std::size_t end = label.block + 1;
  if (!label.value.text.empty() || label.in_table) return end;
  const int depth = blocks[label.block].item_depth;
  while (end < blocks.size() && blocks[end].kind == BlockKind::item &&
         blocks[end].item_depth > depth)
    ++end;
  return end;
}

void Picker::pick_label_statement(const Label& label) {
  const Block& block = markdown().blocks[label.block];
  Item item;
  item.key = selector_.name_;
  item.form = label.in_table ? "table" : "label";
  item.first_block = label.block;
  item.end_block = end_of_label(label);
  item.recovered = block.recovered;
  item.part = block.section;
  item.code = label.value.code;
  item.text = label.value.text;
  item.where = label.value.where;
  item.emphasised = label.value.emphasised;
  item.empty_code = label.value.empty_code;
  if (item.text.empty()) {
    item.text = text_of(markdown(), label.block + 1, item.end_block);
    item.where =
        item.text.empty() ? label.title.where : markdown().blocks[label.block + 1].content.where;
  }
  item.fields.push_back({.name = "title", .text = label.title.text, .where = label.title.where});
  add(std::move(item));
}

}  // namespace qualm::documents
