// Reading `gate:`.

#include "gate/gate_policy.hpp"

#include <algorithm>

#include "documents/policy.hpp"
#include "support/glob.hpp"
#include "support/ref_pattern.hpp"

namespace qualm::gate {
namespace {

std::vector<std::string> texts(const Value& value) {
  if (value.is_scalar() && !value.is_null()) return {value.text()};
  std::vector<std::string> texts;
  for (const Value& item : value.items()) texts.push_back(item.text());
  return texts;
}

}  // namespace

GatePolicy gate_policy(const Policy& policy) {
  return {.protects = texts(documents::value_or_default(policy, {"gate", "protects"})),
          .policy_by = texts(documents::value_or_default(policy, {"gate", "policy_by"})),
          .fail_on = policy.fail_on};
}

bool is_protected(const GatePolicy& policy, std::string_view ref,
                  const std::vector<std::string>& defaults) {
  // A default branch is a name, whatever letters it is made of.
  const bool is_default =
      defaults.empty()
          ? ref.starts_with("refs/heads/")
          : std::any_of(defaults.begin(), defaults.end(),
                        [&](const std::string& branch) { return "refs/heads/" + branch == ref; });
  return std::any_of(
      policy.protects.begin(), policy.protects.end(), [&](const std::string& pattern) {
        return pattern == "@default" ? is_default : Glob(full_ref_pattern(pattern)).matches(ref);
      });
}

}  // namespace qualm::gate
