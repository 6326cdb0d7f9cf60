// Auditing the files of concerns in the tree of the protected branch.

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "concerns/event_grammar.hpp"
#include "concerns/event_reader.hpp"
#include "gate/audit.hpp"
#include "git/commit_walk.hpp"
#include "support/shell_text.hpp"

namespace qualm::gate {
namespace {

std::string in_hex(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return text;
}

/// The concern that a path below its folder belongs to; empty for what is no file of one. What is
/// not sealed is a draft: it gets another name, and its old one goes.
std::string_view concern_of(std::string_view path) {
  const std::size_t slash = std::min(path.find('/'), path.size());
  const std::string_view id = path.substr(0, slash);
  if (slash == path.size() || !concerns::is_event_id(id)) return {};
  const std::string_view file = path.substr(slash + 1);
  const bool kept = file.starts_with("evidence/") || concerns::parse_event_file_name(file);
  return kept ? id : std::string_view();
}

/// A file as some commit had it, of which a child of that commit has nothing, or something else.
struct Lost {
  std::string path;  ///< below the folder of concerns
  std::string blob;  ///< raw id
  std::string had;   ///< the commit that had it
  std::string by;    ///< the commit that has it no longer
  bool changed = false;
};

class Records {
 public:
  Records(const AuditRequest& request, Audit& audit)
      : request_(request), audit_(audit), reader_(request.repository) {}

  Result<void> run() {
    const git::Revision& tip = *request_.side.tip;
    QUALM_ASSIGN(const auto commits,
                 git::commits_in(request_.repository, {.tips = {tip.commit}, .known = {}}));
    audit_.commits = commits.size();
    for (const git::WalkedCommit& one : commits) {
      QUALM_ASSIGN(folders_[one.id], folder_of(one.commit.tree));
    }
    for (const git::WalkedCommit& one : commits) {
      for (const std::string& parent : one.commit.parents) QUALM_TRY(compare(one.id, parent));
    }
    for (const Lost& one : lost_) QUALM_TRY(judge(one, tip.tree));
    return {};
  }

 private:
  /// The id of the tree that holds the concerns; empty where there is none.
  Result<std::string> folder_of(const std::string& tree) {
    QUALM_ASSIGN(const auto found, reader_.at(tree, concerns::kConcernFolder));
    const bool is_folder = found && found->kind == EntryKind::directory;
    return is_folder ? in_hex(found->id) : std::string();
  }

  Result<void> compare(const std::string& commit, const std::string& parent) {
    const std::string before = folders_[parent];
    const std::string after = folders_[commit];
    if (before.empty() || before == after) return {};
    QUALM_ASSIGN(const auto changes, git::tree_changes(request_.repository, before, after));
    for (const git::TreeChange& change : changes) {
      if (change.change == git::TreeChangeKind::added || concern_of(change.path).empty()) continue;
      QUALM_ASSIGN(const auto had, reader_.at(before, change.path));
      if (!had || !seen_.insert({change.path, had->id}).second) continue;
      lost_.push_back({.path = change.path,
                       .blob = had->id,
                       .had = parent,
                       .by = commit,
                       .changed = change.change == git::TreeChangeKind::changed});
    }
    return {};
  }

  Result<void> judge(const Lost& one, const std::string& tip) {
    const std::string path = fmt::format("{}/{}", concerns::kConcernFolder, one.path);
    QUALM_ASSIGN(const auto now, reader_.at(tip, path));
    if (now && now->id == one.blob) return {};
    const std::string concern(concern_of(one.path));
    QUALM_ASSIGN(const bool kept, branch_has(concern, path, one.blob));
    if (!kept && is_unseen(concern)) return not_judged();
    const std::string done = now || one.changed ? "was changed" : "was removed";
    audit_.entries.push_back(
        {.kind = AuditKind::record,
         .is_finding = !kept,
         .concern = concern,
         .where = request_.side.tip->label,
         .commit = one.by,
         .path = path,
         .message = kept ? fmt::format("this copy {}; the concern's own branch still has it", done)
                         : fmt::format("a record {}, and the concern's own branch does not have it "
                                       "as it was either",
                                       done),
         .way_out = kept ? std::string()
                         : fmt::format("git checkout {} -- {} brings it back; commit that", one.had,
                                       shell_word(path))});
    return {};
  }

  /// Whether the protected side may have a branch of the concern that is not here.
  [[nodiscard]] bool is_unseen(const std::string& concern) const {
    if (!request_.there) return request_.incomplete.has_value();
    const auto now = request_.there->find(concern);
    return now != request_.there->end() && !request_.repository.resolve(now->second);
  }

  Result<void> not_judged() {
    audit_.cannot_judge(
        request_.incomplete && !request_.there
            ? *request_.incomplete
            : Error{.code = ErrorCode::incomplete,
                    .message = "a record is no longer in the tree, and its concern's branch was "
                               "not fetched",
                    .where = {},
                    .hint = request_.side.remote ? fetch_command(request_.side.remote->name) : "",
                    .context = {}});
    return {};
  }

  /// The tips of the concern's branch, as the protected side has it now and had it.
  [[nodiscard]] std::vector<std::string> tips_of(const std::string& concern) const {
    std::vector<std::string> tips;
    for (const concerns::ConcernRef& ref : request_.refs) {
      if (ref.concern == concern && ref.settled) tips.push_back(ref.tip);
    }
    if (!request_.there || is_unseen(concern)) return tips;
    const auto now = request_.there->find(concern);
    if (now != request_.there->end()) tips.push_back(now->second);
    return tips;
  }

  /// Whether the concern's branch, as the protected side has it, has the very file.
  Result<bool> branch_has(const std::string& concern, const std::string& path,
                          const std::string& blob) {
    for (const std::string& one : tips_of(concern)) {
      QUALM_ASSIGN(const git::Revision tip, request_.repository.resolve(one));
      QUALM_ASSIGN(const auto found, reader_.at(tip.tree, path));
      if (found && found->id == blob) return true;
    }
    return false;
  }

  const AuditRequest& request_;
  Audit& audit_;
  git::PathReader reader_;
  std::map<std::string, std::string> folders_;  ///< by commit
  std::set<std::pair<std::string, std::string>> seen_;
  std::vector<Lost> lost_;
};

}  // namespace

void audit_records(const AuditRequest& request, Audit& audit) {
  if (!request.side.tip) return;
  const auto done = Records(request, audit).run();
  if (done) return;
  Error why = done.error();
  if (why.code == ErrorCode::incomplete && request.repository.is_shallow()) {
    why.message = fmt::format("this clone is shallow, and the history of {} is cut off",
                              request.side.tip->label);
    why.hint = unshallow_command(request.side);
  } else {
    why = std::move(why).within("while looking for records in the history of " +
                                request.side.tip->label);
  }
  audit.cannot_judge(std::move(why));
}

}  // namespace qualm::gate
