// Finding systems that are none any more in the trees that events looked at.

#include "gate/gone_systems.hpp"

#include <algorithm>
#include <utility>

#include "concerns/systems.hpp"
#include "gate/policy_of_tree.hpp"
#include "git/commit_of_id.hpp"
#include "git/refs.hpp"
#include "git/snapshot.hpp"

namespace qualm::gate {

const std::vector<SystemOfTree>& GoneSystems::systems_at(const std::string& commit) {
  const auto found = known_.find(commit);
  if (found != known_.end()) return found->second;
  std::vector<SystemOfTree>& systems = known_[commit];  // none, where it cannot be told
  const auto revision = git::commit_of_id(repository_, commit);
  if (!revision || line_.empty()) return systems;
  const auto is_past = git::is_ancestor(repository_, revision->commit, line_);
  if (!is_past || !*is_past) return systems;
  const auto tree = git::commit_snapshot(repository_, *revision);
  if (!tree) return systems;
  const auto policy = policy_of_tree(**tree);
  auto all = systems_of(**tree, policy ? *policy : policy_);
  if (all) systems = *std::move(all);
  return systems;
}

std::optional<std::vector<SystemOfTree>> GoneSystems::at(const Event& event,
                                                         const std::vector<std::string>& names) {
  if (event.subject.empty() || names.empty()) return std::nullopt;
  const std::vector<SystemOfTree>& systems = systems_at(event.subject);
  std::vector<SystemOfTree> stood;
  for (const std::string& name : names) {
    const auto found = std::find_if(systems.begin(), systems.end(), [&](const SystemOfTree& one) {
      return concerns::system_name(one.path) == name;
    });
    if (found == systems.end()) return std::nullopt;
    stood.push_back(*found);
  }
  return stood;
}

}  // namespace qualm::gate
