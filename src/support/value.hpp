// A tree of data with positions: what YAML and JSON look like to everything behind the parsers.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/error.hpp"

namespace qualm {

/// A scalar, list or map, each node with the place it was read from. Scalars keep their text: what
/// they mean is decided by the strict readers below, never guessed by a parser.
class Value {
 public:
  enum class Kind { scalar, list, map };
  struct Entry;

  Value() = default;

  [[nodiscard]] static Value scalar(std::string text, bool quoted, SourcePos where = {});
  [[nodiscard]] static Value list(SourcePos where = {});
  [[nodiscard]] static Value map(SourcePos where = {});

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] bool is_scalar() const { return kind_ == Kind::scalar; }
  [[nodiscard]] bool is_list() const { return kind_ == Kind::list; }
  [[nodiscard]] bool is_map() const { return kind_ == Kind::map; }
  /// An unquoted empty scalar, `~` or `null`.
  [[nodiscard]] bool is_null() const;
  /// "a text", "a list", "a map" or "nothing", for messages.
  [[nodiscard]] std::string_view kind_name() const;

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] bool quoted() const { return quoted_; }
  [[nodiscard]] SourcePos where() const { return where_; }

  [[nodiscard]] const std::vector<Value>& items() const { return items_; }
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }

  /// The value under `key` of a map; null when there is none or this is no map.
  [[nodiscard]] const Value* find(std::string_view key) const;

  /// `true` or `false` (YAML 1.2 core schema: not yes, no, on, off).
  [[nodiscard]] std::optional<bool> as_bool() const;
  /// A decimal integer that fits 64 bits; no octal, no hexadecimal, no leading `+`.
  [[nodiscard]] std::optional<std::int64_t> as_integer() const;

  Value& add(Value item);
  Value& add(std::string key, SourcePos key_where, Value value);

 private:
  Kind kind_ = Kind::scalar;
  bool quoted_ = false;
  SourcePos where_;
  std::string text_;
  std::vector<Value> items_;
  std::vector<Entry> entries_;
};

struct Value::Entry {
  std::string key;
  SourcePos where;
  Value value;
};

}  // namespace qualm
