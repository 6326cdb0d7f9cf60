// Gathering what documents are judged by.

#include "gate/judged_by.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "git/commit_of_id.hpp"
#include "git/identity.hpp"
#include "git/snapshot.hpp"
#include "rules/built_in.hpp"
#include "rules/rule_file.hpp"
#include "support/limits.hpp"

namespace qualm::gate {

Result<std::vector<Rule>> rules_of(const Snapshot* tree) {
  std::vector<Rule> all = rules::built_in_rules();
  if (tree == nullptr) return all;
  QUALM_ASSIGN(rules::LoadedRules loaded, rules::load_rules(*tree));
  if (!loaded.broken.empty()) return fail(std::move(loaded.broken.front()));
  std::move(loaded.rules.begin(), loaded.rules.end(), std::back_inserter(all));
  return all;
}

Result<std::vector<engine::BaselineEntry>> baseline_of(const Snapshot& tree, const Policy& policy) {
  QUALM_ASSIGN(const auto entry, tree.find(policy.baseline));
  if (!entry) return std::vector<engine::BaselineEntry>();
  QUALM_ASSIGN(const std::string text, tree.read(*entry, limits::kBaselineBytes));
  return engine::read_baseline(text, policy.baseline);
}

Result<std::string> mailmap_of(const Snapshot& tree) {
  QUALM_ASSIGN(const auto entry, tree.find(".mailmap"));
  if (!entry || entry->kind != EntryKind::file) return std::string();
  return tree.read(*entry, limits::kDocumentBytes);
}

std::vector<Identity> known_authors(const git::Repository& repository,
                                    const std::optional<git::Revision>& revision,
                                    const Snapshot& tree) {
  std::vector<Identity> all;
  if (!revision) return all;
  if (auto authors = git::recent_authors(repository, *revision, limits::kCommitsForAuthors))
    all = *std::move(authors);
  const auto text = mailmap_of(tree);
  if (!text) return all;
  const auto mailmap = git::Mailmap::parse(*text);
  const std::size_t recorded = all.size();
  for (std::size_t i = 0; i < recorded; ++i) all.push_back(mailmap.map(all[i]));
  return all;
}

engine::StoodAt history_of(const git::Repository& repository) {
  return [&repository](std::string_view commit,
                       std::string_view path) -> Result<std::optional<bool>> {
    const auto revision = git::commit_of_id(repository, commit);
    if (!revision) {
      if (revision.error().code != ErrorCode::not_found) return fail(revision.error());
      if (!repository.is_shallow()) return std::nullopt;
      return fail(ErrorCode::incomplete,
                  fmt::format("history was cut short, so commit {} cannot be looked up", commit),
                  "run `git fetch --unshallow`");
    }
    QUALM_ASSIGN(const auto tree, git::commit_snapshot(repository, *revision));
    QUALM_ASSIGN(const auto entry, tree->find(path));
    return entry && entry->kind != EntryKind::directory;
  };
}

}  // namespace qualm::gate
