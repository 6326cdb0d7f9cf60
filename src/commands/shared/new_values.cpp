// Looking around for what a document can be filled in with.

#include "commands/shared/new_values.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>
#include <optional>

#include <fmt/format.h>

#include "commands/shared/author.hpp"
#include "concerns/event_grammar.hpp"
#include "gate/systems.hpp"
#include "git/snapshot.hpp"
#include "support/digest.hpp"
#include "support/limits.hpp"
#include "support/path.hpp"
#include "support/text.hpp"

namespace qualm::commands {
namespace {

constexpr std::size_t kShortId = 7;
constexpr std::int64_t kDay = 86400;
constexpr std::int64_t kHour = 3600;
constexpr std::int64_t kMinute = 60;

/// Records that name a system, besides the documents that stand in its folder.
constexpr std::array<std::string_view, 3> kAboutSystem = {"concern", "deployment", "incident"};

bool needs_system(std::string_view kind) {
  return scaffold::is_of_system(kind) ||
         std::find(kAboutSystem.begin(), kAboutSystem.end(), kind) != kAboutSystem.end();
}

bool is_below(const std::string& path, const std::string& folder) {
  return folder.empty() || path == folder || path.starts_with(folder + "/");
}

/// Where the user stands, from the root; nothing when that is outside the work tree.
std::optional<std::string> standing_in(const Session& session, const git::Repository& repository) {
  std::error_code error;
  const auto here =
      std::filesystem::weakly_canonical(session.cwd, error).lexically_relative(repository.root());
  if (error || here.empty() || *here.begin() == "..") return std::nullopt;
  return here == "." ? std::string() : here.generic_string();
}

bool is_file_word(std::string_view word) {
  return !word.empty() && word.front() != '.' && word.front() != '-' &&
         std::all_of(word.begin(), word.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                  c == '.' || c == '_' || c == '-' || c == '+';
         });
}

/// The document of a kind in the folder of the system; empty when there is none.
std::string document_of(const Surroundings& there, const NewDocument& document,
                        std::string_view kind) {
  for (const engine::Found& found : there.landscape.documents) {
    if (found.kind->id == kind && found.system != engine::kNoSystem && document.has_system &&
        there.landscape.systems[found.system].path == document.system)
      return found.entry.path;
  }
  return {};
}

/// `PATH@COMMIT` where the commit that is checked out has the file; otherwise empty.
Result<std::string> pinned(const Surroundings& there, const std::optional<git::Revision>& head,
                           const std::string& path) {
  if (path.empty() || !head) return std::string();
  QUALM_ASSIGN(const auto tree, git::commit_snapshot(there.repository, *head));
  QUALM_ASSIGN(const auto entry, tree->find(path));
  if (!entry) return std::string();
  return fmt::format("{}@{}", path, head->commit.substr(0, kShortId));
}

/// The first file of the system that holds a model, and its digest where that can be told.
Result<void> add_model(const Surroundings& there, const NewDocument& document,
                       scaffold::Values& values) {
  if (!document.has_system) return {};
  for (const std::string& path : there.landscape.artefacts) {
    if (!is_below(path, document.system)) continue;
    values["model_file"] = document.system.empty() ? path : path.substr(document.system.size() + 1);
    QUALM_ASSIGN(const auto entry, there.tree.find(path));
    if (!entry) return {};
    const auto content = there.tree.read(*entry, limits::kArtefactBytes);
    // A pointer of Git LFS is not the model, and one too large to read is left to sha256sum.
    if (!content || (content->starts_with("version ") && content->find("git-lfs") < 100)) return {};
    values["model_sha256"] = sha256(*content);
    return {};
  }
  return {};
}

/// Whether somebody stands there, and not the slot of a card that nobody has filled in.
bool is_written(const Identity& owner) {
  return concerns::is_address(owner.email) && owner.name.find_first_of("<[{") == std::string::npos;
}

/// The owner of the system, or of everything where one person answers for all of it.
Result<void> add_owner(const Surroundings& there, const NewDocument& document,
                       scaffold::Values& values) {
  QUALM_ASSIGN(const auto systems, gate::systems_of(there.tree, there.policy));
  std::vector<Identity> owners;
  for (const gate::SystemOfTree& system : systems) {
    if (!document.has_system || system.path != document.system) continue;
    std::copy_if(system.owners.begin(), system.owners.end(), std::back_inserter(owners),
                 is_written);
    const auto last = std::max_element(system.deployments.begin(), system.deployments.end(),
                                       [](const gate::Deployed& a, const gate::Deployed& b) {
                                         return a.day.value_or(Date{}) < b.day.value_or(Date{});
                                       });
    if (last != system.deployments.end()) values["deployment"] = last->record;
  }
  if (owners.empty()) {
    for (const Person& person : there.policy.people) {
      const auto& roles = person.roles;
      if (person.left.empty() && std::find(roles.begin(), roles.end(), "owner") != roles.end() &&
          !person.emails.empty())
        owners.push_back({.name = person.name, .email = person.emails.front()});
    }
    if (owners.size() > 1) owners.clear();  // which of them is for a person to say
  }
  if (owners.empty()) return {};
  values["owner_name"] = owners.front().name;
  values["owner_email"] = owners.front().email;
  return {};
}

/// Seconds since 1970 as a moment in UTC, to the minute.
std::string moment_of(std::int64_t now) {
  const std::int64_t of_day = ((now % kDay) + kDay) % kDay;
  return fmt::format("{}T{:02}:{:02}:00Z", to_string(date_of(now)), of_day / kHour,
                     of_day % kHour / kMinute);
}

}  // namespace

std::vector<std::string> documents_of(const engine::Landscape& landscape, std::string_view kind) {
  std::vector<std::string> paths;
  for (const engine::Found& found : landscape.documents) {
    if (found.kind->id == kind) paths.push_back(found.entry.path);
  }
  return paths;
}

Result<void> choose_system(const Session& session, const Arguments& arguments,
                           const Surroundings& there, NewDocument& document) {
  const auto& systems = there.landscape.systems;
  const auto take = [&](std::string path) {
    document.system = std::move(path);
    document.has_system = true;
  };
  if (arguments.has("--system")) {
    QUALM_ASSIGN(std::string path,
                 system_path(session, there.repository, arguments.value("--system")));
    take(std::move(path));
    return {};
  }
  if (const auto here = standing_in(session, there.repository)) {
    for (const engine::System& system : systems) {
      if (!is_below(*here, system.path) || (system.path.empty() && systems.size() > 1)) continue;
      take(system.path);
      return {};
    }
  }
  if (systems.size() == 1) {
    take(systems.front().path);
    return {};
  }
  if (!needs_system(document.kind)) return {};
  std::vector<std::string> known;
  for (const engine::System& system : systems)
    known.push_back(system.path.empty() ? "." : system.path);
  return fail(ErrorCode::usage,
              known.empty() ? "which folder holds the system is not known"
                            : "there are several systems: " + join_words(known),
              "--system models/NAME");
}

Result<void> choose_incident(const Arguments& arguments, const Surroundings& there,
                             NewDocument& document) {
  const bool is_analysis = document.kind == "root-cause-analysis";
  if (!is_analysis && document.kind != "incident") return {};
  if (arguments.has("NAME")) {
    document.id = arguments.value("NAME");
    if (is_file_word(document.id)) return {};
    return fail(ErrorCode::usage,
                fmt::format("\"{}\" is no id of an incident", shorten(document.id, 60)),
                "as in INC-2026-0012");
  }
  const auto incidents = documents_of(there.landscape, "incident");
  if (!is_analysis) {
    document.id = scaffold::next_incident(incidents, document.day.year);
    return {};
  }
  const auto stem = [](const std::string& path) {
    return std::filesystem::path(path).stem().string();
  };
  std::vector<std::string> analysed;
  for (const std::string& path : documents_of(there.landscape, document.kind))
    analysed.push_back(stem(path));
  for (auto path = incidents.rbegin(); path != incidents.rend(); ++path) {
    if (std::find(analysed.begin(), analysed.end(), stem(*path)) != analysed.end()) continue;
    document.id = stem(*path);
    return {};
  }
  return fail(ErrorCode::usage, "there is no incident without an analysis",
              "name one: qualm new root-cause-analysis INC-2026-0012");
}

Result<scaffold::Subject> subject_of(const Arguments& arguments, const Surroundings& there,
                                     const NewDocument& document) {
  scaffold::Subject subject{.system = document.system,
                            .name = std::string(name_part(document.system)),
                            .version = arguments.value("--version"),
                            .id = document.id,
                            .day = document.day,
                            .others = documents_of(there.landscape, document.kind)};
  std::replace(subject.name.begin(), subject.name.end(), ' ', '-');
  if (subject.name.empty()) subject.name = "system";
  if (document.kind == "root-cause-analysis" && subject.others.empty())
    subject.others = documents_of(there.landscape, "incident");  // it stands beside its record
  if (document.kind == "deployment" && !is_file_word(subject.version))
    return fail(ErrorCode::usage,
                subject.version.empty() ? "which version goes out is not known"
                                        : fmt::format("\"{}\" is no version that a file can be "
                                                      "called after",
                                                      shorten(subject.version, 60)),
                "--version 1.4.0");
  return subject;
}

Result<scaffold::Values> values_of(const Session& session, const Arguments& arguments,
                                   const Surroundings& there, const NewDocument& document) {
  scaffold::Values values;
  const std::string date = to_string(document.day);
  values["date"] = date;
  values["month"] = date.substr(0, 7);
  values["quarter"] = scaffold::quarter_of(document.day);
  values["moment"] = moment_of(session.now);
  values["level"] = fmt::format("{}", there.policy.level);
  values["version"] = arguments.value("--version");
  values["id"] = document.id;
  if (const auto who = authorship(session, there.repository)) {
    values["author"] = concerns::person_text(who->author.identity);
    values["author_name"] = who->author.identity.name;
    values["author_email"] = who->author.identity.email;
  }
  if (document.has_system) {
    values["system"] = document.system.empty() ? "." : document.system;
    values["system_title"] = scaffold::title_of_folder(
        document.system.empty() ? std::filesystem::path(there.repository.root()).filename().string()
                                : document.system);
  }
  values["title"] = arguments.value("--title");
  const bool is_named_so = document.kind == "model-card" || document.kind == "deliberation-note";
  if (values["title"].empty() && is_named_so && document.has_system)
    values["title"] = std::string(trim(values["system_title"] + " " + values["version"]));
  QUALM_ASSIGN(const auto head, there.repository.head());
  if (head) values["commit"] = head->commit;
  QUALM_ASSIGN(values["card"], pinned(there, head, document_of(there, document, "model-card")));
  QUALM_ASSIGN(values["note"],
               pinned(there, head, document_of(there, document, "deliberation-note")));
  QUALM_TRY(add_model(there, document, values));
  QUALM_TRY(add_owner(there, document, values));
  if (document.kind == "incident") {
    const NewDocument analysis{.kind = "root-cause-analysis",
                               .system = document.system,
                               .has_system = document.has_system,
                               .id = document.id,
                               .day = document.day};
    QUALM_ASSIGN(const auto subject, subject_of(arguments, there, analysis));
    QUALM_ASSIGN(values["root_cause"], scaffold::place_for(analysis.kind, there.policy, subject));
  }
  return values;
}

}  // namespace qualm::commands
