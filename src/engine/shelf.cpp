// Documents that rules of other documents ask about.

#include "engine/shelf.hpp"

#include "support/text.hpp"

namespace qualm::engine {

const documents::Document& Shelf::at(std::size_t index) {
  const std::lock_guard lock(mutex_);
  return read(index);
}

const documents::Document& Shelf::read(std::size_t index) {
  auto& slot = read_[index];
  if (slot == nullptr) {
    const Found& found = land_.documents[index];
    slot = documents::read_document(tree_, found.entry, *found.kind);
  }
  return *slot;
}

const std::vector<const documents::Document*>& Shelf::all_of(std::string_view kind) {
  const std::lock_guard lock(mutex_);
  const auto known = of_kind_.find(kind);
  if (known != of_kind_.end()) return known->second;
  auto& documents = of_kind_[std::string(kind)];
  for (std::size_t i = 0; i < land_.documents.size(); ++i) {
    if (land_.documents[i].kind->id == kind) documents.push_back(&read(i));
  }
  return documents;
}

std::size_t Shelf::system_named(std::string_view name) const {
  name = trim(name);
  while (name.ends_with('/')) name.remove_suffix(1);
  if (name.empty()) return kNoSystem;
  std::size_t found = kNoSystem;
  for (std::size_t i = 0; i < land_.systems.size(); ++i) {
    const std::string_view path = land_.systems[i].path;
    if (path == name) return i;
    const bool is_last = path.size() > name.size() && path.ends_with(name) &&
                         path[path.size() - name.size() - 1] == '/';
    if (!is_last) continue;
    if (found != kNoSystem) return kNoSystem;  // two of that name: neither is meant for sure
    found = i;
  }
  return found;
}

}  // namespace qualm::engine
