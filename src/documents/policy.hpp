// Reading `.qualm.yaml`.

#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "documents/shape.hpp"
#include "model/policy.hpp"
#include "support/result.hpp"

namespace qualm::documents {

/// Where the policy stands in a repository.
inline constexpr std::string_view kPolicyPath = ".qualm.yaml";

/// The table that reads the policy, explains it and prints its schema.
[[nodiscard]] const Shape& policy_shape();

/// The policy of a repository that has none: level 3 and the defaults of every key.
[[nodiscard]] Policy default_policy();

/// Reads a policy. `invalid` with every departure from the shape, one a line, each with its place.
[[nodiscard]] Result<Policy> read_policy(std::string_view text, const std::string& file);

/// The value of a key of the policy, by its way from the top (`{"gate", "protects"}`): as stated,
/// or the default that the shape gives it; null when neither says anything.
[[nodiscard]] Value value_or_default(const Policy& policy,
                                     std::initializer_list<std::string_view> path);

/// A line of `qualm config show`: a key, its value, and where the value comes from.
struct ConfigLine {
  std::string key;
  std::string value;
  std::string origin;  ///< "default", or file:line:column
};

/// The merged configuration: every key of the policy with its value and origin, in table order.
[[nodiscard]] std::vector<ConfigLine> config_lines(const Policy& policy);

}  // namespace qualm::documents
