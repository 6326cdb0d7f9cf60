// Asking the policies which refs they protect.

#include "gate/guard.hpp"

#include <algorithm>

#include "gate/policy_of_tree.hpp"
#include "git/refs.hpp"
#include "git/snapshot.hpp"

namespace qualm::gate {
namespace {

/// Symbolic refs that may lead to each other; as many as Git follows.
constexpr std::size_t kMostLinks = 5;

Result<GatePolicy> read_policy(const git::Repository& repository, const std::string& object) {
  QUALM_ASSIGN(const git::Revision revision, repository.resolve(object));
  QUALM_ASSIGN(const auto tree, git::commit_snapshot(repository, revision));
  QUALM_ASSIGN(const Policy policy, policy_of_tree(*tree));
  return gate_policy(policy);
}

}  // namespace

std::vector<std::string> names_of_ref(const git::Repository& repository, const std::string& name) {
  std::vector<std::string> names = {name};
  while (names.size() <= kMostLinks) {
    const auto target = git::symbolic_target(repository, names.back());
    if (!target || !*target) break;
    names.push_back(**target);
  }
  return names;
}

const Result<GatePolicy>& Guard::policy_at(const std::string& object) {
  const auto known = read_.find(object);
  if (known != read_.end()) return known->second;
  return read_.emplace(object, read_policy(repository_, object)).first->second;
}

bool Guard::protects(const GatePolicy& policy, const std::vector<std::string>& names) const {
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return is_protected(policy, name, side_.defaults);
  });
}

Guarded Guard::ask(const RefChange& change, const std::vector<std::string>& names) {
  std::vector<const Result<GatePolicy>*> held;  // by the protected side
  if (!change.before.empty()) held.push_back(&policy_at(change.before));
  if (side_.tip) held.push_back(&policy_at(side_.tip->commit));
  const auto is_read = [](const Result<GatePolicy>* one) { return one->has_value(); };
  const bool all_read = std::all_of(held.begin(), held.end(), is_read);
  const bool by_default = protects(gate_policy(Policy()), names);
  Guarded answer;
  answer.is_guarded = std::any_of(held.begin(), held.end(), [&](const Result<GatePolicy>* one) {
    return is_read(one) && protects(**one, names);
  });
  if (held.empty() || !all_read) answer.is_guarded = answer.is_guarded || by_default;
  if (!answer.is_guarded && change.before.empty() && !change.after.empty()) {
    const Result<GatePolicy>& brought = policy_at(change.after);
    answer.is_guarded = brought && protects(*brought, names);
  }
  const bool any_read = std::any_of(held.begin(), held.end(), is_read);
  if (!answer.is_guarded && !held.empty() && !any_read) answer.unknown = held.front()->error();
  return answer;
}

}  // namespace qualm::gate
