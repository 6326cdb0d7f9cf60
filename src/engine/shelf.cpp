// Documents that rules of other documents ask about.

#include "engine/shelf.hpp"

#include <algorithm>

#include "support/text.hpp"

namespace qualm::engine {

const documents::Document& Shelf::at(std::size_t index) {
  const std::lock_guard lock(mutex_);
  return read(land_.documents[index]);
}

const Landscape& Shelf::whole() {
  const std::lock_guard lock(mutex_);
  return survey_whole();
}

const documents::Document& Shelf::at_whole(std::size_t index) {
  const std::lock_guard lock(mutex_);
  return read(survey_whole().documents[index]);
}

const std::vector<const documents::Document*>& Shelf::all_of(std::string_view kind) {
  const std::lock_guard lock(mutex_);
  const auto known = of_kind_.find(kind);
  if (known != of_kind_.end()) return known->second;
  auto& documents = of_kind_[std::string(kind)];
  for (const Found& found : survey_whole().documents) {
    if (found.kind->id == kind) documents.push_back(&read(found));
  }
  return documents;
}

std::vector<const documents::Document*> Shelf::near_of(std::string_view kind) {
  const std::lock_guard lock(mutex_);
  std::vector<const documents::Document*> documents;
  for (const Found& found : land_.documents) {
    if (found.kind->id == kind) documents.push_back(&read(found));
  }
  return documents;
}

const std::vector<std::string>& Shelf::folders() {
  const std::lock_guard lock(mutex_);
  if (folders_) return *folders_;
  auto& folders = folders_.emplace();
  for (const System& system : survey_whole().systems) folders.push_back(system.path);
  return folders;
}

std::size_t Shelf::system_named(std::string_view name) {
  name = trim(name);
  while (name.ends_with('/')) name.remove_suffix(1);
  if (name.empty()) return kNoSystem;
  const Landscape& land = whole();
  std::size_t found = kNoSystem;
  for (std::size_t i = 0; i < land.systems.size(); ++i) {
    const std::string_view path = land.systems[i].path;
    if (path == name) return i;
    const bool is_last = path.size() > name.size() && path.ends_with(name) &&
                         path[path.size() - name.size() - 1] == '/';
    if (!is_last) continue;
    if (found != kNoSystem) return kNoSystem;  // two of that name: neither is meant for sure
    found = i;
  }
  return found;
}

std::optional<Error> Shelf::failure() {
  const std::lock_guard lock(mutex_);
  return failure_;
}

const documents::Document& Shelf::read(const Found& found) {
  auto& documents = read_[found.entry.path];
  const auto known = std::find_if(documents.begin(), documents.end(),
                                  [&](const auto& one) { return one->kind == found.kind; });
  if (known != documents.end()) return **known;
  documents.push_back(documents::read_document(tree_, found.entry, *found.kind));
  return *documents.back();
}

const Landscape& Shelf::survey_whole() {
  if (land_.is_whole) return land_;
  if (whole_) return *whole_;
  auto land = survey(tree_, policy_);
  if (!land) failure_ = std::move(land).error();
  return whole_.emplace(land ? *std::move(land) : Landscape());
}

}  // namespace qualm::engine
