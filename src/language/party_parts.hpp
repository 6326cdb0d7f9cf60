// The steps of reading a party: cleaning, splitting, and judging one name, handle or address.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "language/party.hpp"

namespace qualm::language {

/// What one name, handle or address is, and why.
struct PartReading {
  PartyKind kind = PartyKind::unclear;
  std::string reason;
};

/// A party's text without markup, addresses and parentheses.
struct CleanParty {
  std::string text;
  std::vector<std::string> emails;  ///< lower case, in order
};
[[nodiscard]] CleanParty clean_party(std::string_view text);

/// How the parts of a list are held together: an affiliation can follow a comma, never an "and".
enum class Joint { aside, list };

struct Part {
  std::string text;
  Joint before = Joint::aside;  ///< what stands between this part and the one before
};
[[nodiscard]] std::vector<Part> split_parties(std::string_view text);

/// A name without address and affiliation: "Maria Okafor", "Fraud team", "k8s-ci-robot".
[[nodiscard]] PartReading read_name(std::string_view name);

/// `@maria`, `@org/team`, `user:default/maria`, `group:default/ml`; nothing for other texts.
[[nodiscard]] std::optional<PartReading> read_reference(std::string_view text);

/// An e-mail address without a name, by its local part.
[[nodiscard]] PartReading read_address(std::string_view email);

/// Whether `part` stands behind a name and belongs to it: "PhD", "FCAS".
[[nodiscard]] bool is_post_nominal_part(std::string_view part);

}  // namespace qualm::language
