// What only the repository as a whole can say.

#include "engine/repository_facts.hpp"

#include <algorithm>
#include <map>

#include "engine/system_artefacts.hpp"
#include "support/glob.hpp"
#include "support/limits.hpp"
#include "support/text.hpp"

namespace qualm::engine {
namespace {

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

bool is_below(std::string_view path, std::string_view folder) {
  return folder.empty() || path == folder ||
         (path.starts_with(folder) && path[folder.size()] == '/');
}

/// The model card that covers a folder: in it, or in the nearest folder above that is a system.
std::string card_for(const Landscape& land, const std::string& folder) {
  std::string best;
  std::size_t best_length = 0;
  for (const Found& found : land.documents) {
    if (found.kind->id != "model-card") continue;
    const std::string system = system_folder(found.entry.path);
    if (is_below(folder, system) && (best.empty() || system.size() >= best_length)) {
      best = found.entry.path;
      best_length = system.size();
    }
  }
  return best;
}

std::string card_of(const Landscape& land, const System& system) {
  for (const std::size_t index : system.documents) {
    if (land.documents[index].kind->id == "model-card") return land.documents[index].entry.path;
  }
  return {};
}

/// The card of a declared system that covers all of `paths`, wherever the system's own folder is.
std::string card_covering(const Landscape& land, const std::vector<std::string>& paths) {
  for (const System& system : land.systems) {
    std::string card = system.covers.empty() ? std::string() : card_of(land, system);
    const bool covers_all = std::all_of(paths.begin(), paths.end(), [&](const std::string& path) {
      return std::any_of(system.covers.begin(), system.covers.end(),
                         [&](const std::string& glob) { return Glob(glob).matches(path); });
    });
    if (!card.empty() && covers_all) return card;
  }
  return {};
}

documents::Item item_at(std::string key, std::string path,
                        const std::vector<std::pair<std::string, std::string>>& fields) {
  documents::Item item;
  item.key = std::move(key);
  item.path = std::move(path);
  item.where = {.line = 1, .column = 1};
  item.form = "repository";
  for (const auto& [name, text] : fields)
    item.fields.push_back({.name = name, .text = text, .where = item.where});
  item.text = item.fields.front().text;
  return item;
}

std::vector<documents::Item> artefact_folders(const Landscape& land) {
  std::map<std::string, std::vector<std::string>> folders;
  for (const std::string& artefact : land.artefacts)
    folders[folder_of(artefact)].push_back(artefact);
  std::vector<documents::Item> items;
  for (const auto& [folder, artefacts] : folders) {
    std::string card = card_for(land, folder);
    if (card.empty()) card = card_covering(land, artefacts);
    items.push_back(
        item_at("artefact_folders/" + folder, artefacts.front(),
                {{"folder", folder.empty() ? "." : folder},
                 {"artefact", artefacts.front().substr(artefacts.front().rfind('/') + 1)},
                 {"card", card},
                 {"count", std::to_string(artefacts.size())}}));
  }
  return items;
}

/// Folders that need a card: those with a model in them, and the systems that the policy declares.
std::vector<documents::Item> card_places(const Landscape& land) {
  std::vector<documents::Item> items;
  for (const documents::Item& folder : artefact_folders(land)) {
    const std::string count = folder.find("count")->text;
    const std::string others =
        count == "1"   ? std::string()
        : count == "2" ? std::string(" and another model file")
                       : " and " + std::to_string(std::stoi(count) - 1) + " other model files";
    items.push_back(item_at("card_places/" + folder.find("folder")->text, folder.path,
                            {{"folder", folder.find("folder")->text},
                             {"because", "holds " + folder.find("artefact")->text + others},
                             {"card", folder.find("card")->text}}));
  }
  for (const System& system : land.systems) {
    const std::string folder = system.path.empty() ? "." : system.path;
    // A folder below that lacks a card is reported already, and one card mends both.
    const bool reported = std::any_of(items.begin(), items.end(), [&](const documents::Item& item) {
      return item.find("card")->text.empty() && is_below(item.find("folder")->text, system.path);
    });
    if (!system.declared || reported) continue;
    auto item = item_at("card_places/" + folder, {},  // in the policy
                        {{"folder", folder},
                         {"because", "is a system of the policy"},
                         {"card", card_for(land, system.path)}});
    item.where = system.where;
    for (auto& field : item.fields) field.where = system.where;
    items.push_back(std::move(item));
  }
  return items;
}

/// CODEOWNERS, last match wins, as forges read it.
struct CodeOwners {
  std::vector<std::pair<Glob, std::string>> lines;

  [[nodiscard]] std::string owner_of(const std::string& path) const {
    std::string owner;
    for (const auto& [glob, who] : lines) {
      if (glob.matches(path)) owner = who;
    }
    return owner;
  }
};

Result<CodeOwners> read_code_owners(const Snapshot& tree, const Landscape& land) {
  CodeOwners owners;
  if (land.code_owners.empty()) return owners;
  QUALM_ASSIGN(const auto entry, tree.find(land.code_owners));
  if (!entry) return owners;
  QUALM_ASSIGN(const std::string text, tree.read(*entry, limits::kDocumentBytes));
  for (std::string_view line : split_lines(text)) {
    line = trim(line.substr(0, line.find('#')));
    const std::size_t space = line.find_first_of(" \t");
    if (line.empty() || line.front() == '[') continue;
    std::string pattern(line.substr(0, space));
    const std::string who(space == std::string_view::npos ? std::string_view()
                                                          : trim(line.substr(space)));
    const bool anchored = pattern.find('/') < pattern.size() - 1;
    if (pattern.starts_with('/')) pattern.erase(0, 1);
    if (!anchored) pattern.insert(0, "**/");
    if (pattern.ends_with('/')) pattern.pop_back();
    owners.lines.emplace_back(Glob(pattern), who);
    owners.lines.emplace_back(Glob(pattern + "/**"), who);
  }
  return owners;
}

/// The document of each kind that a system has; an empty field where it has none.
std::vector<documents::Field> documents_by_kind(const Landscape& land, const System& system) {
  std::vector<documents::Field> fields;
  for (const documents::Kind& kind : documents::all_kinds()) {
    if (kind.paths.empty()) continue;
    documents::Field field{.name = std::string(kind.id), .text = {}, .where = {}};
    for (const std::size_t index : system.documents) {
      if (land.documents[index].kind != &kind) continue;
      field.text = land.documents[index].entry.path;
      break;
    }
    fields.push_back(std::move(field));
  }
  return fields;
}

/// By what a system shows that people meet it, not only its card; empty where nothing does.
std::string shown_to_run(const System& system, bool has_artefact, bool has_manifest) {
  if (has_artefact) return "holds a model file";
  if (has_manifest) return "has an artefact manifest";
  return system.covers.empty() ? "" : "covers a service";
}

Result<std::vector<documents::Item>> systems(const Snapshot& tree, const Landscape& land) {
  QUALM_ASSIGN(const CodeOwners owners, read_code_owners(tree, land));
  const auto artefacts = artefacts_by_system(land);
  std::vector<documents::Item> items;
  for (std::size_t i = 0; i < land.systems.size(); ++i) {
    const System& system = land.systems[i];
    const std::string card = card_of(land, system);
    const std::string place = card.empty() ? std::string(".qualm.yaml") : card;
    const std::string governed = card.empty() ? system.path : card;
    std::string who = owners.owner_of(governed);
    if (land.code_owners.empty()) who = "no CODEOWNERS";  // nothing to fall short of
    auto item = item_at("systems/" + system.path, place,
                        {{"system", system.path.empty() ? "." : system.path},
                         {"card", card},
                         {"owner", system.owner},
                         {"codeowners", who}});
    if (card.empty()) item.where = system.where;
    for (auto& field : documents_by_kind(land, system)) item.fields.push_back(std::move(field));
    const documents::Field* manifest = item.find("artefact-manifest");
    const bool has_artefact = !artefacts[i].empty();
    std::string runs =
        shown_to_run(system, has_artefact, manifest != nullptr && !manifest->text.empty());
    item.fields.push_back({.name = "artefact", .text = has_artefact ? "yes" : "", .where = {}});
    item.fields.push_back({.name = "runs", .text = std::move(runs), .where = {}});
    for (auto& field : item.fields) field.where = item.where;
    items.push_back(std::move(item));
  }
  return items;
}

/// "encoder.onnx", "encoder.onnx and head.onnx", "encoder.onnx and 7 more".
std::string file_names(const std::vector<std::string>& paths) {
  constexpr std::size_t kNamed = 3;
  std::vector<std::string> names;
  for (const std::string& path : paths) {
    if (names.size() == kNamed) break;
    names.push_back(path.substr(path.rfind('/') + 1));
  }
  if (paths.size() > kNamed) names.push_back(std::to_string(paths.size() - kNamed) + " more");
  return join_words(names);
}

/// The model files of each system that has any, at the manifest where there is one.
Result<std::vector<documents::Item>> system_artefacts(const Landscape& land, Shelf& shelf) {
  QUALM_ASSIGN(const auto all, listed_artefacts(land, shelf));
  std::vector<documents::Item> items;
  for (const SystemArtefacts& one : all) {
    const System& system = land.systems[one.system];
    const std::string card = card_of(land, system);
    const std::string place = !one.manifest.empty() ? one.manifest
                              : !card.empty()       ? card
                                                    : std::string(".qualm.yaml");
    auto item = item_at("system_artefacts/" + system.path, place,
                        {{"system", system.path.empty() ? "." : system.path},
                         {"manifest", one.manifest},
                         {"unlisted", file_names(one.unlisted)}});
    if (one.manifest.empty() && card.empty()) item.where = system.where;
    for (auto& field : item.fields) field.where = item.where;
    items.push_back(std::move(item));
  }
  return items;
}

/// Every kind of document that has files, and how many of them there are.
std::vector<documents::Item> document_kinds(const Landscape& land) {
  std::vector<documents::Item> items;
  for (const documents::Kind& kind : documents::all_kinds()) {
    if (kind.paths.empty()) continue;
    const auto count = std::count_if(land.documents.begin(), land.documents.end(),
                                     [&](const Found& found) { return found.kind == &kind; });
    items.push_back(item_at("document_kinds/" + std::string(kind.id), {},
                            {{"kind", std::string(kind.id)},
                             {"count", std::to_string(count)},
                             {"systems", std::to_string(land.systems.size())}}));
  }
  return items;
}

/// Governed documents that only case tells apart, each after the first of its group.
std::vector<documents::Item> case_collisions(const Landscape& land) {
  std::vector<documents::Item> items;
  for (const auto& paths : land.case_collisions) {
    for (std::size_t i = 1; i < paths.size(); ++i) {
      items.push_back(item_at("case_collisions/" + paths[i], paths[i],
                              {{"file", paths[i]}, {"other", paths.front()}}));
    }
  }
  return items;
}

std::vector<documents::Item> people(const Policy& policy) {
  const auto listed = [](const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
  };
  std::vector<documents::Item> items;
  for (const Person& person : policy.people) {
    auto item = item_at("people/" + person.name, policy.file,
                        {{"name", person.name},
                         {"roles", listed(person.roles)},
                         {"emails", listed(person.emails)},
                         {"keys", listed(person.keys)},
                         {"left", person.left}});
    item.where = person.where;
    for (auto& field : item.fields) field.where = item.where;
    items.push_back(std::move(item));
  }
  return items;
}

std::vector<documents::Item> card_files(const Landscape& land) {
  std::vector<documents::Item> items;
  for (const std::string& file : land.card_files) {
    const std::string folder = folder_of(file);
    std::string card = card_for(land, folder);
    const auto data =
        std::find_if(land.card_data.begin(), land.card_data.end(),
                     [&](const std::string& path) { return folder_of(path) == folder; });
    if (card.empty() && data != land.card_data.end()) card = *data;
    items.push_back(item_at("card_files/" + file, file, {{"file", file}, {"card", card}}));
  }
  return items;
}

/// How many people who are still here have each role.
std::vector<documents::Item> roles(const Policy& policy) {
  std::vector<documents::Item> items;
  if (policy.file.empty()) return items;
  for (const char* role : {"owner", "reviewer", "board", "ombudsperson", "engineer"}) {
    const auto count =
        std::count_if(policy.people.begin(), policy.people.end(), [&](const Person& person) {
          return person.left.empty() &&
                 std::find(person.roles.begin(), person.roles.end(), role) != person.roles.end();
        });
    items.push_back(item_at(std::string("roles/") + role, policy.file,
                            {{"role", role}, {"count", std::to_string(count)}}));
  }
  return items;
}

}  // namespace

Result<std::vector<documents::Item>> repository_items(std::string_view fact, const Snapshot& tree,
                                                      const Policy& policy, const Landscape& land,
                                                      Shelf& shelf) {
  if (fact == "artefact_folders") return artefact_folders(land);
  if (fact == "card_places") return card_places(land);
  if (fact == "systems") return systems(tree, land);
  if (fact == "system_artefacts") return system_artefacts(land, shelf);
  if (fact == "document_kinds") return document_kinds(land);
  if (fact == "case_collisions") return case_collisions(land);
  if (fact == "people") return people(policy);
  if (fact == "roles") return roles(policy);
  return card_files(land);
}

}  // namespace qualm::engine
