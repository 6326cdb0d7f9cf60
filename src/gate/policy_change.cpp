// Changes of what a protected ref is judged by.

#include "gate/policy_change.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "concerns/concern_policy.hpp"
#include "concerns/who.hpp"
#include "documents/policy.hpp"
#include "engine/change_policy.hpp"
#include "gate/judged_by.hpp"
#include "gate/policy_of_tree.hpp"
#include "rules/selection.hpp"
#include "support/text.hpp"

namespace qualm::gate {
namespace {

constexpr std::string_view kMailmap = ".mailmap";
constexpr std::string_view kOwn = ".qualm";

bool any_path(const PolicyChange& change, std::string_view begin) {
  return std::any_of(change.paths.begin(), change.paths.end(),
                     [&](const std::string& path) { return path.starts_with(begin); });
}

bool same(const std::optional<TreeEntry>& left, const std::optional<TreeEntry>& right) {
  return left.has_value() == right.has_value() && (!left || left->id == right->id);
}

/// One thing that is asked less of.
struct Weakening {
  std::string words;
  std::string file;
  int line = 1;
};

std::vector<Weakening> in_file(const std::vector<engine::PolicyWeakening>& weaker) {
  std::vector<Weakening> all;
  for (const engine::PolicyWeakening& one : weaker) {
    // Whoever it is by: change/policy-rolled-back refuses it, and names the number that is due.
    if (one.kind == engine::WeakeningKind::revision) continue;
    all.push_back({.words = one.words,
                   .file = one.file.empty() ? std::string(documents::kPolicyPath) : one.file,
                   .line = one.where.line});
  }
  return all;
}

Result<std::vector<Weakening>> weaker_policy(const PolicyChange& change) {
  if (!any_path(change, kOwn)) return std::vector<Weakening>();
  QUALM_ASSIGN(const std::vector<Rule> old_rules, rules_of(&change.before));
  QUALM_ASSIGN(const std::vector<Rule> new_rules, rules_of(&change.after));
  auto all = in_file(engine::rule_weakenings(old_rules, new_rules));
  QUALM_ASSIGN(const Policy after, policy_of_tree(change.after));
  // There is no protected policy yet: this one is judged by itself, but for what is open already.
  if (change.is_first)
    return change.any_open_concern ? in_file(engine::first_policy_weakenings(after)) : all;
  const engine::PolicyTrees trees{.before = &change.before, .after = &change.after};
  for (Weakening& one : in_file(engine::weakenings(change.policy, after, old_rules, trees)))
    all.push_back(std::move(one));
  return all;
}

/// The lines of a mailmap without spaces and comments.
std::set<std::string> lines_of(std::string_view text) {
  std::set<std::string> lines;
  for (const std::string_view line : split_lines(text)) {
    const std::string_view said = trim(line.substr(0, line.find('#')));
    if (!said.empty()) lines.emplace(said);
  }
  return lines;
}

/// Whoever takes a line out makes two addresses of one person look like two people.
Result<std::vector<Weakening>> weaker_mailmap(const PolicyChange& change) {
  std::vector<Weakening> all;
  const bool is_changed =
      std::find(change.paths.begin(), change.paths.end(), kMailmap) != change.paths.end();
  if (!is_changed) return all;
  QUALM_ASSIGN(const std::string old, mailmap_of(change.before));
  QUALM_ASSIGN(const std::string fresh, mailmap_of(change.after));
  const std::set<std::string> left = lines_of(fresh);
  for (const std::string& line : lines_of(old)) {
    if (left.contains(line)) continue;
    all.push_back({.words = fmt::format("takes the line \"{}\" out of the mailmap, so that nobody "
                                        "can tell any more that both are one person",
                                        shorten(line, 120)),
                   .file = std::string(kMailmap)});
  }
  return all;
}

}  // namespace

Result<std::string> PolicyAuthors::unfit(const std::string& file) {
  const auto known = known_.find(file);
  if (known != known_.end()) return known->second;
  QUALM_ASSIGN(std::string why, look(file));
  return known_.emplace(file, std::move(why)).first->second;
}

Result<std::string> PolicyAuthors::look(const std::string& file) const {
  git::PathReader reader(change_.repository);
  QUALM_ASSIGN(const auto now, reader.at(change_.head.tree, file));
  if (change_.elsewhere) {
    QUALM_ASSIGN(const auto there, reader.at(change_.elsewhere->tree, file));
    if (there && same(there, now)) return std::string();
  }
  QUALM_ASSIGN(const auto* commits, change_.commits());
  bool is_brought = false;
  for (const git::WalkedCommit& one : *commits) {
    QUALM_ASSIGN(const bool is_changed, changes(one, file));
    if (!is_changed) continue;
    if (std::string why = unfit_for(one); !why.empty()) return why;
    QUALM_ASSIGN(const auto then, reader.at(one.commit.tree, file));
    is_brought = is_brought || same(then, now);
  }
  return is_brought ? std::string()
                    : std::string("no new commit by somebody who may do so brings this version");
}

std::string PolicyAuthors::unfit_for(const git::WalkedCommit& commit) const {
  const concerns::Who& who = change_.ground.who();
  const auto may = [&](const Person* person) {
    return person != nullptr && !concerns::has_left(*person, change_.ground.today()) &&
           std::any_of(change_.policy_by.begin(), change_.policy_by.end(),
                       [&](const std::string& role) { return concerns::holds(*person, role); });
  };
  const auto made =
      concerns::people_behind(commit, change_.keys, change_.ground.policy().identity, who);
  if (may(made.author) && may(made.committer)) return {};
  const std::string id = commit.id.substr(0, 7);
  if (made.author != nullptr && made.committer != nullptr)
    return fmt::format("commit {} by {} changes it", id,
                       may(made.author) ? made.committer->name : made.author->name);
  const auto& by = commit.commit.committer;
  return fmt::format("commit {} by {} changes it ({})", id,
                     by ? who.name(by->identity) : std::string("nobody who can be told"),
                     made.why_not);
}

Result<bool> PolicyAuthors::changes(const git::WalkedCommit& commit,
                                    const std::string& file) const {
  git::PathReader reader(change_.repository);
  QUALM_ASSIGN(const auto here, reader.at(commit.commit.tree, file));
  if (commit.commit.parents.empty()) return here.has_value();
  for (const std::string& parent : commit.commit.parents) {
    QUALM_ASSIGN(const git::Revision before, change_.repository.resolve(parent));
    QUALM_ASSIGN(const auto there, reader.at(before.tree, file));
    if (same(here, there)) return false;
  }
  return true;
}

Result<std::vector<Reason>> unfit_weakenings(const PolicyChange& change, PolicyAuthors& authors) {
  QUALM_ASSIGN(auto weaker, weaker_policy(change));
  QUALM_ASSIGN(auto mailmap, weaker_mailmap(change));
  std::move(mailmap.begin(), mailmap.end(), std::back_inserter(weaker));
  std::vector<Reason> reasons;
  for (const Weakening& one : weaker) {
    QUALM_ASSIGN(const std::string unfit, authors.unfit(one.file));
    if (unfit.empty()) continue;
    reasons.push_back({.what = fmt::format("this change {}, and {}", one.words, unfit),
                       .where = fmt::format("{}:{}", one.file, one.line),
                       .way_out = fmt::format("somebody who holds the role {} commits it",
                                              join_words(change.policy_by))});
  }
  return reasons;
}

std::optional<Reason> locks_out(const Snapshot& after) {
  const auto load = [&]() -> Result<void> {
    QUALM_ASSIGN(const Policy policy, policy_of_tree(after));
    QUALM_TRY(concerns::concern_policy(policy));
    QUALM_ASSIGN(auto rules, rules_of(&after));
    QUALM_TRY(rules::select_rules(std::move(rules), policy, {}));
    QUALM_TRY(baseline_of(after, policy));
    QUALM_TRY(mailmap_of(after));
    return {};
  };
  const auto loaded = load();
  if (loaded) return std::nullopt;
  const Error& error = loaded.error();
  return Reason{.what = "nothing could be judged any more after this change: " + error.message,
                .where = error.where
                             ? fmt::format("{}:{}", error.where->file, error.where->pos.line)
                             : std::string(),
                .way_out = error.hint.empty() ? std::string("mend it in this push") : error.hint};
}

bool may_lock_out(const std::vector<std::string>& paths, const Policy& policy) {
  return std::any_of(paths.begin(), paths.end(), [&](const std::string& path) {
    return path.starts_with(kOwn) || path == kMailmap || path == policy.baseline;
  });
}

}  // namespace qualm::gate
