// Reading `gate:`.

#include "gate/gate_policy.hpp"

#include <algorithm>

#include "documents/policy.hpp"
#include "support/glob.hpp"

namespace qualm::gate {
namespace {

std::vector<std::string> texts(const Value& value) {
  if (value.is_scalar() && !value.is_null()) return {value.text()};
  std::vector<std::string> texts;
  for (const Value& item : value.items()) texts.push_back(item.text());
  return texts;
}

/// A pattern as one over full names.
std::string full_pattern(const std::string& pattern, std::string_view default_branch) {
  if (pattern == "@default") return "refs/heads/" + std::string(default_branch);
  if (pattern.starts_with("refs/")) return pattern;
  if (pattern.starts_with("tags/") || pattern.starts_with("heads/")) return "refs/" + pattern;
  return "refs/heads/" + pattern;
}

}  // namespace

GatePolicy gate_policy(const Policy& policy) {
  return {.protects = texts(documents::value_or_default(policy, {"gate", "protects"})),
          .policy_by = texts(documents::value_or_default(policy, {"gate", "policy_by"})),
          .fail_on = policy.fail_on};
}

bool is_protected(const GatePolicy& policy, std::string_view ref, std::string_view default_branch) {
  return std::any_of(policy.protects.begin(), policy.protects.end(),
                     [&](const std::string& pattern) {
                       const std::string full = full_pattern(pattern, default_branch);
                       // The default branch is a name, whatever letters it is made of.
                       return pattern == "@default" ? full == ref : Glob(full).matches(ref);
                     });
}

}  // namespace qualm::gate
