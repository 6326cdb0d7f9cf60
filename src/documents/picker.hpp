// Picks the items of one selector out of one document; private to documents/.

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "documents/selection.hpp"

namespace qualm::documents {

/// Counts how often each key was used, by their hashes: keys are many and mostly used once.
class KeyCounts {
 public:
  /// How often `key` was counted, this time included.
  int count(std::string_view key);
  void clear() { few_.clear(), many_.clear(); }

 private:
  std::vector<std::pair<std::size_t, int>> few_;
  std::unordered_map<std::size_t, int> many_;  // once there are too many to look through
};

/// One selection on its way: what it looks for, where, and what it has found.
class Picker {
 public:
  Picker(const Selector& selector, const Document& document)
      : selector_(selector), document_(document) {}

  [[nodiscard]] std::vector<Item> pick();

 private:
  /// An entry in prose: its name, what is said about it, and the names in brackets behind it.
  struct Prose {
    std::string_view all;
    SourcePos where;
    std::string_view body;  // without the references
    std::string_view name;
    std::string_view rest;
    std::string more;  // blocks below it
    std::vector<std::string_view> references;
  };

  /// Where an entry in prose stands: its blocks, if it has any to itself, and in what form.
  struct Stand {
    std::size_t first = 0;
    std::size_t end = 0;
    bool recovered = false;
    const char* form = "list";
  };

  // picker_statements.cpp
  void pick_statements(bool sections_only);
  void pick_front_matter_statement();
  void pick_section_statement(std::size_t section);
  void pick_label_statement(const Label& label);
  void sort_statements();
  void pick_models_statements(const Value& models);
  [[nodiscard]] std::span<const Label> labels_in(std::size_t first, std::size_t end) const;
  [[nodiscard]] bool holds_own_label(const Section& section) const;
  [[nodiscard]] std::size_t end_of_statement(const Section& section) const;
  [[nodiscard]] bool is_other_fact(std::string_view normal_name) const;
  [[nodiscard]] bool is_wordless(std::size_t first, std::size_t end) const;
  [[nodiscard]] std::size_t end_of_label(const Label& label) const;

  // picker_entries.cpp
  void pick_entries();
  void pick_lines_below(const Label& label);
  void pick_items();
  [[nodiscard]] std::vector<bool> blocks_of_other_facts() const;
  [[nodiscard]] bool lists_another_fact(std::string_view normal_name) const;
  void pick_value_entries(const Value& value);
  void pick_block_entries(std::size_t first, std::size_t last, std::size_t end, bool recovered);
  void pick_table_rows(const Table& table, bool recovered);
  void pick_headed_lists(std::size_t first, std::size_t last);
  [[nodiscard]] bool gathers_lists(std::size_t first, std::size_t end) const;
  void pick_list_items(std::size_t first, std::size_t last);
  void pick_sub_sections(std::size_t first, std::size_t end);
  void pick_prose(std::size_t first, std::size_t last);
  [[nodiscard]] const Selector::FieldTitles* description() const;
  [[nodiscard]] bool takes_anything() const;
  void add_entry(Item item);

  // picker_prose.cpp
  void pick_running_text(const Inline& text, const Stand& stand);
  void add_prose_entry(const Inline& text, const Stand& stand);
  void read_name(Prose& prose) const;
  static void split_at_comma(const std::vector<std::string>& words, Prose& prose);
  void add_prose_fields(const Prose& prose, Item& item) const;
  [[nodiscard]] bool add_segment_field(const Prose& prose, std::size_t index, Item& item) const;
  void add_linked_field(const std::string& name, Item& item) const;
  [[nodiscard]] std::string_view source_of(std::size_t first, std::size_t end) const;

  // picker_each.cpp
  void pick_each();
  void pick_blocks();
  [[nodiscard]] const char* form_of(std::size_t section) const;
  void pick_front_matter(const Value& value, const std::string& key);
  void pick_values(const Value& value, std::size_t depth, const std::string& key,
                   const std::string& of);
  void add_value(const Value& value, const std::string& key, const std::string& of);

  [[nodiscard]] bool is_wanted(std::string_view normal_name) const {
    return selector_.titles_.matches(normal_name);
  }
  [[nodiscard]] const Markdown& markdown() const { return *document_.markdown; }
  [[nodiscard]] const std::vector<std::string_view>& lines() const;
  void add(Item item);

  const Selector& selector_;
  const Document& document_;
  std::vector<Item> items_;
  KeyCounts keys_;
  mutable std::vector<std::string_view> lines_;  // of the source, once they were asked for
};

}  // namespace qualm::documents
