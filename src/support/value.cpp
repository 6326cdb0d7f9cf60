// A tree of data with positions.

#include "support/value.hpp"

#include <charconv>

namespace qualm {

Value Value::scalar(std::string text, bool quoted, SourcePos where) {
  Value value;
  value.text_ = std::move(text);
  value.quoted_ = quoted;
  value.where_ = where;
  return value;
}

Value Value::list(SourcePos where) {
  Value value;
  value.kind_ = Kind::list;
  value.where_ = where;
  return value;
}

Value Value::map(SourcePos where) {
  Value value;
  value.kind_ = Kind::map;
  value.where_ = where;
  return value;
}

bool Value::is_null() const {
  if (kind_ != Kind::scalar || quoted_) return false;
  if (text_.size() < 2) return text_.empty() || text_ == "~";
  return text_.size() == 4 && (text_ == "null" || text_ == "Null" || text_ == "NULL");
}

std::string_view Value::kind_name() const {
  switch (kind_) {
    case Kind::list:
      return "a list";
    case Kind::map:
      return "a map";
    case Kind::scalar:
      break;
  }
  return is_null() ? "nothing" : "a text";
}

const Value* Value::find(std::string_view key) const {
  for (const Entry& entry : entries_) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

std::optional<bool> Value::as_bool() const {
  if (kind_ != Kind::scalar || quoted_) return std::nullopt;
  if (text_ == "true" || text_ == "True" || text_ == "TRUE") return true;
  if (text_ == "false" || text_ == "False" || text_ == "FALSE") return false;
  return std::nullopt;
}

std::optional<std::int64_t> Value::as_integer() const {
  if (kind_ != Kind::scalar || quoted_ || text_.empty()) return std::nullopt;
  std::int64_t number = 0;
  const char* const end = text_.data() + text_.size();
  const auto [stop, error] = std::from_chars(text_.data(), end, number);
  if (error != std::errc() || stop != end) return std::nullopt;
  return number;
}

Value& Value::add(Value item) {
  items_.push_back(std::move(item));
  return items_.back();
}

Value& Value::add(std::string key, SourcePos key_where, Value value) {
  entries_.push_back({std::move(key), key_where, std::move(value)});
  return entries_.back().value;
}

}  // namespace qualm
