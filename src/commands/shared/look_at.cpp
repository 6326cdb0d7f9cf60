// Finding the commit that is spoken about.

#include "commands/shared/look_at.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>

#include <fmt/format.h>

#include "commands/shared/workspace.hpp"
#include "concerns/event_grammar.hpp"
#include "git/commit_walk.hpp"
#include "git/refs.hpp"
#include "support/text.hpp"

namespace qualm::commands {
namespace {

bool has_subject(EventType type) {
  return type == EventType::reviewed || type == EventType::resolved ||
         type == EventType::overridden || type == EventType::reopened;
}

/// Whether some ref of the protected side reaches `commit`.
Result<bool> is_shared(const git::Repository& repository, const gate::ProtectedSide& side,
                       const std::string& commit) {
  if (!side.remote) return true;
  const auto head = git::tracking_ref(*side.remote, "refs/heads/HEAD");
  if (!head) return false;
  QUALM_ASSIGN(const auto refs, git::refs_below(repository, head->substr(0, head->rfind('/') + 1)));
  for (const git::Ref& ref : refs) {
    const auto tip = repository.resolve(ref.name);
    if (!tip) continue;
    // Where history is cut off that cannot be told, and then it is not relied upon.
    const auto reached = git::is_ancestor(repository, commit, tip->commit);
    if (reached && *reached) return true;
  }
  return false;
}

/// The commit that `--subject` names, then the event itself, then what is checked out.
Result<std::optional<git::Revision>> subject_of(const DraftRequest& request,
                                                const gate::ProtectedSide& side,
                                                const Event& event) {
  const git::Repository& repository = request.repository;
  const std::string named =
      request.arguments.has("--subject") ? request.arguments.value("--subject") : event.subject;
  if (!named.empty()) {
    QUALM_ASSIGN(git::Revision revision, repository.resolve(named));
    return std::optional(std::move(revision));
  }
  QUALM_ASSIGN(std::optional<git::Revision> head, repository.head());
  if (head) {
    QUALM_ASSIGN(const bool shared, is_shared(repository, side, head->commit));
    if (!shared && side.tip) return side.tip;
    return head;
  }
  return side.tip;
}

/// `path` as it was given from the top, or from where the user stands.
std::vector<std::string> readings(const DraftRequest& request, const std::string& path) {
  std::vector<std::string> all = {std::filesystem::path(path).lexically_normal().generic_string()};
  if (request.repository.is_bare()) return all;
  const std::filesystem::path from_here =
      std::filesystem::path(absolute_path(request.session, path))
          .lexically_relative(request.repository.root());
  if (!from_here.empty() && *from_here.begin() != "..") all.push_back(from_here.generic_string());
  return all;
}

Result<std::string> find_evidence(const DraftRequest& request, git::PathReader& reader,
                                  const git::Revision& subject, const std::string& given) {
  for (const std::string& path : readings(request, given)) {
    QUALM_ASSIGN(const auto entry, reader.at(subject.tree, path));
    const bool is_file =
        entry && (entry->kind == EntryKind::file || entry->kind == EntryKind::executable);
    if (is_file) return path;
  }
  return fail(ErrorCode::not_found,
              fmt::format("the evidence \"{}\" is no file of commit {}", shorten(given, 120),
                          subject.commit.substr(0, 7)),
              "commit and push it first, or name the commit that has it with --subject");
}

/// What opens a concern, or weighs in it, is put on record whatever it points to.
bool must_be_there(EventType type) { return has_subject(type) || type == EventType::accepted; }

/// The path meant by `given` where nothing has to be there: that of a file, if there is one.
Result<std::string> likely_path(const DraftRequest& request, const std::string& given) {
  std::vector<std::string> paths = readings(request, given);
  std::erase_if(paths, [](const std::string& path) {
    return !concerns::is_tree_path(path) || path.find(',') != std::string::npos;
  });
  if (paths.empty()) {
    return fail(
        ErrorCode::usage,
        fmt::format("--evidence: \"{}\" is no path of this repository", shorten(given, 120)),
        "name files from its root; say what stands elsewhere in the text");
  }
  const auto in_work_tree = [&](const std::string& path) {
    std::error_code error;
    const std::filesystem::path root = request.repository.root();
    return !request.repository.is_bare() && std::filesystem::is_regular_file(root / path, error);
  };
  const auto found = std::find_if(paths.begin(), paths.end(), in_work_tree);
  return found == paths.end() ? paths.front() : *found;
}

}  // namespace

Result<void> look_at(const DraftRequest& request, const gate::ProtectedSide& side, Event& event) {
  if (!must_be_there(event.type)) {
    for (std::string& one : event.evidence) {
      QUALM_ASSIGN(one, likely_path(request, one));
    }
    return {};
  }
  QUALM_ASSIGN(const auto subject, subject_of(request, side, event));
  if (!subject) return {};
  if (has_subject(event.type)) event.subject = subject->commit;
  git::PathReader reader(request.repository);
  for (std::string& one : event.evidence) {
    QUALM_ASSIGN(one, find_evidence(request, reader, *subject, one));
  }
  return {};
}

}  // namespace qualm::commands
