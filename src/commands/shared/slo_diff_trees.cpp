// `qualm slo diff`: the SLO policies of two trees, matched and compared.

#include "commands/shared/slo_diff_trees.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "documents/document.hpp"
#include "engine/landscape.hpp"

namespace qualm::commands {
namespace {

constexpr std::string_view kPolicyKind = "safety-slos";

bool is_at_or_below(const std::string& path, const std::string& above) {
  return above.empty() || path == above || (path.starts_with(above) && path[above.size()] == '/');
}

/// An SLO policy of one tree.
struct File {
  TreeEntry entry;
  std::optional<std::string> system;
};

/// The SLO policies of a tree, and the files that were named outright.
Result<std::vector<File>> files_of(const Snapshot& tree, const Policy& policy,
                                   const std::vector<std::string>& named) {
  QUALM_ASSIGN(const engine::Landscape land, engine::survey(tree, policy));
  std::vector<File> files;
  for (const engine::Found& found : land.documents) {
    const bool is_named = std::find(named.begin(), named.end(), found.entry.path) != named.end();
    if (is_named && found.kind->id != kPolicyKind)
      return fail(ErrorCode::usage,
                  fmt::format("\"{}\" is a {}, not a policy of safety SLOs", found.entry.path,
                              found.kind->id),
                  "name a folder, or the file with the SLOs");
    if (found.kind->id != kPolicyKind) continue;
    File file{.entry = found.entry, .system = {}};
    if (found.system != engine::kNoSystem) file.system = land.systems[found.system].path;
    files.push_back(std::move(file));
  }
  for (const std::string& path : named) {
    const bool known = std::any_of(files.begin(), files.end(),
                                   [&](const File& one) { return one.entry.path == path; });
    QUALM_ASSIGN(const auto entry, tree.find(path));
    if (known || path.empty() || !entry || entry->kind == EntryKind::directory) continue;
    files.push_back({.entry = *entry, .system = {}});
  }
  std::sort(files.begin(), files.end(),
            [](const File& a, const File& b) { return a.entry.path < b.entry.path; });
  return files;
}

/// Files of both trees that are compared with each other.
struct Group {
  std::string system;
  std::vector<TreeEntry> before;
  std::vector<TreeEntry> after;

  [[nodiscard]] const std::string& path() const {
    return after.empty() ? before.front().path : after.front().path;
  }
};

/// What files are gathered by: their system, or their path where they belong to none.
std::string key_of(const File& file) {
  return file.system ? "system " + *file.system : "file " + file.entry.path;
}

std::vector<Group> grouped(const std::vector<File>& before, const std::vector<File>& after) {
  std::map<std::string, Group> groups;
  std::map<std::string, std::string> keys;  // of the paths of `after`
  for (const File& file : after) {
    Group& group = groups[key_of(file)];
    group.system = file.system.value_or("");
    group.after.push_back(file.entry);
    keys.emplace(file.entry.path, key_of(file));
  }
  for (const File& file : before) {
    const auto same_path = keys.find(file.entry.path);
    const bool moved_alone = same_path == keys.end();
    Group& group = groups[moved_alone ? key_of(file) : same_path->second];
    if (group.after.empty() && group.before.empty()) group.system = file.system.value_or("");
    group.before.push_back(file.entry);
  }
  std::vector<Group> sorted;
  for (auto& [key, group] : groups) sorted.push_back(std::move(group));
  std::sort(sorted.begin(), sorted.end(),
            [](const Group& a, const Group& b) { return a.path() < b.path(); });
  return sorted;
}

bool is_asked_for(const Group& group, const std::vector<std::string>& paths) {
  const auto asked = [&](const TreeEntry& entry) {
    return std::any_of(paths.begin(), paths.end(),
                       [&](const auto& path) { return is_at_or_below(entry.path, path); });
  };
  return paths.empty() || std::any_of(group.before.begin(), group.before.end(), asked) ||
         std::any_of(group.after.begin(), group.after.end(), asked);
}

/// The documents of one side of a group.
class Side {
 public:
  Side(const Snapshot& tree, const std::vector<TreeEntry>& entries) {
    for (const TreeEntry& entry : entries) {
      owned_.push_back(documents::read_document(tree, entry, *documents::find_kind(kPolicyKind)));
      documents_.push_back(owned_.back().get());
    }
  }
  [[nodiscard]] const std::vector<const documents::Document*>& documents() const {
    return documents_;
  }

 private:
  std::vector<std::unique_ptr<documents::Document>> owned_;
  std::vector<const documents::Document*> documents_;
};

std::vector<std::string> paths_of(const std::vector<TreeEntry>& entries) {
  std::vector<std::string> paths;
  for (const TreeEntry& entry : entries) paths.push_back(entry.path);
  return paths;
}

DiffedPolicy compare(const SloDiffRequest& request, const Group& group) {
  DiffedPolicy policy{.system = group.system,
                      .before = paths_of(group.before),
                      .after = paths_of(group.after),
                      .problem = {},
                      .changes = {}};
  const Side before(request.before, group.before);
  const Side after(request.after, group.after);
  auto changes = engine::diff_slos(before.documents(), after.documents(), request.after_policy);
  if (changes) {
    policy.changes = *std::move(changes);
  } else {
    policy.problem = std::move(changes).error();
  }
  return policy;
}

}  // namespace

Result<SloDiff> diff_trees(const SloDiffRequest& request) {
  QUALM_ASSIGN(const auto before, files_of(request.before, request.before_policy, request.paths));
  QUALM_ASSIGN(const auto after, files_of(request.after, request.after_policy, request.paths));
  SloDiff diff{.before = request.before.label(), .after = request.after.label(), .policies = {}};
  for (const Group& group : grouped(before, after)) {
    if (is_asked_for(group, request.paths)) diff.policies.push_back(compare(request, group));
  }
  if (!diff.policies.empty()) return diff;
  return fail(ErrorCode::not_found,
              fmt::format("there are no safety SLOs {}in {} or in {}",
                          request.paths.empty() ? "" : "at or below the paths named, ", diff.before,
                          diff.after),
              "write safety-slos.yaml beside the model card, or name the file");
}

SloDiffCounts count(const SloDiff& diff) {
  SloDiffCounts counts;
  for (const DiffedPolicy& policy : diff.policies) {
    if (policy.problem) ++counts.not_judged;
    for (const engine::SloChange& change : policy.changes) {
      ++counts.changes;
      if (change.weakens == engine::Weakens::yes) ++counts.weaker;
      if (change.weakens == engine::Weakens::cannot_tell) ++counts.unclear;
    }
  }
  return counts;
}

}  // namespace qualm::commands
