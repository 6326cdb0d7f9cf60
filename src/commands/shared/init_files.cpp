// Policy, documents of the system, agreements, and what the forge reads.

#include "commands/shared/init_files.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>

#include <fmt/format.h>

#include "commands/shared/scaffold_write.hpp"
#include "documents/policy.hpp"
#include "scaffold/fields.hpp"
#include "scaffold/placement.hpp"
#include "support/path.hpp"
#include "support/text.hpp"

namespace qualm::commands {
namespace {

using scaffold::Merge;

constexpr std::array<std::string_view, 6> kKinds = {"model-card",        "deliberation-note",
                                                    "safety-slos",       "robustness-pack",
                                                    "production-safety", "working-agreements"};

constexpr std::string_view kGitLabFile = ".gitlab-ci.yml";
constexpr std::string_view kGitLabOurs = ".gitlab/qualm.gitlab-ci.yml";

/// The first day that a text names, as YYYY-MM-DD.
std::optional<Date> first_day(std::string_view text) {
  constexpr std::size_t kLength = 10;
  for (std::size_t dash = text.find('-'); dash != std::string_view::npos;
       dash = text.find('-', dash + 1)) {
    if (dash < 4) continue;
    if (const auto day = parse_date(text.substr(dash - 4, kLength))) return day;
  }
  return std::nullopt;
}

/// Gathers the files, filling in templates.
class Gatherer {
 public:
  Gatherer(const InitAnswers& answers, const Surroundings& there,
           const scaffold::TemplateSet& templates, const Identity& author, Date today)
      : answers_(answers), there_(there), templates_(templates), today_(today) {
    std::string system = answers.system.empty() ? "." : answers.system;
    std::string title = scaffold::title_of_folder(
        answers.system.empty() ? std::filesystem::path(there.repository.root()).filename().string()
                               : answers.system);
    std::string owned = answers.system.empty() ? "/model-card.md" : fmt::format("/{}/", system);
    for (std::size_t at = owned.find(' '); at != std::string::npos; at = owned.find(' ', at + 2))
      owned.insert(at, 1, '\\');
    values_ = {{"system", std::move(system)},
               {"system_title", title},
               {"title", std::move(title)},
               {"owned", std::move(owned)},
               {"owner_name", answers.owner.name},
               {"owner_email", answers.owner.email},
               {"author_name", author.name},
               {"author_email", author.email},
               {"level", fmt::format("{}", answers.level)},
               {"branch", answers.branch},
               {"date", to_string(today)}};
  }

  Result<void> add(std::string_view from, std::string to, Merge merge);
  /// The same for a document, which may hold the day on which it was begun: that is no difference.
  Result<void> add_begun(std::string_view from, std::string to);
  Result<void> add_document(std::string_view kind);
  Result<void> add_owners();
  Result<void> add_request();
  Result<void> add_workflow();
  Result<void> add_gitlab_include();

  InitFiles files;

 private:
  /// The first of `paths` at which something stands; the first of all where nothing does.
  Result<std::string> where_it_stands(std::span<const std::string_view> paths) const;

  const InitAnswers& answers_;
  const Surroundings& there_;
  const scaffold::TemplateSet& templates_;
  Date today_;
  scaffold::Values values_;
};

Result<std::string> Gatherer::where_it_stands(std::span<const std::string_view> paths) const {
  for (const std::string_view path : paths) {
    QUALM_ASSIGN(const auto standing, look_in_work_tree(there_.repository, std::string(path)));
    if (standing.text || !standing.odd.empty()) return std::string(path);
  }
  return std::string(paths.front());
}

Result<void> Gatherer::add(std::string_view from, std::string to, Merge merge) {
  const scaffold::FoundTemplate found = templates_.find(from);
  QUALM_ASSIGN(std::string text, scaffold::fill_in(found.text, found.file, values_));
  files.wanted.push_back({.path = std::move(to), .text = std::move(text), .merge = merge});
  return {};
}

Result<void> Gatherer::add_begun(std::string_view from, std::string to) {
  QUALM_ASSIGN(const auto standing, look_in_work_tree(there_.repository, to));
  const auto day = first_day(standing.text.value_or(""));
  values_["date"] = to_string(day.value_or(today_));
  QUALM_TRY(add(from, std::move(to), Merge::none));
  values_["date"] = to_string(today_);
  return {};
}

Result<void> Gatherer::add_document(std::string_view kind) {
  const bool of_system = scaffold::is_of_system(kind);
  for (const engine::Found& found : there_.landscape.documents) {
    if (found.kind->id != kind) continue;
    const bool same = found.system != engine::kNoSystem &&
                      there_.landscape.systems[found.system].path == answers_.system;
    if (of_system && !same) continue;
    return add_begun(scaffold::template_of_kind(kind), found.entry.path);
  }
  QUALM_ASSIGN(std::string path,
               scaffold::place_for(kind, there_.policy,
                                   {.system = answers_.system,
                                    .name = std::string(name_part(answers_.system)),
                                    .version = {},
                                    .id = {},
                                    .day = today_,
                                    .others = {}}));
  return add_begun(scaffold::template_of_kind(kind), std::move(path));
}

Result<void> Gatherer::add_owners() {
  if (answers_.forge->owners.empty()) return {};
  QUALM_ASSIGN(std::string path, where_it_stands(answers_.forge->owners));
  return add("code-owners/CODEOWNERS", std::move(path), Merge::owners);
}

Result<void> Gatherer::add_request() {
  if (answers_.forge->pull_requests.empty()) return {};
  QUALM_ASSIGN(std::string path, where_it_stands(answers_.forge->pull_requests));
  return add("ci/pull-request.md", std::move(path), Merge::sections);
}

/// `.gitlab-ci.yml` is the user's; all it needs is to include ours.
Result<void> Gatherer::add_gitlab_include() {
  const std::string path(kGitLabFile);
  QUALM_ASSIGN(const auto standing, look_in_work_tree(there_.repository, path));
  const std::string text = standing.text.value_or("");
  if (text.find(kGitLabOurs) != std::string::npos) return {};
  const auto lines = split_lines(text);
  const bool has_include = std::any_of(lines.begin(), lines.end(), [](std::string_view line) {
    return line.starts_with("include:");
  });
  if (has_include) {
    files.notes.push_back(
        fmt::format("{} includes files already: add `- local: {}` to them", path, kGitLabOurs));
    return {};
  }
  files.wanted.push_back({.path = path,
                          .text = fmt::format("include:\n  - local: {}\n", kGitLabOurs),
                          .merge = Merge::keys});
  return {};
}

Result<void> Gatherer::add_workflow() {
  for (const scaffold::ForgeFile& file : answers_.forge->files) {
    std::string to(file.to);
    // Forgejo reads the folder of Gitea only where it has none of its own.
    std::error_code error;
    const bool is_forgejo = to.starts_with(".gitea/") &&
                            std::filesystem::exists(there_.repository.root() + "/.forgejo", error);
    if (is_forgejo) to.replace(0, std::string_view(".gitea").size(), ".forgejo");
    QUALM_TRY(add(file.from, std::move(to), Merge::none));
  }
  if (answers_.forge->name == "gitlab") return add_gitlab_include();
  if (answers_.forge->files.empty() && !answers_.forge_named)
    files.notes.emplace_back(
        "no forge was recognised, so there is no workflow for one: name it with --forge");
  return {};
}

}  // namespace

Result<InitFiles> init_files(const InitAnswers& answers, const Surroundings& there,
                             const scaffold::TemplateSet& templates, const Identity& author,
                             Date today) {
  Gatherer gatherer(answers, there, templates, author, today);
  QUALM_TRY(gatherer.add("policy/qualm.yaml", std::string(documents::kPolicyPath), Merge::keys));
  for (const std::string_view kind : kKinds) QUALM_TRY(gatherer.add_document(kind));
  QUALM_TRY(gatherer.add_owners());
  QUALM_TRY(gatherer.add_request());
  QUALM_TRY(gatherer.add_workflow());
  return std::move(gatherer.files);
}

}  // namespace qualm::commands
