// Reading a governed file once.

#include "documents/document.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "documents/selection.hpp"
#include "documents/yaml.hpp"
#include "support/limits.hpp"
#include "support/text.hpp"

namespace qualm::documents {
namespace {

Error at_start(Error error, const std::string& path) {
  if (!error.where) error.where = Location{path, {.line = 1, .column = 1}};
  return error;
}

std::unique_ptr<Document> unreadable(std::string path, const Kind& kind, Error error) {
  auto document = std::make_unique<Document>();
  document->kind = &kind;
  document->unreadable = at_start(std::move(error), path);
  document->path = std::move(path);
  return document;
}

/// A byte order mark in front of Markdown is harmless: renderers skip it, and so do we.
std::string_view without_mark(std::string_view source) {
  if (source.starts_with("\xEF\xBB\xBF")) source.remove_prefix(3);
  return source;
}

void read_front_matter(Document& document) {
  const FrontMatter& front = document.markdown->front_matter;
  if (!front.present) return;
  if (!front.closed) {
    document.broken_front_matter = Error{
        .code = ErrorCode::invalid,
        .message = "front matter is opened here and never closed",
        .where = Location{document.path, {.line = std::max(1, front.first_line - 1), .column = 1}},
        .hint = "close it with a line `---`"};
    return;
  }
  auto data = parse_yaml(front.text, {.file = document.path, .first_line = front.first_line});
  if (!data) {
    document.broken_front_matter = std::move(data).error();
  } else if (data->is_map() || data->is_null()) {
    document.data = *std::move(data);
  } else {
    document.broken_front_matter =
        Error{.code = ErrorCode::invalid,
              .message = fmt::format("front matter should be a map, not {}", data->kind_name()),
              .where = Location{document.path, data->where()},
              .hint = "write `key: value` lines between the `---` lines"};
  }
}

std::unique_ptr<Document> read_text(std::string path, std::string source, const Kind& kind) {
  auto document = std::make_unique<Document>();
  document->path = std::move(path);
  document->kind = &kind;
  document->source = std::move(source);
  const std::string_view text =
      kind.format == Format::markdown ? without_mark(document->source) : document->source;
  if (auto encoding = check_encoding(text, document->path); !encoding) {
    document->unreadable = at_start(std::move(encoding).error(), document->path);
    return document;
  }
  if (kind.format == Format::yaml) {
    auto data = parse_yaml(text, {.file = document->path});
    if (!data) {
      document->unreadable = at_start(std::move(data).error(), document->path);
    } else {
      document->data = *std::move(data);
    }
    return document;
  }
  auto markdown = parse_markdown(text);
  if (!markdown) {
    Error error = std::move(markdown).error();
    if (error.where) error.where->file = document->path;
    document->unreadable = at_start(std::move(error), document->path);
    return document;
  }
  document->markdown = *std::move(markdown);
  read_front_matter(*document);
  return document;
}

}  // namespace

const std::vector<Item>* Picked::find(const std::string& name) const {
  const auto found = std::find_if(items_.begin(), items_.end(),
                                  [&](const auto& one) { return one.first == name; });
  return found == items_.end() ? nullptr : found->second.get();
}

const std::vector<Item>& Picked::of(const std::string& name,
                                    const std::function<std::vector<Item>()>& pick) const {
  {
    const std::lock_guard lock(mutex_);
    if (const auto* items = find(name)) return *items;
  }
  auto items = std::make_shared<const std::vector<Item>>(pick());
  const std::lock_guard lock(mutex_);
  if (const auto* first = find(name)) return *first;  // another thread was quicker
  return *items_.emplace_back(name, std::move(items)).second;
}

std::unique_ptr<Document> parse_document(std::string path, std::string source, const Kind& kind) {
  auto document = read_text(std::move(path), std::move(source), kind);
  for (const Value::Entry& entry : document->data.entries()) {
    document->names.push_back(normal_title(entry.key));
  }
  return document;
}

std::unique_ptr<Document> read_document(const Snapshot& snapshot, const TreeEntry& entry,
                                        const Kind& kind) {
  if (entry.kind == EntryKind::symlink) {
    return unreadable(entry.path, kind,
                      Error{.code = ErrorCode::invalid,
                            .message = "a symbolic link stands where a document belongs",
                            .hint = "commit the document itself: links are never followed"});
  }
  if (entry.kind == EntryKind::submodule) {
    return unreadable(entry.path, kind,
                      Error{.code = ErrorCode::invalid,
                            .message = "a submodule stands where a document belongs",
                            .hint = "commit the document in this repository"});
  }
  if (entry.kind == EntryKind::directory) {
    return unreadable(entry.path, kind,
                      Error{.code = ErrorCode::invalid,
                            .message = "a folder stands where a document belongs",
                            .hint = "rename the folder, and put the document in its place"});
  }
  auto source = snapshot.read(entry, limits::kDocumentBytes);
  if (!source) return unreadable(entry.path, kind, std::move(source).error());
  return parse_document(entry.path, *std::move(source), kind);
}

}  // namespace qualm::documents
