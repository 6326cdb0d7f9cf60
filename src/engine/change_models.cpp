// Which models a change replaces, and whether their notes and cards say so.

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include <fmt/format.h>

#include "engine/change_fact_list.hpp"
#include "engine/change_item.hpp"
#include "engine/change_notes.hpp"
#include "engine/system_artefacts.hpp"
#include "support/path.hpp"
#include "support/text.hpp"

namespace qualm::engine {
namespace {

constexpr std::string_view kManifest = "artefact-manifest";

/// What stands for one part of a model, and the name people know that part by.
using Parts = std::map<std::string, std::string>;

std::string text_at(const Value& map, std::string_view key) {
  const Value* value = map.find(key);
  return value != nullptr && value->is_scalar() && !value->is_null() ? value->text()
                                                                     : std::string();
}

/// The digits of `sha256:9F2C…`: case and prefix are no other model.
std::string digest_of(const Value& part) {
  std::string digest = ascii_lower(trim(text_at(part, "sha256")));
  constexpr std::string_view kPrefix = "sha256:";
  if (digest.starts_with(kPrefix)) digest.erase(0, kPrefix.size());
  return digest;
}

/// What a manifest says the model is made of: files by digest, models it builds on, a hosted model
/// by revision. Data, seed and code may change without another model coming of it.
void add_stated_parts(const documents::Document& manifest, Parts& parts) {
  for (const char* list : {"artefacts", "base_models"}) {
    const Value* all = manifest.data.find(list);
    if (all == nullptr) continue;
    for (const Value& part : all->items()) {
      const std::string file = text_at(part, "file");
      const std::string name = file.empty() ? text_at(part, "name") : std::string(name_part(file));
      const std::string digest = digest_of(part);
      const std::string revision = text_at(part, "revision");
      if (!digest.empty()) parts.emplace(digest, name);
      if (digest.empty() && !revision.empty())
        parts.emplace(fmt::format("{} at {}", name, revision), name);
    }
  }
  if (!text_at(manifest.data, "hosted").empty()) {
    const std::string name = text_at(manifest.data, "model");
    parts.emplace(fmt::format("hosted {} {}", name, text_at(manifest.data, "revision")),
                  name.empty() ? "the hosted model" : name);
  }
}

/// The parts of the model of a system, as its manifests state them.
Parts stated_parts(const DocumentList& manifests) {
  Parts parts;
  for (const documents::Document* manifest : manifests) {
    if (!manifest->unreadable) add_stated_parts(*manifest, parts);
  }
  return parts;
}

/// Which system each model file belongs to, lock files among them.
class ModelFiles {
 public:
  explicit ModelFiles(const ChangeSide& side) {
    const auto by_system = artefacts_by_system(side.land);
    for (std::size_t i = 0; i < by_system.size(); ++i) {
      for (const std::string& path : by_system[i]) systems_.emplace(path, i);
    }
    for (const std::string& path : side.land.artefacts) {
      if (path.ends_with(".yaml") || path.ends_with(".yml"))
        systems_.emplace(path, side.owners.nearest(path));
    }
    for (const auto& [path, system] : systems_) having_.insert(system);
  }

  [[nodiscard]] bool any(std::size_t system) const { return having_.contains(system); }
  [[nodiscard]] bool has(std::size_t system, const std::string& path) const {
    const auto found = systems_.find(path);
    return found != systems_.end() && found->second == system;
  }

 private:
  std::map<std::string, std::size_t> systems_;
  std::set<std::size_t> having_;
};

/// A system whose model is another one now, and the names of what is new or gone.
struct ChangedModel {
  const SystemPair* pair = nullptr;
  std::vector<std::string> parts;
};

class ChangedModels {
 public:
  ChangedModels(const Change& change, Contents& contents)
      : change_(change), contents_(contents), before_(change.before), after_(change.after) {}

  Result<std::vector<ChangedModel>> find() {
    std::vector<ChangedModel> models;
    for (const SystemPair& pair : change_.systems) {
      if (!pair.stays()) continue;
      QUALM_ASSIGN(std::vector<std::string> names, changed_parts(pair));
      if (!names.empty()) models.push_back({.pair = &pair, .parts = std::move(names)});
    }
    return models;
  }

 private:
  /// The parts that only one side has. The first model of a system replaces none.
  Result<std::vector<std::string>> changed_parts(const SystemPair& pair) {
    Parts old;
    Parts fresh;
    QUALM_TRY(add_files(pair, old, fresh));
    const bool restated = changed_documents(change_, pair, kManifest).has_value();
    if (old.empty() && fresh.empty() && !restated) return std::vector<std::string>();
    // A file that is listed by its digest is the same wherever it is kept.
    const bool had_files = before_.any(pair.before);
    old.merge(stated_parts(documents_of(change_.before, pair.before, kManifest)));
    fresh.merge(stated_parts(documents_of(change_.after, pair.after, kManifest)));
    if (old.empty() && !had_files) return std::vector<std::string>();
    std::set<std::string> names;
    for (const auto& [part, name] : fresh) {
      if (!old.contains(part)) names.insert(name);
    }
    for (const auto& [part, name] : old) {
      if (!fresh.contains(part)) names.insert(name);
    }
    return std::vector<std::string>(names.begin(), names.end());
  }

  /// Files are compared by what they hold: one that was renamed, or moved to Git LFS, is the same.
  Result<void> add_files(const SystemPair& pair, Parts& old, Parts& fresh) {
    for (const std::size_t index : change_.before.touched[pair.before]) {
      const ChangedPath& one = change_.paths[index];
      if (!is_file(one.before) || !before_.has(pair.before, one.path)) continue;
      QUALM_ASSIGN(const std::string content, contents_.digest_before(*one.before));
      old.emplace(content.empty() ? "unknown before " + one.path : content, name_part(one.path));
    }
    for (const std::size_t index : change_.after.touched[pair.after]) {
      const ChangedPath& one = change_.paths[index];
      if (!is_file(one.after) || !after_.has(pair.after, one.path)) continue;
      QUALM_ASSIGN(const std::string content, contents_.digest_after(*one.after));
      fresh.emplace(content.empty() ? "unknown after " + one.path : content, name_part(one.path));
    }
    return {};
  }

  const Change& change_;
  Contents& contents_;
  ModelFiles before_;
  ModelFiles after_;
};

/// The documents of one kind of every system whose model changed. One that is missing on either
/// side is new, or the business of the rule that asks for it.
ChangeItems documents_of_changed_models(const Change& change, Contents& contents,
                                        std::string_view kind, const std::string& fact) {
  QUALM_ASSIGN(const auto models, ChangedModels(change, contents).find());
  std::vector<documents::Item> items;
  for (const ChangedModel& model : models) {
    const DocumentList after = documents_of(change.after, model.pair->after, kind);
    const DocumentList before = documents_of(change.before, model.pair->before, kind);
    if (before.empty() || after.empty()) continue;
    const std::string system = shown_folder(change.folder(*model.pair));
    const bool updated = AddedWords(before, after).say_something();
    const std::string parts = join_words(model.parts);
    items.push_back(change_item(fact + "/" + system, parts, {after.front()->path, {}},
                                {{"system", system},
                                 {"model", parts},
                                 {"file", after.front()->path},
                                 {"updated", yes_or_no(updated)}}));
  }
  return items;
}

}  // namespace

ChangeItems notes_of_changed_models(const Change& change, Contents& contents) {
  return documents_of_changed_models(change, contents, "deliberation-note", "notes");
}

ChangeItems cards_of_changed_models(const Change& change, Contents& contents) {
  return documents_of_changed_models(change, contents, "model-card", "cards");
}

}  // namespace qualm::engine
