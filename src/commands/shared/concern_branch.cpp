// Writing to a concern's branch.

#include "commands/shared/concern_branch.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "commands/shared/run_git.hpp"
#include "concerns/event_reader.hpp"
#include "git/commit_walk.hpp"
#include "git/refs.hpp"

namespace qualm::commands {
namespace {

constexpr int kPushes = 5;  // each after fetching what others pushed in between

std::string branch_of(std::string_view concern) { return fmt::format("concern/{}", concern); }
std::string ref_of(std::string_view concern) { return "refs/heads/" + branch_of(concern); }

/// The tips of everything that is here of one concern, without those that another one contains.
Result<std::vector<std::string>> tips_of(const RecordPlace& place, const std::string& concern) {
  QUALM_ASSIGN(const auto refs, gate::concern_refs(place.repository, place.side));
  std::vector<std::string> tips;
  for (const concerns::ConcernRef& ref : refs) {
    const bool is_new = std::find(tips.begin(), tips.end(), ref.tip) == tips.end();
    if (ref.concern == concern && is_new) tips.push_back(ref.tip);
  }
  std::vector<std::string> outermost;
  for (const std::string& tip : tips) {
    bool contained = false;
    for (const std::string& other : tips) {
      if (contained || other == tip) continue;
      QUALM_ASSIGN(contained, git::is_ancestor(place.repository, tip, other));
    }
    if (!contained) outermost.push_back(tip);
  }
  std::sort(outermost.begin(), outermost.end());
  return outermost;
}

/// One commit that has everything of `tips`: a merge where there are several. Empty where there is
/// none.
Result<std::string> joined(const RecordPlace& place, std::vector<std::string> tips,
                           const std::string& concern) {
  if (tips.empty()) return std::string();
  if (tips.size() == 1) return tips.front();
  return git::write_commit(place.repository,
                           {.parents = std::move(tips),
                            .author = place.who.author,
                            .committer = place.who.committer,
                            .message = fmt::format("concern {}: join what was written at the "
                                                   "same time\n",
                                                   concern)},
                           place.sign);
}

Result<void> move_branch(const RecordPlace& place, const std::string& concern,
                         const std::string& after, const std::string& why) {
  QUALM_ASSIGN(const auto now, git::find_ref(place.repository, ref_of(concern)));
  if (now && now->id == after) return {};
  return git::update_ref(place.repository, {.name = ref_of(concern),
                                            .before = now ? now->id : std::string(),
                                            .after = after,
                                            .who = place.who.committer,
                                            .message = "qualm: " + why});
}

Result<bool> has_event(const RecordPlace& place, const std::string& commit,
                       const std::string& path) {
  if (commit.empty()) return false;
  QUALM_ASSIGN(const git::Revision revision, place.repository.resolve(commit));
  git::PathReader reader(place.repository);
  QUALM_ASSIGN(const auto entry, reader.at(revision.tree, path));
  return entry.has_value();
}

/// Brings what the remote has of the branch. That it cannot be brought is no failure of its own:
/// the push that failed says why.
Result<bool> fetch_branch(const RecordPlace& place, const std::string& concern) {
  const std::string ref = ref_of(concern);
  const std::string kept =
      git::tracking_ref(*place.side.remote, ref).value_or("refs/qualm/concern/" + concern);
  QUALM_ASSIGN(const GitEnd end, run_git(place.session, place.repository,
                                         {"fetch", "--quiet", "--no-tags", place.side.remote->name,
                                          fmt::format("+{}:{}", ref, kept)}));
  return end.status == 0;
}

/// Why the remote did not take the branch, and the way out.
Error refusal(const RecordPlace& place, const std::string& concern,
              const std::vector<std::string>& said) {
  const std::string& remote = place.side.remote->name;
  const std::string push = push_command(place.side, concern);
  // Git reports the name of the ref that is in the way of refs/heads/concern/…
  const bool in_the_way = std::any_of(said.begin(), said.end(), [](const std::string& line) {
    return line.find("'refs/heads/concern'") != std::string::npos;
  });
  if (!in_the_way) {
    return {.code = ErrorCode::io, .message = {}, .hint = push};
  }
  return {.code = ErrorCode::invalid,
          .message = fmt::format("{} has a branch called concern, and no concern/… can be made "
                                 "beside it",
                                 remote),
          .hint = fmt::format("git push {} --delete concern, when its commits are kept elsewhere; "
                              "then {}",
                              remote, push)};
}

/// A clone that does not track the branch keeps what it pushed where fetched concerns are kept: the
/// remote has taken it.
Result<void> keep_pushed(const RecordPlace& place, const std::string& concern) {
  if (git::tracking_ref(*place.side.remote, ref_of(concern))) return {};
  const std::string kept = "refs/qualm/concern/" + concern;
  QUALM_ASSIGN(const auto pushed, git::find_ref(place.repository, ref_of(concern)));
  QUALM_ASSIGN(const auto before, git::find_ref(place.repository, kept));
  if (!pushed || (before && before->id == pushed->id)) return {};
  return git::update_ref(place.repository, {.name = kept,
                                            .before = before ? before->id : std::string(),
                                            .after = pushed->id,
                                            .who = place.who.committer,
                                            .message = "qualm: pushed"});
}

/// A branch that begins with what only stands in a tree so far.
Result<std::string> begun(const RecordPlace& place, const NewRecord& event) {
  std::string tip;
  for (const git::NewFile& file : event.from_tree) {
    git::NewCommit commit{
        .files = {file},
        .author = place.who.author,
        .committer = place.who.committer,
        .message = fmt::format("concern {}: bring an event from the tree\n", event.concern)};
    if (!tip.empty()) commit.parents = {tip};
    QUALM_ASSIGN(tip, git::write_commit(place.repository, commit, place.sign));
  }
  return tip;
}

/// What Git is told to push for the branch `ref`: its name or, where a tag is called so that the
/// name means two things here, its id.
Result<std::string> source_of(const RecordPlace& place, const std::string& ref) {
  QUALM_ASSIGN(const auto tag, git::find_ref(place.repository, "refs/tags/" + ref));
  if (!tag) return ref;
  QUALM_ASSIGN(const auto branch, git::find_ref(place.repository, ref));
  return branch ? branch->id : ref;
}

/// Pushes the branch; what others pushed in between is joined.
Result<void> push_branch(const RecordPlace& place, const std::string& concern, Recorded& done) {
  for (int attempt = 0; attempt < kPushes; ++attempt) {
    const std::string ref = ref_of(concern);
    QUALM_ASSIGN(const std::string source, source_of(place, ref));
    // No hook of this clone has anything to say about a concern, so none is asked.
    QUALM_ASSIGN(GitEnd end, run_git(place.session, place.repository,
                                     {"push", "--quiet", "--no-verify", "--no-follow-tags",
                                      place.side.remote->name, fmt::format("{}:{}", source, ref)}));
    done.said = std::move(end.said);
    done.pushed = end.status == 0;
    if (done.pushed) return keep_pushed(place, concern);
    QUALM_ASSIGN(const auto before, tips_of(place, concern));
    QUALM_ASSIGN(const bool fetched, fetch_branch(place, concern));
    QUALM_ASSIGN(auto tips, tips_of(place, concern));
    if (!fetched || tips == before) break;
    QUALM_ASSIGN(const std::string tip, joined(place, std::move(tips), concern));
    QUALM_TRY(move_branch(place, concern, tip, "join what was written at the same time"));
    done.joined = true;
  }
  done.not_pushed = refusal(place, concern, done.said);
  return {};
}

}  // namespace

std::string push_command(const gate::ProtectedSide& side, std::string_view concern) {
  return fmt::format("git push {} {}", side.remote ? side.remote->name : "origin",
                     branch_of(concern));
}

Result<Recorded> record(const RecordPlace& place, const NewRecord& event) {
  const std::string path =
      fmt::format("{}/{}/{}", concerns::kConcernFolder, event.concern, event.file);
  QUALM_ASSIGN(auto tips, tips_of(place, event.concern));
  QUALM_ASSIGN(std::string base, joined(place, std::move(tips), event.concern));
  if (base.empty()) {
    QUALM_ASSIGN(base, begun(place, event));
  }
  Recorded done{.commit = base};
  QUALM_ASSIGN(done.was_there, has_event(place, base, path));
  if (!done.was_there) {
    git::NewCommit commit{.files = {{.path = path, .content = event.text}},
                          .author = place.who.author,
                          .committer = place.who.committer,
                          .message = event.summary + "\n"};
    if (!base.empty()) commit.parents = {base};
    QUALM_ASSIGN(done.commit, git::write_commit(place.repository, commit, place.sign));
  }
  QUALM_TRY(move_branch(place, event.concern, done.commit, event.summary));
  if (!place.push || !place.side.remote) return done;
  if (auto pushed = push_branch(place, event.concern, done); !pushed && !done.pushed)
    done.not_pushed = std::move(pushed).error();
  return done;
}

}  // namespace qualm::commands
