// Walking history for the people behind a system.

#include "gate/system_history.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "gate/system_walk.hpp"
#include "git/commit_of_id.hpp"
#include "git/refs.hpp"
#include "support/text.hpp"

namespace qualm::gate {
namespace {

/// As the end of a sentence about somebody who may have changed a system.
std::string why_unknown(const Error& error) {
  if (error.code == ErrorCode::incomplete)
    return "the history here is cut off (git fetch --unshallow brings the rest)";
  if (error.code == ErrorCode::limit)
    return fmt::format("{}; a deployment record that pins a commit bounds what is looked at",
                       error.message);
  return error.message;
}

}  // namespace

SystemHistory::SystemHistory(const git::Repository& repository,
                             const std::vector<SystemOfTree>& systems,
                             std::vector<std::string> tips, Date today)
    : repository_(repository),
      systems_(systems),
      tips_(std::move(tips)),
      paths_(systems),
      line_(repository, tips_.empty() ? std::string() : tips_.front(), today) {}

const std::vector<SystemHistory::Deployment>& SystemHistory::deployments(std::size_t place) {
  const auto known = deployments_.find(place);
  if (known != deployments_.end()) return known->second;
  std::vector<Deployment> found;
  for (const Deployed& one : systems_[place].deployments) {
    if (one.pin.empty() || !one.day || tips_.empty()) continue;
    const auto commit = git::commit_of_id(repository_, one.pin);
    if (!commit) continue;
    const auto is_past = git::is_ancestor(repository_, commit->commit, tips_.front());
    if (is_past && *is_past)
      found.push_back({.commit = commit->commit, .day = *one.day, .record = one.record});
  }
  std::sort(found.begin(), found.end(), [](const Deployment& left, const Deployment& right) {
    return std::tie(left.day, left.commit, left.record) <
           std::tie(right.day, right.commit, right.record);
  });
  return deployments_.emplace(place, std::move(found)).first->second;
}

Result<const std::map<std::size_t, std::vector<Identity>>*> SystemHistory::walk(
    const git::CommitRange& range) {
  const std::string key = fmt::format("{} {}", join_words(range.tips), join_words(range.known));
  const auto kept = walks_.find(key);
  if (kept != walks_.end()) return &kept->second;
  QUALM_ASSIGN(auto people, who_changed(repository_, paths_, range));
  return &walks_.emplace(key, std::move(people)).first->second;
}

Result<std::vector<Identity>> SystemHistory::people(std::size_t place, git::CommitRange range) {
  std::sort(range.known.begin(), range.known.end());
  range.known.erase(std::unique(range.known.begin(), range.known.end()), range.known.end());
  QUALM_ASSIGN(const auto* by_place, walk(range));
  const auto found = by_place->find(place);
  return found == by_place->end() ? std::vector<Identity>() : found->second;
}

concerns::SystemFacts SystemHistory::facts(std::size_t place) {
  concerns::SystemFacts facts{.path = systems_[place].path,
                              .owners = systems_[place].owners,
                              .claimed_owners = systems_[place].claimed_owners};
  git::CommitRange since{.tips = tips_};
  for (const Deployment& one : deployments(place)) since.known.push_back(one.commit);
  auto touched = people(place, std::move(since));
  if (touched) {
    facts.touched = *std::move(touched);
  } else {
    facts.touched_unknown = why_unknown(touched.error());
    if (!unknown_) unknown_ = std::move(touched).error();
  }
  return facts;
}

Result<std::vector<std::string>> SystemHistory::before(std::size_t place, const RaisedOn& raised) {
  std::vector<std::string> commits;
  if (!raised.first) return commits;
  for (const Deployment& one : deployments(place)) {
    if (*raised.first <= one.day) break;
    QUALM_ASSIGN(const bool stood, line_.held_before(one.record, *raised.first));
    if (stood) commits.push_back(one.commit);
  }
  return commits;
}

concerns::ChangedBy SystemHistory::since(std::size_t place, const RaisedOn& raised) {
  concerns::ChangedBy answer{
      .system = systems_[place].path, .people = {}, .span = concerns::ChangeSpan::since_deployed};
  auto known = before(place, raised);
  if (known && known->size() < deployments(place).size())
    answer.span = concerns::ChangeSpan::since_raised;
  auto changed = known ? people(place, {.tips = tips_, .known = *std::move(known)})
                       : Result<std::vector<Identity>>(tl::unexpected(known.error()));
  if (changed) {
    answer.people = *std::move(changed);
  } else {
    answer.unknown = why_unknown(changed.error());
    if (!unknown_) unknown_ = std::move(changed).error();
  }
  return answer;
}

Result<std::optional<concerns::ChangedBy>> SystemHistory::changed_by(std::size_t place,
                                                                     const LookedAt& event) {
  const Date earliest = std::max(event.raised.last, event.written);
  for (const Deployment& one : deployments(place)) {
    if (one.day < earliest) continue;
    const auto carries = git::is_ancestor(repository_, event.commit, one.commit);
    if (!carries) break;  // the commit is not here: what is known of the present counts
    if (!*carries) continue;
    QUALM_ASSIGN(const auto landed, line_.brought(one.record));
    if (!landed) continue;
    git::CommitRange until{.tips = {*landed, one.commit}};
    QUALM_ASSIGN(until.known, before(place, event.raised));
    QUALM_ASSIGN(auto changed, people(place, std::move(until)));
    return concerns::ChangedBy{.system = systems_[place].path, .people = std::move(changed)};
  }
  return std::nullopt;
}

}  // namespace qualm::gate
