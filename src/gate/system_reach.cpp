// Finding what a system is made of beyond its paths.

#include "gate/system_reach.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>

#include "gate/checkout_rules.hpp"
#include "gate/system_files.hpp"
#include "language/path_fold.hpp"
#include "support/glob.hpp"
#include "support/path.hpp"
#include "support/text.hpp"

namespace qualm::gate {
namespace {

constexpr std::size_t kRulesBytes = std::size_t{1} << 20;
constexpr std::size_t kTargetBytes = 4096;
/// Places that the links of one system may lead to; beyond, any change may bear on it.
constexpr std::size_t kMostTargets = 1000;

bool is_below(std::string_view path, std::string_view folder) {
  return folder.empty() ||
         (path.starts_with(folder) && path.substr(folder.size()).starts_with('/'));
}

/// The text at `path`; empty where there is none, nothing where it cannot be read.
Result<std::optional<std::string>> text_at(const Snapshot* tree, const std::string& path) {
  if (tree == nullptr) return std::optional(std::string());
  QUALM_ASSIGN(const auto entry, tree->find(path));
  if (!entry) return std::optional(std::string());
  auto text = tree->read(*entry, kRulesBytes);
  if (!text) return std::optional<std::string>();
  return std::optional(*std::move(text));
}

/// What the rules of checking out that a change changes are about.
struct RulesChanged {
  std::vector<Glob> globs;
  std::vector<std::string> submodules;  ///< paths
  bool any = false;                     ///< it cannot be told which they are about
};

Result<RulesChanged> rules_changed(const ChangeSides& change) {
  RulesChanged rules;
  for (const std::string& path : change.paths) {
    const bool attributes = name_part(path) == ".gitattributes";
    if (!attributes && path != ".gitmodules") continue;
    QUALM_ASSIGN(const auto before, text_at(change.before, path));
    QUALM_ASSIGN(const auto after, text_at(&change.after, path));
    if (!before || !after) {
      rules.any = true;
    } else if (attributes) {
      for (const AttributePattern& one : changed_attributes(folder_part(path), *before, *after)) {
        rules.any = rules.any || one.matches_all;
        rules.globs.emplace_back(language::folded_path(one.glob), true);
      }
    } else {
      for (std::string& one : changed_submodules(*before, *after)) {
        rules.any = rules.any || one.empty();
        rules.submodules.push_back(std::move(one));
      }
    }
  }
  return rules;
}

/// Where the links of a system lead, and what leads on from there.
class Links {
 public:
  explicit Links(const Snapshot& tree) : tree_(tree) {}

  Result<void> follow_all(const std::vector<TreeEntry>& entries) {
    for (const TreeEntry& one : entries) {
      if (one.kind == EntryKind::symlink) QUALM_TRY(follow(one));
    }
    return {};
  }

  [[nodiscard]] bool lead_to(const std::string& path) const {
    return too_many_ || std::any_of(targets_.begin(), targets_.end(), [&](const auto& target) {
             return path == target || is_below(path, target) || is_below(target, path);
           });
  }

 private:
  Result<void> follow(const TreeEntry& link) {
    auto text = tree_.read(link, kTargetBytes);
    if (!text) {
      too_many_ = true;
      return {};
    }
    const std::string target = path_from(folder_part(link.path), *text);
    // Out of the repository, or around to a folder that holds the link itself.
    if (target.empty() || text->starts_with('/') || is_below(link.path, target)) return {};
    if (targets_.size() >= kMostTargets) too_many_ = true;
    if (too_many_ || !targets_.insert(target).second) return {};
    QUALM_TRY(follow_links_above(target));
    QUALM_ASSIGN(const auto below, entries_below(tree_, target));
    return follow_all(below);
  }

  /// A folder on the way may itself be a link.
  Result<void> follow_links_above(const std::string& target) {
    for (std::string above(folder_part(target)); !above.empty();
         above = std::string(folder_part(above))) {
      QUALM_ASSIGN(const auto entry, tree_.find(above));
      if (!entry || entry->kind != EntryKind::symlink) continue;
      const auto text = tree_.read(*entry, kTargetBytes);
      if (!text) continue;
      std::string real = path_from(folder_part(above), *text);
      if (real.empty()) continue;
      real += target.substr(above.size());
      if (targets_.size() < kMostTargets && targets_.insert(real).second)
        QUALM_TRY(follow_links_above(real));
    }
    return {};
  }

  const Snapshot& tree_;
  std::set<std::string> targets_;
  bool too_many_ = false;
};

bool any_matches_file(const std::vector<Glob>& globs, const std::vector<TreeEntry>& files) {
  return std::any_of(files.begin(), files.end(), [&](const TreeEntry& file) {
    // What is said of a folder is said of what an archive has of it.
    for (std::string path = language::folded_path(file.path); !path.empty();
         path = std::string(folder_part(path))) {
      if (any_matches(globs, path)) return true;
    }
    return false;
  });
}

}  // namespace

Result<std::vector<Reached>> reached_from_outside(const std::vector<SystemOfTree>& all,
                                                  const std::vector<std::size_t>& wanted,
                                                  const ChangeSides& change) {
  std::vector<Reached> reached;
  if (wanted.empty() || change.paths.empty()) return reached;
  QUALM_ASSIGN(const RulesChanged rules, rules_changed(change));
  QUALM_ASSIGN(const auto files, files_of(change.after, all, wanted));
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const std::size_t place = wanted[i];
    Links links(change.after);
    QUALM_TRY(links.follow_all(files[i]));
    const SystemPaths own({all[place]});
    const auto linked = std::find_if(change.paths.begin(), change.paths.end(),
                                     [&](const std::string& path) { return links.lead_to(path); });
    const bool is_submodule =
        std::any_of(rules.submodules.begin(), rules.submodules.end(),
                    [&](const std::string& path) { return !own.of(path).empty(); });
    if (linked != change.paths.end()) {
      reached.push_back({.place = place, .how = "it links to " + shorten(*linked, 80)});
    } else if (is_submodule) {
      reached.push_back({.place = place, .how = ".gitmodules speaks of a submodule in it"});
    } else if (rules.any || any_matches_file(rules.globs, files[i])) {
      reached.push_back({.place = place, .how = "it is checked out or archived in another way"});
    }
  }
  return reached;
}

}  // namespace qualm::gate
