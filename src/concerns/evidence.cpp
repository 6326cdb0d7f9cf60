// Looking for the evidence of events.

#include "concerns/evidence.hpp"

#include <utility>

#include "git/first_parents.hpp"

namespace qualm::concerns {
namespace {

bool is_file(const TreeEntry& entry) {
  return entry.kind == EntryKind::file || entry.kind == EntryKind::executable;
}

/// That something is not here is an answer; that the repository is damaged is none.
bool is_absence(const Error& error) {
  return error.code == ErrorCode::not_found || error.code == ErrorCode::incomplete ||
         error.code == ErrorCode::usage;
}

}  // namespace

EvidenceFinder::EvidenceFinder(const git::Repository& repository,
                               std::vector<const Snapshot*> trees)
    : repository_(repository), trees_(std::move(trees)), reader_(repository) {}

Result<EvidenceFound> EvidenceFinder::of(const Event& event) {
  if (event.evidence.empty()) return EvidenceFound::not_looked_for;
  if (!event.subject.empty()) return in_commit(event);
  for (const std::string& path : event.evidence) {
    QUALM_ASSIGN(const bool found, in_trees(path));
    if (!found) return EvidenceFound::missing;
  }
  return EvidenceFound::found;
}

Result<EvidenceFound> EvidenceFinder::in_commit(const Event& event) {
  const auto subject = repository_.resolve(event.subject);
  if (!subject) {
    if (is_absence(subject.error())) return EvidenceFound::gone;
    return fail(subject.error());
  }
  for (const std::string& path : event.evidence) {
    QUALM_ASSIGN(const auto entry, reader_.at(subject->tree, path));
    if (!entry || !is_file(*entry)) return EvidenceFound::missing;
  }
  return EvidenceFound::found;
}

Result<std::optional<Date>> EvidenceFinder::day_of_subject(const Event& event) const {
  if (event.subject.empty()) return std::nullopt;
  const auto subject = repository_.resolve(event.subject);
  if (!subject && is_absence(subject.error())) return std::nullopt;
  QUALM_TRY(subject);
  QUALM_ASSIGN(const auto line, git::first_parents(repository_, subject->commit, 1));
  if (line.commits.empty() || !line.commits.front().time) return std::nullopt;
  return date_of(*line.commits.front().time);
}

Result<bool> EvidenceFinder::in_trees(const std::string& path) const {
  for (const Snapshot* tree : trees_) {
    QUALM_ASSIGN(const auto entry, tree->find(path));
    if (entry && is_file(*entry)) return true;
  }
  return false;
}

}  // namespace qualm::concerns
